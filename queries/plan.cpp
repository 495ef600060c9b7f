#include "plan.h"

#include <algorithm>
#include <utility>

#include "ast_visit.h"
#include "expression_slots.h"
#include "procedures.h"

namespace chancery::query {
namespace {

void add(const Expression* expression, SlotSet& slots) {
  if (expression) slots.merge(free_slots(*expression));
}

void add(const std::vector<Slot>& more, SlotSet& slots) { slots.insert(more.begin(), more.end()); }

void add(const std::vector<SetItem>& items, SlotSet& slots) {
  for (const SetItem& item : items) {
    add(item.target.get(), slots);
    add(item.value.get(), slots);
  }
}

/// The nodes that the pattern does not create itself, and what its properties read.
void add_created(const PathPattern& pattern, SlotSet& slots) {
  for (const NodePattern& node : pattern.nodes) {
    if (node.bound) slots.insert(node.slot);
  }
  slots.merge(free_slots(pattern));
}

void add_elements(const PathPattern& pattern, SlotSet& slots) {
  for (const NodePattern& node : pattern.nodes) slots.insert(node.slot);
  for (const RelationshipPattern& hop : pattern.relationships) slots.insert(hop.slot);
}

void add_hop(const Hop& hop, SlotSet& slots) {
  slots.insert(hop.from);
  if (hop.to_bound) slots.insert(hop.to);
  add(hop.distinct_from, slots);
}

/// One overload per operator that reads something.
struct ReadSlots {
  SlotSet& slots;

  template <typename Op>
  void operator()(const Op&) const {}
  void operator()(const IndexScan& op) const {
    add(op.value, slots);
    add(op.low, slots);
    add(op.high, slots);
    for (const Expression* value : op.values) add(value, slots);
  }
  void operator()(const OrderedScan& op) const {
    add(op.low, slots);
    add(op.high, slots);
  }
  void operator()(const NodeByIdScan& op) const { add(op.value, slots); }
  void operator()(const RelationshipByIdScan& op) const { add(op.value, slots); }
  void operator()(const Expand& op) const { add_hop(op.hop, slots); }
  void operator()(const ExpandIntersect& op) const {
    add_hop(op.hop, slots);
    for (const Hop& hop : op.closing) {
      slots.insert(hop.from);
      add(hop.distinct_from, slots);
    }
  }
  void operator()(const ExpandVariable& op) const {
    add_hop(op.hop, slots);
    add(op.properties, slots);
  }
  void operator()(const ExpandQuantified& op) const {
    add_hop(op.hop, slots);
    slots.insert(op.reads.begin(), op.reads.end());
  }
  void operator()(const ExpandBound& op) const {
    slots.insert(op.hop.relationship);
    if (op.from_bound) slots.insert(op.hop.from);
    if (op.hop.to_bound) slots.insert(op.hop.to);
    add(op.hop.distinct_from, slots);
  }
  void operator()(const ShortestPathSearch& op) const {
    add_hop(op.hop, slots);
    add(op.properties, slots);
    for (const Expression* predicate : op.predicates) add(predicate, slots);
    for (const StepPredicate& step : op.steps) {
      add(step.test, slots);
      slots.erase(step.element);
    }
    slots.erase(op.hop.relationship);
    if (op.pattern) slots.erase(op.pattern->slot);
  }
  void operator()(const AssemblePath& op) const { add_elements(*op.pattern, slots); }
  void operator()(const Filter& op) const {
    for (const Predicate& predicate : op.predicates) slots.merge(read_slots(predicate));
  }
  void operator()(const Project& op) const {
    for (const Assignment& item : op.items) add(item.expression, slots);
  }
  void operator()(const Aggregation& op) const {
    for (const Assignment& key : op.keys) add(key.expression, slots);
    for (const Expression* aggregate : op.aggregates) {
      slots.merge(free_slots_of_form(*aggregate));
    }
  }
  void operator()(const TreeAggregation& op) const {
    (*this)(op.aggregation);
    for (const TreeNode& node : op.nodes) {
      for (const Predicate& predicate : node.predicates) slots.merge(read_slots(predicate));
    }
    for (const Predicate& predicate : op.joint) slots.merge(read_slots(predicate));
    if (op.root_known) slots.insert(op.nodes.front().hop.to);
  }
  void operator()(const Distinct& op) const { add(op.slots, slots); }
  void operator()(const Sort& op) const {
    for (const SortItem* item : op.items) add(item->expression.get(), slots);
  }
  void operator()(const Top& op) const {
    for (const SortItem* item : op.items) add(item->expression.get(), slots);
  }
  void operator()(const UnwindList& op) const { add(op.list, slots); }
  void operator()(const ApplyToEach& op) const { add(op.list, slots); }
  void operator()(const HashJoin& op) const {
    add(op.probe, slots);
    add(op.build, slots);
  }
  void operator()(const CreatePattern& op) const {
    for (const PathPattern& pattern : op.clause->patterns) add_created(pattern, slots);
  }
  void operator()(const MergePattern& op) const {
    add_created(op.clause->pattern, slots);
    add(op.clause->on_create, slots);
    add(op.clause->on_match, slots);
  }
  void operator()(const SetProperties& op) const { add(op.clause->items, slots); }
  void operator()(const RemoveProperties& op) const {
    for (const RemoveItem& item : op.clause->items) add(item.target.get(), slots);
  }
  void operator()(const DeleteEntities& op) const {
    for (const ExpressionPtr& target : op.clause->targets) add(target.get(), slots);
  }
  void operator()(const CallProcedure& op) const {
    for (const ExpressionPtr& argument : op.clause->arguments) add(argument.get(), slots);
  }
  void operator()(const Produce& op) const { add(op.slots, slots); }
};

/// One overload per operator that writes something.
struct WrittenSlots {
  SlotSet& slots;

