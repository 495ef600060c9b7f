#pragma once

// Makes the sections of a projection from the rows of a store.

#include <functional>

#include "store/graph_reads.h"
#include "store/projection/sections.h"

namespace chancery {

/// How many nodes and relationships a projection has.
struct ProjectionSize {
  std::uint32_t nodes = 0;
  std::uint32_t relationships = 0;
};

/// Reads each node and relationship once and hands sections to `take`, one after the other. The
/// same rows give the same sections. Holds up to some 40 bytes a relationship. `check_interrupt`
/// may be empty. Throws Error(argument_error) where ids are too far apart for 32 bits.
ProjectionSize build_sections(const GraphReads& reads, const std::function<void()>& check_interrupt,
                              const TakeSection& take);

}  // namespace chancery
