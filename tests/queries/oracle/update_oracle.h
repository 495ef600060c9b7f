#pragma once

// A second way to what an updating statement does: clause by clause and row by row, on a graph in
// memory.

#include "chancery/query/engine.h"
#include "oracle.h"

namespace chancery::query {

/// The statement deletes a node that keeps relationships.
struct StillConnected : std::runtime_error {
  StillConnected() : std::runtime_error("a deleted node has relationships") {}
};

/// Knows what UpdateGenerator writes.
class UpdateOracle : public Oracle {
 public:
  explicit UpdateOracle(MemoryGraph& graph) : Oracle(graph), graph_(graph) {}

  /// Throws StillConnected; the graph is then half changed.
  void run(const Query& query);

 private:
  void run(const Query& query, std::vector<Bindings> rows);
  void run(const Foreach& loop, const Bindings& row);
  Bindings create(const PathPattern& pattern, Bindings row);
  Value create_node(const NodePattern& pattern, const Bindings& row);
  Value create_relationship(const RelationshipPattern& pattern, const Value& left,
                            const Value& right, const Bindings& row);
  std::vector<Bindings> merge(const Merge& clause, const std::vector<Bindings>& rows);
  void set(const std::vector<SetItem>& items, const Bindings& row);
  void remove(const RemoveItem& item, const Bindings& row);
  void remove(const Delete& clause, const std::vector<Bindings>& rows);
  Map properties(const ExpressionPtr& map, const Bindings& row);
  Map& properties_of(const Value& element);

  MemoryGraph& graph_;
};

/// What lies between two states of a graph, as the TCK counts it.
SideEffects difference(const MemoryGraph& before, const MemoryGraph& after);

}  // namespace chancery::query
