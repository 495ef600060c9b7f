#include "store/projection/topology.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/projection/index_sets.h"

namespace chancery {
namespace {

// A step of a row, as one number to sort by: a node, and what goes with it.
std::uint64_t step_of(NodeIndex node, std::uint32_t number) {
  return std::uint64_t{node} << 32 | number;
}
NodeIndex step_node(std::uint64_t step) { return static_cast<NodeIndex>(step >> 32); }
std::uint32_t step_number(std::uint64_t step) { return static_cast<std::uint32_t>(step); }

// Fewer relationships are not worth an array of all nodes.
bool are_many(std::size_t relationships, std::uint32_t nodes) {
  return relationships >= nodes / 16;
}

// Where the steps of each node start in the order of `keys`, and the end of the last one.
std::vector<std::uint32_t> starts_by_node(std::span<const NodeIndex> keys, std::uint32_t nodes) {
  std::vector<std::uint32_t> starts(std::size_t{nodes} + 1);
  for (const NodeIndex key : keys) ++starts[key + 1];
  for (std::size_t node = 0; node < nodes; ++node) starts[node + 1] += starts[node];
  return starts;
}

// Stable, by counting.
void sort_by_start(RelationshipsOfType& group, std::uint32_t nodes) {
  std::vector<std::uint32_t> next = starts_by_node(group.starts, nodes);
  std::vector<std::uint64_t> steps(group.starts.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[next[group.starts[i]]++] = step_of(group.ends[i], group.relationships[i]);
  }
  std::uint32_t i = 0;
  for (NodeIndex node = 0; node < nodes; ++node) {
    for (; i < next[node]; ++i) {  // where those of the next node start by now
      group.starts[i] = node;
      group.ends[i] = step_node(steps[i]);
      group.relationships[i] = step_number(steps[i]);
    }
  }
}

void sort_few_by_start(RelationshipsOfType& group) {
  std::vector<std::tuple<NodeIndex, NodeIndex, RelationshipIndex>> steps;
  for (std::size_t i = 0; i < group.starts.size(); ++i) {
    steps.emplace_back(group.starts[i], group.ends[i], group.relationships[i]);
  }
  std::ranges::sort(steps);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::tie(group.starts[i], group.ends[i], group.relationships[i]) = steps[i];
  }
}

// The steps from one node, by end, then relationship.
void sort_row(RelationshipsOfType& group, std::size_t first, std::size_t end,
              std::vector<std::uint64_t>& steps) {
  const std::span ends(group.ends.data() + first, end - first);
  if (std::ranges::is_sorted(ends)) return;
  steps.clear();
  for (std::size_t i = first; i < end; ++i) {
    steps.push_back(step_of(group.ends[i], group.relationships[i]));
  }
  std::ranges::sort(steps);
  for (std::size_t i = first; i < end; ++i) {
    group.ends[i] = step_node(steps[i - first]);
    group.relationships[i] = step_number(steps[i - first]);
  }
}

// The rows that start among these steps.
void sort_rows(RelationshipsOfType& group, std::size_t first, std::size_t last) {
  const std::vector<NodeIndex>& starts = group.starts;
  while (first != 0 && first < last && starts[first] == starts[first - 1]) ++first;
  std::vector<std::uint64_t> steps;
  while (first < last) {
    std::size_t end = first + 1;
    while (end < starts.size() && starts[end] == starts[first]) ++end;
    sort_row(group, first, end, steps);
    first = end;
  }
}

class RowsWriter {
 public:
  explicit RowsWriter(std::uint32_t nodes) : nodes_(nodes) {}

  /// Nodes ascend.
  void add(NodeIndex node, std::uint32_t start) {
    sources_.push_back(node);
    starts_.push_back(start);
  }

  /// With a row for every node, empty or not, where to say which have one takes more bytes.
  RowStarts finish(std::uint32_t steps) {
    starts_.push_back(steps);
    SectionEntry entry;
    entry.bound = nodes_;
    Section sources = index_set(entry, sources_);
    const std::size_t starts_saved = (nodes_ - sources_.size()) * sizeof(std::uint32_t);
    if (sources.bytes.size() < starts_saved) return {std::move(sources), std::move(starts_)};
    entry.items = nodes_;
    return {Section::of(entry, std::vector<std::uint32_t>()), widened()};
  }

