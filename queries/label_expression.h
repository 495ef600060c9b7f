#pragma once

// What label expressions mean.

#include <string>
#include <string_view>
#include <vector>

#include "ast.h"
#include "chancery/graph.h"

namespace chancery::query {

/// Whether the labels of the node satisfy the expression.
bool matches(const LabelExpression& expression, NodeId node, const GraphView& graph);

/// Whether a relationship of this type satisfies the expression.
bool matches(const LabelExpression& expression, std::string_view type);

/// Labels that every node has which satisfies the expression: the names in its conjunction.
std::vector<std::string> required_labels(const LabelExpression& expression);

}  // namespace chancery::query
