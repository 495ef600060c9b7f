#pragma once

// Which of 4,096 neighbouring nodes have a label: the value of a row of the label index. Node
// `block + i` has it where bit i % 8, from the lowest, of byte i / 8 is set; the last byte is not
// 0.

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/pending_rows.h"
#include "store/posting_block.h"

namespace chancery {

/// Appends the nodes, ascending. Throws Error(corruption) where a block is too long or ends with 0.
void read_label_block(NodeId block, std::string_view bytes, std::vector<NodeId>& nodes);

/// Sets the bit of a node in the row of its block, which may be empty.
void add_to_label_block(PendingRows& rows, PendingRows::Number row, NodeId node);
/// The block without a node; empty where nothing is left.
std::string without_node(std::string_view block, NodeId node);

}  // namespace chancery
