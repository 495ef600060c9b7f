#pragma once

// Graphs for comparing views: several labels a node, self-loops, parallel relationships, gaps of
// removed nodes and relationships, properties of every type.

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "chancery/graph.h"

namespace chancery {

class RandomGraph {
 public:
  RandomGraph(Transaction& tx, unsigned seed) : tx_(tx), random_(seed) {
    nodes_wanted_ = seed % 8 == 0 ? 250 + below(250) : 1 + below(60);
    for (const char* name : {"A", "B", "C", "Rare"}) labels_.push_back(tx.intern_label(name));
    for (const char* name : {"T", "U", "RARE", "UNUSED"}) types_.push_back(tx.intern_type(name));
    for (const char* name : {"small", "wide", "float", "flag", "day", "word", "unique", "long",
                             "mixed", "list", "moment", "sparse"}) {
      keys_.push_back(tx.intern_key(name));
    }
  }

  void fill() {
    for (unsigned i = 0; i < nodes_wanted_; ++i) add_node();
    const unsigned relationships = below(3 * nodes_wanted_ + 1);
    for (unsigned i = 0; i < relationships; ++i) add_relationship();
    if (below(3) != 0) remove_some();
  }

 private:
  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  void add_node() {
    std::vector<LabelId> labels;
    // Also in an order that is not that of their ids.
    for (std::size_t i = labels_.size() - 1; i-- > 0;) {
      if (below(3) == 0) labels.push_back(labels_[i]);
    }
    if (below(40) == 0) labels.push_back(labels_.back());
    nodes_.push_back(tx_.create_node(labels));
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (below(3) != 0) tx_.set_property(nodes_.back(), keys_[i], value(i));
    }
  }

  void add_relationship() {
    const NodeId start = nodes_[below(static_cast<unsigned>(nodes_.size()))];
    const NodeId end = below(8) == 0 ? start : nodes_[below(static_cast<unsigned>(nodes_.size()))];
    const TypeId type = below(50) == 0 ? types_[2] : types_[below(2)];
    relationships_.push_back(tx_.create_relationship(start, type, end));
    if (below(4) == 0) relationships_.push_back(tx_.create_relationship(start, type, end));
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (below(3) == 0) tx_.set_property(relationships_.back(), keys_[i], value(i));
    }
  }

  void remove_some() {
    for (const RelationshipId each : relationships_) {
      if (below(5) == 0) tx_.remove(each);
    }
    for (const NodeId node : nodes_) {
      if (below(6) == 0 && tx_.degree(node, Direction::both, {}) == 0) tx_.remove(node);
    }
  }

  Value value(std::size_t key) {
    switch (key) {
      case 0:
        return std::int64_t{below(200)} - 100;
      case 1:
        return static_cast<std::int64_t>(random_());
      case 2:
        return below(9) == 0 ? -0.0 : static_cast<double>(below(1000)) / 7;
      case 3:
        return below(2) == 0;
      case 4:
        return Date{std::int64_t{below(40000)} - 10000};
      case 5:
        return "word " + std::to_string(below(5));
      case 6:
        return "unique " + std::to_string(random_());
      case 7:
        return std::string(500 + below(500), 'x');
      case 8:
        return below(2) == 0 ? Value(std::int64_t{1}) : Value("one");
      case 9:
        return List{Value(std::int64_t{1}), Value(std::int64_t{2})};
      case 10:
        return LocalDateTime{static_cast<std::int64_t>(below(1000000)), 5};
      default:
        return below(30) == 0 ? Value(std::int64_t{below(3)}) : Value();
    }
  }

  Transaction& tx_;
  std::mt19937_64 random_;
  unsigned nodes_wanted_ = 0;
  std::vector<LabelId> labels_;
  std::vector<TypeId> types_;
  std::vector<KeyId> keys_;
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
};

inline void fill_with_random_graph(Graph& graph, unsigned seed) {
  const auto tx = graph.begin();
  RandomGraph(*tx, seed).fill();
  tx->commit(false);
}

}  // namespace chancery
