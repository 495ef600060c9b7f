// Who stands behind an operation, whom it struck, and who says so.
//
//   "X attributed INCIDENT to A and B", "X attributed to A the INCIDENT"   clause, speaker X
//   "Y supported the attribution"                                          Y says the same
//   "INCIDENT carried out by A", "A's INCIDENT against B"                  phrase around the name

#include "extract/attributions.h"

#include <algorithm>

#include "extract/actors.h"
#include "extract/stages.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kOperators = mask(EntityType::incident, EntityType::threat_actor);
constexpr std::uint32_t kPartyReach = 12;  // tokens in which a party must follow

/// The parties that follow in the next few tokens; a state's adjective where nothing else does.
std::vector<std::uint32_t> parties_near(const Analysis& analysis, std::uint32_t at,
                                        std::uint32_t last) {
  std::vector<std::uint32_t> adjectives;
  for (const Mention& mention : analysis.mentions_in({at, std::min(last, at + kPartyReach)})) {
    if (!analysis.has_type(mention, kActors)) continue;
    if (!mention.adjective && !mention.possessive) {
      return actors_from(analysis, mention.tokens.first, last).entities;
    }
    if (adjectives.empty()) adjectives.push_back(mention.entity);
  }
  return adjectives;
}

/// Operations in the span; groups where it names no operation.
std::vector<std::uint32_t> operations_in(const Analysis& analysis, TokenSpan span) {
  std::vector<std::uint32_t> incidents, groups;
  for (const Mention& mention : analysis.mentions_in(span)) {
    if (!analysis.has_type(mention, kOperators)) continue;
    const bool incident = analysis.type(mention.entity) == EntityType::incident;
    auto& list = incident ? incidents : groups;
    if (std::find(list.begin(), list.end(), mention.entity) == list.end()) {
      list.push_back(mention.entity);
    }
  }
  return incidents.empty() ? groups : incidents;
}

/// "attributed it to": the operation named last before the clause.
std::vector<std::uint32_t> operation_before(const Analysis& analysis, std::uint32_t token) {
  const Mention* operation = analysis.mention_before(token, mask(EntityType::incident));
  return operation != nullptr ? std::vector<std::uint32_t>{operation->entity}
                              : std::vector<std::uint32_t>{};
}

std::uint32_t find_to(const Analysis& analysis, TokenSpan span) {
  for (std::uint32_t at = span.first; at < span.last; ++at) {
    if (analysis.mention_at(at) == nullptr && analysis.is(at, kTo)) return at;
  }
  return kNone;
}

void say(Analysis& analysis, const char* relation, std::uint32_t subject, std::uint32_t object,
         std::uint32_t passage, TokenSpan cue, TokenSpan clause, const char* rule,
         double confidence) {
  ReadStatement statement;
  statement.relation = analysis.lexicon.relation(relation);
  if (statement.relation == kNoRelation) return;
  statement.subject = subject;
  statement.object = object;
  statement.passage = passage;
  statement.cue = cue;
  statement.clause = clause;
  statement.rule = rule;
  statement.confidence = confidence;
  analysis.statements.push_back(std::move(statement));
}

/// What stands around the name of an operation.
class OperationPhrase {
 public:
  OperationPhrase(Analysis& analysis, std::uint32_t passage)
      : analysis_(analysis), passage_(passage), span_(analysis.passages[passage].tokens) {}

  void read(const Mention& operation) {
    std::vector<std::uint32_t> behind = owner(operation);
    if (const Mention* actor = group(operation)) behind = {actor->entity};
    if (behind.empty()) behind = doer(operation);
    const auto struck = targets(operation);
    for (const std::uint32_t actor : behind) {
      tell("ATTRIBUTED_TO", operation.entity, actor, operation, 0.8);
      for (const std::uint32_t target : struck) tell("ATTACKED", actor, target, operation, 0.75);
    }
    for (const std::uint32_t target : struck) {
      tell("ATTACKED", operation.entity, target, operation, 0.8);
    }
  }

 private:
  /// "Iran's cyberattack".
  std::vector<std::uint32_t> owner(const Mention& operation) const {
    const std::uint32_t at = operation.tokens.first;
    if (at < span_.first + 2) return {};
    if (analysis_.tokens[at - 1].kind != TokenKind::possessive) return {};
    const Mention* mention = analysis_.mention_at(at - 2);
    if (mention == nullptr || !analysis_.has_type(*mention, kActors)) return {};
    return {mention->entity};
  }

  /// "..., carried out by the group X": a participle and "by" or "to" before the party.
  std::vector<std::uint32_t> doer(const Mention& operation) const {
    const std::uint32_t stop = std::min(span_.last, operation.tokens.last + kPartyReach);
    for (std::uint32_t at = operation.tokens.last; at + 1 < stop; ++at) {
      if (analysis_.mention_at(at) != nullptr) return {};
      if (!analysis_.is(at, kPerpetrated)) continue;
      std::uint32_t by = at + 1;
      while (by + 1 < stop && by < at + 3 && !analysis_.is(by, kPassiveBy | kTo)) ++by;
      if (!analysis_.is(by, kPassiveBy | kTo)) return {};
      return parties_near(analysis_, by + 1, std::min(stop, by + 6));
    }
    return {};
  }

