#include "lexer.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "chancery/error.h"

namespace chancery::query {
namespace {

constexpr std::size_t kLongestQuery = std::size_t{4} << 20;

[[noreturn]] void fail(std::string detail, const std::string& message, std::size_t start,
                       std::size_t end) {
  ErrorPlace place;
  place.span =
      TextSpan{.start = static_cast<std::uint32_t>(start), .end = static_cast<std::uint32_t>(end)};
  throw Error(ErrorKind::syntax_error, std::move(detail), Phase::compile, message, place);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_word(UChar32 c) { return c == '_' || (c > 0 && u_isIDStart(c)); }
bool continues_word(UChar32 c) { return c == '_' || (c > 0 && u_isIDPart(c)); }

/// Dashes and arrow heads that word processors put where ASCII was meant.
bool looks_like_a_dash(UChar32 c) {
  return c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

bool looks_like_a_quote(UChar32 c) { return c >= 0x2018 && c <= 0x201F; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (skip_blanks(), position_ < text_.size()) read_token();
    emit(TokenKind::end, text_.size());
    if (!brackets_.empty()) fail_unclosed();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }

  /// The code point at `position`, which moves behind it.
  UChar32 decode(std::size_t& position) const {
    auto i = static_cast<int32_t>(position);
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text_.data()), i,
            static_cast<int32_t>(text_.size()), c);
    if (c < 0) {
      fail("InvalidUnicodeCharacter", "The query is not valid UTF-8.", position,
           static_cast<std::size_t>(i));
    }
    position = static_cast<std::size_t>(i);
    return c;
  }

  void skip_blanks() {
    while (position_ < text_.size()) {
      if (text_.substr(position_, 2) == "//") {
        position_ = std::min(text_.find('\n', position_), text_.size());
      } else if (text_.substr(position_, 2) == "/*") {
        skip_block_comment();
      } else {
        std::size_t next = position_;
        if (!u_isUWhiteSpace(decode(next))) return;
        position_ = next;
      }
    }
  }

  void skip_block_comment() {
    const std::size_t end = text_.find("*/", position_ + 2);
    if (end == std::string_view::npos) {
      fail("UnexpectedSyntax", "This comment is not closed; expected */.", position_,
           position_ + 2);
    }
    position_ = end + 2;
  }

