#pragma once

// The nodes of a label in the order of an indexed property.

#include <memory>

#include "chancery/graph.h"
#include "store/graph_reads.h"

namespace chancery {

/// GraphView::in_order(). Throws Error(argument_error) where there is no such index.
std::unique_ptr<NodeCursor> index_in_order(const GraphReads& reads, LabelId label, KeyId key,
                                           IndexOrder walk);

}  // namespace chancery
