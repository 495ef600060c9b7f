#pragma once

// Names of the dictionaries in a run of tokens: case policy checked, leftmost longest.

#include <vector>

#include "extract/analysis.h"

namespace chancery::ingest {

struct Hit {
  TokenSpan tokens;
  std::uint32_t name = 0;    ///< index into Lexicon::names
  std::uint32_t entity = 0;  ///< index into Lexicon::entities
};

/// Names of entities whose type is in `types`, not overlapping, in order. Topics have labels.
std::vector<Hit> find_hits(const Analysis& analysis, TokenSpan span, TypeMask types);

/// Labels of topics, in the same way.
std::vector<Hit> find_labels(const Analysis& analysis, TokenSpan span);

}  // namespace chancery::ingest
