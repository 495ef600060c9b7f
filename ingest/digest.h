#pragma once

// SHA-256 (FIPS 180-4). The one file pair that knows OpenSSL.

#include <string>
#include <string_view>

namespace chancery {
namespace ingest {

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace ingest
}  // namespace chancery
