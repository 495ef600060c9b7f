#include "extract/hits.h"

namespace chancery::ingest {
namespace {

/// Same letters, white space aside.
bool same_letters(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  for (;;) {
    while (i < a.size() && blank(a[i])) ++i;
    while (j < b.size() && blank(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

bool case_agrees(const Analysis& analysis, TokenSpan span, const NameForm& form) {
  switch (form.policy) {
    case CasePolicy::any:
      return true;
    case CasePolicy::capital:
      return !analysis.tokens[span.first].lower;
    case CasePolicy::exact:
      return same_letters(analysis.text(span), form.surface);
  }
  return true;
}

/// The document is not older than the name.
bool in_use(const Analysis& analysis, const NameForm& form) {
  if (!form.dated) return true;
  const std::string_view date = analysis.date;
  return form.from.empty() || date.empty() || date.substr(0, form.from.size()) >= form.from;
}

/// How well a form suits the document: its language, and that it is still in use.
int suits(const Analysis& analysis, const NameForm& form) {
  const std::string_view date = analysis.date;
  const bool current =
      form.until.empty() || date.empty() || date.substr(0, form.until.size()) <= form.until;
  const bool foreign = !form.language.empty() && form.language != analysis.document.language;
  return (current ? 1 : 0) + (foreign ? 0 : 1);
}

/// "at the White House": where something took place, not the body that sits there.
bool tells_where(const Analysis& analysis, TokenSpan span, std::uint32_t at) {
  if (at > span.first && analysis.is(at - 1, kDeterminer)) --at;
  if (at == span.first) return false;
  const auto word = analysis.text(analysis.tokens[at - 1]);
  return word == "at" || word == "in" || word == "outside";
}

/// Of two names of equal length the one that fits a place, the strong, the one that suits the
/// document, the exact and the first one wins.
bool better(const Analysis& analysis, const NameForm& a, const NameForm& b, bool where) {
  const bool a_place = a.type == EntityType::place;
  const bool b_place = b.type == EntityType::place;
  if (a_place != b_place && (a_place ? b : a).type == EntityType::organization) {
    return a_place == where;
  }
  if (a.weak != b.weak) return b.weak;
  if (const int x = suits(analysis, a), y = suits(analysis, b); x != y) return x > y;
  return a.policy == CasePolicy::exact && b.policy != CasePolicy::exact;
}

/// Where patterns may match, all before the first is matched: the memory that they lie in is then
/// fetched for all at once. Kept until the next call of the thread.
const std::vector<std::uint32_t>& candidates(const Analysis& analysis, TokenSpan span,
                                             const PatternSet& patterns) {
  thread_local std::vector<std::uint32_t> found;
  found.clear();
  analysis.starts.each(patterns.starts(), span.first, span.last, [&](std::uint32_t at) {
    patterns.prefetch(analysis.tokens[at].word);
    found.push_back(at);
  });
  const std::span<const Token> tokens(analysis.tokens.data(), span.last);
  std::erase_if(found, [&](std::uint32_t at) {
    const bool none = !patterns.may_match(tokens, at);
    if (!none) patterns.prefetch_match(tokens[at].word);
    return none;
  });
  return found;
}

void find(const Analysis& analysis, TokenSpan span, TypeMask types, const PatternSet& patterns,
          std::vector<Hit>& hits) {
  const Lexicon& lexicon = analysis.lexicon;
  const std::span<const Token> tokens(analysis.tokens.data(), span.last);
  hits.clear();
  PatternMatches matches;
  std::uint32_t end = span.first;  // of the name before
  for (const std::uint32_t at : candidates(analysis, span, patterns)) {
    if (at < end) continue;
    patterns.match(tokens, at, matches);
    const PatternMatch* best = nullptr;
    for (const PatternMatch& match : matches) {
      if (best != nullptr && match.end < best->end) break;
      const NameForm& form = lexicon.names[match.payload];
      if ((mask(form.type) & types) == 0) continue;
      if (!case_agrees(analysis, {at, match.end}, form) || !in_use(analysis, form)) continue;
      if (best == nullptr ||
          better(analysis, form, lexicon.names[best->payload], tells_where(analysis, span, at))) {
        best = &match;
      }
    }
    if (best == nullptr) continue;
    hits.push_back({{at, best->end}, best->payload, lexicon.names[best->payload].entity});
    end = best->end;
  }
}

}  // namespace

std::vector<Hit> find_hits(const Analysis& analysis, TokenSpan span, TypeMask types) {
  std::vector<Hit> hits;
  find_hits(analysis, span, types, hits);
  return hits;
}

void find_hits(const Analysis& analysis, TokenSpan span, TypeMask types, std::vector<Hit>& hits) {
  find(analysis, span, types, analysis.lexicon.name_patterns, hits);
}

void find_labels(const Analysis& analysis, TokenSpan span, std::vector<Hit>& hits) {
  find(analysis, span, mask(EntityType::topic), analysis.lexicon.concept_patterns, hits);
}

}  // namespace chancery::ingest
