#include "text/plain_words.h"

namespace chancery::ingest {
namespace {

constexpr std::uint64_t kEach = 0x0101010101010101;  // times a byte: that byte eight times
constexpr std::uint64_t kHigh = 0x80 * kEach;

/// The letters that eight bytes begin with. Bit 7 of a byte stands for the byte.
struct Letters {
  std::uint64_t are = 0;       ///< letters, up to the first byte that is none
  std::uint64_t capitals = 0;  ///< among them
  std::uint64_t small = 0;     ///< their bytes in small letters, zeros behind
  std::uint32_t count = 0;
};

/// The first byte must be the lowest.
Letters letters_of(std::uint64_t bytes) {
  const std::uint64_t lower = bytes | 0x20 * kEach;
  const std::uint64_t seven = lower & ~kHigh;
  const std::uint64_t from_a = seven + (0x80 - 'a') * kEach;
  const std::uint64_t behind_z = seven + (0x7F - 'z') * kEach;
  const std::uint64_t others = ~(from_a & ~behind_z & ~bytes) & kHigh;
  Letters found;
  found.count = static_cast<std::uint32_t>(std::countr_zero(others)) / 8;
  const std::uint64_t kept = others == 0 ? ~std::uint64_t{0} : (others & -others) / 0x80 - 1;
  found.are = kHigh & kept;
  found.capitals = found.are & ~(bytes << 2);  // bit 5 is that of small letters
  found.small = lower & kept;
  return found;
}

}  // namespace

PlainWord plain_word(std::string_view text, std::size_t at) {
  PlainWord word;
  std::uint64_t bytes[2];
  const bool readable =
      std::endian::native == std::endian::little && text.size() - at >= sizeof bytes;
  if (!readable) return word;
  std::memcpy(bytes, text.data() + at, sizeof bytes);
  const Letters head = letters_of(bytes[0]);
  const Letters tail = head.count == 8 ? letters_of(bytes[1]) : Letters{};
  if (tail.count == 8) return word;  // it may be longer
  word.letters = {head.small, tail.small, head.count + tail.count};
  if (head.capitals == head.are && tail.capitals == tail.are) {
    word.spelling = Spelling::capitals;
  } else if ((head.capitals & ~std::uint64_t{0x80}) != 0 || tail.capitals != 0) {
    word.spelling = Spelling::mixed;
  } else if (head.capitals != 0) {
    word.spelling = Spelling::capitalised;
  }
  return word;
}

}  // namespace chancery::ingest