  /// "the campaign of the threat actor X": the group, and where the words go on after it.
  const Mention* group(const Mention& operation) const {
    const std::uint32_t at = operation.tokens.last;
    if (at + 1 >= span_.last || analysis_.text(analysis_.tokens[at]) != "of") return nullptr;
    for (const Mention& mention : analysis_.mentions_in({at, std::min(span_.last, at + 6)})) {
      const bool actor = analysis_.has_type(mention, mask(EntityType::threat_actor));
      return actor ? &mention : nullptr;
    }
    return nullptr;
  }

  /// "... against our ally, Albania".
  std::vector<std::uint32_t> targets(const Mention& operation) const {
    const Mention* actor = group(operation);
    std::uint32_t at = actor != nullptr ? actor->tokens.last : operation.tokens.last;
    if (at + 1 >= span_.last) return {};
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "against" && word != "on" && word != "targeting") return {};
    constexpr std::uint32_t kLeading = kDeterminer | kPossessive | kAdjective | kGovernment;
    for (++at; at < span_.last && analysis_.mention_at(at) == nullptr; ++at) {
      if (!analysis_.is(at, kLeading)) return {};
    }
    const std::uint32_t named = skip_apposition(at);
    return actors_from(analysis_, named, span_.last, kActors | mask(EntityType::region)).entities;
  }

  /// "our NATO Ally, Albania": the name after the description.
  std::uint32_t skip_apposition(std::uint32_t at) const {
    const Mention* mention = at < span_.last ? analysis_.mention_at(at) : nullptr;
    if (mention == nullptr) return at;
    const std::uint32_t next = mention->tokens.last;
    const bool ally = next + 2 < span_.last && analysis_.mention_at(next) == nullptr &&
                      analysis_.is_mark(next + 1, ',');
    return ally && analysis_.mention_at(next + 2) != nullptr ? next + 2 : at;
  }

  void tell(const char* relation, std::uint32_t subject, std::uint32_t object,
            const Mention& operation, double confidence) {
    if (subject == object) return;
    say(analysis_, relation, subject, object, passage_, operation.tokens, span_, "operation.phrase",
        confidence);
  }

  Analysis& analysis_;
  std::uint32_t passage_;
  TokenSpan span_;
};

}  // namespace

void add_attribution(Analysis& analysis, const Clause& clause, std::uint32_t passage) {
  const std::uint32_t to = find_to(analysis, clause.object);
  if (to == kNone) return;
  auto operations = operations_in(analysis, {clause.object.first, to});
  if (operations.empty()) operations = operations_in(analysis, {to, clause.object.last});
  Trail trail = clause.subject.trail;
  if (operations.empty()) {
    operations = operation_before(analysis, clause.cue_tokens.first);
    add_step(trail,
             arrow(analysis, analysis.text(TokenSpan{clause.cue_tokens.first, to}), operations));
  }
  const auto behind = parties_near(analysis, to + 1, clause.object.last);
  const std::uint32_t first = std::min(clause.subject.first, clause.cue_tokens.first);
  const TokenSpan whole{std::max(first, analysis.passages[passage].tokens.first),
                        clause.object.last};
  for (const std::uint32_t speaker : clause.subject.entities) {
    for (const std::uint32_t operation : operations) {
      for (const std::uint32_t actor : behind) {
        if (operation == actor) continue;
        say(analysis, "ATTRIBUTED_TO", operation, actor, passage, clause.cue_tokens, whole,
            "attribution.clause", clause.confidence);
        analysis.statements.back().speaker = speaker;
        analysis.statements.back().status = "done";
        analysis.statements.back().negative = clause.negative;
        analysis.statements.back().trail = trail;
      }
    }
  }
}

void join_attribution(Analysis& analysis, const Clause& clause, std::uint32_t passage) {
  const std::uint16_t attributed = analysis.lexicon.ids.attributed_to;
  const auto last = std::find_if(
      analysis.statements.rbegin(), analysis.statements.rend(), [&](const ReadStatement& s) {
        return s.relation == attributed && s.rule == "attribution.clause";
      });
  if (last == analysis.statements.rend() || clause.negative) return;
  const std::uint32_t operation = last->subject, actor = last->object;
  Trail trail = clause.subject.trail;
  const TokenSpan act{clause.cue_tokens.first,
                      std::min(clause.object.first + 2, clause.object.last)};
  add_step(trail, arrow(analysis, analysis.text(act), {operation, actor}));
  for (const std::uint32_t speaker : clause.subject.entities) {
    say(analysis, "ATTRIBUTED_TO", operation, actor, passage, clause.cue_tokens,
        {std::min(clause.subject.first, clause.cue_tokens.first), clause.object.last},
        "attribution.joined", 0.7);
    analysis.statements.back().speaker = speaker;
    analysis.statements.back().trail = trail;
    analysis.statements.back().status = "done";
  }
}

void read_operations(Analysis& analysis) {
  const auto is_incident = [](const LocalEntity& e) { return e.type == EntityType::incident; };
  if (std::none_of(analysis.entities.begin(), analysis.entities.end(), is_incident)) return;
  for (std::uint32_t p = 0; p < analysis.passages.size(); ++p) {
    if (!analysis.passages[p].states) continue;
    OperationPhrase phrase(analysis, p);
    for (const Mention& mention : analysis.mentions_in(analysis.passages[p].tokens)) {
      if (analysis.type(mention.entity) == EntityType::incident) phrase.read(mention);
    }
  }
}

}  // namespace chancery::ingest
