// Joins two unconnected nodes by a table of values instead of comparing every pair.
//
//   Filter [a.x = b.y, b.z = 1]        HashJoin a.x = b.y
//   LabelScan b:B                ->    |  Filter [b.z = 1]
//   LabelScan a:A                      |  LabelScan b:B
//   Argument                           |  Argument
//                                      LabelScan a:A
//                                      Argument
//
// `(b {y: v})`, with a value v of the row before, is b.y = v.

#include <optional>
#include <utility>

#include "../expression_slots.h"
#include "rules.h"

namespace chancery::query {
namespace {

struct Sides {
  const Expression* probe = nullptr;
  const Expression* build = nullptr;
};

const Expression* property_of_node(Slot node, const std::string& key,
                                   std::vector<ExpressionPtr>& made) {
  auto subject = std::make_unique<Expression>();
  subject->form = Variable{};
  subject->slot = node;
  auto property = std::make_unique<Expression>();
  property->form = Property{std::move(subject), {key, {}}};
  property->height = 2;
  made.push_back(std::move(property));
  return made.back().get();
}

/// `{key: other}` of the node.
std::optional<Sides> sides_of(const PropertyPredicate& predicate, Slot node,
                              std::vector<ExpressionPtr>& made) {
  const SlotSet probed = free_slots(*predicate.value);
  if (predicate.subject != node || probed.empty() || probed.contains(node)) return std::nullopt;
  return Sides{predicate.value, property_of_node(node, predicate.key, made)};
}

/// `other = of the node`, either way round, where only the second side reads the scanned node.
std::optional<Sides> sides_of(const Predicate& predicate, Slot node,
                              std::vector<ExpressionPtr>& made) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    return sides_of(*property, node, made);
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const auto* comparison = general ? as<Comparison>(*general->expression) : nullptr;
  if (!comparison || comparison->operators.size() != 1 ||
      comparison->operators.front() != ComparisonOperator::equal) {
    return std::nullopt;
  }
  const Expression* left = comparison->operands[0].get();
  const Expression* right = comparison->operands[1].get();
  if (free_slots(*left) == SlotSet{node}) std::swap(left, right);
  SlotSet probed = free_slots(*left);
  if (free_slots(*right) != SlotSet{node} || probed.empty() || probed.contains(node)) {
    return std::nullopt;
  }
  return Sides{left, right};
}

std::optional<Slot> scanned(const Plan& plan) {
  if (const auto* all = as<AllNodesScan>(plan)) return all->node;
  if (const auto* labelled = as<LabelScan>(plan)) return labelled->node;
  return std::nullopt;
}

/// Takes the first predicate that joins out of the filter.
std::optional<Sides> take_join(Filter& filter, Slot node, std::vector<ExpressionPtr>& made) {
  for (std::size_t i = 0; i < filter.predicates.size(); ++i) {
    std::optional<Sides> sides = sides_of(filter.predicates[i], node, made);
    if (!sides || !is_deterministic(*sides->probe) || !is_deterministic(*sides->build)) continue;
    filter.predicates.erase(filter.predicates.begin() + static_cast<std::ptrdiff_t>(i));
    return sides;
  }
  return std::nullopt;
}

/// A table for one row is a scan with more work.
bool yields_one_row(const Plan* plan) {
  while (as<Project>(*plan) || as<Filter>(*plan) || as<NodeByIdScan>(*plan)) {
    plan = plan->input.get();
  }
  const auto* aggregation = as<Aggregation>(*plan);
  return as<Argument>(*plan) || as<CountFromStore>(*plan) ||
         (aggregation && aggregation->keys.empty());
}

PlanPtr filtered(std::vector<Predicate> predicates, PlanPtr input) {
  if (predicates.empty()) return input;
  return make_plan(Filter{std::move(predicates)}, std::move(input));
}

}  // namespace

void join_by_hash(PlanPtr& chain, std::vector<ExpressionPtr>& made) {
  for (PlanPtr* link = &chain; *link; link = &(*link)->input) {
    auto* filter = as<Filter>(**link);
    std::optional<Slot> node = filter ? scanned(*(*link)->input) : std::nullopt;
    if (!node || yields_one_row((*link)->input->input.get())) continue;
    std::optional<Sides> sides = take_join(*filter, *node, made);
    if (!sides) continue;
    std::vector<Predicate> own;
    std::vector<Predicate> common;
    for (Predicate& predicate : filter->predicates) {
      bool alone = read_slots(predicate) == SlotSet{*node};
      (alone ? own : common).push_back(std::move(predicate));
    }
    PlanPtr scan = std::move((*link)->input);
    PlanPtr join = make_plan(HashJoin{sides->probe, sides->build, {}}, std::move(scan->input));
    scan->input = make_plan(Argument{}, nullptr);
    join->branches.push_back(filtered(std::move(own), std::move(scan)));
    *link = filtered(std::move(common), std::move(join));
  }
}

}  // namespace chancery::query
