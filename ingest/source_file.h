#pragma once

// The bytes of a file before anything is made of them: enough to tell whether it changed.

#include <cstddef>
#include <filesystem>
#include <string>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {

struct SourceFile {
  std::string name;  ///< path as named by the user
  std::string bytes;
  std::string sha256;  ///< hex
};

/// Throws Error(input_error, file): missing, unreadable, no regular file, larger than `max_bytes`.
SourceFile read_source(const std::filesystem::path& path, std::size_t max_bytes = 256u << 20);

/// Errors as read_document() of a path.
Document read_document(const SourceFile& source);

}  // namespace ingest
}  // namespace chancery
