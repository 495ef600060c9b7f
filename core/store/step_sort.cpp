#include "store/step_sort.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <utility>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kLeastStretch = std::size_t{1} << 18;       // steps: each becomes a file
constexpr std::size_t kMostStretches = 8;                         // the same
constexpr std::size_t kMostRelationships = std::size_t{1} << 31;  // that a batch can number

// A row in a file begins with its last step, which what is joined to it counts from.
void append_last(std::string& value, const AdjacencyStep& last) {
  append_varint(value, raw(last.relationship));
  append_varint(value, raw(last.other));
}

AdjacencyStep take_last(ByteReader& reader) {
  const auto relationship = static_cast<RelationshipId>(reader.varint());
  return {relationship, static_cast<NodeId>(reader.varint())};
}

// The steps of a row behind those of another, which ends with `last`.
void join(std::string& row, const AdjacencyStep& last, NodeId node, std::string_view steps) {
  ByteReader reader(steps);
  const auto relationship = static_cast<RelationshipId>(reader.varint());
  const auto other =
      static_cast<NodeId>(raw(node) + static_cast<std::uint64_t>(reader.signed_varint()));
  append_step(row, last, {relationship, other});
  row.append(steps.substr(reader.position()));
}

}  // namespace

StepSort::StepSort(std::filesystem::path folder, RelationshipId first, std::size_t memory_bytes)
    : folder_(std::move(folder)),
      most_(std::clamp(memory_bytes / StepBatch::kBytesEach, std::size_t{1}, kMostRelationships)),
      batch_(first) {}

void StepSort::add(TypeId type, NodeId start, NodeId end) {
  if (batch_.size() == most_) write_runs();
  batch_.add(type, start, end);
}

std::size_t StepSort::sort() {
  if (batch_.size() == 0 && runs_.empty()) return 0;
  if (!runs_.empty()) {
    write_runs();
  } else {
    batch_.sort();
    choose_stretches();
  }
  return bounds_.size() - 1;
}

// With as many steps each as may be.
void StepSort::choose_stretches() {
  const std::size_t steps = 2 * batch_.size();
  const auto threads = static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
  const std::size_t stretches =
      std::clamp(steps / kLeastStretch, std::size_t{1}, std::min(threads, kMostStretches));
  bounds_.assign(1, NodeId::none);
  std::size_t bucket = 0;
  for (std::size_t stretch = 1; stretch < stretches; ++stretch) {
    while (batch_.steps_before(bucket) < steps * stretch / stretches) ++bucket;
    bounds_.push_back(batch_.first_node(bucket));
  }
  bounds_.push_back(static_cast<NodeId>(UINT64_MAX));
}

void StepSort::write_runs() {
  batch_.sort();
  if (runs_.empty()) {
    choose_stretches();
    for (std::size_t i = 0; i + 1 < bounds_.size(); ++i) runs_.emplace_back(folder_);
  }
  oneapi::tbb::parallel_for(std::size_t{0}, runs_.size(), [&](std::size_t stretch) {
    runs_[stretch].begin_run();
    std::string value;
    visit_batch(stretch, [&](const StepRow& row) {
      value.clear();
      append_last(value, row.last);
      value += row.bytes;
      runs_[stretch].add(adjacency_key(row.key), value);
    });
  });
  batch_ = StepBatch(batch_.next());
}

// The buckets of a later batch may reach over the bounds, which are those of the first one.
template <typename Visit>
void StepSort::visit_batch(std::size_t stretch, const Visit& visit) const {
  const NodeId low = bounds_[stretch], high = bounds_[stretch + 1];
  for (std::size_t bucket = 0; bucket < batch_.bucket_count(); ++bucket) {
    if (batch_.first_node(bucket + 1) <= low || batch_.first_node(bucket) >= high) continue;
    batch_.visit_rows(bucket, [&](const StepRow& row) {
      if (row.key.node >= low && row.key.node < high) visit(row);
    });
  }
}

void StepSort::visit_rows(std::size_t stretch, const VisitRow& visit) {
  if (!runs_.empty()) return visit_runs(runs_[stretch], visit);
  visit_batch(stretch, [&](const StepRow& row) { visit(row.key, row.bytes); });
}

void StepSort::visit_runs(SortedRuns& runs, const VisitRow& visit) const {
  std::string bytes, row;
  AdjacencyKey key;
  AdjacencyStep last;
  runs.merge();
  while (runs.next()) {
    const bool goes_on = runs.key() == bytes;
    if (!goes_on && !bytes.empty()) visit(key, row);
    ByteReader reader(runs.value());
    const AdjacencyStep last_here = take_last(reader);
    const std::string_view steps = runs.value().substr(reader.position());
    if (goes_on) {
      join(row, last, key.node, steps);
    } else {
      bytes = runs.key();
      key = parse_adjacency_key(bytes);
      row = steps;
    }
    last = last_here;
  }
  if (!bytes.empty()) visit(key, row);
}

}  // namespace chancery
