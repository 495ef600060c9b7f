#pragma once

// Metadata as people write it (front matter, <meta> elements) into a Document's fields.

#include <string>
#include <string_view>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {

/// Sets the field that `key` stands for (title, date, language, symbol, url, in their common
/// spellings); any other key goes to metadata. A field that is set already stays.
void set_metadata(Document& document, std::string_view key, std::string_view value);

/// A date in one of the usual forms ("2023-12-06", "2023-12-06T10:00:00Z", "20231206",
/// "6 December 2023", "Dec. 6, 2023") as ISO 8601 ("2023-12-06", "2023-12",
/// "2023"); empty where it is none. English month names only.
std::string iso_date(std::string_view text);

}  // namespace ingest
}  // namespace chancery
