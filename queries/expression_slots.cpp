#include "expression_slots.h"

#include <algorithm>

#include "ast_visit.h"
#include "functions.h"

namespace chancery::query {
namespace {

void visit_all(const std::vector<ExpressionPtr>& expressions, const ExpressionVisitor& visit) {
  for (const ExpressionPtr& expression : expressions) visit(*expression);
}

void visit_each(const ExpressionVisitor& visit,
                std::initializer_list<const ExpressionPtr*> expressions) {
  for (const ExpressionPtr* expression : expressions) {
    if (*expression) visit(**expression);
  }
}

void visit_set_items(const std::vector<SetItem>& items, const ExpressionVisitor& visit) {
  for (const SetItem& item : items) visit_each(visit, {&item.target, &item.value});
}

void visit_projection(const Projection& projection, const ExpressionVisitor& visit) {
  for (const ProjectionItem& item : projection.items) visit(*item.expression);
  for (const SortItem& item : projection.order_by) visit(*item.expression);
  visit_each(visit, {&projection.skip, &projection.limit});
}

void visit_patterns(const std::vector<PathPattern>& patterns, const ExpressionVisitor& visit) {
  for (const PathPattern& pattern : patterns) for_each_in_pattern(pattern, visit);
}

struct ClauseVisitor {
  const ExpressionVisitor& visit;

  void operator()(const Match& clause) const {
    visit_patterns(clause.patterns, visit);
    visit_each(visit, {&clause.where});
  }
  void operator()(const Unwind& clause) const { visit(*clause.list); }
  void operator()(const With& clause) const {
    visit_projection(clause.projection, visit);
    visit_each(visit, {&clause.where});
  }
  void operator()(const Return& clause) const { visit_projection(clause.projection, visit); }
  void operator()(const Create& clause) const { visit_patterns(clause.patterns, visit); }
  void operator()(const Merge& clause) const {
    for_each_in_pattern(clause.pattern, visit);
    visit_set_items(clause.on_create, visit);
    visit_set_items(clause.on_match, visit);
  }
  void operator()(const Set& clause) const { visit_set_items(clause.items, visit); }
  void operator()(const Remove& clause) const {
    for (const RemoveItem& item : clause.items) visit(*item.target);
  }
  void operator()(const Delete& clause) const { visit_all(clause.targets, visit); }
  void operator()(const Call& clause) const {
    visit_all(clause.arguments, visit);
    visit_each(visit, {&clause.where});
  }
  void operator()(const CallSubquery&) const {}
  void operator()(const Foreach& clause) const { visit(*clause.list); }
};

/// Gathers what is read and what is bound on the way down; free is the difference, because no
/// slot belongs to two variables.
class SlotCollector {
 public:
  void add(const Expression& expression) {
    if (expression.slot != kNoSlot) {
      read_.insert(expression.slot);
    } else {
      add_form(expression);
    }
  }

  void add_form(const Expression& expression) {
    add_bindings(expression);
    for_each_child(expression, [this](const Expression& child) { add(child); });
  }

  void add_pattern(const PathPattern& pattern) {
    for (const NodePattern& node : pattern.nodes) mention(node.slot, node.bound);
    for (const RelationshipPattern& hop : pattern.relationships) {
      mention(hop.slot, hop.bound);
      if (!hop.quantified) continue;
      add_pattern(hop.quantified->pattern);
      for (const GroupVariable& group : hop.quantified->groups) bound_.insert(group.list);
    }
    if (pattern.slot != kNoSlot) bound_.insert(pattern.slot);
  }

  void add(const Query& query) {
    for (const SingleQuery& branch : query.branches) {
      for (const Clause& clause : branch.clauses) add(clause);
    }
  }

  SlotSet free() const {
    SlotSet free;
    std::ranges::set_difference(read_, bound_, std::inserter(free, free.end()));
    return free;
  }
  const SlotSet& bound() const { return bound_; }

 private:
  void mention(Slot slot, bool known) { (known ? read_ : bound_).insert(slot); }

