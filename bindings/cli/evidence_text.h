#pragma once

#include <string>
#include <vector>

#include "output.h"

namespace chancery::cli {

/// Evidence for people: a heading per relationship, then each quotation with its cue marked, its
/// document and paragraph, and how it was read.
std::string render_evidence(const Database& database, const std::vector<Evidence>& proofs,
                            const OutputOptions& options);

}  // namespace chancery::cli
