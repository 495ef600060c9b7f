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
  if (quantifier->list->slot == relationships) return StepPredicate{quantifier, false};
  const auto* call = as<FunctionCall>(*quantifier->list);
  const bool of_path = call && call->function && call->arguments.size() == 1 && path != kNoSlot &&
                       call->arguments.front()->slot == path;
  if (!of_path) return std::nullopt;
  if (call->function->name == "relationships") return StepPredicate{quantifier, false};
  if (call->function->name == "nodes") return StepPredicate{quantifier, true};
  return std::nullopt;
}

}  // namespace chancery::query
