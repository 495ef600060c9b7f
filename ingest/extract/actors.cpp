#include "extract/actors.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr std::size_t kLongestList = 250;

bool joins(const Analysis& analysis, std::uint32_t at) {
  const Token& token = analysis.tokens[at];
  if (token.kind == TokenKind::punctuation) {
    return token.mark == ',' || token.mark == ';' || token.mark == '(' || token.mark == ')' ||
           token.mark == '&' || token.mark == '-';
  }
  return analysis.is(at, kConjunction | kDeterminer | kGovernment) || token.word == kUnknownWord
             ? analysis.is(at, kConjunction | kDeterminer | kGovernment)
             : analysis.text(token) == "of";
}

void add(std::vector<std::uint32_t>& entities, std::uint32_t entity) {
  if (std::find(entities.begin(), entities.end(), entity) == entities.end()) {
    entities.push_back(entity);
  }
}

bool fits(const Analysis& analysis, const Mention* mention, TypeMask types) {
  return mention != nullptr && analysis.has_type(*mention, types) && !mention->possessive &&
         !mention->adjective;
}

/// Where "of the" begins before a name that says whose the body before it is: "CISA of the United
/// States". Otherwise `at`.
std::uint32_t owner_phrase(const Analysis& analysis, std::uint32_t at, std::uint32_t first) {
  std::uint32_t of = at;
  while (of > first && analysis.is(of - 1, kDeterminer)) --of;
  if (of < first + 2 || analysis.text(analysis.tokens[of - 1]) != "of") return at;
  const bool closed = analysis.is_mark(of - 2, ')');
  return closed || analysis.mention_at(of - 2) != nullptr ? of - 1 : at;
}

}  // namespace

ActorList actors_from(const Analysis& analysis, std::uint32_t at, std::uint32_t last,
                      TypeMask types) {
  ActorList list;
  list.tokens = {at, at};
  std::uint32_t owner_before = kNone;  // "of the EU (EU)": its letters are no party either
  while (at < last && list.entities.size() < kLongestList) {
    const Mention* mention = analysis.mention_at(at);
    if (fits(analysis, mention, types)) {
      const bool owner =
          !list.entities.empty() && owner_phrase(analysis, at, list.tokens.first) != at;
      const bool acronym = analysis.is_mark(at - (at > 0), '(') && mention->entity == owner_before;
      owner_before = owner ? mention->entity : kNone;
      if (!owner && !acronym) add(list.entities, mention->entity);
      at = list.tokens.last = std::min(mention->tokens.last, last);
    } else if (mention == nullptr && joins(analysis, at)) {
      ++at;
    } else {
      break;
    }
  }
  return list;
}

ActorList actors_before(const Analysis& analysis, std::uint32_t end, std::uint32_t first,
                        TypeMask types) {
  ActorList list;
  list.tokens = {end, end};
  std::uint32_t at = end;
  while (at > first && list.entities.size() < kLongestList) {
    const Mention* mention = analysis.mention_at(at - 1);
    const std::uint32_t begin = mention != nullptr ? mention->tokens.first : at;
    if (const auto of = owner_phrase(analysis, begin, first);
        fits(analysis, mention, types) && of != begin) {
      at = of;
    } else if (fits(analysis, mention, types)) {
      add(list.entities, mention->entity);
      at = list.tokens.first = mention->tokens.first;
    } else if (mention == nullptr && joins(analysis, at - 1)) {
      --at;
      if (analysis.is(at, kDeterminer | kGovernment)) list.tokens.first = at;
    } else {
      break;
    }
  }
  std::reverse(list.entities.begin(), list.entities.end());
  return list;
}

}  // namespace chancery::ingest
