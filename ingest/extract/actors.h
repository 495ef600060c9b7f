#pragma once

// Lists of parties as texts write them: "A, B and C", "the Governments of A and B".

#include <vector>

#include "extract/analysis.h"

namespace chancery::ingest {

struct ActorList {
  std::vector<std::uint32_t> entities;
  TokenSpan tokens;  ///< from the first word of the list, its head noun included
};

/// The list of names of the given types that begins at `at`; empty where none does.
ActorList actors_from(const Analysis& analysis, std::uint32_t at, std::uint32_t last,
                      TypeMask types = kActors);

/// The list that ends right before `end`, not reaching left of `first`.
ActorList actors_before(const Analysis& analysis, std::uint32_t end, std::uint32_t first,
                        TypeMask types = kActors);

}  // namespace chancery::ingest
