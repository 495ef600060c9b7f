#include "store/step_batch.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <bit>
#include <utility>

namespace chancery {
namespace {

constexpr std::size_t kBucketSteps = std::size_t{1} << 14;  // as many as a cache holds well
constexpr std::size_t kChunksOfThread = 2;

}  // namespace

void StepBatch::add(TypeId type, NodeId start, NodeId end) {
  if (size_ % kBlock == 0) blocks_.push_back(std::make_unique_for_overwrite<Ends[]>(kBlock));
  blocks_.back()[size_++ % kBlock] = {start, end, type};
  lowest_ = std::min({lowest_, raw(start), raw(end)});
  highest_ = std::max({highest_, raw(start), raw(end)});
  if (raw(type) >= is_there_.size()) is_there_.resize(raw(type) + 1);
  is_there_[raw(type)] = true;
}

// A node may have a row for each side and type: those of its outgoing steps come first.
void StepBatch::number_rows_of_node() {
  types_.clear();
  rank_.assign(is_there_.size(), 0);
  for (std::uint32_t type = 0; type < is_there_.size(); ++type) {
    rank_[type] = static_cast<std::uint32_t>(types_.size());
    if (is_there_[type]) types_.push_back(static_cast<TypeId>(type));
  }
}

void StepBatch::choose_buckets() {
  const std::uint64_t range = highest_ - lowest_ + 1;
  const std::uint64_t wanted = std::max<std::uint64_t>(1, 2 * size_ / kBucketSteps);
  // The places of a bucket's rows are numbers of 32 bits.
  const auto most_bits = static_cast<unsigned>(31 - std::bit_width(2 * types_.size()));
  node_bits_ = std::min(static_cast<unsigned>(std::bit_width((range - 1) / wanted)), most_bits);
  bucket_starts_.assign(((range - 1) >> node_bits_) + 2, 0);
}

template <typename Visit>
void StepBatch::visit_steps_of(std::size_t first_block, std::size_t last_block,
                               const Visit& visit) const {
  const std::uint64_t mask = (std::uint64_t{1} << node_bits_) - 1;
  const std::uint64_t rows = 2 * types_.size();
  const auto take = [&](NodeId node, std::uint64_t row, std::size_t relationship, NodeId other) {
    const std::uint64_t number = raw(node) - lowest_;
    visit(number >> node_bits_, Step{static_cast<std::uint32_t>((number & mask) * rows + row),
                                     static_cast<std::uint32_t>(relationship), other});
  };
  for (std::size_t i = first_block * kBlock; i < std::min(last_block * kBlock, size_); ++i) {
    const Ends& ends = blocks_[i / kBlock][i % kBlock];
    const std::uint32_t rank = rank_[raw(ends.type)];
    take(ends.start, rank, i, ends.end);
    take(ends.end, types_.size() + rank, i, ends.start);
  }
}

// Chunks of the relationships count what they have for each bucket, and then write it to where the
// chunks before them end: each bucket has its steps in the order of their relationships.
void StepBatch::sort() {
  if (size_ == 0) return;
  number_rows_of_node();
  choose_buckets();
  const auto threads = static_cast<std::size_t>(oneapi::tbb::this_task_arena::max_concurrency());
  const std::size_t chunks = std::min(blocks_.size(), kChunksOfThread * threads);
  const std::size_t buckets = bucket_count();
  const auto block_of_chunk = [&](std::size_t chunk) { return chunk * blocks_.size() / chunks; };
  std::vector<std::vector<std::size_t>> places(chunks);
  oneapi::tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
    places[chunk].resize(buckets);
    visit_steps_of(block_of_chunk(chunk), block_of_chunk(chunk + 1),
                   [&](std::size_t bucket, const Step&) { ++places[chunk][bucket]; });
  });
  std::size_t before = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    bucket_starts_[bucket] = before;
    for (auto& of_chunk : places) before += std::exchange(of_chunk[bucket], before);
  }
  bucket_starts_[buckets] = before;
  steps_ = std::make_unique_for_overwrite<Step[]>(before);
  oneapi::tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
    visit_steps_of(
        block_of_chunk(chunk), block_of_chunk(chunk + 1),
        [&](std::size_t bucket, const Step& step) { steps_[places[chunk][bucket]++] = step; });
  });
  blocks_.clear();
}

std::vector<StepBatch::Step> StepBatch::sorted_steps(std::size_t bucket) const {
  const Step* const begin = steps_.get() + bucket_starts_[bucket];
  const Step* const end = steps_.get() + bucket_starts_[bucket + 1];
  const auto size = static_cast<std::size_t>(end - begin);
  const std::size_t places = (std::size_t{2} * types_.size()) << node_bits_;
  std::vector<Step> sorted(begin, end);
  if (places > 8 * size) {
    std::ranges::stable_sort(sorted, {}, &Step::place);
    return sorted;
  }
  std::vector<std::uint32_t> starts(places + 1);
  for (const Step* step = begin; step != end; ++step) ++starts[step->place + 1];
  for (std::size_t i = 1; i < places; ++i) starts[i] += starts[i - 1];
  for (const Step* step = begin; step != end; ++step) sorted[starts[step->place]++] = *step;
  return sorted;
}

AdjacencyKey StepBatch::key_of(std::size_t bucket, std::uint32_t place) const {
  const std::uint64_t rows = 2 * types_.size();
  const std::uint64_t row = place % rows;
  return {.node = static_cast<NodeId>(raw(first_node(bucket)) + place / rows),
          .outgoing = row < types_.size(),
          .type = types_[row % types_.size()]};
}

}  // namespace chancery
