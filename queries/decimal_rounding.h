#pragma once

// round(): to a number of decimals as people write them, so that 1.005 is a tie between 1.0 and
// 1.01 though the nearest float lies below it.

#include <cstdint>
#include <optional>
#include <string_view>

namespace chancery::query {

enum class RoundingMode : std::uint8_t { up, down, ceiling, floor, half_up, half_down, half_even };

/// By its name in lower case.
std::optional<RoundingMode> rounding_mode(std::string_view name);

/// The shortest decimal number that reads as `number`, which is finite, rounded to so many
/// decimals; to tens, hundreds and so on where `places` is below zero.
double round_decimal(double number, std::int64_t places, RoundingMode mode);

}  // namespace chancery::query
