#pragma once

// The small language of full-text queries: words, "phrases", +required, -excluded.

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// One thing a query looks for. A phrase has several steps, a word one; each step is any of
/// several terms, the stems of one word in the languages of the index.
struct TextClause {
  enum class Occur { should, must, must_not };
  struct Step {
    std::uint32_t offset = 0;  ///< words after the first
    std::set<std::string> terms;
  };
  Occur occur = Occur::should;
  std::vector<Step> steps;
};

/// Never fails on any text: a quotation that is not closed ends with the text, a sign alone is
/// nothing. Throws Error(argument_error) where there are more words than an index can look up.
std::vector<TextClause> parse_text_query(std::string_view query,
                                         const std::set<std::string>& languages);

}  // namespace chancery
