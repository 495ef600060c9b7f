#pragma once

// Names that a statement reads and the graph does not know: no error, but seldom meant.

#include <string>
#include <string_view>
#include <vector>

#include "ast.h"
#include "chancery/graph.h"

namespace chancery::query {

/// A warning for each label, relationship type and property key that is looked for and that the
/// graph has never had, with its place and the name that was probably meant. Names that the
/// statement itself brings into being are known. `statement` must be bound; `text` is its text.
std::vector<std::string> warn_of_unknown_names(const Statement& statement, std::string_view text,
                                               const GraphView& graph);

}  // namespace chancery::query
