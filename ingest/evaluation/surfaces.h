#pragma once

// How surfaces compare when annotations are scored.

#include <string>
#include <string_view>

namespace chancery::ingest {

/// NFKC case folding, white space, dashes and apostrophes folded; a leading article and a final
/// possessive removed; before a body's name also a leading "U.S.", "EU" or the like.
std::string fold_surface(std::string_view surface, std::string_view type);

}  // namespace chancery::ingest
