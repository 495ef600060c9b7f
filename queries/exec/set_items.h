#pragma once

// The items of SET, and of ON CREATE and ON MATCH.

#include <string>
#include <vector>

#include "../eval.h"
#include "context.h"

namespace chancery::query {

class SetItems {
 public:
  /// `items` and `context` must outlive it.
  SetItems(const std::vector<SetItem>& items, ExecContext& context);

  /// Carries the items out, one after the other.
  void apply(Row& row);

 private:
  struct Step {
    const SetItem* item;
    Evaluator target;
    Evaluator value;
    std::vector<std::string> labels;
  };
  void apply(const Step& step, Row& row);

  ExecContext& context_;
  std::vector<Step> steps_;
  Value target_;
  Value value_;
};

}  // namespace chancery::query
