#include "text_parts.h"

#include <cstdint>
#include <cstring>

#include "chancery/work.h"

namespace chancery::query {
namespace {

constexpr std::size_t kShortText = 4096;
constexpr std::size_t kSearchBlock = std::size_t{1} << 16;

/// The hash of a stretch of bytes that moves on by one (Karp and Rabin 1987).
class RollingHash {
 public:
  void push(char byte) { hash_ = hash_ * kBase + value(byte); }
  /// Lets go of the first of `length` bytes; `power` is power_of(length - 1).
  void pop(char byte, std::uint64_t power) { hash_ -= value(byte) * power; }
  bool operator==(const RollingHash&) const = default;

  static std::uint64_t power_of(std::size_t exponent) {
    std::uint64_t power = 1;
    for (std::uint64_t square = kBase; exponent > 0; exponent /= 2, square *= square) {
      if (exponent % 2 == 1) power *= square;
    }
    return power;
  }

 private:
  static constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;
  static std::uint64_t value(char byte) { return static_cast<unsigned char>(byte) + 1U; }

  std::uint64_t hash_ = 0;
};

RollingHash hash_of_part(std::string_view part) {
  RollingHash hash;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (i % kSearchBlock == 0) report_work(kSearchBlock);
    hash.push(part[i]);
  }
  return hash;
}

bool stands_at(std::string_view text, std::string_view part, std::size_t at) {
  report_work(part.size() / 8);
  return std::memcmp(text.data() + at, part.data(), part.size()) == 0;
}

std::size_t find_long(std::string_view text, std::string_view part, std::size_t from) {
  const RollingHash wanted = hash_of_part(part);
  RollingHash hash = hash_of_part(text.substr(from, part.size()));
  const std::uint64_t power = RollingHash::power_of(part.size() - 1);
  for (std::size_t end = from + part.size();; ++end) {
    if (end % kSearchBlock == 0) report_work(2 * kSearchBlock);
    const std::size_t at = end - part.size();
    if (hash == wanted && stands_at(text, part, at)) return at;
    if (end == text.size()) return std::string_view::npos;
    hash.pop(text[at], power);
    hash.push(text[end]);
  }
}

}  // namespace

std::size_t find_part(std::string_view text, std::string_view part, std::size_t from) {
  if (text.size() <= kShortText || part.empty()) return text.find(part, from);
  if (from > text.size() || text.size() - from < part.size()) return std::string_view::npos;
  if (part.size() > kShortText) return find_long(text, part, from);
  // memmem() is linear and fast (Crochemore and Perrin 1991), but cannot be interrupted.
  for (; text.size() - from >= part.size(); from += kSearchBlock) {
    const std::string_view block = text.substr(from, kSearchBlock + part.size() - 1);
    const void* found = memmem(block.data(), block.size(), part.data(), part.size());
    if (found != nullptr) {
      return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    }
    report_work(block.size());
    if (text.size() - from < kSearchBlock) break;
  }
  return std::string_view::npos;
}

}  // namespace chancery::query
