#pragma once

// Bytes of a file in any encoding to UTF-8 with a map back.

#include <cstdint>
#include <string>
#include <string_view>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {

struct Decoded {
  std::string text;  ///< valid UTF-8, without a byte order mark
  OffsetMap to_source;
  std::string encoding;        ///< IANA name
  std::uint64_t replaced = 0;  ///< invalid sequences that became U+FFFD
  bool guessed = false;        ///< the encoding, by a detector
};

/// A byte order mark decides; else valid UTF-8 is UTF-8; else the encoding that the file itself
/// `declared` (may be empty); else the best guess of ICU's detector.
Decoded decode(std::string_view bytes, std::string_view declared = {});

/// What kind of binary file this is ("a PDF document"), empty for text.
std::string binary_kind(std::string_view bytes);

}  // namespace ingest
}  // namespace chancery
