// Fetches a node by its internal id.
//
//   Filter [id(a) = $id]         ->    NodeByIdScan a = $id
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

/// The value of `id(node) = value`, null for any other predicate.
const Expression* id_value(const Predicate& predicate, Slot node) {
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const auto* comparison = general ? as<Comparison>(*general->expression) : nullptr;
  if (!comparison || comparison->operators.size() != 1 ||
      comparison->operators.front() != ComparisonOperator::equal) {
    return nullptr;
  }
  const Expression* left = comparison->operands[0].get();
  const Expression* right = comparison->operands[1].get();
  if (is_id_of(*right, node)) std::swap(left, right);
  bool usable = is_id_of(*left, node) && !free_slots(*right).contains(node);
  return usable ? right : nullptr;
}

}  // namespace

void scan_by_id(PlanPtr& chain, const GraphView&) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    const AllNodesScan* scan = filter ? as<AllNodesScan>(*(*link)->input) : nullptr;
    if (!scan) continue;
    Slot node = scan->node;
    for (std::size_t i = 0; i < filter->predicates.size(); ++i) {
      const Expression* value = id_value(filter->predicates[i], node);
      if (!value) continue;
      filter->predicates.erase(filter->predicates.begin() + static_cast<std::ptrdiff_t>(i));
      (*link)->input->op = NodeByIdScan{node, value};
      if (filter->predicates.empty()) {
        PlanPtr below = std::move((*link)->input);
        *link = std::move(below);
      }
      break;
    }
  }
}

}  // namespace chancery::query
