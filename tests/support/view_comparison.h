#pragma once

// Whether two views of one state give the same answers, also about what does not exist.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery {

template <typename Id, typename Cursor>
std::vector<Id> all_of(Cursor cursor) {
  std::vector<Id> ids;
  for (Id id = cursor->next(); id != Id::none; id = cursor->next()) ids.push_back(id);
  return ids;
}

inline std::vector<Neighbour> steps_of(const GraphView& view, NodeId node, Direction direction,
                                       const std::vector<TypeId>& types) {
  std::vector<Neighbour> scratch;
  const auto steps = view.neighbours(node, direction, types, scratch);
  return {steps.begin(), steps.end()};
}

/// Equal, and of one type.
inline void expect_same_value(const Value& found, const Value& expected) {
  EXPECT_EQ(found.type(), expected.type());
  EXPECT_EQ(to_cypher(found), to_cypher(expected));
}

inline void expect_same_topology(const GraphView& found, const GraphView& expected, NodeId node) {
  std::vector<std::vector<TypeId>> choices = {{}};
  for (const TypeId type : expected.types()) choices.push_back({type});
  choices.push_back(expected.types());
  std::reverse(choices.back().begin(), choices.back().end());
  choices.push_back({TypeId{1000}});
  for (const Direction direction : {Direction::outgoing, Direction::incoming, Direction::both}) {
    for (const std::vector<TypeId>& types : choices) {
      const std::vector<Neighbour> steps = steps_of(expected, node, direction, types);
      EXPECT_EQ(steps_of(found, node, direction, types), steps);
      EXPECT_EQ(found.degree(node, direction, types), expected.degree(node, direction, types));
      for (const Neighbour& step : types.empty() ? steps : std::vector<Neighbour>()) {
        EXPECT_EQ(found.between(node, step.type, step.node),
                  expected.between(node, step.type, step.node));
      }
    }
  }
}

inline void expect_same_node(const GraphView& found, const GraphView& expected, NodeId node) {
  SCOPED_TRACE("node " + std::to_string(raw(node)));
  EXPECT_EQ(found.exists(node), expected.exists(node));
  EXPECT_EQ(found.labels(node), expected.labels(node));
  for (const LabelId label : expected.labels()) {
    EXPECT_EQ(found.has_label(node, label), expected.has_label(node, label));
  }
  for (const KeyId key : expected.keys()) {
    expect_same_value(found.property(node, key), expected.property(node, key));
  }
  expect_same_topology(found, expected, node);
}

inline void expect_same_relationship(const GraphView& found, const GraphView& expected,
                                     RelationshipId id) {
  SCOPED_TRACE("relationship " + std::to_string(raw(id)));
  const auto one = found.relationship(id);
  const auto other = expected.relationship(id);
  ASSERT_EQ(one.has_value(), other.has_value());
  if (one) {
    EXPECT_EQ(std::tuple(one->type, one->start, one->end),
              std::tuple(other->type, other->start, other->end));
  }
  for (const KeyId key : expected.keys()) {
    expect_same_value(found.property(id, key), expected.property(id, key));
  }
}

inline void expect_same_answers(const GraphView& found, const GraphView& expected) {
  const auto nodes = all_of<NodeId>(expected.all_nodes());
  const auto relationships = all_of<RelationshipId>(expected.all_relationships());
  EXPECT_EQ(all_of<NodeId>(found.all_nodes()), nodes);
  EXPECT_EQ(all_of<RelationshipId>(found.all_relationships()), relationships);
  EXPECT_EQ(found.node_count(), expected.node_count());
  EXPECT_EQ(found.relationship_count(), expected.relationship_count());
  std::vector<LabelId> labels = expected.labels();
  labels.push_back(LabelId{1000});
  for (const LabelId label : labels) {
    EXPECT_EQ(all_of<NodeId>(found.nodes_with_label(label)),
              all_of<NodeId>(expected.nodes_with_label(label)));
    EXPECT_EQ(found.node_count(label), expected.node_count(label));
  }
  const std::uint64_t last_node = nodes.empty() ? 0 : raw(nodes.back());
  for (std::uint64_t id = 0; id <= last_node + 2; ++id) {
    expect_same_node(found, expected, NodeId{id});
  }
  const std::uint64_t last = relationships.empty() ? 0 : raw(relationships.back());
  for (std::uint64_t id = 0; id <= last + 2; ++id) {
    expect_same_relationship(found, expected, RelationshipId{id});
  }
}

}  // namespace chancery
