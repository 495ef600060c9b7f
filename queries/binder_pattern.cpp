#include <fmt/format.h>

#include "ast_visit.h"
#include "binder_state.h"

namespace chancery::query {

// ---- Patterns that are matched -----------------------------------------------------------------

void Binder::bind_match_pattern(PathPattern& pattern, Scope& scope, Slot first_new) {
  for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
    bind_match_node(pattern.nodes[i], scope, first_new);
    if (i < pattern.relationships.size()) {
      bind_match_relationship(pattern.relationships[i], scope, first_new);
    }
  }
  bind_path_variable(pattern, scope);
}

void Binder::bind_path_variable(PathPattern& pattern, Scope& scope) {
  if (pattern.variable) pattern.slot = declare(scope, *pattern.variable, {.types = kPath});
}

void Binder::bind_match_node(NodePattern& node, Scope& scope, Slot first_new) {
  if (!node.variable) {
    node.slot = new_slot({}, {.types = kNode});
    return;
  }
  const Name& name = *node.variable;
  const Slot known = scope.find(name.text);
  if (known == kNoSlot) {
    node.slot = declare(scope, name, {.types = kNode});
    return;
  }
  if ((type_of(known).types & kNode) == 0) {
    fail("VariableTypeConflict",
         fmt::format("The variable {} is of type {}, not a node.", name.text,
                     describe_types(type_of(known).types)),
         name.span);
  }
  node.slot = known;
  node.bound = known < first_new;
}

void Binder::bind_match_relationship(RelationshipPattern& relationship, Scope& scope,
                                     Slot first_new) {
  if (relationship.quantified) return bind_quantified(relationship, scope);
  const StaticType type = relationship.hops ? StaticType{.types = kList, .elements = kRelationship}
                                            : StaticType{.types = kRelationship};
  if (!relationship.variable) {
    relationship.slot = new_slot({}, type);
    return;
  }
  const Name& name = *relationship.variable;
  const Slot known = scope.find(name.text);
  if (known == kNoSlot) {
    relationship.slot = declare(scope, name, type);
    return;
  }
  const StaticType have = type_of(known);
  if ((have.types & type.types) == 0 ||
      (relationship.hops && (have.elements & kRelationship) == 0)) {
    fail("VariableTypeConflict",
         fmt::format("The variable {} is of type {}, not a {}.", name.text,
                     describe_types(have.types),
                     relationship.hops ? "list of relationships" : "relationship"),
         name.span);
  }
  if (known >= first_new) {
    fail("RelationshipUniquenessViolation",
         fmt::format("The relationship {} cannot stand twice in one MATCH.", name.text), name.span);
  }
  relationship.slot = known;
  relationship.bound = true;
}

/// Inside, the variables are those of one repetition; outside each is the list of all of them.
void Binder::bind_quantified(RelationshipPattern& relationship, Scope& scope) {
  QuantifiedPattern& quantified = *relationship.quantified;
  std::vector<const Name*> names;
  const auto note = [&](const auto& element) {
    if (!element.variable) return;
    if (scope.find(element.variable->text) != kNoSlot) {
      fail("VariableAlreadyBound",
           fmt::format("The variable {} is already defined; those inside a quantified pattern are "
                       "its own.",
                       element.variable->text),
           element.variable->span);
    }
    names.push_back(&*element.variable);
  };
  for (const NodePattern& node : quantified.pattern.nodes) note(node);
  for (const RelationshipPattern& hop : quantified.pattern.relationships) note(hop);
  Scope inner;
  inner.outer = &scope;
  bind_inner_pattern(quantified.pattern, inner);
  bind_where(quantified.where.get(), inner);
  for (const Name* name : names) {
    if (scope.declares(name->text)) continue;  // a node named twice inside
    const Slot one = inner.find(name->text);
    const StaticType list{.types = kList, .elements = type_of(one).types};
    quantified.groups.push_back({one, declare(scope, *name, list)});
  }
  // The list of a relationship that is quantified by itself is that of all relationships walked.
  const bool named = quantified.is_short && !quantified.groups.empty();
  relationship.slot = named ? quantified.groups.front().list
                            : new_slot({}, {.types = kList, .elements = kRelationship});
}

void Binder::bind_pattern_properties(PathPattern& pattern, const Scope& scope) {
  const auto bind = [&](auto& element) {
    if (element.properties && as<Parameter>(*element.properties) != nullptr) {
      fail("InvalidParameterUse",
           "A parameter cannot be the properties of a pattern that is matched; name each one, as "
           "in {key: $parameter.key}.",
           element.properties->span);
    }
    if (element.properties) bind_plain(*element.properties, scope);
    bind_where(element.where.get(), scope);
  };
  for (NodePattern& node : pattern.nodes) bind(node);
  for (RelationshipPattern& relationship : pattern.relationships) {
    if (relationship.hops && relationship.where) {
      fail("UnexpectedSyntax",
           "A WHERE cannot stand in a relationship of variable length; quantify the relationship "
           "instead, as in -[r WHERE r.since > 2000]->{1,3}.",
           relationship.where->span);
    }
    bind(relationship);
  }
}

