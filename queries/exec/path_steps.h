#pragma once

// What both ways of searching for shortest paths share: the steps that may be taken, and the path
// put into the row.

#include <span>
#include <utility>
#include <vector>

#include "hop.h"
#include "step_tests.h"

namespace chancery::query {

class PathSteps {
 public:
  PathSteps(const ShortestPathSearch& op, ExecContext& context)
      : hop_(op.hop),
        graph_(context.graph()),
        types_(op.hop, context.graph()),
        properties_(op.properties, context),
        tests_(op.steps, context) {}

  /// Before the steps of another row. False where no relationship can be walked.
  bool prepare(Row& row) {
    properties_.evaluate(row);
    return types_.resolve();
  }

  std::span<const Neighbour> forward(NodeId node, std::vector<Neighbour>& scratch) const {
    return graph_.neighbours(node, hop_.direction, types_.ids(), scratch);
  }
  std::span<const Neighbour> backward(NodeId node, std::vector<Neighbour>& scratch) const {
    return graph_.neighbours(node, turned_round(hop_.direction), types_.ids(), scratch);
  }

  bool admit(NodeId node, Row& row) const { return tests_.empty() || tests_.admit(node, row); }
  bool may_walk(const Neighbour& step, Row& row) const {
    return !already_walked(row, hop_.distinct_from, step.relationship) &&
           properties_.match(step.relationship) &&
           (tests_.empty() ||
            (tests_.admit(step.relationship, row) && tests_.admit(step.node, row)));
  }

 private:
  const Hop& hop_;
  const GraphView& graph_;
  TypeNames types_;
  RelationshipProperties properties_;
  StepTests tests_;
};

inline void put_path(const ShortestPathSearch& op, const std::vector<RelationshipId>& path,
                     Row& row) {
  Value& place = row[static_cast<std::size_t>(op.hop.relationship)];
  if (!op.is_list) {
    place = Relationship{path.front(), nullptr};
    return;
  }
  List walked;
  walked.reserve(path.size());
  for (RelationshipId id : path) walked.emplace_back(Relationship{id, nullptr});
  place = std::move(walked);
}

}  // namespace chancery::query
