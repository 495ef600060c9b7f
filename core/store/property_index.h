#pragma once

// Equality and range over one property of the nodes with one label.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "chancery/graph.h"
#include "store/batch.h"
#include "store/catalog.h"
#include "store/graph_reads.h"
#include "store/part_ids.h"

namespace chancery {

/// Replaces what the index holds of a node: `before` by `after`, values as stored; empty is none.
void update_property_index(Batch& rows, PartIdsWriter& parts, IndexState& index, NodeId node,
                           std::string_view before, std::string_view after);
/// The same for the newest node, which no index holds anything of yet.
void add_to_property_index(Batch& rows, PartIdsWriter& parts, IndexState& index, NodeId node,
                           std::string_view value);

/// The three throw Error(argument_error) where there is no such index. Ids come ascending.
std::vector<NodeId> find_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                  const Value& value);
std::vector<NodeId> find_range_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                        const ValueRange& range);
std::vector<NodeId> find_prefix_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                         std::string_view prefix);

/// Throws Error(argument_error) where there is no such index.
void require_property_index(const GraphReads& reads, LabelId label, KeyId key);
/// The first and the end of the keys that may be in the range; nothing where the bounds compare
/// with nothing.
std::optional<std::pair<std::string, std::string>> range_keys(const std::string& index,
                                                              const ValueRange& range);
/// Whether the node of an entry between these keys is in the range.
bool in_range(const GraphReads& reads, KeyId key, const ValueRange& range, NodeId node,
              std::string_view entry);

}  // namespace chancery
