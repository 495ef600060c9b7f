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
/// The same in place of what is in `hits`, whose memory is used again from passage to passage.
void find_hits(const Analysis& analysis, TokenSpan span, TypeMask types, std::vector<Hit>& hits);

/// Labels of topics, in the same way.
void find_labels(const Analysis& analysis, TokenSpan span, std::vector<Hit>& hits);

}  // namespace chancery::ingest
