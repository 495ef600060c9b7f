#include "store/batch.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/keys.h"

namespace chancery {

namespace {

// Only rows of the adjacency are changed without being read.
std::string changed_value(const PendingRows::Row& row, std::string_view base) {
  return changed_row(parse_adjacency_key(row.key).node, base, {&row.value, 1});
}

}  // namespace

// Merges the rows of the base with the pending ones. Where the batch has changed since the last
// step, the place among the pending rows is found anew.
class BatchCursor final : public Cursor {
 public:
  BatchCursor(const Batch& batch, Family family, std::string_view low, std::string_view high)
      : batch_(batch),
        family_(family),
        pending_(batch.settled(family)),
        base_(batch.base_->scan(family, low, high)),
        high_(high),
        next_pending_(pending_.from(low)),
        version_(batch.version(family)) {
    key_ = low;
    base_valid_ = base_->next();
  }

  bool next() override {
    if (version_ != batch_.version(family_)) find_place();
    started_ = true;
    while (true) {
      const bool has_pending =
          !next_pending_.at_end() && (high_.empty() || (*next_pending_).key < high_);
      if (!has_pending) return base_valid_ && take_base();
      const PendingRows::Row row = *next_pending_;
      if (base_valid_ && base_->key() < row.key) return take_base();
      const bool in_base = base_valid_ && base_->key() == row.key;
      key_ = row.key;
      if (row.change) {
        value_ = changed_value(row, in_base ? base_->value() : std::string_view());
      } else {
        value_ = row.value;
      }
      if (in_base) base_valid_ = base_->next();
      next_pending_.next();
      if (!row.erased) return true;
    }
  }

  std::string_view key() const override { return key_; }
  std::string_view value() const override { return value_; }

 private:
  void find_place() {
    batch_.settled(family_);
    next_pending_ = started_ ? pending_.after(key_) : pending_.from(key_);
    version_ = batch_.version(family_);
  }

  bool take_base() {
    key_ = base_->key();
    value_ = base_->value();
    base_valid_ = base_->next();
    return true;
  }

  const Batch& batch_;
  Family family_;
  const PendingRows& pending_;
  std::unique_ptr<Cursor> base_;
  std::string high_;
  PendingRows::Walk next_pending_;
  std::uint64_t version_;
  std::string key_;  // of the last row, or the lower bound before the first
  std::string value_;
  bool base_valid_ = false;
  bool started_ = false;
};

// Rows gathered by a walk forwards, from the last to the first.
class GatheredCursor final : public Cursor {
 public:
  explicit GatheredCursor(Cursor& rows) {
    while (rows.next()) rows_.emplace_back(rows.key(), rows.value());
    at_ = rows_.size();
  }

  bool next() override { return at_ > 0 && at_-- > 0; }
  std::string_view key() const override { return rows_[at_].first; }
  std::string_view value() const override { return rows_[at_].second; }

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
  std::size_t at_ = 0;
};

void Batch::put(Family family, std::string_view key, std::string_view value) {
  count_change(family);
  of(family).put(key, value);
}

void Batch::put_new(Family family, std::string_view key, std::string_view value) {
  count_change(family);
  of(family).put_new(key, value);
}

void Batch::erase(Family family, std::string_view key) {
  count_change(family);
  of(family).erase(key);
}

PendingRows::Number Batch::open(Family family, std::string_view key, bool in_base) {
  count_change(family);
  PendingRows& rows = of(family);
  const PendingRows::Number number = rows.find(key);
  if (number != PendingRows::kNone) return rows[number].erased ? rows.put(key, {}) : number;
  const auto stored = in_base ? base_->get(family, key) : std::nullopt;
  return rows.put(key, stored ? std::string_view(*stored) : std::string_view());
}

void Batch::append(Family family, PendingRows::Number row, std::string_view bytes) {
  count_change(family);
  of(family).append(row, bytes);
}

void Batch::overwrite(Family family, PendingRows::Number row, std::size_t at,
                      std::string_view bytes) {
  count_change(family);
  of(family).overwrite(row, at, bytes);
}

void Batch::connect(RelationshipId relationship, const RelationshipRecord& ends) {
  count_change(Family::adjacency);
  adjacency_.add(relationship, ends.type, ends.start, ends.end);
}

void Batch::disconnect(RelationshipId relationship, const RelationshipRecord& ends) {
  count_change(Family::adjacency);
  adjacency_.remove(relationship, ends.type, ends.start, ends.end);
}

void Batch::end_document() {
  count_change(Family::adjacency);
  adjacency_.end_document(of(Family::adjacency), *base_);
}

void Batch::forget_adjacency(NodeId node) {
  const auto rows = scan_prefix(Family::adjacency, id_key(node));
  while (rows->next())
    if (!is_early_block_key(rows->key())) erase(Family::adjacency, rows->key());
}

const PendingRows& Batch::settled(Family family) const {
  PendingRows& rows = of(family);
  if (family == Family::adjacency && !adjacency_.empty()) adjacency_.settle(rows, *base_);
  if (family == Family::text && text_.settle) text_.settle();
  return rows;
}

bool Batch::empty() const {
  return adjacency_.empty() &&
         std::ranges::all_of(rows_, [](const PendingRows& rows) { return rows.empty(); });
}

void Batch::clear() {
  for (std::uint64_t& version : versions_) ++version;
  for (PendingRows& rows : rows_) rows.clear();
  adjacency_.clear();
}

std::size_t Batch::bytes() const {
  std::size_t bytes = adjacency_.bytes() + (text_.bytes ? text_.bytes() : 0);
  for (const PendingRows& rows : rows_) bytes += rows.bytes();
  return bytes;
}

void Batch::write_to(Rocks& database, bool sync) const {
  settled(Family::adjacency);
  settled(Family::text);
  database.write(rows_, sync);
}

void Batch::write_to(SortedRows& rows) const {
  settled(Family::adjacency);
  settled(Family::text);
  rows.add(rows_);
}

bool Batch::look_at(Family family, std::string_view key, const RowLook& look) const {
  const PendingRows& rows = settled(family);
  const PendingRows::Number number = rows.find(key);
  if (number == PendingRows::kNone) return base_->look_at(family, key, look);
  const PendingRows::Row row = rows[number];
  if (row.erased) return false;
  if (!row.change) {
    look(row.value);
    return true;
  }
  const auto stored = base_->get(family, key);
  look(changed_value(row, stored ? std::string_view(*stored) : std::string_view()));
  return true;
}

std::optional<std::string> Batch::get(Family family, std::string_view key) const {
  std::optional<std::string> value;
  look_at(family, key, [&](std::string_view bytes) { value = bytes; });
  return value;
}

bool Batch::has(Family family, std::string_view key) const {
  const PendingRows& rows = settled(family);
  const PendingRows::Number number = rows.find(key);
  return number == PendingRows::kNone ? base_->has(family, key) : !rows[number].erased;
}

std::unique_ptr<Cursor> Batch::scan(Family family, std::string_view low,
                                    std::string_view high) const {
  return std::make_unique<BatchCursor>(*this, family, low, high);
}

std::unique_ptr<Cursor> Batch::scan_back(Family family, std::string_view low,
                                         std::string_view high) const {
  return std::make_unique<GatheredCursor>(*scan(family, low, high));
}

}  // namespace chancery