  void read_token() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !after_dot())) return read_number();
    if (c == '\'' || c == '"') return read_quoted(TokenKind::text, position_);
    if (c == '`') return read_quoted(TokenKind::quoted_word, position_);
    if (c == '$') return read_parameter();
    std::size_t next = position_;
    const UChar32 code_point = decode(next);
    if (starts_word(code_point)) return emit(TokenKind::word, end_of_word(position_));
    read_symbol(code_point, next);
  }

  /// Behind a dot of its own, ".5" is no number: `*1. .5` does not occur, `a..5` does.
  bool after_dot() const { return position_ > 0 && text_[position_ - 1] == '.'; }

  std::size_t end_of_word(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size()) {
      std::size_t next = end;
      if (!continues_word(decode(next))) break;
      end = next;
    }
    return end;
  }

  std::size_t end_of_digits(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from])) ++from;
    return from;
  }

  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  void read_number() {
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X' || peek(1) == 'o')) {
      return read_prefixed_integer();
    }
    TokenKind kind = TokenKind::integer;
    std::size_t end = end_of_digits(position_);
    if (at(end) == '.' && is_digit(at(end + 1))) {
      kind = TokenKind::floating;
      end = end_of_digits(end + 1);
    }
    if (at(end) == 'e' || at(end) == 'E') {
      const std::size_t sign = at(end + 1) == '-' || at(end + 1) == '+' ? 1 : 0;
      if (is_digit(at(end + 1 + sign))) {
        kind = TokenKind::floating;
        end = end_of_digits(end + 1 + sign);
      }
    }
    const std::size_t whole = end_of_word(end);
    emit(whole == end ? kind : TokenKind::bad_number, whole);
  }

  void read_prefixed_integer() {
    const bool hexadecimal = peek(1) != 'o';
    const std::size_t end = end_of_word(position_ + 2);
    const std::string_view digits = text_.substr(position_ + 2, end - position_ - 2);
    const bool good = !digits.empty() && std::all_of(digits.begin(), digits.end(), [&](char c) {
      return hexadecimal ? std::isxdigit(static_cast<unsigned char>(c)) != 0 : c >= '0' && c <= '7';
    });
    emit(good ? TokenKind::integer : TokenKind::bad_number, end);
  }

  void read_quoted(TokenKind kind, std::size_t quote_at) {
    const char quote = text_[quote_at];
    std::size_t end = quote_at + 1;
    while (end < text_.size()) {
      if (text_[end] == quote) {
        if (quote != '`' || at(end + 1) != '`') break;
        end += 2;
        continue;
      }
      if (text_[end] == '\\' && quote != '`' && ++end == text_.size()) break;
      decode(end);
    }
    if (end >= text_.size()) {
      fail("UnexpectedSyntax",
           fmt::format("This {} is not closed; expected a second {}.",
                       quote == '`' ? "name" : "string", quote),
           quote_at, quote_at + 1);
    }
    emit(kind, end + 1);
  }

  void read_parameter() {
    if (peek(1) == '`') return read_quoted(TokenKind::parameter, position_ + 1);
    const std::size_t end = end_of_word(position_ + 1);
    if (end == position_ + 1) {
      fail("UnexpectedSyntax", "Expected the name of a parameter after $.", position_,
           position_ + 1);
    }
    emit(TokenKind::parameter, end);
  }

  void read_symbol(UChar32 code_point, std::size_t next) {
    static constexpr std::array<std::string_view, 8> kPairs = {"<=", ">=", "<>", "=~",
                                                               "+=", "..", "!=", "||"};
    static constexpr std::string_view kSingles = "()[]{}.,:;|&!+-*/%^=<>";
    const std::string_view pair = text_.substr(position_, 2);
    if (std::find(kPairs.begin(), kPairs.end(), pair) != kPairs.end()) {
      if (pair == "!=") {
        fail("UnexpectedSyntax", "Unexpected !=; write <> for 'not equal'.", position_,
             position_ + 2);
      }
      return emit(TokenKind::symbol, position_ + 2);
    }
    if (code_point < 0x80 && kSingles.find(static_cast<char>(code_point)) != kSingles.npos) {
      return emit_bracket_or_symbol();
    }
    fail_unknown_character(code_point, next);
  }

  void emit_bracket_or_symbol() {
    static constexpr std::string_view kOpening = "([{";
    static constexpr std::string_view kClosing = ")]}";
    const char c = peek();
    emit(TokenKind::symbol, position_ + 1);
    const auto index = static_cast<std::uint32_t>(tokens_.size() - 1);
    if (kOpening.find(c) != kOpening.npos) brackets_.push_back(index);
    const std::size_t closing = kClosing.find(c);
    if (closing == kClosing.npos) return;
    if (brackets_.empty() || tokens_[brackets_.back()].text[0] != kOpening[closing]) {
      const TextSpan span = tokens_[index].span;
      fail("UnexpectedSyntax",
           brackets_.empty()
               ? fmt::format("Unexpected {}: no bracket is open here.", c)
               : fmt::format("Unexpected {}: expected the {} that closes {}.", c,
                             kClosing[kOpening.find(tokens_[brackets_.back()].text[0])],
                             tokens_[brackets_.back()].text),
           span.start, span.end);
    }
    tokens_[brackets_.back()].partner = index - brackets_.back();
    brackets_.pop_back();
  }

  [[noreturn]] void fail_unclosed() const {
    const Token& open = tokens_[brackets_.back()];
    fail("UnexpectedSyntax", fmt::format("This {} is not closed.", open.text), open.span.start,
         open.span.end);
  }

  [[noreturn]] void fail_unknown_character(UChar32 code_point, std::size_t next) const {
    const std::string_view character = text_.substr(position_, next - position_);
    if (looks_like_a_dash(code_point)) {
      fail("InvalidUnicodeCharacter",
           fmt::format("Unexpected character '{}' (U+{:04X}); write - for minus.", character,
                       static_cast<unsigned>(code_point)),
           position_, next);
    }
    if (looks_like_a_quote(code_point)) {
      fail("UnexpectedSyntax",
           fmt::format("Unexpected character '{}' (U+{:04X}); write a string as 'text'.", character,
                       static_cast<unsigned>(code_point)),
           position_, next);
    }
    const bool printable = u_isgraph(code_point) != 0;
    fail("UnexpectedSyntax",
         fmt::format("Unexpected character {}U+{:04X}.",
                     printable ? fmt::format("'{}', ", character) : std::string(),
                     static_cast<unsigned>(code_point)),
         position_, next);
  }

  void emit(TokenKind kind, std::size_t end) {
    const TextSpan span = {.start = static_cast<std::uint32_t>(position_),
                           .end = static_cast<std::uint32_t>(end)};
    tokens_.push_back(
        {.kind = kind, .text = text_.substr(position_, end - position_), .span = span});
    position_ = end;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> brackets_;
};

