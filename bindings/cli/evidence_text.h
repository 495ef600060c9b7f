#pragma once

#include <string>
#include <vector>

#include "output.h"

namespace chancery::cli {

/// The evidence of a relationship named by its number, by subject and object, or by subject, type
/// and object. Throws Error(argument_error, entity_not_found).
std::vector<Evidence> look_up_evidence(const Database& database,
                                       const std::vector<std::string>& words);

/// Evidence for people: a heading per relationship, then each quotation with its cue marked, its
/// document and paragraph, and how it was read.
std::string render_evidence(const Database& database, const std::vector<Evidence>& proofs,
                            const OutputOptions& options);

}  // namespace chancery::cli
