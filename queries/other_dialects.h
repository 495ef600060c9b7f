#pragma once

// What users of SQL, ISO GQL and other Cyphers write out of habit, and what to write here.

#include <string_view>

namespace chancery::query {

/// What to do instead of a word that stands where a clause or an operator was expected, as a
/// sentence without its full stop: "write MATCH (n:Label) RETURN n.key". In any case of letters.
/// Empty for a word that is in no list.
std::string_view advice_for_word(std::string_view word);

/// The same of a keyword of openCypher that stands in the wrong place: "ORDER BY, ... end WITH".
std::string_view advice_for_misplaced(std::string_view keyword);

/// The function or expression that does what a function of another dialect does: "size(text)".
/// Empty where none is known.
std::string_view advice_for_function(std::string_view name);

}  // namespace chancery::query
