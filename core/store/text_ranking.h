#pragma once

// The best texts by BM25 (Robertson and Zaragoza 2009), without weighing all that match: what
// cannot come among the best is left out by bounds of blocks and of clauses (MaxScore, Turtle and
// Flood 1995; bounds of blocks, Ding and Suel 2011).

#include <cstddef>
#include <vector>

#include "chancery/graph.h"
#include "store/catalog.h"
#include "store/posting_list.h"
#include "store/text_query.h"

namespace chancery {

/// A clause of a query and the texts that hold it.
struct ClauseTexts {
  TextClause::Occur occur = TextClause::Occur::should;
  PostingList texts;
};

/// The best `limit` texts that hold all required clauses, none that is excluded, and any at all;
/// by score, then by node. A score is the sum over clauses in their order, so equal queries give
/// equal bits. Throws Error(corruption).
std::vector<TextHit> best_texts(const IndexState& index, std::vector<ClauseTexts> clauses,
                                std::size_t limit);

}  // namespace chancery
