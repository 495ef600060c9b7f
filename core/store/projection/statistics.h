#pragma once

// What a projection has counted: ends of relationships by label, degrees.

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "chancery/projection.h"
#include "store/projection/sections.h"
#include "store/projection/topology.h"

namespace chancery {

/// How many relationships lead from a label to a label; LabelId::none stands for any node.
using LabelPairCounts = std::map<std::pair<LabelId, LabelId>, std::uint32_t>;

/// `lists` has the labels that go with a number, `list_of_node` that number.
LabelPairCounts count_label_pairs(const RelationshipsOfType& relationships,
                                  std::span<const std::uint32_t> list_of_node,
                                  std::span<const std::vector<LabelId>* const> lists);
Section label_pairs_section(TypeId type, const LabelPairCounts& counts);

/// How many rows have 1, 2 or 3, 4 to 7, ... steps; `starts` are those of the rows.
Section degrees_section(TypeId type, std::uint8_t side, std::span<const std::uint32_t> starts);

/// A row of a label_pairs section, in order of (start, end).
struct LabelPairCount {
  LabelId start;
  LabelId end;
  std::uint32_t count;
};

}  // namespace chancery
