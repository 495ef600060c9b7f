#pragma once

// Index sets as sections.

#include <span>

#include "chancery/index_set.h"
#include "store/projection/sections.h"

namespace chancery {

/// The smallest section that holds `numbers`, which ascend and are below entry.bound.
Section index_set(SectionEntry entry, std::span<const std::uint32_t> numbers);

inline std::optional<IndexSet> read_index_set(const SectionEntry& entry,
                                              std::span<const std::byte> bytes) {
  return IndexSet::read(static_cast<IndexSet::Form>(entry.form), entry.items, entry.bound, bytes);
}

}  // namespace chancery
