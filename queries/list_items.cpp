#include "list_items.h"

namespace chancery::query {

ListItems::ListItems(const Expression& list, ExecContext& context)
    : span_(list.span), limits_(&context.limits()) {
  const auto* call = list.slot == kNoSlot ? as<FunctionCall>(list) : nullptr;
  if (!call || !call->function || call->function->name != "range") {
    list_ = compile(list, context);
    return;
  }
  for (const ExpressionPtr& bound : call->arguments) bounds_.push_back(compile(*bound, context));
}

void ListItems::clear() {
  value_ = Value();
  range_.length = 0;
  at_ = 0;
}

ValueType ListItems::begin(Row& row) {
  clear();
  if (!list_) return begin_range(row);
  value_ = Value(list_(row, scratch_));
  return value_.type();
}

ValueType ListItems::begin_range(Row& row) {
  std::vector<Value> arguments;
  for (const Evaluator& bound : bounds_) {
    arguments.push_back(bound(row, scratch_));
    if (arguments.back().is_null()) return ValueType::null;
  }
  range_ = placed(span_, [&] { return integer_range(arguments); });
  return ValueType::list;
}

const Value* ListItems::next() {
  limits_->check();
  if (at_ < range_.length) return &(item_ = Value(range_[at_++]));
  if (value_.type() != ValueType::list || at_ >= value_.as_list().size()) return nullptr;
  return &value_.as_list()[at_++];
}

}  // namespace chancery::query
