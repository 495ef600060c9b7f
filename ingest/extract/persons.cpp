// Persons: "Secretary Alejandro Mayorkas", "Joanneke BALFOORT", "Mary Poe, Director for ...".

#include "chancery/folding.h"
#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestPersonName = 4;

class PersonFinder {
 public:
  PersonFinder(Analysis& analysis, const Passage& passage, const std::vector<TitleSpan>& titles)
      : analysis_(analysis), span_(passage.tokens), starts_(passage.starts), titles_(titles) {}

  void run() {
    for (const TitleSpan& title : titles_) {
      after_title(title);
      before_title(title);
      behind_comma(title);
    }
    if ((starts_ & kAllCaps) != 0) find_capital_surnames();
    if ((starts_ & kStartsPerson) == 0) return;
    for (std::uint32_t at = next(kStartsPerson, span_.first); at < span_.last;) {
      at = next(kStartsPerson, listed_name(at) + 1);
    }
  }

 private:
  std::uint32_t next(Starts bits, std::uint32_t at) const {
    return analysis_.next_start(bits, at, span_.last);
  }

  bool name_word(std::uint32_t at) const {
    if (at >= span_.last || analysis_.mention_at(at) != nullptr || in_title(at)) return false;
    const Token& token = analysis_.tokens[at];
    if (!token.capital || token.digit || token.kind != TokenKind::word) return false;
    return !analysis_.is(at, kDeterminer | kPreposition | kConjunction | kMonth | kPronoun |
                                 kIssuerPronoun | kAdverb) &&
           analysis_.lexicon.head_noun(token.word) == nullptr;
  }

  bool in_title(std::uint32_t at) const {
    for (const TitleSpan& title : titles_) {
      if (title.tokens.first <= at && at < title.tokens.last) return true;
    }
    return false;
  }

