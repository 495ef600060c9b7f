#pragma once

// The small words shared by every layer: ids, directions, spans.

#include <compare>
#include <cstdint>
#include <type_traits>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Ids are dense, start at 1 and are never reused. 0 is "no such thing".
enum class NodeId : std::uint64_t { none = 0 };
enum class RelationshipId : std::uint64_t { none = 0 };

/// Dictionary ids of labels, relationship types and property keys; dense, from 1.
enum class LabelId : std::uint32_t { none = 0 };
enum class TypeId : std::uint32_t { none = 0 };
enum class KeyId : std::uint32_t { none = 0 };

template <typename Id>
constexpr auto raw(Id id) {
  return static_cast<std::underlying_type_t<Id>>(id);
}

enum class Direction : std::uint8_t { outgoing, incoming, both };

/// Half-open range [start, end). The unit (code points of a stored text, bytes of a query) is
/// said where a span is used.
struct TextSpan {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TextSpan&) const = default;
};

}  // namespace CHANCERY_API
