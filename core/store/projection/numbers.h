#pragma once

// Arrays of numbers in few bytes, read where they lie.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "chancery/narrow_numbers.h"
#include "chancery/packed_numbers.h"
#include "store/projection/sections.h"

namespace chancery {

/// A section of narrow numbers; `entry` says which. Of 32 and of 64 bits.
template <typename Number>
Section narrow_numbers(SectionEntry entry, std::span<const Number> numbers);

/// How many of them differ.
std::uint32_t count_distinct(std::span<const std::int64_t> numbers);

/// A section of packed numbers.
Section packed_numbers(SectionEntry entry, std::span<const std::uint32_t> numbers);

}  // namespace chancery
