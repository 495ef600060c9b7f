#pragma once

// Whether rows can be had in the order of a value, from an index.

#include "../plan.h"
#include "chancery/graph.h"

namespace chancery::query {

/// Turns the scan of a label, or of a range of the index, at the beginning of the chain into one
/// in the order of `value`, where that is an indexed property of the node it finds and all that
/// stands between keeps the order of rows. Yields the scan, or null where nothing was changed.
OrderedScan* bring_in_order(Plan& chain, const Expression& value, bool descending,
                            const GraphView& graph);

}  // namespace chancery::query
