#pragma once

// Names by which nodes are found, in any case and with or without accents (see fold_name()).

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/batch.h"
#include "store/graph_reads.h"

namespace chancery {

/// Replaces the names of a node; none takes them away. `fresh`: it is known that there never were
/// rows of its names.
void write_names(Batch& rows, NodeId node, std::span<const std::string_view> names, bool fresh);
/// All names of a node, from the row under names_of_node_key(), which outlives them. Throws
/// Error(corruption).
std::vector<std::string_view> names_in(std::string_view row);

/// The rows by which these names find the node, by key. Of two spellings that fold alike the first
/// counts.
std::vector<std::pair<std::string, std::string_view>> name_rows(
    NodeId node, std::span<const std::string_view> names);

std::vector<NodeId> find_by_name(const Reader& rows, std::string_view name);
std::vector<std::string> complete_name(const Reader& rows, std::string_view prefix,
                                       std::size_t limit);

}  // namespace chancery
