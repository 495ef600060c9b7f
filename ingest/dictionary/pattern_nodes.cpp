#include "dictionary/pattern_nodes.h"

#include <string_view>

namespace chancery::ingest {

std::uint32_t PatternNodes::add(const PatternNode& node) {
  const std::size_t begin = numbers_.size();
  const auto accepts = node.accepts.first(std::min(node.accepts.size(), kMostAccepts));
  numbers_.push_back(static_cast<std::uint32_t>(accepts.size()) |
                     static_cast<std::uint32_t>(node.gap) << 8 |
                     static_cast<std::uint32_t>(node.commas) << 16);
  numbers_.push_back(static_cast<std::uint32_t>(node.words.size()));
  numbers_.push_back(node.after_gap);
  numbers_.push_back(0);
  for (const WordId word : node.words) numbers_.back() |= PatternNode::bit(word);
  numbers_.insert(numbers_.end(), accepts.begin(), accepts.end());
  numbers_.insert(numbers_.end(), node.words.begin(), node.words.end());
  numbers_.insert(numbers_.end(), node.nodes, node.nodes + node.words.size());

  const std::size_t size = numbers_.size() - begin;
  const auto bytes = [&](std::size_t at) {
    return std::string_view(reinterpret_cast<const char*>(&numbers_[at]),
                            size * sizeof numbers_[at]);
  };
  const std::uint64_t hash = std::hash<std::string_view>{}(bytes(begin));
  const auto [first, last] = equals_->by_hash.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    if (bytes(known->second) != bytes(begin)) continue;
    numbers_.resize(begin);
    return known->second;
  }
  equals_->by_hash.emplace(hash, static_cast<std::uint32_t>(begin));
  return static_cast<std::uint32_t>(begin);
}

void PatternNodes::finish() {
  equals_.reset();
  numbers_.shrink_to_fit();
}

}  // namespace chancery::ingest
