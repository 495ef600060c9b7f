#include "store/projection/statistics.h"

#include <bit>
#include <unordered_map>

namespace chancery {

namespace {

// Calls `visit(list of the start, list of the end, relationships)` for the pairs that occur, which
// are few: they are counted in a table of all where that is small.
template <typename Visit>
void visit_pairs_of_lists(const RelationshipsOfType& relationships,
                          std::span<const std::uint32_t> list_of_node, std::size_t lists,
                          const Visit& visit) {
  const std::size_t count = relationships.starts.size();
  const auto pair_of = [&](std::size_t i) {
    return std::uint64_t{list_of_node[relationships.starts[i]]} * lists +
           list_of_node[relationships.ends[i]];
  };
  const auto visit_pair = [&](std::uint64_t pair, std::uint32_t of_pair) {
    if (of_pair != 0) visit(pair / lists, pair % lists, of_pair);
  };
  if (lists * lists <= count + 1024) {
    std::vector<std::uint32_t> counts(lists * lists);
    for (std::size_t i = 0; i < count; ++i) ++counts[pair_of(i)];
    for (std::uint64_t pair = 0; pair < counts.size(); ++pair) visit_pair(pair, counts[pair]);
  } else {
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    for (std::size_t i = 0; i < count; ++i) ++counts[pair_of(i)];
    for (const auto& [pair, of_pair] : counts) visit_pair(pair, of_pair);
  }
}

}  // namespace

LabelPairCounts count_label_pairs(const RelationshipsOfType& relationships,
                                  std::span<const std::uint32_t> list_of_node,
                                  std::span<const std::vector<LabelId>* const> lists) {
  LabelPairCounts counts;
  const auto with_any = [&](std::uint64_t list) {
    std::vector<LabelId> labels = *lists[list];
    labels.push_back(LabelId::none);
    return labels;
  };
  visit_pairs_of_lists(relationships, list_of_node, lists.size(),
                       [&](std::uint64_t starts, std::uint64_t ends, std::uint32_t count) {
                         const std::vector<LabelId> end_labels = with_any(ends);
                         for (const LabelId start : with_any(starts)) {
                           for (const LabelId end : end_labels) counts[{start, end}] += count;
                         }
                       });
  return counts;
}

Section label_pairs_section(TypeId type, const LabelPairCounts& counts) {
  std::vector<LabelPairCount> rows;
  for (const auto& [labels, count] : counts) rows.push_back({labels.first, labels.second, count});
  SectionEntry entry;
  entry.kind = SectionKind::label_pairs;
  entry.id = raw(type);
  entry.items = static_cast<std::uint32_t>(rows.size());
  return Section::of(entry, std::move(rows));
}

Section degrees_section(TypeId type, std::uint8_t side, std::span<const std::uint32_t> starts) {
  std::vector<std::uint32_t> rows;
  for (std::size_t row = 0; row + 1 < starts.size(); ++row) {
    const std::uint32_t degree = starts[row + 1] - starts[row];
    if (degree == 0) continue;
    const auto bucket = static_cast<std::size_t>(std::bit_width(degree) - 1);
    if (bucket >= rows.size()) rows.resize(bucket + 1);
    ++rows[bucket];
  }
  SectionEntry entry;
  entry.kind = SectionKind::degrees;
  entry.id = raw(type);
  entry.side = side;
  entry.items = static_cast<std::uint32_t>(rows.size());
  return Section::of(entry, std::move(rows));
}

}  // namespace chancery
