#pragma once

#include "store/fault_list.h"
#include "store/graph_view.h"

namespace chancery {

/// Checks passages against the texts of their documents, derived relationships against their
/// statements, and entities against what the documents say of them. Counts documents and
/// statements into the report.
void verify_statements(const StoreSnapshot& snapshot, VerifyReport& report, FaultList& faults);

}  // namespace chancery
