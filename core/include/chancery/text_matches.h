#pragma once

// Where a full-text query meets a text: what marks and snippets are made from.

#include <cstdint>
#include <string_view>
#include <vector>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// Bytes of a text, end excluded.
struct TextMatch {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool operator==(const TextMatch&) const = default;
};

/// The words of `text`, in `language` (BCP 47; empty: English), for which
/// GraphView::search_text() would find it: the same query language, stems and folding. Words of a
/// "phrase" match only together, -excluded ones never. In order; neighbouring and overlapping
/// parts of one word (bigrams) are one match. Throws Error(argument_error) for a query of too many
/// words.
std::vector<TextMatch> find_text_matches(std::string_view text, std::string_view query,
                                         std::string_view language = {});

}  // namespace CHANCERY_API
