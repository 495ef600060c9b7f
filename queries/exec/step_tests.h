#pragma once

// What each relationship and node on the way of a shortest path must satisfy.

#include <vector>

#include "../eval.h"
#include "context.h"

namespace chancery::query {

class StepTests {
 public:
  StepTests(const std::vector<StepPredicate>& steps, ExecContext& context) {
    for (const StepPredicate& step : steps) {
      tests_.push_back({compile(*step.test, context), static_cast<std::size_t>(step.element),
                        step.wanted, step.of_nodes});
    }
  }

  bool empty() const { return tests_.empty(); }
  bool admit(RelationshipId relationship, Row& row) const {
    return admit(Relationship{relationship, nullptr}, false, row);
  }
  bool admit(NodeId node, Row& row) const { return admit(Node{node, nullptr}, true, row); }

 private:
  struct StepTest {
    Evaluator predicate;
    std::size_t slot;
    bool wanted;  ///< of all(); none() wants false, and null is neither
    bool of_nodes;
  };

  bool admit(const Value& element, bool node, Row& row) const {
    Value scratch;
    for (const StepTest& each : tests_) {
      if (each.of_nodes != node) continue;
      row[each.slot] = element;
      const Value& said = each.predicate(row, scratch);
      if (said.type() != ValueType::boolean || said.as_bool() != each.wanted) return false;
    }
    return true;
  }

  std::vector<StepTest> tests_;
};

}  // namespace chancery::query
