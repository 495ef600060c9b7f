#include "extract/openings.h"

#include <algorithm>

namespace chancery::ingest {

TokenSpan words_of(const Analysis& analysis, TokenSpan span) {
  std::uint32_t first = span.first;
  while (first + 1 < span.last) {
    const Token& token = analysis.tokens[first];
    const bool letter = token.end - token.begin == 1 && first > span.first &&
                        analysis.is_mark(first - 1, '(') && analysis.is_mark(first + 1, ')');
    if (token.kind == TokenKind::word && !letter) break;
    ++first;
  }
  return {first, span.last};
}

std::uint32_t after_lead_in(const Analysis& analysis, TokenSpan span) {
  constexpr std::uint32_t kLongestLeadIn = 5;
  const std::uint32_t stop = std::min(span.last, span.first + kLongestLeadIn);
  if (analysis.lexicon.verb_form(analysis.tokens[span.first].word) != 0) return span.first;
  for (std::uint32_t at = span.first; at + 1 < stop; ++at) {
    if (analysis.mention_at(at) != nullptr) break;
    if (analysis.is_mark(at, ',')) return at + 1;
  }
  return span.first;
}

bool is_numbered(const Passage& passage) {
  return std::any_of(passage.number.begin(), passage.number.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::uint32_t> opening_name(const Analysis& analysis, TokenSpan span) {
  constexpr TypeMask topics = kActors | mask(EntityType::instrument, EntityType::event,
                                             EntityType::process, EntityType::programme);
  std::uint32_t at = span.first;
  while (at + 1 < span.last && analysis.is(at, kDeterminer)) ++at;
  const Mention* mention = analysis.mention_at(at);
  const bool about = mention != nullptr && !mention->adjective && !mention->possessive &&
                     analysis.has_type(*mention, topics);
  return about ? std::optional(mention->entity) : std::nullopt;
}

const Mention* listed_thing(const Analysis& analysis, TokenSpan span) {
  constexpr TypeMask texts =
      mask(EntityType::instrument, EntityType::programme, EntityType::process);
  std::uint32_t end = span.last - 1;
  while (end > span.first && analysis.is(end - 1, kModal | kTo)) --end;
  const Mention* mention = end > span.first ? analysis.mention_at(end - 1) : nullptr;
  const bool thing = mention != nullptr && analysis.has_type(*mention, texts);
  return thing ? mention : nullptr;
}

std::vector<std::uint32_t> header_parties(const Analysis& analysis, const Passage& passage) {
  const TokenSpan span = passage.tokens;
  constexpr std::uint32_t kLongestHeader = 30;
  if (span.size() < 2 || span.size() > kLongestHeader) return {};
  if (!analysis.is_mark(span.last - 1, ',') && !analysis.is_mark(span.last - 1, ':')) return {};
  ActorList list = actors_from(analysis, span.first, span.last - 1);
  // "Alarmed by attacks that hit Ukraine," ends with a party and is no header.
  constexpr WordClasses kBefore = kDeterminer | kPreposition | kConjunction | kGovernment | kWhole;
  std::uint32_t first = span.first;
  for (; first < span.last && analysis.mention_at(first) == nullptr; ++first) {
    if (!analysis.tokens[first].capital && !analysis.is(first, kBefore)) return {};
  }
  if (first == span.last ||
      (mask(analysis.type(analysis.mention_at(first)->entity)) & kActors) == 0) {
    return {};
  }
  std::uint32_t end = list.tokens.last;
  while (end < span.last && analysis.is_mark(end, ')')) ++end;
  const bool meeting = end + 1 < span.last && analysis.is_mark(end, ',') &&
                       analysis.lexicon.verb_form(analysis.tokens[end + 1].word) == kGerund;
  return meeting || end + 1 >= span.last ? list.entities : std::vector<std::uint32_t>{};
}

}  // namespace chancery::ingest
