#pragma once

// What a part of a graph keeps, in the ids of the view.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../periods.h"
#include "chancery/query/algorithms.h"

namespace chancery::query {

/// The words of a part as ids. Names that the graph does not know are left out.
struct PartFilter {
  /// Throws Error(procedure_error) where no relationship has the weight, and what a date that is
  /// none throws.
  PartFilter(const GraphView& view, const GraphPart& part);

  bool no_type() const { return !every_type && types.empty(); }

  bool every_label;
  bool every_type;
  std::vector<LabelId> labels;  ///< ascending, each once
  std::vector<TypeId> types;    ///< ascending, each once
  std::optional<Period> period;
  std::optional<KeyId> weight;
};

/// Throws Error(procedure_error) where the view has no such property.
KeyId weight_key(const GraphView& view, std::string_view property);

[[noreturn]] void refuse(std::string message);

}  // namespace chancery::query