  std::uint32_t name_end(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end < span_.last && end - at < kLongestPersonName && name_word(end)) {
      const Token& token = analysis_.tokens[end];
      ++end;
      const bool initial = token.end - token.begin == 1;
      if (initial && end < span_.last && analysis_.is_mark(end, '.') && name_word(end + 1)) ++end;
    }
    return end;
  }

  /// "Secretary of Economy Mary Poe": the field of the office goes before the first name.
  TokenSpan from_first_name(TokenSpan name) const {
    for (std::uint32_t at = name.first + 1; at + 1 < name.last; ++at) {
      const bool given = analysis_.lexicon.is_given_name(analysis_.tokens[at].word);
      if (given && !given_or_initial(at - 1) && analysis_.tokens[at - 1].word != kUnknownWord) {
        return {at, name.last};
      }
    }
    return name;
  }

  /// Words of the dictionaries alone name nobody: "Chief Information Officer".
  bool names_somebody(TokenSpan name) const {
    if (name.size() == 1) return true;  // "President Biden"
    for (std::uint32_t at = name.first; at < name.last; ++at) {
      const WordId word = analysis_.tokens[at].word;
      const NamePart part = analysis_.lexicon.name_part(word);
      if (word == kUnknownWord || part == NamePart::given || part == NamePart::family) return true;
    }
    return false;
  }

  void add(TokenSpan name) {
    name = from_first_name(name);
    if (!names_somebody(name)) return;
    std::string shown = tidy(analysis_.text(name));
    const std::string folded = fold_name(shown);
    const std::uint32_t entity =
        analysis_.entity_of(EntityType::person, "person:" + slug(folded), title_case(shown), {});
    analysis_.add_mention(name, entity);
  }

  /// "Lorena BOIX ALONSO" as "Lorena Boix Alonso".
  static std::string title_case(std::string_view name) {
    std::string out;
    for (const char c : name) {
      const bool capital = c >= 'A' && c <= 'Z';
      const bool inside =
          !out.empty() && out.back() != ' ' && out.back() != '-' && out.back() != '.';
      out += capital && inside ? static_cast<char>(c + 32) : c;
    }
    return out;
  }

  /// The name right after an office, or after "for" and the office's field.
  void after_title(const TitleSpan& title) {
    std::uint32_t at = title.tokens.last;
    const std::uint32_t end = name_end(at);
    if (end > at) {
      if (const auto known = known_by_surname({at, end})) {
        analysis_.add_mention({at, end}, analysis_.entity_of(*known));
      } else if (end - at >= 2 || title.head) {
        add({at, end});
      }
      return;
    }
    const std::uint32_t run = title.field_end;
    if (run < at + 3 || analysis_.is_mark(run - 3, ',')) return;
    const bool strange = analysis_.tokens[run - 1].word == kUnknownWord;
    if (strange && plain_name(run - 1) && plain_name(run - 2)) add({run - 2, run});
  }

  /// "Minister of Foreign Affairs, Mary Poe, met": the name between commas after the office's
  /// field.
  void behind_comma(const TitleSpan& title) {
    std::uint32_t at = std::max(title.tokens.last, title.field_end);
    while (at < span_.last && analysis_.mention_at(at) == nullptr &&
           (analysis_.tokens[at].capital || analysis_.is(at, kLinker))) {
      ++at;
    }
    if (at + 2 >= span_.last || !analysis_.is_mark(at, ',')) return;
    const std::uint32_t end = name_end(at + 1);
    const bool name = end - (at + 1) >= 2 && end < span_.last && is_strange(at + 1, end) &&
                      (analysis_.is_mark(end, ',') || analysis_.tokens[end].lower);
    if (name) add({at + 1, end});
  }

  /// A word that no list has, or a given name: what names of persons are made of.
  bool is_strange(std::uint32_t at, std::uint32_t end) const {
    for (; at < end; ++at) {
      const WordId word = analysis_.tokens[at].word;
      if (word == kUnknownWord || analysis_.lexicon.name_part(word) == NamePart::given) return true;
    }
    return false;
  }

  /// "President Biden": the one person of the dictionaries who goes by the name at the time.
  std::optional<std::uint32_t> known_by_surname(TokenSpan name) const {
    const auto found = analysis_.lexicon.titled_names.find(fold_name(tidy(analysis_.text(name))));
    if (found == analysis_.lexicon.titled_names.end()) return std::nullopt;
    std::optional<std::uint32_t> one;
    for (const std::uint32_t person : found->second) {
      if (!in_office(analysis_.lexicon.entities[person].valid)) continue;
      if (one) return std::nullopt;
      one = person;
    }
    return one;
  }

  /// The document's date lies in the interval; without a date any time may be meant.
  bool in_office(std::string_view interval) const {
    const std::string& date = analysis_.date;
    const auto slash = interval.find('/');
    if (date.empty() || slash == std::string_view::npos) return true;
    const auto from = interval.substr(0, slash), until = interval.substr(slash + 1);
    return from <= date && (until.empty() || date.substr(0, until.size()) <= until);
  }

  bool plain_name(std::uint32_t at) const {
    const Token& token = analysis_.tokens[at];
    return token.capital && !token.all_caps && !token.hyphen_before &&
           analysis_.mention_at(at) == nullptr &&
           analysis_.lexicon.head_noun(token.word) == nullptr;
  }

  /// "Mary Poe, Director".
  void before_title(const TitleSpan& title) {
    const std::uint32_t comma = title.tokens.first - 1;
    if (title.tokens.first < span_.first + 3 || !analysis_.is_mark(comma, ',')) return;
    std::uint32_t first = comma;
    while (first > span_.first && comma - first < kLongestPersonName && name_word(first - 1))
      --first;
    if (comma - first >= 2) add({first, comma});
  }

  /// At capitalised words with one in capitals among the next three.
  void find_capital_surnames() {
    constexpr std::uint32_t kReach = 3;
    for (std::uint32_t at = next(kCapital, span_.first); at < span_.last;) {
      const std::uint32_t capitals = next(kAllCaps, at + 1);
      if (capitals >= span_.last) return;
      if (capitals > at + kReach) {
        at = next(kCapital, capitals - kReach);
        continue;
      }
      if (!analysis_.tokens[at].all_caps) at = capital_surname(at);
      at = next(kCapital, at + 1);
    }
  }

  /// "Joanneke BALFOORT": yields the last token looked at.
  std::uint32_t capital_surname(std::uint32_t at) {
    if (!name_word(at) || analysis_.tokens[at].all_caps) return at;
    std::uint32_t surname = at + 1;
    while (surname < at + 3 && name_word(surname) && !analysis_.tokens[surname].all_caps) ++surname;
    std::uint32_t end = surname;
    while (end < span_.last && end - surname < 3 && name_word(end) && is_surname(end)) ++end;
    if (end == surname || !first_name(at, end)) return at;
    add({at, end});
    return end - 1;
  }

  /// Capitals behind a word are a surname where the word is a first name, or strange and not in a
  /// longer name: "Joanneke BALFOORT,", but not "Support LGBTQI", "Arizona HIDTA and".
  bool first_name(std::uint32_t at, std::uint32_t end) const {
    const WordId word = analysis_.tokens[at].word;
    if (analysis_.lexicon.is_given_name(word)) return true;
    constexpr std::uint32_t kLongWord = 5;
    const Token& last = analysis_.tokens[end - 1];
    const bool apart = end == span_.last || analysis_.tokens[end].kind != TokenKind::word ||
                       analysis_.is(end, kHave | kBe | kConjunction | kModal | kAdverb) ||
                       analysis_.lexicon.verb_form(analysis_.tokens[end].word) != 0;
    return word == kUnknownWord && apart && last.end - last.begin >= kLongWord;
  }

  bool is_surname(std::uint32_t at) const {
    const Token& token = analysis_.tokens[at];
    return token.all_caps && token.end - token.begin >= 3 &&
           (token.word == kUnknownWord ||
            analysis_.lexicon.name_part(token.word) != NamePart::none);
  }

  /// "Aleksei Morenets", "Zhang Shilong": a given or a family name that the dictionary lists, then
  /// unknown words. Yields the last token looked at.
  std::uint32_t listed_name(std::uint32_t at) {
    const NamePart part = analysis_.lexicon.name_part(analysis_.tokens[at].word);
    if (!name_word(at) || after_capital(at)) return at;
    std::uint32_t end = at + 1;
    while (part == NamePart::given && end < span_.last && end - at < 3 && given_or_initial(end)) {
      end += analysis_.is_mark(end + 1, '.') && end + 1 < span_.last ? 2 : 1;
    }
    // "Ursula von der Leyen"
    for (int i = 0; i < 2 && part == NamePart::given && is_particle(end); ++i) ++end;
    const std::uint32_t surname = end;
    while (end < span_.last && end - surname < 2 && name_word(end) && own_word(end, part)) ++end;
    if (end == surname && !(part == NamePart::given && surname - at == 2)) return at;
    add({at, end});
    return end - 1;
  }

  /// Part of a longer capitalised name: "Saint John Paul".
  bool after_capital(std::uint32_t at) const {
    if (at == span_.first || analysis_.mention_at(at - 1) != nullptr || in_title(at - 1)) {
      return false;
    }
    const Token& before = analysis_.tokens[at - 1];
    const bool strange =
        before.word == kUnknownWord || analysis_.lexicon.name_part(before.word) != NamePart::none;
    return before.kind == TokenKind::word && before.capital && at - 1 > span_.first && strange &&
           !analysis_.tokens[at].line_before;
  }

  bool given_or_initial(std::uint32_t at) const {
    const Token& token = analysis_.tokens[at];
    const bool initial = token.capital && token.end - token.begin == 1;
    return name_word(at) && (initial || analysis_.lexicon.is_given_name(token.word));
  }

  /// "von", "bin": between a first name and a surname.
  bool is_particle(std::uint32_t at) const {
    return at + 1 < span_.last && analysis_.tokens[at].lower &&
           analysis_.lexicon.name_part(analysis_.tokens[at].word) == NamePart::particle;
  }

  /// A surname is mostly a word that the dictionaries do not use.
  bool own_word(std::uint32_t at, NamePart part) const {
    const Token& token = analysis_.tokens[at];
    if (token.word == kUnknownWord) return true;
    return part == NamePart::given && !token.all_caps && analysis_.word_class(at) == 0;
  }

  Analysis& analysis_;
  TokenSpan span_;
  Starts starts_;
  const std::vector<TitleSpan>& titles_;
};

}  // namespace

