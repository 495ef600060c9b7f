#include "scan_choice.h"

#include <algorithm>
#include <utility>

#include "rules.h"

namespace chancery::query {

bool may_be_joined(const Filter& filter, Slot node) {
  return std::ranges::any_of(filter.predicates, [node](const Predicate& predicate) {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    const auto* comparison = general ? as<Comparison>(*general->expression) : nullptr;
    if (!comparison || comparison->operators != std::vector{ComparisonOperator::equal})
      return false;
    const SlotSet reads = read_slots(predicate);
    return reads.contains(node) && reads.size() > 1;
  });
}

void choose_scans(PlanPtr& chain, const GraphView& graph) {
  scan_by_id(chain, graph);
  scan_by_label(chain, graph);
  scan_by_index(chain, graph);
}

PlanPtr scan_alone(const Filter& filter, Slot node) {
  PlanPtr scan = make_plan(AllNodesScan{node}, make_plan(Argument{}, nullptr));
  return make_plan(filter, std::move(scan));
}

void replace_scan(PlanPtr& link, PlanPtr chain, std::vector<Predicate> rest) {
  PlanPtr input = std::move(link->input->input);
  if (!as<Argument>(*input)) {
    input = make_plan(Apply{}, std::move(input));
    input->branches.push_back(std::move(chain));
    chain = std::move(input);
  }
  if (!rest.empty()) chain = make_plan(Filter{std::move(rest)}, std::move(chain));
  link = std::move(chain);
}

}  // namespace chancery::query
