#pragma once

// zstd frames (RFC 8878) for stored texts.

#include <string>
#include <string_view>

namespace chancery {

std::string compress(std::string_view bytes);
/// Throws Error(corruption) where `bytes` is no frame of compress().
std::string decompress(std::string_view bytes);

}  // namespace chancery
