#include "grouping.h"

#include <utility>

namespace chancery::query {

Grouping::Grouping(const Aggregation& op, ExecContext& context)
    : context_(context), memory_(context.limits()) {
  for (const Assignment& key : op.keys) {
    keys_.push_back(compile(*key.expression, context));
    key_slots_.push_back(key.slot);
  }
  for (const Expression* aggregate : op.aggregates) {
    columns_.push_back(make_column(*aggregate, context));
  }
}

Grouping::Column Grouping::make_column(const Expression& expression, ExecContext& context) {
  const auto& call = *as<FunctionCall>(expression);
  Column column{call.aggregate,
                call.distinct,
                {},
                static_cast<std::size_t>(expression.slot),
                expression.span};
  for (const ExpressionPtr& argument : call.arguments) {
    column.arguments.push_back(compile(*argument, context));
  }
  return column;
}

Group& Grouping::group_of(Row& row) {
  key_.clear();
  for (const Evaluator& evaluator : keys_) key_.push_back(evaluator(row, scratch_));
  // Rows of a group often come one after the other.
  if (last_ == nullptr || !HeldRowEquivalent()(last_->key, key_)) last_ = &group_with(key_);
  return *last_;
}

Group& Grouping::group_with(const HeldRow& key) {
  const auto found = index_.find(key);
  if (found != index_.end()) return *groups_[found->second];
  index_.emplace(key, groups_.size());
  return new_group(key);
}

Group& Grouping::new_group(HeldRow key) {
  memory_.charge(2 * footprint(key) + kPerEntry + columns_.size() * (sizeof(Cell) + kPerEntry));
  auto group = std::make_unique<Group>();
  group->key = std::move(key);
  for (const Column& column : columns_) group->cells.push_back({column.aggregate->make(), {}});
  groups_.push_back(std::move(group));
  return *groups_.back();
}

void Grouping::add(Group& group, Row& row, std::int64_t times) {
  for (std::size_t i = 0; i < columns_.size(); ++i) add_to(group, i, row, times);
}

void Grouping::add_to(Group& group, std::size_t aggregate, Row& row, std::int64_t times) {
  const Column& column = columns_[aggregate];
  Cell& cell = group.cells[aggregate];
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

void Grouping::add_rows(Group& group, std::size_t aggregate, std::int64_t times) {
  group.cells[aggregate].accumulator->add(context_.eval, {}, times);
}

void Grouping::finish() {
  if (keys_.empty() && groups_.empty()) new_group({});
  index_.clear();
  last_ = nullptr;
}

bool Grouping::emit(Row& row) {
  if (at_ == groups_.size()) return false;
  put_out(*groups_[at_], row);
  groups_[at_++] = nullptr;
  return true;
}

void Grouping::put_out(Group& group, Row& row) {
  put_back(std::move(group.key), key_slots_, row);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    row[columns_[i].slot] =
        placed(columns_[i].span, [&] { return group.cells[i].accumulator->result(context_.eval); });
  }
}

void Grouping::clear() {
  groups_.clear();
  index_.clear();
  last_ = nullptr;
  at_ = 0;
  memory_.release();
}

}  // namespace chancery::query
