#pragma once

// Small random graphs: several labels per node, missing properties and properties of mixed types,
// parallel relationships and self-loops.

#include <string>
#include <vector>

#include "dice.h"

namespace chancery::query {

/// A graph as text, in parts, so that a failing test can leave parts out.
struct GraphText {
  struct Node {
    unsigned number = 0;  ///< its variable in the text is nNUMBER, its property `id` is NUMBER
    std::string text;     ///< labels and properties: ":A:B {id: 0}"
  };
  struct Relationship {
    unsigned start = 0;
    unsigned end = 0;
    std::string text;  ///< type and properties
  };
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;

  /// One CREATE clause; empty for a graph without nodes.
  std::string create() const;
  /// The graph without a node and its relationships, or without a relationship: elements are
  /// counted nodes first.
  GraphText without(std::size_t element) const;
  std::size_t size() const { return nodes.size() + relationships.size(); }
};

GraphText random_graph(Dice& dice);

}  // namespace chancery::query
