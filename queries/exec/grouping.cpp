#include "grouping.h"

#include <utility>

namespace chancery::query {

Grouping::Grouping(const Aggregation& op, ExecContext& context)
    : memory_(context.limits()), cells_(op.aggregates, context) {
  for (const Assignment& key : op.keys) {
    keys_.push_back(compile(*key.expression, context));
    key_slots_.push_back(key.slot);
  }
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
  memory_.charge(2 * footprint(key) + kPerEntry + cells_.size() * AggregateCells::kCellBytes);
  auto group = std::make_unique<Group>();
  group->key = std::move(key);
  for (std::size_t i = 0; i < cells_.size(); ++i) group->cells.push_back(cells_.make(i));
  groups_.push_back(std::move(group));
  return *groups_.back();
}

void Grouping::add(Group& group, Row& row) {
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_.add(group.cells[i], i, row, 1);
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
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    row[cells_.slot(i)] = cells_.result(group.cells[i], i);
  }
}

void Grouping::clear() {
  groups_.clear();
  index_.clear();
  last_ = nullptr;
  at_ = 0;
  memory_.release();
  cells_.release();
}

}  // namespace chancery::query
