// What is wrong in one document's annotations, each with its evidence.

#include <fmt/format.h>

#include <algorithm>

#include "evaluation/quotes.h"
#include "evaluation/verdict.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kShownMentions = 3;

std::string entity_text(const ScoredEntity& entity) {
  if (entity.type == "Topic") return entity.id;
  std::string out = entity.name.empty() ? entity.id : entity.name;
  std::size_t shown = 0;
  for (const std::string& mention : entity.mentions) {
    if (mention == entity.name || shown++ == kShownMentions) continue;
    out += fmt::format("{}{}", shown == 1 ? " (" : ", ", mention);
  }
  return out + (shown > 0 ? ")" : "");
}

std::string typed_text(const ScoredEntity& entity) {
  return fmt::format("{}: {}", entity.type, entity_text(entity));
}

std::string short_name(const ScoredEntity* entity, const std::string& id) {
  if (entity == nullptr || entity->name.empty() || entity->type == "Topic") return id;
  return entity->name;
}

std::vector<std::string> mentions_of(const ScoredEntity* entity) {
  return entity != nullptr ? entity->mentions : std::vector<std::string>{};
}

class ErrorList {
 public:
  ErrorList(const Verdict& verdict, const Annotations& text) : verdict_(verdict), quotes_(text) {}

  std::vector<ScoringError> list() {
    entities();
    relations();
    return std::move(errors_);
  }

 private:
  // --- entities ---

  void entities() {
    std::set<std::string> linked;
    for (const auto& [given, wanted] : verdict_.links) linked.insert(wanted);
    std::vector<const ScoredEntity*> spurious;
    for (const ScoredEntity& given : verdict_.system.entities) {
      if (!verdict_.links.contains(given.id)) spurious.push_back(&given);
    }
    for (const ScoredEntity& wanted : verdict_.reference.entities) {
      if (linked.contains(wanted.id)) continue;
      const auto other = std::find_if(spurious.begin(), spurious.end(), [&](const auto* given) {
        return share_surface(wanted, *given);
      });
      add_entity(&wanted, other == spurious.end() ? nullptr : *other);
      if (other != spurious.end()) spurious.erase(other);
    }
    for (const ScoredEntity* given : spurious) add_entity(nullptr, given);
  }

  static bool share_surface(const ScoredEntity& a, const ScoredEntity& b) {
    return std::any_of(a.surfaces.begin(), a.surfaces.end(),
                       [&](const std::string& surface) { return b.surfaces.contains(surface); });
  }

  void add_entity(const ScoredEntity* wanted, const ScoredEntity* given) {
    const ScoredEntity& shown = wanted != nullptr ? *wanted : *given;
    ScoringError error;
    error.fault = given == nullptr    ? Fault::missed
                  : wanted == nullptr ? Fault::spurious
                                      : Fault::wrong_type;
    error.type = shown.type;
    if (wanted != nullptr) error.wanted = typed_text(*wanted);
    if (given != nullptr) error.given = typed_text(*given);
    error.quote = quotes_.with(shown.mentions);
    errors_.push_back(std::move(error));
  }

  // --- relations ---

  void relations() {
    std::set<Triple> spurious;
    for (const auto& [triple, relation] : verdict_.given) {
      if (!verdict_.wanted.contains(triple)) spurious.insert(triple);
    }
    std::vector<Triple> missed;
    for (const auto& [triple, relation] : verdict_.wanted) {
      if (!verdict_.given.contains(triple)) missed.push_back(triple);
    }
    // Turned relations first: one of another type between the same ends may explain another miss.
    std::erase_if(missed, [&](const Triple& wanted) {
      const Triple turned{wanted.object, wanted.type, wanted.subject};
      if (spurious.erase(turned) == 0) return false;
      add_relation(Fault::wrong_direction, &wanted, &turned);
      return true;
    });
    for (const Triple& wanted : missed) {
      const auto other = std::find_if(spurious.begin(), spurious.end(), [&](const Triple& given) {
        return given.subject == wanted.subject && given.object == wanted.object;
      });
      if (other == spurious.end()) {
        add_relation(Fault::missed, &wanted, nullptr);
      } else {
        add_relation(Fault::wrong_type, &wanted, &*other);
        spurious.erase(other);
      }
    }
    for (const Triple& given : spurious) add_relation(Fault::spurious, nullptr, &given);
  }

  void add_relation(Fault fault, const Triple* wanted, const Triple* given) {
    ScoringError error;
    error.fault = fault;
    error.relation = true;
    error.type = wanted != nullptr ? wanted->type : given->type;
    if (wanted != nullptr) {
      const ScoredRelation& relation = *verdict_.wanted.at(*wanted);
      error.wanted = relation_text(verdict_.reference, relation);
      show_place(verdict_.reference, relation, error);
    }
    if (given != nullptr) {
      const ScoredRelation& relation = *verdict_.given.at(*given);
      error.given = relation_text(verdict_.system, relation);
      show_given(relation, error);
    }
    errors_.push_back(std::move(error));
  }

  static std::string relation_text(const ScoredAnnotations& side, const ScoredRelation& relation) {
    return fmt::format("{} {} {}", short_name(side.find(relation.subject), relation.subject),
                       relation.type, short_name(side.find(relation.object), relation.object));
  }

  void show_place(const ScoredAnnotations& side, const ScoredRelation& relation,
                  ScoringError& error) const {
    error.cue = relation.cue;
    error.quote = quotes_.with(relation.cue, mentions_of(side.find(relation.subject)),
                               mentions_of(side.find(relation.object)));
  }

  /// What was given is shown where its rule read it; elsewhere's annotations name no rule.
  void show_given(const ScoredRelation& relation, ScoringError& error) const {
    const auto statements = verdict_.statements_of(relation);
    if (statements.empty()) return show_place(verdict_.system, relation, error);
    const StatementRecord& statement = *statements.front();
    error.cue = relation.cue;
    error.quote = quotes_.passage(statement.passage);
    error.rule = rule_of(*verdict_.annotations, statement);
    error.source_row = statement.source_row;
  }

  const Verdict& verdict_;
  Quotes quotes_;
  std::vector<ScoringError> errors_;
};

}  // namespace

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::missed:
      return "missed";
    case Fault::spurious:
      return "spurious";
    case Fault::wrong_type:
      return "wrong type";
    case Fault::wrong_direction:
      return "wrong direction";
  }
  return {};
}

std::vector<ScoringError> list_errors(const Verdict& verdict, const Annotations& text) {
  return ErrorList(verdict, text).list();
}

}  // namespace chancery::ingest
