#pragma once

// YAML front matter at the start of a Markdown file. The one file pair that knows libyaml.

#include <cstddef>
#include <string_view>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {

/// Reads the fields between a first line "---" and the next "---" or "..." into `document`; what
/// cannot be read is a notice with its line. Yields the bytes up to the body, 0 where there is
/// no front matter.
std::size_t read_front_matter(std::string_view text, Document& document);

}  // namespace ingest
}  // namespace chancery