void append_utf8(std::string& out, UChar32 c) {
  std::array<char, 4> bytes{};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  out.append(bytes.data(), static_cast<std::size_t>(length));
}

/// Resolves the escapes of one string token.
class Unescaper {
 public:
  Unescaper(std::string_view body, std::uint32_t offset) : body_(body), offset_(offset) {}

  std::string run() {
    std::string out;
    out.reserve(body_.size());
    while (position_ < body_.size()) {
      if (body_[position_] == '\\') {
        append_utf8(out, read_escape());
      } else {
        out.push_back(body_[position_++]);
      }
    }
    return out;
  }

 private:
  UChar32 read_escape() {
    static constexpr std::string_view kLetters = "\\'\"`bfnrt/";
    static constexpr std::string_view kMeanings = "\\'\"`\b\f\n\r\t/";
    const std::size_t start = position_;
    const char c = body_[position_ + 1];
    position_ += 2;
    if (const std::size_t at = kLetters.find(c); at != kLetters.npos) {
      return static_cast<unsigned char>(kMeanings[at]);
    }
    if (c == 'u') return read_utf16(start);
    if (c == 'U') return checked(read_hex(8, start), start);
    fail("UnexpectedSyntax", "Unknown escape; write \\\\ for a backslash.", offset_ + start,
         offset_ + position_);
  }

  /// \uXXXX, or two of them that form a surrogate pair.
  UChar32 read_utf16(std::size_t start) {
    const UChar32 lead = read_hex(4, start);
    if (!U16_IS_LEAD(lead) || body_.substr(position_, 2) != "\\u") return checked(lead, start);
    position_ += 2;
    const UChar32 trail = read_hex(4, start);
    if (!U16_IS_TRAIL(trail)) fail_code_point(start);
    return U16_GET_SUPPLEMENTARY(lead, trail);
  }

  UChar32 checked(UChar32 c, std::size_t start) const {
    if (c < 0 || c > 0x10FFFF || U_IS_SURROGATE(c)) fail_code_point(start);
    return c;
  }

  UChar32 read_hex(std::size_t digits, std::size_t start) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++position_) {
      const char c = position_ < body_.size() ? body_[position_] : '\0';
      if (std::isxdigit(static_cast<unsigned char>(c)) == 0) {
        fail(
            "InvalidUnicodeLiteral",
            fmt::format("Expected {} hexadecimal digits after {}.", digits, body_.substr(start, 2)),
            offset_ + start, offset_ + position_);
      }
      value = value << 4 | static_cast<std::uint32_t>(u_digit(c, 16));
    }
    return static_cast<UChar32>(value);
  }

  [[noreturn]] void fail_code_point(std::size_t start) const {
    fail("InvalidUnicodeLiteral", "This escape is not a Unicode code point.", offset_ + start,
         offset_ + position_);
  }

  std::string_view body_;
  std::uint32_t offset_;
  std::size_t position_ = 0;
};

std::string unescape_backticks(std::string_view body) {
  std::string out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    out.push_back(body[i]);
    if (body[i] == '`') ++i;
  }
  return out;
}

}  // namespace

bool Token::is_keyword(std::string_view keyword) const {
  if (kind != TokenKind::word || text.size() != keyword.size()) return false;
  return std::equal(text.begin(), text.end(), keyword.begin(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; });
}

std::vector<Token> tokenize(std::string_view text) {
  if (text.size() > kLongestQuery) {
    fail("UnexpectedSyntax", "The query is longer than 4 MiB; pass large values as parameters.", 0,
         0);
  }
  return Lexer(text).run();
}

std::string unescape(const Token& token) {
  std::string_view body = token.text;
  std::uint32_t offset = token.span.start;
  if (token.kind == TokenKind::parameter) {
    body.remove_prefix(1);
    if (body.front() != '`') return std::string(body);
  }
  if (token.kind == TokenKind::word) return std::string(body);
  body = body.substr(1, body.size() - 2);
  if (token.kind != TokenKind::text) return unescape_backticks(body);
  return Unescaper(body, offset + 1).run();
}

bool is_plain_identifier(std::string_view text) {
  int32_t i = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (i < size) {
    const bool first = i == 0;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, size, c);
    if (!(first ? starts_word(c) : continues_word(c))) return false;
  }
  return size > 0;
}

}  // namespace chancery::query
