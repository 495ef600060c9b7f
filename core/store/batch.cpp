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
        next_pending_(pending_.lower_bound(low)),
        version_(batch.version_) {
    key_ = low;
    base_valid_ = base_->next();
  }

  bool next() override {
    if (version_ != batch_.version_) find_place();
    started_ = true;
    while (true) {
      const bool has_pending =
          next_pending_ != pending_.end() && (high_.empty() || next_pending_->first < high_);
      if (!has_pending && !base_valid_) return false;
      if (!has_pending || (base_valid_ && base_->key() < next_pending_->first)) {
        return take_base();
      }
      if (base_valid_ && base_->key() == next_pending_->first) base_valid_ = base_->next();
      const auto row = next_pending_++;
      if (!row->second) continue;
      key_ = row->first;
      value_ = *row->second;
      return true;
    }
  }

  std::string_view key() const override { return key_; }
  std::string_view value() const override { return value_; }

 private:
  void find_place() {
    next_pending_ = started_ ? pending_.upper_bound(key_) : pending_.lower_bound(key_);
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
  PendingRows::const_iterator next_pending_;
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

void Batch::put(Family family, std::string key, std::string value) {
  set(family, std::move(key), std::move(value));
}

void Batch::erase(Family family, std::string key) { set(family, std::move(key), std::nullopt); }

void Batch::set(Family family, std::string key, std::optional<std::string> value) {
  // A node of the tree, and what the allocator adds to its three pieces of memory.
  constexpr std::size_t kPerRow = sizeof(PendingRows::value_type) + 32 + 48;
  ++version_;
  const std::size_t key_size = key.size();
  auto [row, fresh] = rows_[static_cast<std::size_t>(family)].try_emplace(std::move(key));
  if (fresh) bytes_ += kPerRow + key_size;
  if (row->second) bytes_ -= row->second->size();
  if (value) bytes_ += value->size();
  row->second = std::move(value);
}

bool Batch::empty() const {
  return std::ranges::all_of(rows_, [](const PendingRows& rows) { return rows.empty(); });
}

void Batch::clear() {
  ++version_;
  bytes_ = 0;
  for (PendingRows& rows : rows_) rows.clear();
}

std::optional<std::string> Batch::get(Family family, std::string_view key) const {
  const PendingRows& rows = rows_[static_cast<std::size_t>(family)];
  const auto row = rows.find(key);
  return row != rows.end() ? row->second : base_->get(family, key);
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
