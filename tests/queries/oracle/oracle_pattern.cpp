#include <algorithm>

#include "oracle.h"

namespace chancery::query {

/// Where in the patterns of a clause the match stands: at relationship `hop` of path `path`, on the
/// node `here`.
struct Oracle::Walk {
  std::span<const PathPattern> patterns;
  const Expression* where;
  Bindings row;
  std::set<RelationshipId> used;  ///< a relationship stands once in the match of a clause
  std::size_t path = 0;
  std::size_t hop = 0;
  NodeId here = NodeId::none;
  Path walked;

  const PathPattern& pattern() const { return patterns[path]; }
};

bool holds(const LabelExpression& expression, const std::set<std::string>& names) {
  const auto operand_holds = [&](const LabelExpression& operand) { return holds(operand, names); };
  switch (expression.kind) {
    case LabelExpression::Kind::name:
      return names.contains(expression.name.text);
    case LabelExpression::Kind::wildcard:
      return !names.empty();
    case LabelExpression::Kind::negation:
      return !holds(expression.operands[0], names);
    case LabelExpression::Kind::conjunction:
      return std::ranges::all_of(expression.operands, operand_holds);
    case LabelExpression::Kind::disjunction:
      return std::ranges::any_of(expression.operands, operand_holds);
  }
  return false;
}

namespace {

/// Binds the variable, or says whether it holds that value already.
bool unify(const std::optional<Name>& variable, const Value& value, Bindings& row) {
  if (!variable) return true;
  const auto [at, added] = row.emplace(variable->text, value);
  return added || equal(at->second, value).value_or(false);
}

/// The other end of a relationship seen from a node, or none where the direction does not fit.
NodeId other_end(const MemoryRelationship& relationship, NodeId here, Direction direction) {
  if (direction != Direction::incoming && relationship.start == here) return relationship.end;
  if (direction != Direction::outgoing && relationship.end == here) return relationship.start;
  return NodeId::none;
}

}  // namespace

bool Oracle::has_properties(const Expression* wanted, const Map& properties, const Bindings& row) {
  if (wanted == nullptr) return true;
  const Value map = evaluate(*wanted, row);
  return std::ranges::all_of(map.as_map(), [&](const auto& entry) {
    const auto at = properties.find(entry.first);
    return at != properties.end() && equal(at->second, entry.second).value_or(false);
  });
}

bool Oracle::fits(const NodePattern& pattern, NodeId id, const Bindings& row) {
  const MemoryNode& node = graph_.nodes.at(id);
  const bool labelled = std::ranges::all_of(
      pattern.labels, [&](const Name& label) { return node.labels.contains(label.text); });
  return labelled && (!pattern.label_expression || holds(*pattern.label_expression, node.labels)) &&
         has_properties(pattern.properties.get(), node.properties, row);
}

bool Oracle::fits(const RelationshipPattern& pattern, const MemoryRelationship& relationship,
                  const Bindings& row) {
  const bool typed =
      pattern.types.empty() || std::ranges::any_of(pattern.types, [&](const Name& type) {
        return type.text == relationship.type;
      });
  return typed &&
         (!pattern.type_expression || holds(*pattern.type_expression, {relationship.type})) &&
         has_properties(pattern.properties.get(), relationship.properties, row);
}

void Oracle::match(std::span<const PathPattern> patterns, const Expression* where,
                   const Bindings& row, const Found& found) {
  Walk walk{patterns, where, row, {}, 0, 0, NodeId::none, {}};
  match_paths(walk, found);
}

void Oracle::match_paths(Walk& walk, const Found& found) {
  if (walk.path == walk.patterns.size()) {
    if (inline_predicates_hold(walk) && is_true(walk.where, walk.row)) {
      found(walk.row);
    }
    return;
  }
  if (walk.pattern().shortest != ShortestPath::none) {
    throw std::logic_error("the oracle knows no shortest paths");
  }
  for (const auto& [id, node] : graph_.nodes) {
    Walk next = walk;
    next.hop = 0;
    next.here = id;
    next.walked = {{Node{id, nullptr}}, {}};
    arrive(next, found);
  }
}

/// The walk has come to the node before relationship `hop`.
void Oracle::arrive(Walk& walk, const Found& found) {
  step();
  const NodePattern& pattern = walk.pattern().nodes[walk.hop];
  if (!unify(pattern.variable, Node{walk.here, nullptr}, walk.row)) return;
  if (!fits(pattern, walk.here, walk.row)) return;
  match_from(walk, found);
}

void Oracle::match_from(Walk& walk, const Found& found) {
  const PathPattern& pattern = walk.pattern();
  if (walk.hop == pattern.relationships.size()) {
    if (!unify(pattern.variable, walk.walked, walk.row)) return;
    ++walk.path;
    match_paths(walk, found);
  } else if (pattern.relationships[walk.hop].hops) {
    many_hops(walk, {}, found);
  } else {
    one_hop(walk, found);
  }
}

void Oracle::one_hop(Walk& walk, const Found& found) {
  const RelationshipPattern& pattern = walk.pattern().relationships[walk.hop];
  for (const auto& [id, relationship] : graph_.relationships) {
    const NodeId end = other_end(relationship, walk.here, pattern.direction);
    if (end == NodeId::none || walk.used.contains(id)) continue;
    if (!fits(pattern, relationship, walk.row)) continue;
    Walk next = walk;
    if (!unify(pattern.variable, Relationship{id, nullptr}, next.row)) continue;
    next.used.insert(id);
    next.here = end;
    next.walked.relationships.push_back({id, nullptr});
    next.walked.nodes.push_back({end, nullptr});
    ++next.hop;
    arrive(next, found);
  }
}

/// `trail` are the relationships that the variable-length pattern has taken so far.
void Oracle::many_hops(Walk& walk, const List& trail, const Found& found) {
  step();
  const RelationshipPattern& pattern = walk.pattern().relationships[walk.hop];
  const HopRange& range = *pattern.hops;
  if (trail.size() >= range.least.value_or(1)) {
    Walk next = walk;
    ++next.hop;
    if (unify(pattern.variable, trail, next.row)) arrive(next, found);
  }
  const auto most = range.exact ? range.least : range.most;
  if (most && trail.size() >= *most) return;
  for (const auto& [id, relationship] : graph_.relationships) {
    const NodeId end = other_end(relationship, walk.here, pattern.direction);
    if (end == NodeId::none || walk.used.contains(id)) continue;
    if (!fits(pattern, relationship, walk.row)) continue;
    Walk next = walk;
    next.used.insert(id);
    next.here = end;
    next.walked.relationships.push_back({id, nullptr});
    next.walked.nodes.push_back({end, nullptr});
    List longer = trail;
    longer.emplace_back(Relationship{id, nullptr});
    many_hops(next, longer, found);
  }
}

bool Oracle::inline_predicates_hold(const Walk& walk) {
  const Bindings& row = walk.row;
  return std::ranges::all_of(walk.patterns, [&](const PathPattern& pattern) {
    return std::ranges::all_of(pattern.nodes,
                               [&](const auto& node) { return is_true(node.where.get(), row); }) &&
           std::ranges::all_of(pattern.relationships, [&](const auto& relationship) {
             return is_true(relationship.where.get(), row);
           });
  });
}

}  // namespace chancery::query
