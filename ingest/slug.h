#pragma once

#include <string>
#include <string_view>

namespace chancery {
namespace ingest {

/// A readable name for ids: case-folded letters and digits of any script, everything else as
/// single hyphens ("A-RES-78-16" is "a-res-78-16"). Never empty: "document" where nothing is left.
std::string slug(std::string_view text);

}  // namespace ingest
}  // namespace chancery
