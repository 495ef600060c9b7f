#include "store/early_steps.h"

#include <algorithm>
#include <utility>

namespace chancery {

std::string_view early_groups(std::string_view block, NodeId node) {
  const std::uint64_t offset = raw(node) - raw(early_block_of(node));
  ByteReader reader(block);
  while (!reader.at_end()) {
    const std::uint64_t each = reader.byte();
    const std::string_view groups = reader.string();
    if (each >= offset) return each == offset ? groups : std::string_view();
  }
  return {};
}

void EarlyBlockWriter::add_group(const AdjacencyKey& key, std::span<const AdjacencyStep> steps) {
  char bytes[kMostEarlySteps * kMostStepBytes];
  char* end = bytes;
  AdjacencyStep before = before_first_step(key.node);
  for (const AdjacencyStep& step : steps) {
    end = write_step(end, before, step);
    before = step;
  }
  char* out = groups_.data() + size_;
  out = write_varint(out, std::uint64_t{raw(key.type)} << 1 | (key.outgoing ? 0 : 1));
  out = write_varint(out, static_cast<std::uint64_t>(end - bytes));
  out = std::copy(bytes, end, out);
  size_ = static_cast<std::size_t>(out - groups_.data());
}

void EarlyBlockWriter::end_section(NodeId node) {
  if (size_ == 0) return;
  out_.push_back(static_cast<char>(raw(node) - raw(early_block_of(node))));
  append_string(out_, {groups_.data(), std::exchange(size_, 0)});
}

}  // namespace chancery
