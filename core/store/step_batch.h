#pragma once

// Both ends of relationships as steps, sorted in memory by all cores into the rows of the
// adjacency.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "store/adjacency_row.h"
#include "store/keys.h"

namespace chancery {

/// A row of the adjacency; its bytes are valid until the next one is visited.
struct StepRow {
  AdjacencyKey key;
  AdjacencyStep last;
  std::string_view bytes;
};

/// Relationships whose ids follow each other. They are spread over stretches of neighbouring nodes,
/// buckets, each of which is sorted when it is visited and then fits in a cache. Adding is for one
/// thread; when sort() has been called, threads may visit different buckets at once.
class StepBatch {
 public:
  /// Of memory, for each relationship.
  static constexpr std::size_t kBytesEach = 24 + 2 * 16;

  /// `first` is the id of the first relationship; there are fewer than 2^29 types.
  explicit StepBatch(RelationshipId first) : first_(first) {}

  void add(TypeId type, NodeId start, NodeId end);
  std::size_t size() const { return size_; }
  /// The id after that of the last one.
  RelationshipId next() const { return static_cast<RelationshipId>(raw(first_) + size_); }

  void sort();
  std::size_t bucket_count() const { return bucket_starts_.size() - 1; }
  std::size_t steps_before(std::size_t bucket) const { return bucket_starts_[bucket]; }
  /// The first node that may be in a bucket.
  NodeId first_node(std::size_t bucket) const {
    return static_cast<NodeId>(lowest_ + (std::uint64_t{bucket} << node_bits_));
  }

  /// Visits the rows of a bucket, as StepRow, in the order of their keys.
  template <typename Visit>
  void visit_rows(std::size_t bucket, const Visit& visit) const;

 private:
  struct Ends {
    NodeId start;
    NodeId end;
    TypeId type;
  };
  /// `place` is that of the row among all that the nodes of a bucket may have.
  struct Step {
    std::uint32_t place;
    std::uint32_t relationship;  // from first_ on
    NodeId other;
  };
  static_assert(sizeof(Ends) + 2 * sizeof(Step) == kBytesEach);
  static constexpr std::size_t kBlock = std::size_t{1} << 15;  // of relationships

  /// Calls `visit(bucket, step)` for the steps of some blocks.
  template <typename Visit>
  void visit_steps_of(std::size_t first_block, std::size_t last_block, const Visit& visit) const;
  void number_rows_of_node();
  void choose_buckets();
  std::vector<Step> sorted_steps(std::size_t bucket) const;
  AdjacencyKey key_of(std::size_t bucket, std::uint32_t place) const;

  RelationshipId first_;
  std::size_t size_ = 0;
  std::vector<std::unique_ptr<Ends[]>> blocks_;
  std::uint64_t lowest_ = UINT64_MAX;  // of the nodes
  std::uint64_t highest_ = 0;
  std::vector<bool> is_there_;       // by type
  std::vector<TypeId> types_;        // that are there, in order
  std::vector<std::uint32_t> rank_;  // by type, its place there
  unsigned node_bits_ = 0;           // so many nodes are in a bucket, as a power of two
  std::vector<std::size_t> bucket_starts_ = {0};
  std::unique_ptr<Step[]> steps_;
};

template <typename Visit>
void StepBatch::visit_rows(std::size_t bucket, const Visit& visit) const {
  const std::vector<Step> steps = sorted_steps(bucket);
  std::vector<char> bytes;
  for (auto at = steps.begin(); at != steps.end();) {
    const auto end = std::find_if(
        at, steps.end(), [place = at->place](const Step& step) { return step.place != place; });
    const auto most = static_cast<std::size_t>(end - at) * kMostStepBytes;
    if (bytes.size() < most) bytes.resize(std::max(most, 2 * bytes.size()));
    StepRow row{key_of(bucket, at->place), {}, {}};
    row.last = before_first_step(row.key.node);
    char* out = bytes.data();
    for (; at != end; ++at) {
      const AdjacencyStep step{static_cast<RelationshipId>(raw(first_) + at->relationship),
                               at->other};
      out = write_step(out, row.last, step);
      row.last = step;
    }
    row.bytes = {bytes.data(), static_cast<std::size_t>(out - bytes.data())};
    visit(row);
  }
}

}  // namespace chancery