  void add_bindings(const Expression& expression) {
    if (const auto* choice = as<Case>(expression)) {
      if (choice->slot != kNoSlot) bound_.insert(choice->slot);
    } else if (const auto* form = as<ListComprehension>(expression)) {
      bound_.insert(form->slot);
    } else if (const auto* quantifier = as<Quantifier>(expression)) {
      bound_.insert(quantifier->slot);
    } else if (const auto* reduce = as<Reduce>(expression)) {
      bound_.insert({reduce->slot, reduce->accumulator_slot});
    } else if (const auto* comprehension = as<PatternComprehension>(expression)) {
      add_pattern(comprehension->pattern);
    } else if (const auto* pattern = as<PatternExpression>(expression)) {
      add_pattern(pattern->pattern);
    } else if (const auto* subquery = as<SubqueryExpression>(expression)) {
      add(*subquery->query);
    }
  }

  void add_projection(const Projection& projection) {
    for (const ProjectionItem& item : projection.items) {
      if (item.expression->slot != item.slot) bound_.insert(item.slot);
    }
    for (const Expression* aggregate : projection.aggregates) {
      bound_.insert(aggregate->slot);
      add_form(*aggregate);
    }
  }

  void add(const Clause& clause) {
    if (const auto* match = as<Match>(clause)) {
      for (const PathPattern& pattern : match->patterns) add_pattern(pattern);
    } else if (const auto* create = as<Create>(clause)) {
      for (const PathPattern& pattern : create->patterns) add_pattern(pattern);
    } else if (const auto* merge = as<Merge>(clause)) {
      add_pattern(merge->pattern);
    } else if (const auto* unwind = as<Unwind>(clause)) {
      bound_.insert(unwind->slot);
    } else if (const auto* with = as<With>(clause)) {
      add_projection(with->projection);
    } else if (const auto* result = as<Return>(clause)) {
      add_projection(result->projection);
    } else if (const auto* call = as<Call>(clause)) {
      for (const YieldItem& item : call->yields) bound_.insert(item.slot);
    } else if (const auto* subquery = as<CallSubquery>(clause)) {
      add(*subquery->query);
    } else if (const auto* loop = as<Foreach>(clause)) {
      bound_.insert(loop->slot);
      add(*loop->updates);
    }
    for_each_expression(clause, [this](const Expression& child) { add(child); });
  }

  SlotSet read_;
  SlotSet bound_;
};

}  // namespace

void for_each_expression(const Clause& clause, const ExpressionVisitor& visit) {
  std::visit(ClauseVisitor{visit}, clause.form);
}

SlotSet free_slots(const Expression& expression) {
  SlotCollector collector;
  collector.add(expression);
  return collector.free();
}

SlotSet free_slots_of_form(const Expression& expression) {
  SlotCollector collector;
  collector.add_form(expression);
  return collector.free();
}

SlotSet free_slots(const PathPattern& pattern) {
  SlotSet free;
  for_each_in_pattern(pattern, [&free](const Expression& child) { free.merge(free_slots(child)); });
  return free;
}

SlotSet free_slots(const Query& query) {
  SlotCollector collector;
  collector.add(query);
  return collector.free();
}

SlotSet bound_slots(const PathPattern& pattern) {
  SlotCollector collector;
  collector.add_pattern(pattern);
  return collector.bound();
}

bool reads_graph(const Expression& expression) {
  if (expression.slot != kNoSlot) return false;
  if (as<Property>(expression) || as<LabelTest>(expression) || as<MapProjection>(expression) ||
      as<Index>(expression) || as<PatternComprehension>(expression) ||
      as<PatternExpression>(expression) || as<SubqueryExpression>(expression)) {
    return true;
  }
  const auto* call = as<FunctionCall>(expression);
  if (call && call->function && !call->arguments.empty()) return true;
  bool found = false;
  for_each_child(expression,
                 [&found](const Expression& child) { found = found || reads_graph(child); });
  return found;
}

bool is_deterministic(const Expression& expression) {
  const auto* call = as<FunctionCall>(expression);
  if (call && call->function && !call->function->deterministic) return false;
  bool deterministic = true;
  for_each_child(expression, [&deterministic](const Expression& child) {
    deterministic = deterministic && is_deterministic(child);
  });
  return deterministic;
}

}  // namespace chancery::query
