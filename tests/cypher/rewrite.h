#pragma once

// Other texts of the same query. A scenario must hold for each of them; only the names of columns
// without AS may differ.

#include <string>
#include <string_view>

namespace cypher_tests {

enum class Rewrite {
  none,
  respell,  ///< keywords in mixed case; line ends and comments between all tokens
  unparse   ///< the parser's tree as text again
};

/// A text that does not parse comes back as it is.
std::string rewritten(std::string_view query, Rewrite rewrite);

}  // namespace cypher_tests
