#pragma once

// Splits a run of tokens into sentences. Our own for English because the standard iterators break
// after "U.S." and before the text of numbered paragraphs; the same rules serve other languages.

#include <cstdint>
#include <vector>

#include "dictionary/lexicon.h"
#include "text/tokens.h"

namespace chancery::ingest {

/// The token after the last one of each sentence in [first, last), in order. `starts` are those of
/// the tokens. No sentence is longer than a fixed bound; one that would be is cut.
std::vector<std::uint32_t> sentence_ends(const std::vector<Token>& tokens,
                                         const std::vector<Starts>& starts, std::uint32_t first,
                                         std::uint32_t last, const Lexicon& lexicon);

}  // namespace chancery::ingest
