#include "extract/event_openings.h"

#include <algorithm>

namespace chancery::ingest {

void add_opening_event(Analysis& analysis, const Clause& clause, TokenSpan span,
                       std::uint32_t passage) {
  const std::uint32_t at = span.first;
  const bool opening = clause.subject.kind == Subject::Kind::parties && at + 3 < span.last &&
                       clause.subject.first > at;
  if (!opening || !analysis.is(at, kPreposition)) return;
  const auto word = analysis.text(analysis.tokens[at]);
  if (word != "At") return;
  const std::uint32_t name = analysis.is(at + 1, kDeterminer | kPossessive) ? at + 2 : at + 1;
  const Mention* event = analysis.mention_at(name);
  if (event == nullptr || analysis.type(event->entity) != EntityType::event) return;
  for (const std::uint32_t party : clause.subject.entities) {
    ReadStatement statement;
    statement.relation = analysis.lexicon.ids.participated_in;
    statement.subject = party;
    statement.object = event->entity;
    statement.passage = passage;
    statement.cue = {at, event->tokens.last};
    statement.clause = {at, std::max(clause.cue_tokens.last, event->tokens.last)};
    statement.rule = "clause.at-event";
    statement.trail = clause.subject.trail;
    statement.confidence = 0.8;
    analysis.statements.push_back(std::move(statement));
  }
}

}  // namespace chancery::ingest
