#include "context.h"

#include <algorithm>

namespace chancery::query {
namespace {

// Elements looked at, and levels descended, before the rest is extrapolated.
constexpr std::size_t kSample = 8;
constexpr int kDepth = 4;

std::size_t footprint_within(const Value& value, int depth);

std::size_t extrapolate(std::size_t sampled, std::size_t seen, std::size_t total) {
  return seen == 0 ? 0 : sampled / seen * total;
}

std::size_t list_footprint(const List& list, int depth) {
  std::size_t seen = std::min(list.size(), kSample);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < seen; ++i) bytes += footprint_within(list[i], depth - 1);
  return extrapolate(bytes, seen, list.size());
}

std::size_t map_footprint(const Map& map, int depth) {
  constexpr std::size_t kTreeNode = 48 + sizeof(std::string);
  std::size_t seen = 0;
  std::size_t bytes = 0;
  for (const auto& [key, value] : map) {
    if (++seen > kSample) break;
    bytes += kTreeNode + key.size() + footprint_within(value, depth - 1);
  }
  return extrapolate(bytes, std::min(seen, kSample), map.size());
}

std::size_t footprint_within(const Value& value, int depth) {
  std::size_t bytes = sizeof(Value);
  switch (value.type()) {
    case ValueType::string:
      return bytes + value.as_string().size();
    case ValueType::list:
      return bytes + (depth > 0 ? list_footprint(value.as_list(), depth) : 0);
    case ValueType::map:
      return bytes + (depth > 0 ? map_footprint(value.as_map(), depth) : 0);
    case ValueType::path:
      return bytes + value.as_path().nodes.size() * (sizeof(Node) + sizeof(Relationship));
    default:
      return bytes;
  }
}

}  // namespace

std::size_t footprint(const Value& value) { return footprint_within(value, kDepth); }

}  // namespace chancery::query
