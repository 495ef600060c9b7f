#include "aggregate_cells.h"

#include <utility>

namespace chancery::query {

AggregateCells::AggregateCells(const std::vector<const Expression*>& aggregates,
                               ExecContext& context)
    : context_(context), memory_(context.limits()) {
  for (const Expression* expression : aggregates) {
    const auto& call = *as<FunctionCall>(*expression);
    Column column{call.aggregate,
                  call.distinct,
                  {},
                  static_cast<std::size_t>(expression->slot),
                  expression->span};
    for (const ExpressionPtr& argument : call.arguments) {
      column.arguments.push_back(compile(*argument, context));
    }
    columns_.push_back(std::move(column));
  }
}

void AggregateCells::add(Cell& cell, std::size_t aggregate, Row& row, std::int64_t times) {
  const Column& column = columns_[aggregate];
  arguments_.clear();
  for (const Evaluator& argument : column.arguments) {
    arguments_.push_back(argument(row, scratch_));
  }
  if (column.distinct) {
    auto [place, fresh] = cell.seen.insert(arguments_);
    if (!fresh) return;
    memory_.charge(footprint(*place) + kPerEntry);
    times = 1;
  }
  placed(column.span, [&] { cell.accumulator->add(context_.eval, arguments_, times); });
}

Value AggregateCells::result(Cell& cell, std::size_t aggregate) {
  return placed(columns_[aggregate].span, [&] { return cell.accumulator->result(context_.eval); });
}

}  // namespace chancery::query
