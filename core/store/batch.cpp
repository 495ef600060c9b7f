#include "store/batch.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace chancery {

// Merges the rows of the base with the pending ones. Where the batch has changed since the last
// step, the place among the pending rows is found anew.
class BatchCursor final : public Cursor {
 public:
  BatchCursor(const Batch& batch, Family family, std::string_view low, std::string_view high)
      : batch_(batch),
        pending_(batch.rows_[static_cast<std::size_t>(family)]),
        base_(batch.base_->scan(family, low, high)),
        high_(high),
        next_pending_(pending_.from(low)),
        version_(batch.version_) {
    key_ = low;
    base_valid_ = base_->next();
  }

  bool next() override {
    if (version_ != batch_.version_) find_place();
    started_ = true;
    while (true) {
      const bool has_pending =
          !next_pending_.at_end() && (high_.empty() || (*next_pending_).key < high_);
      if (!has_pending) return base_valid_ && take_base();
      const PendingRows::Row row = *next_pending_;
      if (base_valid_ && base_->key() < row.key) return take_base();
      if (base_valid_ && base_->key() == row.key) base_valid_ = base_->next();
      next_pending_.next();
      if (row.erased) continue;
      key_ = row.key;
      value_ = row.value;
      return true;
    }
  }

  std::string_view key() const override { return key_; }
  std::string_view value() const override { return value_; }

 private:
  void find_place() {
    next_pending_ = started_ ? pending_.after(key_) : pending_.from(key_);
    version_ = batch_.version_;
  }

  bool take_base() {
    key_ = base_->key();
    value_ = base_->value();
    base_valid_ = base_->next();
    return true;
  }

  const Batch& batch_;
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
  ++version_;
  of(family).put(key, value);
}

void Batch::put_new(Family family, std::string_view key, std::string_view value) {
  ++version_;
  of(family).put_new(key, value);
}

void Batch::erase(Family family, std::string_view key) {
  ++version_;
  of(family).erase(key);
}

PendingRows::Number Batch::open(Family family, std::string_view key, bool in_base) {
  ++version_;
  PendingRows& rows = of(family);
  const PendingRows::Number number = rows.find(key);
  if (number != PendingRows::kNone) return rows[number].erased ? rows.put(key, {}) : number;
  const auto stored = in_base ? base_->get(family, key) : std::nullopt;
  return rows.put(key, stored ? std::string_view(*stored) : std::string_view());
}

bool Batch::empty() const {
  return std::ranges::all_of(rows_, [](const PendingRows& rows) { return rows.empty(); });
}

void Batch::clear() {
  ++version_;
  for (PendingRows& rows : rows_) rows.clear();
}

std::size_t Batch::bytes() const {
  std::size_t bytes = 0;
  for (const PendingRows& rows : rows_) bytes += rows.bytes();
  return bytes;
}

std::optional<std::string> Batch::get(Family family, std::string_view key) const {
  const PendingRows& rows = rows_[static_cast<std::size_t>(family)];
  const PendingRows::Number number = rows.find(key);
  if (number == PendingRows::kNone) return base_->get(family, key);
  const PendingRows::Row row = rows[number];
  return row.erased ? std::nullopt : std::optional<std::string>(row.value);
}

bool Batch::has(Family family, std::string_view key) const {
  const PendingRows& rows = rows_[static_cast<std::size_t>(family)];
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
