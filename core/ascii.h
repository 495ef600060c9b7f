#pragma once

#include <string_view>

namespace chancery {

/// Without a branch for each byte: most texts that it is asked of are.
inline bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char byte : text) all |= static_cast<unsigned char>(byte);
  return all < 0x80;
}

}  // namespace chancery
