// Fetches a node by its internal id, or takes one that is known by another name.
//
//   Filter [id(a) = $id]            ->    NodeByIdScan id(a) = $id
//   AllNodesScan a
//
//   Filter [a = entity('OSCE')]     ->    NodeByIdScan a = entity('OSCE')
//   AllNodesScan a

#include <optional>
#include <utility>

#include "../expression_slots.h"
#include "../functions.h"
#include "rules.h"

namespace chancery::query {
namespace {

bool is_id_of(const Expression& expression, Slot node) {
  const auto* call = expression.slot == kNoSlot ? as<FunctionCall>(expression) : nullptr;
  return call && call->function && call->function->name == "id" &&
         call->arguments.front()->slot == node;
}

/// The scan that `id(node) = value` or `node = value` asks for; nothing for any other predicate.
std::optional<NodeByIdScan> scan_of(const Predicate& predicate, Slot node) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const auto* comparison = general ? as<Comparison>(*general->expression) : nullptr;
  if (!comparison || comparison->operators.size() != 1 ||
      comparison->operators.front() != ComparisonOperator::equal) {
    return std::nullopt;
  }
  const auto names_node = [node](const Expression& side) {
    return side.slot == node || is_id_of(side, node);
  };
  const Expression* left = comparison->operands[0].get();
  const Expression* right = comparison->operands[1].get();
  if (!names_node(*left)) std::swap(left, right);
  if (!names_node(*left) || free_slots(*right).contains(node) || !is_deterministic(*right)) {
    return std::nullopt;
  }
  return NodeByIdScan{node, right, left->slot == node};
}

}  // namespace

void scan_by_id(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const AllNodesScan* scan = filter ? as<AllNodesScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    for (std::size_t i = 0; i < filter->predicates.size(); ++i) {
      const auto found = scan_of(filter->predicates[i], scan->node);
      if (!found) continue;
      filter->predicates.erase(filter->predicates.begin() + static_cast<std::ptrdiff_t>(i));
      (*link)->input->op = *found;
      if (filter->predicates.empty()) {
        PlanPtr below = std::move((*link)->input);
        *link = std::move(below);
      }
      break;
    }
  }
}

}  // namespace chancery::query