namespace {

/// Where the field of an office ends: capitalised words after "for", lists included, up to a known
/// name or a head noun that begins a body's name.
std::uint32_t field_end(const Analysis& analysis, std::uint32_t at, std::uint32_t last,
                        std::vector<Hit>::const_iterator hit, const std::vector<Hit>& hits) {
  if (at >= last || analysis.text(analysis.tokens[at]) != "for") return at;
  const std::uint32_t stop = hit != hits.end() ? std::min(hit->tokens.first, last) : last;
  std::uint32_t end = at;
  for (std::uint32_t i = at + 1; i < stop; ++i) {
    const Token& token = analysis.tokens[i];
    const bool capital = token.capital && token.kind == TokenKind::word;
    const bool body = capital && i + 1 < stop && analysis.is_mark(i - 1, ',') &&
                      analysis.lexicon.head_noun(token.word) != nullptr;
    if (body) break;
    if (capital) {
      end = i + 1;
    } else if (!analysis.is_mark(i, ',') && !analysis.is(i, kConjunction)) {
      break;
    }
  }
  return std::max(end, at);
}

/// The same where the body stands between: "High Representative of the Union for Foreign Affairs".
std::uint32_t field_of(const Analysis& analysis, std::uint32_t end, std::uint32_t last,
                       std::vector<Hit>::const_iterator hit, const std::vector<Hit>& hits) {
  std::uint32_t at = end;
  if (at + 1 < last && analysis.text(analysis.tokens[at]) == "of") ++at;
  if (at > end && analysis.is(at, kDeterminer)) ++at;
  const bool body = at > end && hit != hits.end() && hit->tokens.first == at;
  if (!body) return field_end(analysis, end, last, hit, hits);
  const std::uint32_t after = hit->tokens.last;
  const std::uint32_t field = field_end(analysis, after, last, hit + 1, hits);
  return field > after ? field : end;
}

}  // namespace

