#pragma once

// Language of a text. The one file pair that knows CLD2.

#include <string>
#include <string_view>

namespace chancery {
namespace ingest {

/// BCP 47 tag of the language that most of the text is in ("en", "zh-Hant"), judged on a sample
/// of a few kilobytes; "und" where the detector is not sure.
std::string detect_language(std::string_view text);

/// A language tag or code as people write it ("EN", "en_US.UTF-8", "iw"), as BCP 47 ("en",
/// "en-US", "he"); empty where it is none.
std::string normalize_language(std::string_view tag);

}  // namespace ingest
}  // namespace chancery