  template <typename Op>
  void operator()(const Op&) const {}
  void operator()(const AllNodesScan& op) const { slots.insert(op.node); }
  void operator()(const LabelScan& op) const { slots.insert(op.node); }
  void operator()(const IndexScan& op) const { slots.insert(op.node); }
  void operator()(const OrderedScan& op) const { slots.insert(op.node); }
  void operator()(const NodeByIdScan& op) const { slots.insert(op.node); }
  void operator()(const RelationshipByIdScan& op) const { slots.insert(op.relationship); }
  void operator()(const Expand& op) const { write_hop(op.hop); }
  void operator()(const ExpandIntersect& op) const {
    write_hop(op.hop);
    for (const Hop& hop : op.closing) write_hop(hop);
  }
  void operator()(const ExpandVariable& op) const {
    write_hop(op.hop);
    if (op.ends_once) slots.erase(op.hop.relationship);
  }
  void operator()(const ExpandQuantified& op) const {
    write_hop(op.hop);
    for (const GroupVariable& group : op.groups) slots.insert(group.list);
  }
  void operator()(const ExpandBound& op) const {
    if (!op.from_bound) slots.insert(op.hop.from);
    if (!op.hop.to_bound) slots.insert(op.hop.to);
  }
  void operator()(const ShortestPathSearch& op) const {
    slots.insert(op.hop.relationship);
    if (!op.predicates.empty() && op.pattern->slot != kNoSlot) slots.insert(op.pattern->slot);
  }
  void operator()(const AssemblePath& op) const { slots.insert(op.pattern->slot); }
  void operator()(const Project& op) const {
    for (const Assignment& item : op.items) slots.insert(item.slot);
  }
  void operator()(const Aggregation& op) const {
    for (const Assignment& key : op.keys) slots.insert(key.slot);
    for (const Expression* aggregate : op.aggregates) slots.insert(aggregate->slot);
  }
  void operator()(const TreeAggregation& op) const {
    (*this)(op.aggregation);
    for (const TreeNode& node : op.nodes) slots.insert(node.hop.to);
    if (op.root_known) slots.erase(op.nodes.front().hop.to);
  }
  void operator()(const UnwindList& op) const { slots.insert(op.slot); }
  void operator()(const ApplyToEach& op) const { slots.insert(op.slot); }
  void operator()(const Optional& op) const { add(op.nulls, slots); }
  void operator()(const Union& op) const { add(op.results.front(), slots); }
  void operator()(const CountFromStore& op) const { slots.insert(op.slot); }
  void operator()(const CreatePattern& op) const {
    for (const PathPattern& pattern : op.clause->patterns) slots.merge(bound_slots(pattern));
  }
  void operator()(const MergePattern& op) const { slots.merge(bound_slots(op.clause->pattern)); }
  void operator()(const CallProcedure& op) const {
    for (const YieldItem& item : op.clause->yields) slots.insert(item.slot);
  }

 private:
  void write_hop(const Hop& hop) const {
    if (hop.relationship != kNoSlot) slots.insert(hop.relationship);
    if (!hop.to_bound) slots.insert(hop.to);
  }

 public:
  explicit WrittenSlots(SlotSet& target) : slots(target) {}
};

}  // namespace

Direction turned_round(Direction direction) {
  if (direction == Direction::both) return direction;
  return direction == Direction::outgoing ? Direction::incoming : Direction::outgoing;
}

PlanPtr make_plan(Operator op, PlanPtr input) {
  auto plan = std::make_unique<Plan>();
  plan->op = std::move(op);
  plan->input = std::move(input);
  return plan;
}

SlotSet written_slots(const Plan& plan) {
  SlotSet slots;
  std::visit(WrittenSlots(slots), plan.op);
  return slots;
}

SlotSet written_by_chain(const Plan* chain) {
  SlotSet written;
  for (const Plan* plan = chain; plan; plan = plan->input.get()) {
    written.merge(written_slots(*plan));
    for (const PlanPtr& branch : plan->branches) written.merge(written_by_chain(branch.get()));
  }
  return written;
}

bool writes_graph(const Plan& chain) {
  for (const Plan* plan = &chain; plan; plan = plan->input.get()) {
    if (as<CreatePattern>(*plan) || as<MergePattern>(*plan) || as<SetProperties>(*plan) ||
        as<RemoveProperties>(*plan) || as<DeleteEntities>(*plan)) {
      return true;
    }
    const auto* call = as<CallProcedure>(*plan);
    if (call && call->clause->procedure->writes) return true;
    const auto writes = [](const PlanPtr& branch) { return writes_graph(*branch); };
    if (std::ranges::any_of(plan->branches, writes)) return true;
  }
  return false;
}

SlotSet read_slots(const Plan& plan) {
  SlotSet slots;
  std::visit(ReadSlots{slots}, plan.op);
  return slots;
}

SlotSet read_slots(const Predicate& predicate) {
  if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
    return free_slots(*general->expression);
  }
  if (const auto* labels = std::get_if<LabelPredicate>(&predicate)) return {labels->node};
  if (const auto* labels = std::get_if<LabelExpressionPredicate>(&predicate)) {
    return {labels->node};
  }
  const auto& property = std::get<PropertyPredicate>(predicate);
  SlotSet slots = free_slots(*property.value);
  slots.insert(property.subject);
  return slots;
}

}  // namespace chancery::query
