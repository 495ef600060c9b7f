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
  void take(RelationshipId relationship, NodeId end) {
    used.insert(relationship);
    here = end;
    walked.relationships.push_back({relationship, nullptr});
    walked.nodes.push_back({end, nullptr});
  }
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

bool is_longest(const HopRange& range, std::size_t length) {
  const auto most = range.exact ? range.least : range.most;
  return most && length >= *most;
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

std::set<std::string> variables_of(std::span<const PathPattern> patterns) {
  std::set<std::string> names;
  const auto add = [&](const std::optional<Name>& variable) {
    if (variable) names.insert(variable->text);
  };
  for (const PathPattern& pattern : patterns) {
    add(pattern.variable);
    for (const NodePattern& node : pattern.nodes) add(node.variable);
    for (const RelationshipPattern& relationship : pattern.relationships) {
      add(relationship.variable);
      if (relationship.quantified)
        names.merge(variables_of({&relationship.quantified->pattern, 1}));
    }
  }
  return names;
}

void Oracle::match(std::span<const PathPattern> patterns, const Expression* where,
                   const Bindings& row, const Found& found) {
  if (patterns[0].shortest) {
    if (patterns.size() > 1) throw std::logic_error("the oracle knows a shortest path alone only");
    return match_shortest(patterns[0], where, row, found);
  }
  Walk walk{patterns, where, row, {}, 0, 0, NodeId::none, {}};
  match_paths(walk, [&found](const Walk& complete) { found(complete.row); });
}

/// All paths, and of those from one node to another the shortest. With shortestPath(), from a node
/// to itself leads the path without relationships only, and WHERE says among which paths to choose;
/// otherwise it filters those that were chosen.
void Oracle::match_shortest(const PathPattern& pattern, const Expression* where,
                            const Bindings& row, const Found& found) {
  using ByLength = std::map<std::size_t, std::vector<Walk>>;
  std::map<std::pair<NodeId, NodeId>, ByLength> paths;
  const bool called = pattern.shortest->called;
  Walk walk{{&pattern, 1}, called ? where : nullptr, row, {}, 0, 0, NodeId::none, {}};
  match_paths(walk, [&](const Walk& complete) {
    const Path& path = complete.walked;
    const std::size_t length = path.relationships.size();
    const auto ends = std::make_pair(path.nodes.front().id, path.nodes.back().id);
    if (called && length > 0 && ends.first == ends.second) return;
    paths[ends][length].push_back(complete);
  });
  for (const auto& [ends, by_length] : paths) {
    std::size_t left = pattern.shortest->count;
    for (const auto& [length, walks] : by_length) {
      for (const Walk& each : walks) {
        if (left == 0) break;
        if (called || is_true(where, each.row)) found(each.row);
        if (!pattern.shortest->groups) --left;
      }
      if (pattern.shortest->groups && --left == 0) break;
    }
  }
}

void Oracle::match_paths(Walk& walk, const Completed& done) {
  if (walk.path == walk.patterns.size()) {
    if (inline_predicates_hold(walk) && is_true(walk.where, walk.row)) done(walk);
    return;
  }
  for (const auto& [id, node] : graph_.nodes) {
    Walk next = walk;
    next.hop = 0;
    next.here = id;
    next.walked = {{Node{id, nullptr}}, {}};
    arrive(next, done);
  }
}

/// The walk has come to the node before relationship `hop`.
void Oracle::arrive(Walk& walk, const Completed& done) {
  step();
  const NodePattern& pattern = walk.pattern().nodes[walk.hop];
  if (!unify(pattern.variable, Node{walk.here, nullptr}, walk.row)) return;
  if (!fits(pattern, walk.here, walk.row)) return;
  match_from(walk, done);
}

void Oracle::match_from(Walk& walk, const Completed& done) {
  const PathPattern& pattern = walk.pattern();
  if (walk.hop == pattern.relationships.size()) {
    if (!unify(pattern.variable, walk.walked, walk.row)) return;
    ++walk.path;
    match_paths(walk, done);
  } else if (pattern.relationships[walk.hop].quantified) {
    repeat(walk, {}, done);
  } else if (pattern.relationships[walk.hop].hops) {
    many_hops(walk, {}, done);
  } else {
    one_hop(walk, done);
  }
}

void Oracle::one_hop(Walk& walk, const Completed& done) {
  const RelationshipPattern& pattern = walk.pattern().relationships[walk.hop];
  for (const auto& [id, relationship] : graph_.relationships) {
    const NodeId end = other_end(relationship, walk.here, pattern.direction);
    if (end == NodeId::none || walk.used.contains(id)) continue;
    if (!fits(pattern, relationship, walk.row)) continue;
    Walk next = walk;
    if (!unify(pattern.variable, Relationship{id, nullptr}, next.row)) continue;
    next.take(id, end);
    ++next.hop;
    arrive(next, done);
  }
}

/// `trail` are the relationships that the variable-length pattern has taken so far.
void Oracle::many_hops(Walk& walk, const List& trail, const Completed& done) {
  step();
  const RelationshipPattern& pattern = walk.pattern().relationships[walk.hop];
  if (trail.size() >= pattern.hops->least.value_or(1)) {
    Walk next = walk;
    ++next.hop;
    if (unify(pattern.variable, trail, next.row)) arrive(next, done);
  }
  if (is_longest(*pattern.hops, trail.size())) return;
  for (const auto& [id, relationship] : graph_.relationships) {
    const NodeId end = other_end(relationship, walk.here, pattern.direction);
    if (end == NodeId::none || walk.used.contains(id)) continue;
    if (!fits(pattern, relationship, walk.row)) continue;
    Walk next = walk;
    next.take(id, end);
    List longer = trail;
    longer.emplace_back(Relationship{id, nullptr});
    many_hops(next, longer, done);
  }
}

/// `rounds` are what the variables inside the quantified pattern were, each time it was walked.
void Oracle::repeat(Walk& walk, const std::vector<Bindings>& rounds, const Completed& done) {
  step();
  const RelationshipPattern& pattern = walk.pattern().relationships[walk.hop];
  const QuantifiedPattern& quantified = *pattern.quantified;
  if (rounds.size() >= pattern.hops->least.value_or(0)) {
    Walk next = walk;
    ++next.hop;
    for (const std::string& name : variables_of({&quantified.pattern, 1})) {
      List values;
      for (const Bindings& round : rounds) values.push_back(round.at(name));
      next.row.emplace(name, std::move(values));
    }
    arrive(next, done);
  }
  if (is_longest(*pattern.hops, rounds.size())) return;
  Walk round{
      {&quantified.pattern, 1},        quantified.where.get(), walk.row, walk.used, 0, 0, walk.here,
      {{Node{walk.here, nullptr}}, {}}};
  arrive(round, [&](const Walk& complete) {
    Walk next = walk;
    for (std::size_t i = 0; i < complete.walked.relationships.size(); ++i) {
      next.take(complete.walked.relationships[i].id, complete.walked.nodes[i + 1].id);
    }
    std::vector<Bindings> more = rounds;
    more.push_back(complete.row);
    repeat(next, more, done);
  });
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
