#pragma once

// The writes of a transaction before it commits, laid over the rows it started from.

#include "store/rocks.h"

namespace chancery {

/// Reads see the pending writes. For one thread. A cursor may be used while rows are written: it
/// sees what is written ahead of it, and never a row twice.
class Batch final : public Reader {
 public:
  explicit Batch(std::shared_ptr<const Reader> base) : base_(std::move(base)) {}

  void put(Family family, std::string key, std::string value = {});
  void erase(Family family, std::string key);
  bool empty() const;
  void clear();
  /// Of memory, for the pending rows.
  std::size_t bytes() const { return bytes_; }
  /// Makes the pending rows durable; they stay in place.
  void write_to(Rocks& database, bool sync) const { database.write(rows_, sync); }

  std::optional<std::string> get(Family family, std::string_view key) const override;
  std::unique_ptr<Cursor> scan(Family family, std::string_view low,
                               std::string_view high) const override;
  /// Of the rows as they are now.
  std::unique_ptr<Cursor> scan_back(Family family, std::string_view low,
                                    std::string_view high) const override;

 private:
  friend class BatchCursor;

  std::shared_ptr<const Reader> base_;
  void set(Family family, std::string key, std::optional<std::string> value);

  PendingRows rows_[kFamilyCount];
  std::size_t bytes_ = 0;
  std::uint64_t version_ = 0;  // counts changes, so that cursors know to look again
};

}  // namespace chancery
