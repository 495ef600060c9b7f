#include "node_filters.h"

#include <utility>

namespace chancery::query {

const std::vector<Name>* label_test(const Expression& expression, Slot node) {
  const auto* test = expression.slot == kNoSlot ? as<LabelTest>(expression) : nullptr;
  bool plain = test && !test->label_expression && test->subject->slot == node;
  return plain ? &test->labels : nullptr;
}

std::vector<std::string> labels_of(const Filter& filter, Slot node) {
  std::vector<std::string> labels;
  for (const Predicate& predicate : filter.predicates) {
    if (const auto* test = std::get_if<LabelPredicate>(&predicate)) {
      if (test->node == node) {
        labels.insert(labels.end(), test->labels.begin(), test->labels.end());
      }
    } else if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
      const std::vector<Name>* names = label_test(*general->expression, node);
      for (std::size_t i = 0; names && i < names->size(); ++i) labels.push_back((*names)[i].text);
    }
  }
  return labels;
}

void drop_label(PlanPtr& link, Slot node, const std::string& label) {
  Filter& filter = *as<Filter>(*link);
  for (Predicate& predicate : filter.predicates) {
    const auto* general = std::get_if<ExpressionPredicate>(&predicate);
    const std::vector<Name>* names = general ? label_test(*general->expression, node) : nullptr;
    if (!names) continue;
    LabelPredicate test{node, {}};
    for (const Name& name : *names) test.labels.push_back(name.text);
    predicate = std::move(test);
  }
  std::erase_if(filter.predicates, [node, &label](Predicate& predicate) {
    auto* test = std::get_if<LabelPredicate>(&predicate);
    if (!test || test->node != node) return false;
    std::erase(test->labels, label);
    return test->labels.empty();
  });
  if (!filter.predicates.empty()) return;
  PlanPtr below = std::move(link->input);
  link = std::move(below);
}

}  // namespace chancery::query