std::vector<TitleSpan> find_titles(const Analysis& analysis, const Passage& passage,
                                   const std::vector<Hit>& hits) {
  if ((passage.starts & kStartsTitle) == 0) return {};
  const TokenSpan span = passage.tokens;
  const std::span<const Token> tokens(analysis.tokens.data(), span.last);
  std::vector<TitleSpan> titles;
  PatternMatches matches;
  auto hit = hits.begin();
  std::uint32_t before = kNone - 1;  // "Acting" read last
  const auto next = [&](std::uint32_t at) {
    return analysis.next_start(kStartsTitle, at, span.last);
  };
  for (std::uint32_t at = next(span.first); at < span.last;) {
    while (hit != hits.end() && hit->tokens.last <= at) ++hit;
    const bool named = hit != hits.end() && hit->tokens.first <= at;
    matches.clear();
    if (!named) analysis.lexicon.titles.match(tokens, at, matches);
    const std::uint32_t rank = matches.empty() ? 0 : matches.front().payload;
    if (matches.empty() || !(analysis.tokens[at].capital || (rank & kSmallTitle) != 0)) {
      at = next(at + 1);
      continue;
    }
    const std::uint32_t end = matches.front().end;
    if ((rank & kBeforeTitle) != 0) {
      before = at;
      at = next(end);
      continue;
    }
    const std::uint32_t first = before + 1 == at ? before : at;
    titles.push_back({{first, end},
                      field_of(analysis, end, span.last, hit, hits),
                      (rank & kHeadTitle) != 0,
                      (rank & kHonorific) != 0});
    at = next(end);
  }
  return titles;
}

void find_persons(Analysis& analysis, const Passage& passage,
                  const std::vector<TitleSpan>& titles) {
  PersonFinder(analysis, passage, titles).run();
}

}  // namespace chancery::ingest
