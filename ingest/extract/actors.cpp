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
  return mention != nullptr && (mask(analysis.type(mention->entity)) & types) != 0 &&
         !mention->possessive && !mention->adjective;
}

}  // namespace

ActorList actors_from(const Analysis& analysis, std::uint32_t at, std::uint32_t last,
                      TypeMask types) {
  ActorList list;
  list.tokens = {at, at};
  while (at < last && list.entities.size() < kLongestList) {
    const Mention* mention = analysis.mention_at(at);
    if (fits(analysis, mention, types)) {
      add(list.entities, mention->entity);
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
    if (fits(analysis, mention, types)) {
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
