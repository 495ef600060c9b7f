#include "hop.h"

#include <algorithm>
#include <utility>

#include "../label_expression.h"

namespace chancery::query {
namespace {

bool holds(const Value& value, RelationshipId relationship) {
  if (value.type() == ValueType::relationship) return value.as_relationship().id == relationship;
  if (value.type() != ValueType::list) return false;
  return std::ranges::any_of(value.as_list(), [relationship](const Value& element) {
    return element.type() == ValueType::relationship &&
           element.as_relationship().id == relationship;
  });
}

}  // namespace

bool TypeNames::resolve() {
  if (expression_) return resolve_expression();
  if (ids_.size() < names_.size()) {
    ids_.clear();
    for (const std::string& name : names_) {
      const std::optional<TypeId> id = graph_.type_id(name);
      // [:T|T] follows T once.
      if (id && std::ranges::find(ids_, *id) == ids_.end()) ids_.push_back(*id);
    }
  }
  return names_.empty() || !ids_.empty();
}

bool TypeNames::resolve_expression() {
  std::vector<TypeId> known = graph_.types();
  std::erase_if(known, [this](TypeId id) { return !matches(*expression_, graph_.name(id)); });
  ids_ = std::move(known);
  return !ids_.empty();
}

bool already_walked(const Row& row, const std::vector<Slot>& slots, RelationshipId relationship) {
  return std::ranges::any_of(slots, [&row, relationship](Slot slot) {
    return holds(row[static_cast<std::size_t>(slot)], relationship);
  });
}

RelationshipProperties::RelationshipProperties(const Expression* map, ExecContext& context)
    : graph_(context.graph()) {
  if (!map) return;
  for (const MapEntry& entry : as<MapLiteral>(*map)->entries) {
    entries_.push_back({entry.key.text, compile(*entry.value, context), Value()});
  }
}

void RelationshipProperties::evaluate(Row& row) {
  Value scratch;
  for (Entry& entry : entries_) entry.value = Value(entry.evaluator(row, scratch));
}

bool RelationshipProperties::match(RelationshipId relationship) const {
  return std::ranges::all_of(entries_, [this, relationship](const Entry& entry) {
    std::optional<KeyId> key = graph_.key_id(entry.key);
    return key && equal(graph_.property(relationship, *key), entry.value).value_or(false);
  });
}

}  // namespace chancery::query
