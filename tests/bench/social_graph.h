#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "chancery/database.h"

namespace chancery::bench {

/// Persons who follow each other: `persons` nodes (:Person {id, name}) with 24 FOLLOWS each, from
/// a seeded generator, so that every run has the same graph.
inline void fill_social_graph(Graph& graph, std::uint64_t persons) {
  constexpr std::uint64_t kFollows = 24;
  auto transaction = graph.begin();
  const LabelId label = transaction->intern_label("Person");
  const KeyId id = transaction->intern_key("id");
  const KeyId name = transaction->intern_key("name");
  const TypeId follows = transaction->intern_type("FOLLOWS");
  transaction->create_index(IndexInfo::Kind::property, label, id);
  std::vector<NodeId> nodes;
  for (std::uint64_t i = 0; i < persons; ++i) {
    nodes.push_back(transaction->create_node(std::vector<LabelId>{label}));
    transaction->set_property(nodes.back(), id, static_cast<std::int64_t>(i));
    transaction->set_property(nodes.back(), name, "person " + std::to_string(i));
  }
  std::mt19937_64 random(7);
  for (const NodeId node : nodes)
    for (std::uint64_t i = 0; i < kFollows; ++i)
      transaction->create_relationship(node, follows, nodes[random() % persons]);
  transaction->commit();
}

}  // namespace chancery::bench
