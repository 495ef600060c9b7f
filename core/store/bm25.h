#pragma once

// How much a clause of a query speaks for a text: BM25 (Robertson and Zaragoza 2009).

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "store/catalog.h"
#include "store/posting_block.h"

namespace chancery {

/// How slowly further occurrences stop to count, and how much of a text's length counts.
inline constexpr double kBm25Frequency = 1.2;
inline constexpr double kBm25Length = 0.75;

/// What a text's length does to all weights in it, worked out once for the lengths that are common.
class LengthWeights {
 public:
  explicit LengthWeights(const IndexState& index)
      : mean_length_(static_cast<double>(index.terms) /
                     static_cast<double>(std::max<std::uint64_t>(index.entries, 1))) {
    for (std::size_t i = 0; i < common_.size(); ++i) {
      common_[i] = weight(static_cast<double>(i));
    }
  }

  double operator()(std::uint32_t length) const {
    return length < common_.size() ? common_[length] : weight(length);
  }
  /// The length that has this weight.
  double length_of(double weight) const {
    return (weight / kBm25Frequency - (1 - kBm25Length)) / kBm25Length * mean_length_;
  }

 private:
  double weight(double length) const {
    return kBm25Frequency * (1 - kBm25Length + kBm25Length * (length / mean_length_));
  }

  double mean_length_;
  std::array<double, 256> common_;
};

/// The weight of one clause in one text.
class Bm25 {
 public:
  Bm25(const IndexState& index, std::uint64_t matches, const LengthWeights& lengths)
      : lengths_(&lengths) {
    const auto texts = static_cast<double>(index.entries);
    const auto with = static_cast<double>(matches);
    idf_ = std::log1p((texts - with + 0.5) / (with + 0.5));
  }
  double operator()(std::uint32_t frequency_in_text, std::uint32_t length_of_text) const {
    const auto frequency = static_cast<double>(frequency_in_text);
    return idf_ * frequency * (kBm25Frequency + 1) / (frequency + (*lengths_)(length_of_text));
  }
  /// Texts that weigh `least` or more are within them.
  LengthLimits limits_of(double least) const {
    LengthLimits limits = kAnyLength;
    if (least <= 0) return limits;
    for (std::size_t i = 0; i + 1 < limits.size(); ++i) {
      const auto frequency = static_cast<double>(i + 1);
      const double words =
          lengths_->length_of(idf_ * frequency * (kBm25Frequency + 1) / least - frequency);
      // One word more than it takes, for rounding.
      if (words < UINT32_MAX - 1) limits[i] = static_cast<std::uint32_t>(std::max(words, 0.0) + 1);
    }
    return limits;
  }

 private:
  const LengthWeights* lengths_;
  double idf_;
};

}  // namespace chancery