 private:
  std::vector<std::uint32_t> widened() const {
    std::vector<std::uint32_t> starts(std::size_t{nodes_} + 1, starts_.back());
    NodeIndex node = 0;
    for (std::size_t row = 0; row < sources_.size(); ++row) {
      while (node <= sources_[row]) starts[node++] = starts_[row];
    }
    return starts;
  }

  std::uint32_t nodes_;
  std::vector<NodeIndex> sources_;
  std::vector<std::uint32_t> starts_;
};

// Both fill in `nodes` and `places` of the steps of `sorted` backwards, and yield their rows.

RowStarts few_backwards(const RelationshipsOfType& sorted, std::uint32_t nodes,
                        IncomingRows& incoming) {
  std::vector<std::uint64_t> order(sorted.ends.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = step_of(sorted.ends[i], i);
  std::ranges::sort(order);
  RowsWriter rows(nodes);
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    const NodeIndex end = step_node(order[at]);
    if (at == 0 || end != step_node(order[at - 1])) rows.add(end, at);
    const std::uint32_t step = step_number(order[at]);
    incoming.nodes[at] = sorted.starts[step];
    const auto row = std::ranges::lower_bound(sorted.starts, incoming.nodes[at]);
    incoming.places[at] = step - static_cast<std::uint32_t>(row - sorted.starts.begin());
  }
  return rows.finish(static_cast<std::uint32_t>(order.size()));
}

RowStarts many_backwards(const RelationshipsOfType& sorted, std::uint32_t nodes,
                         IncomingRows& incoming) {
  std::vector<std::uint32_t> next = starts_by_node(sorted.ends, nodes);
  RowsWriter rows(nodes);
  for (NodeIndex node = 0; node < nodes; ++node) {
    if (next[node] != next[node + 1]) rows.add(node, next[node]);
  }
  std::uint32_t row = 0;  // where that of the start begins
  for (std::uint32_t step = 0; step < sorted.ends.size(); ++step) {
    if (sorted.starts[step] != sorted.starts[row]) row = step;
    const std::uint32_t at = next[sorted.ends[step]]++;
    incoming.nodes[at] = sorted.starts[step];
    incoming.places[at] = step - row;
  }
  return rows.finish(static_cast<std::uint32_t>(sorted.ends.size()));
}

}  // namespace

void sort_as_steps(RelationshipsOfType& group, std::uint32_t nodes) {
  const std::vector<NodeIndex>& starts = group.starts;
  if (!std::ranges::is_sorted(starts)) {
    are_many(starts.size(), nodes) ? sort_by_start(group, nodes) : sort_few_by_start(group);
  }
  using Range = oneapi::tbb::blocked_range<std::size_t>;
  constexpr std::size_t kSteps = 1 << 16;  // of a thread's turn
  oneapi::tbb::parallel_for(Range(0, starts.size(), kSteps), [&](const Range& range) {
    sort_rows(group, range.begin(), range.end());
  });
}

RowStarts outgoing_rows(const RelationshipsOfType& sorted, std::uint32_t nodes) {
  RowsWriter rows(nodes);
  for (std::uint32_t i = 0; i < sorted.starts.size(); ++i) {
    if (i == 0 || sorted.starts[i] != sorted.starts[i - 1]) rows.add(sorted.starts[i], i);
  }
  return rows.finish(static_cast<std::uint32_t>(sorted.starts.size()));
}

IncomingRows incoming_rows(const RelationshipsOfType& sorted, std::uint32_t nodes) {
  const std::size_t steps = sorted.ends.size();
  IncomingRows incoming;
  incoming.nodes.resize(steps);
  incoming.places.resize(steps);
  incoming.rows = are_many(steps, nodes) ? many_backwards(sorted, nodes, incoming)
                                         : few_backwards(sorted, nodes, incoming);
  return incoming;
}

}  // namespace chancery
