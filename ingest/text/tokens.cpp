#include "text/tokens.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "chancery/folding.h"
#include "text/characters.h"
#include "text/plain_words.h"

namespace chancery::ingest {
namespace {

/// A token longer than this is cut: no word of any language is that long.
constexpr std::uint32_t kLongestToken = 200;
/// A shorter word with a digit behind it is a name: "Bio5", "Wi2".
constexpr std::uint32_t kShortestNoted = 5;
constexpr unsigned char kFirstArabicByte = 0xD8;

/// Marks that may end a sentence, or stand behind the one that does.
bool may_end_sentence(char mark) {
  return mark == '.' || mark == '?' || mark == '!' || mark == ';' || mark == '"' || mark == ')';
}

/// Of a word of letters alone, by its spelling and whether a blank stands before it.
constexpr auto kPlainTokens = [] {
  std::array<std::array<Token, 2>, 3> tokens{};
  for (std::size_t spelling = 0; spelling < tokens.size(); ++spelling) {
    for (const bool blank : {false, true}) {
      Token& token = tokens[spelling][blank];
      token.lower = spelling == static_cast<std::size_t>(Spelling::small);
      token.capital = !token.lower;
      token.all_caps = spelling == static_cast<std::size_t>(Spelling::capitals);
      token.space_before = blank;
    }
  }
  return tokens;
}();
constexpr std::array<Starts, 3> kPlainStarts = {0, kCapital, kCapital | kAllCaps};

bool is_upper(UChar32 c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c) != 0; }

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t begin, std::uint32_t end, const WordTable& words,
          TokenArrays out)
      : text_(text),
        at_(begin),
        end_(end),
        words_(words),
        tokens_(out.tokens),
        starts_(out.starts),
        classes_(out.classes),
        before_(tokens_.size()) {}

  void run() {
    for (;;) {
      scan_plain_words();
      if (at_ >= end_) break;
      scan_one();
    }
    look_up_waiting();
  }

 private:
  /// A token whose word is not looked up yet.
  struct Waiting {
    ShortWord letters;
    std::size_t place = 0;  ///< where the table of words is to be looked at
    std::size_t token = 0;
  };

  struct Char {
    UChar32 code = 0;
    std::uint32_t length = 0;
    CharClass kind = CharClass::other;
  };

  Char peek(std::uint32_t at) const {
    if (at >= end_) return {0, 0, CharClass::space};
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < 0x80) return {byte, 1, kAsciiClasses[byte]};
    Char c;
    auto i = static_cast<std::int32_t>(at);
    U8_NEXT(text_.data(), i, static_cast<std::int32_t>(end_), c.code);
    c.length = static_cast<std::uint32_t>(i) - at;
    c.kind = class_of(c.code);
    return c;
  }

  void scan_one() {
    const Char c = peek(at_);
    switch (c.kind) {
      case CharClass::space:
        skip_space(c);
        break;
      case CharClass::unspaced:
        emit_unspaced(c);
        break;
      case CharClass::letter:
      case CharClass::digit:
        scan_word();
        break;
      case CharClass::apostrophe:
        scan_apostrophe(c);
        break;
      case CharClass::hyphen:
        scan_hyphen(c);
        break;
      case CharClass::other:
        emit_mark(c);
        break;
    }
  }

  void skip_space(const Char& c) {
    next_.space_before = true;
    if (c.code == '\n') next_.line_before = true;
    at_ += c.length;
  }

  Token& emit(std::uint32_t begin, TokenKind kind) {
    next_.begin = begin;
    next_.end = at_;
    next_.kind = kind;
    put(next_);
    next_ = Token{};
    return tokens_.back();
  }

  void put(const Token& token) {
    const bool glued = tokens_.size() > before_ && is_glued(tokens_.back(), token);
    if (glued) starts_.back() |= kMayEndSentence;
    tokens_.push_back(token);
    starts_.push_back(0);
    classes_.push_back(0);
  }

  /// "TextThe": where a word begins right behind another, a sentence may begin.
  static bool is_glued(const Token& token, const Token& next) {
    return token.end == next.begin && token.kind == TokenKind::word && next.kind == TokenKind::word;
  }

  /// What is known of the last token, once it is whole.
  void note(const KnownWord& known) {
    Token& token = tokens_.back();
    token.word = known.word;
    classes_.back() = known.classes;
    starts_.back() |= known.starts | (token.capital ? kCapital : 0u) |
                      (token.all_caps ? kAllCaps : 0u) | (token.digit ? kNumeric : 0u) |
                      (token.mark == '(' ? kOpensBracket : 0u) |
                      (token.dotted || may_end_sentence(token.mark) ? kMayEndSentence : 0u);
  }
  void note() { note(words_.known(words_.find(surface(text_, tokens_.back())))); }

  void emit_mark(const Char& c) {
    const std::uint32_t begin = at_;
    at_ += c.length;
    const char mark = mark_of(c.code);
    emit(begin, TokenKind::punctuation).mark = mark;
    note(words_.find_mark(mark));
  }

  void emit_unspaced(const Char& c) {
    const std::uint32_t begin = at_;
    at_ += c.length;
    emit(begin, TokenKind::word).unspaced = true;
    note();
  }

  /// A hyphen between letters joins; elsewhere it is a dash.
  void scan_hyphen(const Char& c) {
    const CharClass next = peek(at_ + c.length).kind;
    const bool joins = !next_.space_before && tokens_.size() > before_ &&
                       tokens_.back().kind != TokenKind::punctuation &&
                       (next == CharClass::letter || next == CharClass::digit);
    if (!joins) return emit_mark(c);
    at_ += c.length;
    next_.hyphen_before = true;
  }

  /// "'s" after a word is a token of its own; a lone apostrophe after a plural likewise.
  void scan_apostrophe(const Char& c) {
    const bool after_word = !next_.space_before && tokens_.size() > before_ &&
                            tokens_.back().kind != TokenKind::punctuation;
    const Char s = peek(at_ + c.length);
    const std::uint32_t begin = at_;
    if (after_word && s.kind == CharClass::letter && is_elision(tokens_.back().begin, begin)) {
      at_ += c.length;  // as a hyphen: no token
      return;
    }
    if (after_word && (s.code == 's' || s.code == 'S') &&
        peek(at_ + c.length + 1).kind != CharClass::letter) {
      at_ += c.length + 1;
      emit_possessive(begin);
    } else if (after_word && s.kind == CharClass::space && text_[begin - 1] == 's') {
      at_ += c.length;
      emit_possessive(begin);
    } else {
      at_ += c.length;
      emit(begin, TokenKind::punctuation).mark = '"';
      note(KnownWord{});
    }
  }

  void emit_possessive(std::uint32_t begin) {
    const Token& token = emit(begin, TokenKind::possessive);
    note(words_.known(words_.find(lookup_form(text_, token))));
  }

  /// Words of ASCII letters alone with nothing joined to them and blanks, which most of a text is.
  /// Ends before the first word that may be another.
  void scan_plain_words() {
    std::uint32_t at = at_;
    bool blank = next_.space_before;
    const std::size_t before = tokens_.size();
    while (at < end_) {
      if (text_[at] == ' ') {
        blank = true;
        ++at;
        continue;
      }
      const PlainWord word = plain_word(text_, at);
      const std::uint32_t end = at + word.size;
      if (end == at || word.spelling == Spelling::mixed || end > end_) break;
      if (end < end_ && !ends_plain_word(text_[end], word.size)) break;
      put_plain(at, word, blank);
      if (tokens_.size() == before + 1) note_first(tokens_.back());
      blank = end < end_ && text_[end] == ' ';
      at = end + blank;
    }
    next_.space_before = blank;
    at_ = at;
  }

  /// What stands before the first of some plain words.
  void note_first(Token& token) {
    token.line_before = next_.line_before;
    token.hyphen_before = next_.hyphen_before;
    next_ = Token{};
    const std::size_t own = tokens_.size() - 1;
    if (own > before_ && is_glued(tokens_[own - 1], token)) starts_[own - 1] |= kMayEndSentence;
  }

  void put_plain(std::uint32_t begin, const PlainWord& word, bool blank) {
    Waiting& waiting = waiting_[waiting_count_ % waiting_.size()];
    if (waiting_count_++ >= waiting_.size()) look_up(waiting);
    waiting = {word.letters, words_.place(word.letters), tokens_.size()};
    words_.prefetch(waiting.place);
    const auto spelling = static_cast<std::size_t>(word.spelling);
    tokens_.push_back(kPlainTokens[spelling][blank]);
    tokens_.back().begin = begin;
    tokens_.back().end = begin + word.size;
    starts_.push_back(kPlainStarts[spelling]);
    classes_.push_back(0);
  }

  void look_up(const Waiting& waiting) {
    const KnownWord& known = words_.known(waiting.letters, waiting.place);
    tokens_[waiting.token].word = known.word;
    starts_[waiting.token] |= known.starts;
    classes_[waiting.token] = known.classes;
  }

  void look_up_waiting() {
    const std::size_t left = std::min(waiting_count_, waiting_.size());
    for (std::size_t i = 0; i < left; ++i) look_up(waiting_[i]);
    waiting_count_ = 0;
  }

  void scan_word() {
    const std::uint32_t begin = at_;
    Token shape;
    std::uint32_t letters = 0, capitals = 0, glue = 0;
    bool last_lower = false;
    while (at_ < end_ && at_ - begin < kLongestToken) {
      if (at_ != begin && text_[at_] >= 'a' && text_[at_] <= 'z') {  // most bytes, taken quickly
        do ++at_, ++letters;
        while (at_ < end_ && text_[at_] >= 'a' && text_[at_] <= 'z' && at_ - begin < kLongestToken);
        last_lower = true;
        continue;
      }
      if (text_[at_] == ' ') break;
      const Char c = peek(at_);
      if (c.kind == CharClass::letter) {
        const bool upper = is_upper(c.code);
        if (upper && last_lower && letters >= 4) glue = at_;
        if (letters++ == 0 && at_ == begin) {
          shape.capital = upper || (c.code >= 0x80 && u_istitle(c.code));
          shape.lower = c.code < 0x80 ? !upper : u_islower(c.code) != 0;
        }
        capitals += upper;
        last_lower = !upper;
      } else if (c.kind == CharClass::digit) {
        shape.digit = true;
      } else if (!continues_word(c, begin)) {
        break;
      } else if (c.code == '.' && letters == (at_ - begin) / 2 + 1) {
        shape.dotted = true;
      }
      at_ += c.length;
    }
    if (glue != 0 && splits_glue(begin, glue)) return;
    if (shape.digit && last_lower) cut_footnote(begin, shape);
    shape.all_caps = letters >= 2 && capitals == letters;
    finish_word(begin, shape, letters);
  }

  /// Text pasted without a space, "TextThe": cut where the tail is a known word of its own and the
  /// whole is not.
  bool splits_glue(std::uint32_t begin, std::uint32_t glue) {
    if (words_.find(text_.substr(begin, at_ - begin)) != kUnknownWord) return false;
    const WordId tail = words_.find(text_.substr(glue, at_ - glue));
    if (!words_.is_starter(tail)) return false;
    at_ = glue;
    Token head;
    head.capital = u_isupper(static_cast<unsigned char>(text_[begin]));
    finish_word(begin, head, 2);
    return true;
  }

  /// "Group3": the number of a footnote, raised in print, is no part of a known word.
  void cut_footnote(std::uint32_t begin, Token& shape) {
    std::uint32_t end = at_;
    while (end > begin && text_[end - 1] >= '0' && text_[end - 1] <= '9') --end;
    const bool note = end < at_ && at_ - end <= 2 && end - begin >= kShortestNoted &&
                      words_.find(text_.substr(begin, end - begin)) != kUnknownWord &&
                      words_.find(text_.substr(begin, at_ - begin)) == kUnknownWord;
    if (!note) return;
    at_ = end;
    shape.digit = false;
  }

  /// Inside a word: the dots of acronyms, decimal points and commas, slashes of symbols, an
  /// apostrophe between letters ("d'Ivoire").
  bool continues_word(const Char& c, std::uint32_t begin) const {
    const Char next = peek(at_ + c.length);
    const char before = text_[at_ - 1];
    switch (c.code) {
      case '.': {
        const bool single = at_ - begin == 1 || text_[at_ - 2] == '.';
        const bool upper = before >= 'A' && before <= 'Z';
        if (single && upper &&
            (next.kind == CharClass::letter ? u_isupper(next.code) != 0 : at_ - begin > 1)) {
          return true;
        }
        return before >= '0' && before <= '9' && next.kind == CharClass::digit;
      }
      case ',':
        return before >= '0' && before <= '9' && next.kind == CharClass::digit && is_thousands();
      case '-':
        return next.kind == CharClass::letter && is_joined_prefix(begin);
      case '/':
        return next.kind == CharClass::digit ||
               (next.kind == CharClass::letter && u_isupper(next.code));
      case '\'':
      case 0x2019:
        return next.kind == CharClass::letter && !is_elision(begin, at_) &&
               !(next.code == 's' && ends_word(at_ + c.length + 1));
      default:
        return false;
    }
  }

  /// "l'Union", "d'Ukraine", "qu'elle": a word of its own that lost its vowel. A capital D may
  /// begin a name ("D'Souza").
  bool is_elision(std::uint32_t begin, std::uint32_t end) const {
    if (end - begin == 1) {
      return std::string_view("ldjnsmtcL").find(text_[begin]) != std::string_view::npos;
    }
    return end - begin == 2 && (text_[begin] | 0x20) == 'q' && text_[begin + 1] == 'u';
  }

  /// "co-chaired", "re-affirmed": the verb is one word however it is written.
  bool is_joined_prefix(std::uint32_t begin) const {
    if (at_ - begin != 2) return false;
    const char first = static_cast<char>(text_[begin] | 0x20);
    const char second = static_cast<char>(text_[begin + 1] | 0x20);
    return (first == 'c' && second == 'o') || (first == 'r' && second == 'e');
  }

  bool ends_word(std::uint32_t at) const {
    const CharClass kind = peek(at).kind;
    return kind != CharClass::letter && kind != CharClass::digit;
  }

  /// "40,000" but not "2015,3": three digits and no more follow the comma.
  bool is_thousands() const {
    for (std::uint32_t i = 1; i <= 3; ++i) {
      if (peek(at_ + i).kind != CharClass::digit) return false;
    }
    return peek(at_ + 4).kind != CharClass::digit;
  }

  void finish_word(std::uint32_t begin, const Token& shape, std::uint32_t letters) {
    Token& token = emit(begin, letters == 0 ? TokenKind::number : TokenKind::word);
    token.capital = shape.capital;
    token.lower = shape.lower;
    token.all_caps = shape.all_caps;
    token.dotted = shape.dotted;
    token.digit = shape.digit;
    if (static_cast<unsigned char>(text_[begin]) >= kFirstArabicByte) split_particle(token);
    note();
  }

  /// Arabic "and", "for" are written together with the next word: the text goes on behind them.
  void split_particle(Token& token) {
    const auto length = words_.particle_length(surface(text_, token));
    if (length == 0) return;
    at_ = token.end = token.begin + static_cast<std::uint32_t>(length);
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  const WordTable& words_;
  std::vector<Token>& tokens_;
  std::vector<Starts>& starts_;
  std::vector<WordClasses>& classes_;
  std::size_t before_;  ///< tokens of earlier texts
  Token next_;          ///< what is known of it before it is read
  /// The table of words is large: a word is asked for some words before its answer is waited for.
  std::array<Waiting, 16> waiting_;
  std::size_t waiting_count_ = 0;  ///< the oldest of more than the array holds are looked up
};

}  // namespace

void tokenize(std::string_view text, std::uint32_t begin, std::uint32_t end, const WordTable& words,
              TokenArrays out) {
  Scanner(text, begin, end, words, out).run();
}

bool cuts_word(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return false;
  const auto in_word = [&](std::size_t i) {
    while (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
    const CharClass kind = class_of(next_code_point(text, i));
    return kind == CharClass::letter || kind == CharClass::digit;
  };
  return in_word(at - 1) && in_word(at);
}

bool may_begin_name(std::string_view text, std::size_t at) {
  if (!cuts_word(text, at)) return true;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(next_code_point(text, at), &status) == USCRIPT_ARABIC;
}

std::vector<Token> tokenize(std::string_view text, const WordTable& words) {
  std::vector<Token> tokens;
  std::vector<Starts> starts;
  std::vector<WordClasses> classes;
  tokenize(text, 0, static_cast<std::uint32_t>(text.size()), words, {tokens, starts, classes});
  return tokens;
}

}  // namespace chancery::ingest
