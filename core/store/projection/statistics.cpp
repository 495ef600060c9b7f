#include "store/projection/statistics.h"

#include <bit>
#include <unordered_map>

namespace chancery {

LabelPairCounts count_label_pairs(std::span<const RelationshipIndex> relationships,
                                  std::span<const NodeIndex> starts,
                                  std::span<const NodeIndex> ends,
                                  std::span<const std::uint32_t> list_of_node,
                                  std::span<const std::vector<LabelId>* const> lists) {
  // By the lists of both ends first: these are few, and often those of the one before.
  std::unordered_map<std::uint64_t, std::uint32_t> by_lists;
  std::uint64_t last = 0;
  std::uint32_t* count_of_last = &by_lists[last];
  for (const RelationshipIndex each : relationships) {
    const std::uint64_t pair =
        std::uint64_t{list_of_node[starts[each]]} << 32 | list_of_node[ends[each]];
    if (pair != last) count_of_last = &by_lists[pair];
    last = pair;
    ++*count_of_last;
  }
  std::erase_if(by_lists, [](const auto& each) { return each.second == 0; });
  LabelPairCounts counts;
  const auto with_any = [&](std::uint64_t list) {
    std::vector<LabelId> labels = *lists[list];
    labels.push_back(LabelId::none);
    return labels;
  };
  for (const auto& [pair, count] : by_lists) {
    const std::vector<LabelId> end_labels = with_any(pair & UINT32_MAX);
    for (const LabelId start : with_any(pair >> 32)) {
      for (const LabelId end : end_labels) counts[{start, end}] += count;
    }
  }
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
