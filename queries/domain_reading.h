#pragma once

// What the functions about statements and documents read of the knowledge graph.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/statements.h"
#include "functions.h"

namespace chancery::query {

/// The statements behind a derived relationship, or the one that a node is.
std::vector<Evidence> proofs(const GraphView& view, const Value& element);

bool has_label(EvalContext& context, NodeId node, std::string_view label);
/// Null where there is none.
Value property_of(EvalContext& context, NodeId node, std::string_view key);
/// As people read it; empty where there is none.
std::string text_property(EvalContext& context, NodeId node, std::string_view key);
/// The Document of a Passage.
std::optional<NodeId> document_of(EvalContext& context, NodeId passage);

/// The citation functions, for the table of functions_domain.cpp.
Value cite(EvalContext& context, std::span<const Value> arguments);
/// Whether what an element says held at a date, or in a period.
Value holds_at(EvalContext& context, std::span<const Value> arguments);
Value holds_during(EvalContext& context, std::span<const Value> arguments);

}  // namespace chancery::query
