#include "store/projection/topology.h"

#include <algorithm>
#include <tuple>

#include "store/projection/index_sets.h"

namespace chancery {
namespace {

// Stable, in time and memory of the nodes and the order together.
std::vector<RelationshipIndex> counting_sort(std::span<const RelationshipIndex> order,
                                             std::span<const NodeIndex> keys, std::uint32_t nodes) {
  std::vector<std::uint32_t> places(std::size_t{nodes} + 1);
  for (const RelationshipIndex each : order) ++places[keys[each] + 1];
  for (std::size_t node = 0; node < nodes; ++node) places[node + 1] += places[node];
  std::vector<RelationshipIndex> sorted(order.size());
  for (const RelationshipIndex each : order) sorted[places[keys[each]]++] = each;
  return sorted;
}

// By (near, far, relationship); `relationships` ascend.
std::vector<RelationshipIndex> row_order(std::span<const RelationshipIndex> relationships,
                                         std::span<const NodeIndex> near,
                                         std::span<const NodeIndex> far, std::uint32_t nodes) {
  if (relationships.size() >= nodes / 16) {
    return counting_sort(counting_sort(relationships, far, nodes), near, nodes);
  }
  std::vector<RelationshipIndex> order(relationships.begin(), relationships.end());
  std::ranges::sort(
      order, {}, [&](RelationshipIndex each) { return std::tuple(near[each], far[each], each); });
  return order;
}

// The nodes that have steps, and where the steps of each start; the end of the last one too.
struct RowStarts {
  std::vector<NodeIndex> sources;
  std::vector<std::uint32_t> starts;
};

RowStarts starts_of_rows(std::span<const RelationshipIndex> order,
                         std::span<const NodeIndex> near) {
  RowStarts rows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i != 0 && near[order[i]] == near[order[i - 1]]) continue;
    rows.sources.push_back(near[order[i]]);
    rows.starts.push_back(static_cast<std::uint32_t>(i));
  }
  rows.starts.push_back(static_cast<std::uint32_t>(order.size()));
  return rows;
}

// With a row for every node, empty or not.
RowStarts widened(const RowStarts& rows, std::uint32_t nodes) {
  RowStarts wide;
  std::size_t row = 0;
  for (NodeIndex node = 0; node < nodes; ++node) {
    wide.sources.push_back(node);
    wide.starts.push_back(rows.starts[row]);
    if (row < rows.sources.size() && rows.sources[row] == node) ++row;
  }
  wide.starts.push_back(rows.starts.back());
  return wide;
}

}  // namespace

std::vector<RelationshipsOfType> group_by_type(std::vector<TypeId> types) {
  std::vector<RelationshipsOfType> groups;
  std::vector<std::uint32_t> counts;
  for (const TypeId type : types) {
    if (raw(type) >= counts.size()) counts.resize(raw(type) + 1);
    ++counts[raw(type)];
  }
  std::vector<std::uint32_t> group_of(counts.size());
  for (std::uint32_t type = 0; type < counts.size(); ++type) {
    if (counts[type] == 0) continue;
    group_of[type] = static_cast<std::uint32_t>(groups.size());
    groups.push_back({static_cast<TypeId>(type), {}});
    groups.back().relationships.reserve(counts[type]);
  }
  for (RelationshipIndex i = 0; i < types.size(); ++i) {
    groups[group_of[raw(types[i])]].relationships.push_back(i);
  }
  return groups;
}

Rows build_rows(std::span<const RelationshipIndex> relationships, std::span<const NodeIndex> near,
                std::span<const NodeIndex> far, std::uint32_t nodes) {
  std::vector<RelationshipIndex> order = row_order(relationships, near, far, nodes);
  RowStarts rows = starts_of_rows(order, near);
  SectionEntry entry;
  entry.bound = nodes;
  Section sources = index_set(entry, rows.sources);
  const std::size_t starts_saved = (nodes - rows.sources.size()) * sizeof(std::uint32_t);
  if (sources.bytes.size() >= starts_saved) {
    rows = widened(rows, nodes);
    sources = index_set(entry, rows.sources);
  }
  std::vector<NodeIndex> others(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) others[i] = far[order[i]];
  return {std::move(sources), std::move(rows.starts), std::move(others), std::move(order)};
}

}  // namespace chancery
