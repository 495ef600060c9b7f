#pragma once

#include "store/fault_list.h"
#include "store/graph_reads.h"

namespace chancery {

class Projection;

/// Checks every section of a projection, and that it says what the store says: nodes, labels,
/// every relationship from both ends, columns.
void verify_projection(const GraphReads& reads, const Projection& projection, FaultList& faults);

}  // namespace chancery
