#pragma once

// What a filter right above a scan says of the scanned node.

#include <optional>
#include <string>
#include <vector>

#include "../plan.h"

namespace chancery::query {

/// Every label that the filter demands of the node.
std::vector<std::string> labels_of(const Filter& filter, Slot node);

/// Takes the demand for a label out of the filter at `link`, and the filter with its last one.
void drop_label(PlanPtr& link, Slot node, const std::string& label);

/// The labels of `n:A:B`, where `n` stands in the slot.
const std::vector<Name>* label_test(const Expression& expression, Slot node);

}  // namespace chancery::query
