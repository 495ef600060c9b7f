#include "renaming.h"

#include <map>
#include <utility>

#include "../expression_slots.h"

namespace chancery::query {
namespace {

using Meanings = std::map<Slot, const Expression*>;

ExpressionPtr written_out(const Expression& expression, const Meanings& meanings);

/// A copy of the forms that predicates are made of; false of any other. Null parts are errors of
/// the parts.
class Copier {
 public:
  explicit Copier(const Meanings& meanings) : meanings_(meanings) {}

  bool complete() const { return complete_; }

  Expression::Form operator()(const Literal& form) { return form; }
  Expression::Form operator()(const Parameter& form) { return form; }
  Expression::Form operator()(const Variable& form) { return form; }
  Expression::Form operator()(const Property& form) {
    return Property{copy(form.subject), form.key};
  }
  Expression::Form operator()(const LabelTest& form) {
    if (form.label_expression) complete_ = false;
    return LabelTest{copy(form.subject), form.labels, nullptr};
  }
  Expression::Form operator()(const ListLiteral& form) { return ListLiteral{copy(form.items)}; }
  Expression::Form operator()(const Unary& form) { return Unary{form.op, copy(form.operand)}; }
  Expression::Form operator()(const Binary& form) {
    return Binary{form.op, copy(form.left), copy(form.right)};
  }
  Expression::Form operator()(const Comparison& form) {
    return Comparison{copy(form.operands), form.operators};
  }
  Expression::Form operator()(const Logical& form) { return Logical{form.op, copy(form.operands)}; }
  Expression::Form operator()(const FunctionCall& form) {
    return FunctionCall{form.name, copy(form.arguments), form.distinct,
                        form.star, form.function,        form.aggregate};
  }
  template <typename Form>
  Expression::Form operator()(const Form&) {
    complete_ = false;
    return Literal{};
  }

 private:
  ExpressionPtr copy(const ExpressionPtr& part) {
    ExpressionPtr result = written_out(*part, meanings_);
    complete_ = complete_ && result;
    return result;
  }

  std::vector<ExpressionPtr> copy(const std::vector<ExpressionPtr>& parts) {
    std::vector<ExpressionPtr> result;
    for (const ExpressionPtr& part : parts) result.push_back(copy(part));
    return result;
  }

  const Meanings& meanings_;
  bool complete_ = true;
};

/// The expression with the meanings in the place of their slots; null where it cannot be copied.
ExpressionPtr written_out(const Expression& expression, const Meanings& meanings) {
  const auto meaning = meanings.find(expression.slot);
  if (meaning != meanings.end()) return written_out(*meaning->second, {});
  Copier copier(meanings);
  auto result = std::make_unique<Expression>();
  result->form = std::visit(copier, expression.form);
  result->span = expression.span;
  result->height = expression.height;
  result->slot = expression.slot;
  return copier.complete() ? std::move(result) : nullptr;
}

/// What costs no more to ask for twice than to carry along.
bool is_simple(const Expression& expression) {
  if (expression.slot != kNoSlot) return true;
  const auto* property = as<Property>(expression);
  return as<Literal>(expression) || as<Parameter>(expression) ||
         (property && property->subject->slot != kNoSlot);
}

const std::vector<Assignment>& assignments(const Plan& plan) {
  const auto* projection = as<Project>(plan);
  return projection ? projection->items : as<Aggregation>(plan)->keys;
}

/// What the operator assigns to the slots; nothing where one is not simple.
std::optional<Meanings> meanings_of(const SlotSet& reads, const Plan& plan) {
  Meanings meanings;
  for (const Assignment& item : assignments(plan)) {
    if (!reads.contains(item.slot) || item.expression->slot == item.slot) continue;
    if (!is_simple(*item.expression)) return std::nullopt;
    meanings[item.slot] = item.expression;
  }
  return meanings;
}

/// The slot that the meaning of this one is; kNoSlot where it is a property.
Slot slot_before(Slot slot, const Meanings& meanings) {
  const auto meaning = meanings.find(slot);
  return meaning == meanings.end() ? slot : meaning->second->slot;
}

class Renaming {
 public:
  Renaming(const Meanings& meanings, std::vector<ExpressionPtr>& made)
      : meanings_(meanings), made_(made) {}

  std::optional<Predicate> operator()(const ExpressionPredicate& predicate) const {
    const Expression* expression = rewritten(*predicate.expression);
    if (!expression) return std::nullopt;
    return ExpressionPredicate{expression};
  }
  std::optional<Predicate> operator()(const PropertyPredicate& predicate) const {
    const Slot subject = slot_before(predicate.subject, meanings_);
    const Expression* value = subject == kNoSlot ? nullptr : rewritten(*predicate.value);
    if (!value) return std::nullopt;
    return PropertyPredicate{subject, predicate.key, value};
  }
  template <typename OfNode>
  std::optional<Predicate> operator()(OfNode predicate) const {
    predicate.node = slot_before(predicate.node, meanings_);
    if (predicate.node == kNoSlot) return std::nullopt;
    return predicate;
  }

 private:
  const Expression* rewritten(const Expression& expression) const {
    bool reads = false;
    for (const Slot slot : free_slots(expression)) reads = reads || meanings_.contains(slot);
    if (!reads) return &expression;
    ExpressionPtr copy = written_out(expression, meanings_);
    if (!copy) return nullptr;
    made_.push_back(std::move(copy));
    return made_.back().get();
  }

  const Meanings& meanings_;
  std::vector<ExpressionPtr>& made_;
};

}  // namespace

std::optional<Predicate> before_renaming(const Predicate& predicate, const Plan& plan,
                                         std::vector<ExpressionPtr>& made) {
  const std::optional<Meanings> meanings = meanings_of(read_slots(predicate), plan);
  if (!meanings) return std::nullopt;
  return std::visit(Renaming(*meanings, made), predicate);
}

}  // namespace chancery::query
