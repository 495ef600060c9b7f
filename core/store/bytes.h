#pragma once

// Bytes of keys and records: fixed-width big-endian numbers, varints, and a reader that cannot
// run over the end.

#include <cstdint>
#include <string>
#include <string_view>

#include "chancery/error.h"

namespace chancery {

/// Appends `width` bytes of `value`, at most eight, most significant first, so that byte order is
/// number order.
inline void append_big_endian(std::string& out, std::uint64_t value, int width) {
  char bytes[8];
  for (int i = 0; i < width; ++i) bytes[i] = static_cast<char>(value >> (width - 1 - i) * 8);
  out.append(bytes, static_cast<std::size_t>(width));
}

inline std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

inline constexpr std::size_t kMostVarintBytes = 10;

/// LEB128: seven bits a byte, least significant first. Writes where there is room for
/// kMostVarintBytes; yields the end.
inline char* write_varint(char* out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
  *out++ = static_cast<char>(value);
  return out;
}

inline void append_varint(std::string& out, std::uint64_t value) {
  char bytes[kMostVarintBytes];
  out.append(bytes, static_cast<std::size_t>(write_varint(bytes, value) - bytes));
}

/// Small negative numbers stay small: 0, -1, 1, -2 become 0, 1, 2, 3.
inline std::uint64_t folded_sign(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}

inline void append_signed(std::string& out, std::int64_t value) {
  append_varint(out, folded_sign(value));
}

inline void append_string(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out.append(text);
}

/// Reads what the functions above wrote. Throws Error(corruption) where the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return position_ == bytes_.size(); }
  std::size_t position() const { return position_; }
  std::string_view since(std::size_t start) const {
    return bytes_.substr(start, position_ - start);
  }

  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - position_) fail();
    const std::string_view part = bytes_.substr(position_, count);
    position_ += count;
    return part;
  }

  std::uint8_t byte() {
    if (at_end()) fail();
    return static_cast<std::uint8_t>(bytes_[position_++]);
  }

  // Most numbers are of one byte, and worth no call.
  std::uint64_t varint() {
    const std::uint8_t first = byte();
    return first < 0x80 ? first : rest_of_varint(first);
  }

  std::int64_t signed_varint() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
  }

  std::string_view string() { return take(varint()); }

 private:
  std::uint64_t rest_of_varint(std::uint8_t first) {
    std::uint64_t value = first & 0x7fu;
    for (int shift = 7; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7fu} << shift;
      if (next < 0x80) return value;
    }
    fail();
  }

  [[noreturn]] static void fail() {
    throw Error(ErrorKind::corruption, "A stored record is shorter than it says.");
  }

  std::string_view bytes_;
  std::size_t position_ = 0;
};

}  // namespace chancery
