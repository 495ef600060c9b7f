#pragma once

// Rows held back by a cursor: only the slots that are needed later, charged to the query.

#include <cstddef>
#include <utility>
#include <vector>

#include "context.h"

namespace chancery::query {

/// The values of some slots of a row.
using HeldRow = std::vector<Value>;

inline HeldRow hold(const Row& row, const std::vector<Slot>& slots) {
  HeldRow held;
  held.reserve(slots.size());
  for (Slot slot : slots) held.push_back(row[static_cast<std::size_t>(slot)]);
  return held;
}

inline void put_back(HeldRow&& held, const std::vector<Slot>& slots, Row& row) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    row[static_cast<std::size_t>(slots[i])] = std::move(held[i]);
  }
}

inline void put_back(const HeldRow& held, const std::vector<Slot>& slots, Row& row) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    row[static_cast<std::size_t>(slots[i])] = held[i];
  }
}

inline std::size_t footprint(const HeldRow& row) {
  std::size_t bytes = sizeof(HeldRow);
  for (const Value& value : row) bytes += footprint(value);
  return bytes;
}

struct HeldRowHash {
  std::size_t operator()(const HeldRow& row) const {
    std::size_t hash = row.size();
    for (const Value& value : row) hash = hash * 1099511628211U + hash_value(value);
    return hash;
  }
};
struct HeldRowEquivalent {
  bool operator()(const HeldRow& a, const HeldRow& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!equivalent(a[i], b[i])) return false;
    }
    return true;
  }
};

}  // namespace chancery::query
