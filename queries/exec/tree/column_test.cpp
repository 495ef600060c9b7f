#include "column_test.h"

#include <limits>
#include <utility>

#include "expression_slots.h"
#include "lookup.h"

namespace chancery::query {
namespace {

std::string_view key_of(const Expression& expression, Slot node) {
  const auto* property = expression.slot == kNoSlot ? as<Property>(expression) : nullptr;
  return property && property->subject->slot == node ? std::string_view(property->key.text)
                                                     : std::string_view();
}

/// The first number of the column that is not less than the value, and whether it equals it;
/// nothing where the value is not of the column's type.
std::optional<std::pair<std::int64_t, bool>> number_of(const Column& column, const Value& value) {
  switch (column.type()) {
    case Column::Type::integer:
      if (value.type() != ValueType::integer) return std::nullopt;
      return std::pair(value.as_integer(), true);
    case Column::Type::date:
      if (value.type() != ValueType::date) return std::nullopt;
      return std::pair(std::int64_t{value.as_date().days}, true);
    case Column::Type::string: {
      if (value.type() != ValueType::string) return std::nullopt;
      const std::uint32_t code = column.lower_code(value.as_string());
      const bool found = code < column.distinct() && column.text(code) == value.as_string();
      return std::pair(std::int64_t{code}, found);
    }
    case Column::Type::boolean:
    case Column::Type::floating:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ColumnTest::Operand> ColumnTest::operand(const Comparison& comparison, Slot node) {
  if (comparison.operators.size() != 1) return std::nullopt;
  const ComparisonOperator op = comparison.operators.front();
  if (op == ComparisonOperator::not_equal) return std::nullopt;
  const Expression& left = *comparison.operands.front();
  const Expression& right = *comparison.operands.back();
  if (const auto key = key_of(left, node); !key.empty()) return Operand{&right, key, op};
  if (const auto key = key_of(right, node); !key.empty()) return Operand{&left, key, mirrored(op)};
  return std::nullopt;
}

std::optional<ColumnTest::Operand> ColumnTest::operand(const Predicate& predicate, Slot node) {
  if (const auto* property = std::get_if<PropertyPredicate>(&predicate)) {
    return Operand{property->value, property->key, ComparisonOperator::equal};
  }
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  const auto* comparison = general ? as<Comparison>(*general->expression) : nullptr;
  return comparison && general->expression->slot == kNoSlot ? operand(*comparison, node)
                                                            : std::nullopt;
}

std::optional<ColumnTest> ColumnTest::of(const Predicate& predicate, Slot node,
                                         const chancery::Projection& projection,
                                         ExecContext& context) {
  const std::optional<Operand> found = operand(predicate, node);
  if (!found || free_slots(*found->value).contains(node)) return std::nullopt;
  const std::optional<KeyId> key = context.graph().key_id(found->key);
  const Column* column = key ? projection.node_column(*key) : nullptr;
  if (!column) return std::nullopt;
  return ColumnTest(*column, found->op, compile(*found->value, context),
                    compile_test(predicate, context));
}

bool ColumnTest::admits(NodeIndex node, Row& row) {
  if (!looked_) look(row);
  if (!in_range_) return test_(row);
  const std::uint32_t place = column_->present().place(node);
  if (place == IndexSet::kAbsent) return false;
  const std::int64_t number = column_->numbers()[place];
  return low_ <= number && number <= high_;
}

void ColumnTest::look(Row& row) {
  looked_ = true;
  Value scratch;
  const auto number = number_of(*column_, value_(row, scratch));
  in_range_ = number.has_value();
  if (number) allow_from(number->first, number->second);
}

void ColumnTest::allow_from(std::int64_t first, bool present) {
  low_ = std::numeric_limits<std::int64_t>::min();
  high_ = std::numeric_limits<std::int64_t>::max();
  switch (op_) {
    case ComparisonOperator::less:
      return allow_below(first);
    case ComparisonOperator::less_or_equal:
      if (!present) return allow_below(first);
      high_ = first;
      return;
    case ComparisonOperator::greater:
      if (present) return allow_above(first);
      [[fallthrough]];
    case ComparisonOperator::greater_or_equal:
      low_ = first;
      return;
    default:
      low_ = first;
      high_ = first;
      if (!present) allow_none();
  }
}

void ColumnTest::allow_below(std::int64_t number) {
  if (number == low_) return allow_none();
  high_ = number - 1;
}

void ColumnTest::allow_above(std::int64_t number) {
  if (number == high_) return allow_none();
  low_ = number + 1;
}

void ColumnTest::allow_none() {
  low_ = 1;
  high_ = 0;
}

}  // namespace chancery::query
