#include "index_order.h"

#include <algorithm>
#include <utility>

#include "rules.h"

namespace chancery::query {
namespace {

/// Whether the rows made of an earlier row of the input come before those of a later one.
bool keeps_order(const Plan& plan) {
  return as<Filter>(plan) || as<Project>(plan) || as<Distinct>(plan) || as<Expand>(plan) ||
         as<ExpandIntersect>(plan) || as<ExpandVariable>(plan) || as<ExpandQuantified>(plan) ||
         as<ExpandBound>(plan) || as<AssemblePath>(plan) || as<UnwindList>(plan) ||
         as<AllNodesScan>(plan) || as<LabelScan>(plan) || as<IndexScan>(plan) ||
         as<Optional>(plan) || as<Apply>(plan) || as<HashJoin>(plan);
}

/// A property of what stands in a slot.
struct PropertyOf {
  Slot subject = kNoSlot;
  std::string key;
};

/// What the expression is in terms of the rows before the projection.
const Expression* before_projection(const Expression* expression, const Plan& plan) {
  const auto* projection = as<Project>(plan);
  if (!projection || expression->slot == kNoSlot) return expression;
  for (const Assignment& item : projection->items) {
    if (item.slot == expression->slot) return item.expression;
  }
  return expression;
}

/// The first operator of the chain above Argument; null where the rows do not keep its order.
/// `value`, read above the chain, becomes what it is there.
Plan* first_in_order(Plan& chain, const Expression& value, PropertyOf& property) {
  const Expression* sought = &value;
  for (Plan* plan = &chain; plan->input; plan = plan->input.get()) {
    sought = before_projection(sought, *plan);
    const auto* found = sought->slot == kNoSlot ? as<Property>(*sought) : nullptr;
    if (found) {
      if (!property.key.empty()) return nullptr;
      property.key = found->key.text;
      sought = found->subject.get();
    }
    if (as<Argument>(*plan->input)) {
      property.subject = property.key.empty() ? kNoSlot : sought->slot;
      return plan;
    }
    if (!keeps_order(*plan)) return nullptr;
  }
  return nullptr;
}

bool is_indexed(const GraphView& graph, const std::string& label, const std::string& key) {
  const std::optional<LabelId> label_id = graph.label_id(label);
  const std::optional<KeyId> key_id = graph.key_id(key);
  return label_id && key_id && graph.has_index(IndexInfo::Kind::property, *label_id, *key_id);
}

/// The scan as one that the index of the property puts in order.
std::optional<OrderedScan> ordered(const Plan& scan, const PropertyOf& property,
                                   const GraphView& graph) {
  if (const auto* labelled = as<LabelScan>(scan)) {
    const bool found =
        labelled->node == property.subject && is_indexed(graph, labelled->label, property.key);
    if (found) return OrderedScan{labelled->node, labelled->label, property.key};
  } else if (const auto* range = as<IndexScan>(scan)) {
    const bool found = range->node == property.subject && range->key == property.key &&
                       range->kind == IndexScan::Kind::range;
    if (found) {
      return OrderedScan{
          range->node, range->label,         range->key,           false, true, range->low,
          range->high, range->low_inclusive, range->high_inclusive};
    }
  }
  return std::nullopt;
}

}  // namespace

OrderedScan* bring_in_order(Plan& chain, const Expression& value, bool descending,
                            const GraphView& graph) {
  PropertyOf property;
  Plan* first = first_in_order(chain, value, property);
  if (!first || writes_graph(chain)) return nullptr;
  std::optional<OrderedScan> scan = ordered(*first, property, graph);
  if (!scan) return nullptr;
  scan->descending = descending;
  first->op = std::move(*scan);
  return as<OrderedScan>(*first);
}

}  // namespace chancery::query
