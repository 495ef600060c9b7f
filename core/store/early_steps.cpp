#include "store/early_steps.h"

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
  append_varint(groups_, std::uint64_t{raw(key.type)} << 1 | (key.outgoing ? 0 : 1));
  append_string(groups_, {bytes, static_cast<std::size_t>(end - bytes)});
}

void EarlyBlockWriter::end_section(NodeId node) {
  if (groups_.empty()) return;
  out_.push_back(static_cast<char>(raw(node) - raw(early_block_of(node))));
  append_string(out_, groups_);
  groups_.clear();
}

}  // namespace chancery
