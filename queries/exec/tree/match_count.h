#pragma once

// Numbers of matches, which multiply, and must not wrap around.

#include <cstdint>

#include "chancery/error.h"

namespace chancery::query {

using MatchCount = std::int64_t;

[[noreturn]] inline void refuse_match_count() {
  throw Error(ErrorKind::arithmetic_error, "IntegerOverflow", Phase::runtime,
              "The pattern has more matches than an INTEGER can count.");
}

inline MatchCount sum_of(MatchCount a, MatchCount b) {
  MatchCount sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) refuse_match_count();
  return sum;
}

inline MatchCount product_of(MatchCount a, MatchCount b) {
  MatchCount product = 0;
  if (__builtin_mul_overflow(a, b, &product)) refuse_match_count();
  return product;
}

}  // namespace chancery::query
