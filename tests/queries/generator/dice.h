#pragma once

// Choices for generators: from a seed, the same on every machine, or from the bytes of a fuzzer.

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace chancery::query {

class Dice {
 public:
  explicit Dice(unsigned seed) : generator_(seed) {}
  /// One byte a roll; zeros after the last one. The bytes must outlive the dice.
  explicit Dice(std::span<const std::uint8_t> bytes) : bytes_(bytes), from_bytes_(true) {}

  unsigned roll(unsigned sides) { return next() % sides; }
  bool chance(unsigned percent) { return roll(100) < percent; }
  template <std::size_t size>
  std::string pick(const char* const (&options)[size]) {
    return options[roll(size)];
  }
  template <typename T>
  const T& pick(const std::vector<T>& options) {
    return options[roll(static_cast<unsigned>(options.size()))];
  }

 private:
  unsigned next() {
    if (!from_bytes_) return static_cast<unsigned>(generator_());
    if (bytes_.empty()) return 0;
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }

  std::mt19937 generator_;
  std::span<const std::uint8_t> bytes_;
  bool from_bytes_ = false;
};

inline constexpr const char* kLabels[] = {"A", "B", "C"};
inline constexpr const char* kTypes[] = {"R", "S", "T"};

}  // namespace chancery::query