/// The pattern of an expression: what it introduces stays in `scope`, its own.
void Binder::bind_inner_pattern(PathPattern& pattern, Scope& scope) {
  bind_match_pattern(pattern, scope, next_slot());
  bind_pattern_properties(pattern, scope);
}

// ---- Patterns that are made --------------------------------------------------------------------

void Binder::bind_created_pattern(PathPattern& pattern, Scope& scope, Slot first_new, bool merge) {
  if (pattern.shortest) {
    fail("UnexpectedSyntax", "A shortest path can only be matched.", pattern.span);
  }
  const bool alone = pattern.relationships.empty();
  for (NodePattern& node : pattern.nodes) bind_created_node(node, scope, first_new, alone, merge);
  for (RelationshipPattern& relationship : pattern.relationships) {
    bind_created_relationship(relationship, scope, merge);
  }
  bind_path_variable(pattern, scope);
}

void Binder::bind_created_node(NodePattern& node, Scope& scope, Slot first_new, bool alone,
                               bool merge) {
  if (node.where || node.label_expression) {
    fail("UnexpectedSyntax",
         "A WHERE or a label expression can only stand in a pattern that is matched; a node is "
         "created with plain labels, as in (n:A:B).",
         node.span);
  }
  bind_created_properties(node.properties.get(), scope, merge);
  if (!node.variable) {
    node.slot = new_slot({}, {.types = kNode});
    return;
  }
  const Name& name = *node.variable;
  const Slot known = scope.find(name.text);
  if (known == kNoSlot) {
    node.slot = declare(scope, name, {.types = kNode});
    return;
  }
  if ((type_of(known).types & kNode) == 0) {
    fail("VariableTypeConflict",
         fmt::format("The variable {} is of type {}, not a node.", name.text,
                     describe_types(type_of(known).types)),
         name.span);
  }
  if (alone || !node.labels.empty() || node.properties) {
    fail("VariableAlreadyBound",
         fmt::format("The node {} exists already; here it can only be an end of a relationship, "
                     "without labels and properties.",
                     name.text),
         name.span);
  }
  node.slot = known;
  node.bound = known < first_new;
}

void Binder::bind_created_relationship(RelationshipPattern& relationship, Scope& scope,
                                       bool merge) {
  if (relationship.hops) {
    fail("CreatingVarLength", "A relationship of variable length cannot be created.",
         relationship.span);
  }
  if (relationship.where) {
    fail("UnexpectedSyntax", "A WHERE can only stand in a pattern that is matched.",
         relationship.where->span);
  }
  if (relationship.variable && scope.find(relationship.variable->text) != kNoSlot) {
    fail("VariableAlreadyBound",
         fmt::format("The relationship {} exists already and cannot be created again.",
                     relationship.variable->text),
         relationship.variable->span);
  }
  if (relationship.types.size() != 1) {
    fail("NoSingleRelationshipType",
         "A relationship that is created has exactly one type, as in -[:SUPPORTS]->.",
         relationship.span);
  }
  if (!merge && relationship.direction == Direction::both) {
    fail("RequiresDirectedRelationship",
         "A relationship that is created has one direction; write --> or <--.", relationship.span);
  }
  bind_created_properties(relationship.properties.get(), scope, merge);
  relationship.slot = relationship.variable
                          ? declare(scope, *relationship.variable, {.types = kRelationship})
                          : new_slot({}, {.types = kRelationship});
}

void Binder::bind_created_properties(Expression* properties, const Scope& scope, bool merge) {
  if (properties == nullptr) return;
  if (merge && as<Parameter>(*properties) != nullptr) {
    fail("InvalidParameterUse",
         "A parameter cannot be the properties of a pattern that is merged; name each one, as in "
         "{key: $parameter.key}.",
         properties->span);
  }
  bind_property_map(*properties, scope);
}

void Binder::bind_property_map(Expression& map, const Scope& scope) {
  auto* literal = as<MapLiteral>(map);
  if (literal == nullptr) {
    bind_plain(map, scope);
    return;
  }
  for (MapEntry& entry : literal->entries) bind_property_value(*entry.value, scope);
}

/// What is known to be no property now need not wait for a row. What is not known, the store
/// refuses with the same error.
void Binder::bind_property_value(Expression& value, const Scope& scope) {
  constexpr TypeSet kElement = kAnyType & ~(kList | kMap | kNode | kRelationship | kPath);
  const StaticType type = bind_plain(value, scope);
  const bool holds_others = type.types == kList && (type.elements & kElement) == 0;
  if ((type.types & (kElement | kList)) != 0 && !holds_others) return;
  fail("InvalidPropertyType",
       fmt::format("A property holds a boolean, a number, a string, a temporal value or a list of "
                   "these, but not {}{}.",
                   holds_others ? "a List of " : "a ",
                   describe_types(holds_others ? type.elements : type.types)),
       value.span, ErrorKind::type_error);
}

}  // namespace chancery::query
