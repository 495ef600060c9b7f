// Document symbols: United Nations ("A/RES/78/237", "S/2021/12", "resolution 77/37", and bare
// "77/37" in a list after the word); texts known by kind and number ("Regulation (EU) 2019/881",
// "Executive Order 14028", "resolution 2341 (2017)").

#include <algorithm>

#include "dictionary/tsv.h"
#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

bool all_of(std::string_view text, bool (*accept)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), accept);
}

/// A/RES/78/237: capital letters or digits between slashes, a letter first, a digit last.
bool is_symbol(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() < 3 || !all_of(parts[0], [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return false;
  }
  const auto part = [](std::string_view p) {
    return all_of(
        p, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'; });
  };
  return std::all_of(parts.begin(), parts.end(), part) && parts.back().back() >= '0' &&
         parts.back().back() <= '9';
}

/// 77/37: session and number of a resolution.
bool is_resolution_number(std::string_view text) {
  const auto parts = split(text, '/');
  const auto digits = [](std::string_view p) {
    return p.size() <= 3 && all_of(p, [](char c) { return c >= '0' && c <= '9'; });
  };
  return parts.size() == 2 && parts[0].size() == 2 && digits(parts[0]) && digits(parts[1]);
}

std::uint32_t instrument(Analysis& analysis, std::string_view symbol) {
  return analysis.entity_of(EntityType::instrument, "inst:" + slug(symbol), symbol, {});
}

/// "resolution 77/37", but in a list ("resolutions 43/78, 53/70") each has its number only.
bool names_one(const Analysis& analysis, std::uint32_t word) {
  const Token& token = analysis.tokens[word];
  return analysis.lexicon.resolutions.contains(token.word) && !token.unspaced &&
         !analysis.text(token).ends_with('s');
}

/// The date that follows "of", where one does.
std::string date_after(const Analysis& analysis, std::uint32_t at) {
  const auto found = std::lower_bound(
      analysis.dates.begin(), analysis.dates.end(), at,
      [](const DateMention& d, std::uint32_t token) { return d.tokens.first < token; });
  const bool near = found != analysis.dates.end() && found->tokens.first <= at + 1;
  return near ? found->iso : std::string();
}

constexpr std::uint32_t kLongestBracket = 5;  // tokens of "(EU, Euratom)"

/// The token after a bracket that opens at `at`; `at` where none does.
std::uint32_t after_bracket(const Analysis& analysis, std::uint32_t at, std::uint32_t last) {
  if (at >= last || !analysis.is_mark(at, '(')) return at;
  for (std::uint32_t end = at + 1; end < std::min(last, at + kLongestBracket + 1); ++end) {
    if (analysis.is_mark(end, ')')) return end + 1;
  }
  return at;
}

/// Digits, a slash or a hyphen between: "14028", "2019/881".
bool is_text_number(std::string_view text) {
  return text.size() >= 3 && text.front() >= '0' && text.front() <= '9' &&
         all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '/'; });
}

/// Reads one numbered text from `at`; yields its end, or `at`.
std::uint32_t numbered_text(Analysis& analysis, std::uint32_t at, TokenSpan span) {
  PatternMatches matches;
  analysis.lexicon.numbered.match({analysis.tokens.data(), span.last}, at, matches);
  for (const PatternMatch& match : matches) {
    const NumberedText& kind = analysis.lexicon.numbered_texts[match.payload];
    const std::uint32_t number = after_bracket(analysis, match.end, span.last);
    if (number >= span.last || (kind.bracket_before && number == match.end)) continue;
    const auto text = analysis.text(analysis.tokens[number]);
    if (!is_text_number(text)) continue;
    const std::uint32_t behind = after_bracket(analysis, number + 1, span.last);
    if (kind.year_behind && behind == number + 1) continue;
    const std::uint32_t end = kind.year_behind ? behind : number + 1;
    const std::string id = "inst:" + kind.prefix + "-" + slug(text);
    const std::string name = tidy(analysis.text(TokenSpan{at, end}));
    analysis.add_mention({at, end}, analysis.entity_of(EntityType::instrument, id, name, {}));
    return end;
  }
  return at;
}

bool is_known_name(std::uint32_t at, const std::vector<Hit>& hits) {
  const auto hit =
      std::lower_bound(hits.begin(), hits.end(), at,
                       [](const Hit& h, std::uint32_t token) { return h.tokens.last <= token; });
  return hit != hits.end() && hit->tokens.first <= at;
}

void find_numbered_texts(Analysis& analysis, TokenSpan span, const std::vector<Hit>& hits) {
  const auto next = [&](std::uint32_t at) {
    return analysis.next_start(kStartsNumbered, at, span.last);
  };
  for (std::uint32_t at = next(span.first); at < span.last;) {
    const std::uint32_t end = is_known_name(at, hits) ? at : numbered_text(analysis, at, span);
    at = next(std::max(end, at + 1));
  }
}

/// After "resolution" in the same clause.
bool in_list(const Analysis& analysis, std::uint32_t at, TokenSpan span) {
  while (at > span.first && !analysis.is_mark(at - 1, ';')) {
    --at;
    if (analysis.starts.has(at, kResolution)) return true;
  }
  return false;
}

void find_by_form(Analysis& analysis, TokenSpan span) {
  const auto next = [&](std::uint32_t at) { return analysis.next_start(kNumeric, at, span.last); };
  for (std::uint32_t at = next(span.first); at < span.last; at = next(at + 1)) {
    const auto text = analysis.text(analysis.tokens[at]);
    if (text.find('/') == std::string_view::npos) continue;
    const bool bare = is_resolution_number(text);
    if (!(bare && in_list(analysis, at, span)) && !is_symbol(text)) continue;
    const std::uint32_t entity =
        instrument(analysis, bare ? "A/RES/" + std::string(text) : std::string(text));
    // Resolutions of the first sessions carry a letter: "43/78 H".
    const bool lettered = at + 1 < span.last && analysis.tokens[at + 1].capital && bare &&
                          analysis.tokens[at + 1].end - analysis.tokens[at + 1].begin == 1;
    const std::uint32_t last = at + (lettered ? 2 : 1);
    if (!analysis.add_mention({at, last}, entity)) continue;
    if (bare && at > span.first && names_one(analysis, at - 1)) {
      analysis.mentions.back().shown.first = at - 1;
    }
    if (analysis.entities[entity].date.empty()) {
      analysis.entities[entity].date = date_after(analysis, last);
    }
    at = last - 1;
  }
}

}  // namespace

void find_symbols(Analysis& analysis, const Passage& passage, const std::vector<Hit>& hits) {
  if ((passage.starts & kNumeric) == 0) return;
  if ((passage.starts & kStartsNumbered) != 0) find_numbered_texts(analysis, passage.tokens, hits);
  find_by_form(analysis, passage.tokens);
}

}  // namespace chancery::ingest
