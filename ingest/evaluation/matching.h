#pragma once

// Which entity of the system is which of the reference.

#include <map>
#include <string>

#include "evaluation/reference_file.h"

namespace chancery::ingest {

/// Ids of the system to ids of the reference.
using EntityLinks = std::map<std::string, std::string, std::less<>>;

/// Entities of one type that share a surface, most shared surfaces first, each taken once; topics
/// by their id.
EntityLinks match_entities(const ScoredAnnotations& reference, const ScoredAnnotations& system);

}  // namespace chancery::ingest
