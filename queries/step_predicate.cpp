#include "step_predicate.h"

#include "expression_slots.h"
#include "functions.h"

namespace chancery::query {

std::optional<StepPredicate> step_predicate(const Expression& expression, Slot path,
                                            Slot relationships) {
  const auto* quantifier = as<Quantifier>(expression);
  const bool fits =
      quantifier && quantifier->where &&
      (quantifier->kind == QuantifierKind::all || quantifier->kind == QuantifierKind::none);
  if (!fits) return std::nullopt;
  const SlotSet reads = free_slots(*quantifier->where);
  if (reads.contains(path) || reads.contains(relationships)) return std::nullopt;
  StepPredicate step{quantifier->where.get(), quantifier->slot,
                     quantifier->kind == QuantifierKind::all, false};
  if (quantifier->list->slot == relationships) return step;
  const auto* call = as<FunctionCall>(*quantifier->list);
  const bool of_path = call && call->function && call->arguments.size() == 1 && path != kNoSlot &&
                       call->arguments.front()->slot == path;
  if (!of_path) return std::nullopt;
  step.of_nodes = call->function->name == "nodes";
  if (step.of_nodes || call->function->name == "relationships") return step;
  return std::nullopt;
}

}  // namespace chancery::query
