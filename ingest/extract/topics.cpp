// Concepts: labels of the ontology and phrase patterns, longest first, where no name stands.

#include <algorithm>

#include "extract/names.h"

namespace chancery::ingest {
namespace {

struct Concept {
  TokenSpan tokens;
  std::uint32_t entity = 0;  ///< index into Lexicon::entities
  bool weak = false;         ///< counts only beside another concept of the passage
  std::size_t order = 0;     ///< in which it was found
};

/// No name stands here, and no office: "Director for Digital Society" treats no concept.
bool is_free(const Analysis& analysis, TokenSpan span) {
  for (std::uint32_t i = span.first; i < span.last; ++i) {
    if (analysis.mention_at(i) != nullptr) return false;
  }
  const auto title = std::lower_bound(
      analysis.titles.begin(), analysis.titles.end(), span.first,
      [](const TitleSpan& t, std::uint32_t token) { return t.field_end <= token; });
  return title == analysis.titles.end() || title->tokens.first >= span.last;
}

void add_patterns(const Analysis& analysis, TokenSpan span, std::vector<Concept>& found) {
  const Lexicon& lexicon = analysis.lexicon;
  const std::span<const Token> tokens(analysis.tokens.data(), span.last);
  PatternMatches matches;
  analysis.starts.each(kStartsTopic, span.first, span.last, [&](std::uint32_t at) {
    lexicon.topic_patterns.match(tokens, at, matches);
    for (const PatternMatch& match : matches) {
      found.push_back(
          {{at, match.end}, lexicon.topic_patterns_entity[match.payload], false, found.size()});
    }
  });
}

/// "hold Iran accountable": the words of the concept that stand after the name inside it.
TokenSpan after_names(const Analysis& analysis, TokenSpan span) {
  for (std::uint32_t at = span.last; at > span.first; --at) {
    const Mention* mention = analysis.mention_at(at - 1);
    if (mention == nullptr) continue;
    const bool inside =
        mention->tokens.first > span.first && analysis.type(mention->entity) != EntityType::topic;
    return inside ? TokenSpan{at, span.last} : span;
  }
  return span;
}

}  // namespace

void find_topics(Analysis& analysis, const Passage& passage) {
  if ((passage.starts & (kStartsConcept | kStartsTopic)) == 0) return;
  const TokenSpan span = passage.tokens;
  thread_local std::vector<Hit> labels;  // kept for the next passage, as `found`
  thread_local std::vector<Concept> found;
  find_labels(analysis, span, labels);
  found.clear();
  for (const Hit& hit : labels) {
    found.push_back({hit.tokens, hit.entity, analysis.lexicon.names[hit.name].weak, found.size()});
  }
  add_patterns(analysis, span, found);
  const bool supported =
      std::any_of(found.begin(), found.end(), [](const Concept& c) { return !c.weak; });
  if (!supported) return;
  std::sort(found.begin(), found.end(), [](const Concept& a, const Concept& b) {
    return a.tokens.size() != b.tokens.size() ? a.tokens.size() > b.tokens.size()
                                              : a.order < b.order;
  });
  for (const Concept& topic : found) {
    const TokenSpan rest = after_names(analysis, topic.tokens);
    if (rest.size() == 0 || !is_free(analysis, rest)) continue;
    analysis.add_mention(rest, analysis.entity_of(topic.entity));
  }
}

}  // namespace chancery::ingest
