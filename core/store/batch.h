#pragma once

// The writes of a transaction before it commits, laid over the rows it started from.

#include "store/rocks.h"

namespace chancery {

/// Reads see the pending writes. For one thread. A cursor may be used while rows are written: it
/// sees what is written ahead of it, and never a row twice.
class Batch final : public Reader {
 public:
  explicit Batch(std::shared_ptr<const Reader> base) : base_(std::move(base)) {}

  void put(Family family, std::string_view key, std::string_view value = {});
  /// As put(), for a key that this batch has not written before.
  void put_new(Family family, std::string_view key, std::string_view value = {});
  void erase(Family family, std::string_view key);
  /// A row to be changed in place, in of(family): the pending one, else a copy of the one in the
  /// base, else an empty one. `in_base`: false where it is known that the base has none.
  PendingRows::Number open(Family family, std::string_view key, bool in_base = true);
  PendingRows& of(Family family) { return rows_[static_cast<std::size_t>(family)]; }
  bool empty() const;
  void clear();
  /// Of memory, for the pending rows.
  std::size_t bytes() const;
  /// Makes the pending rows durable; they stay in place.
  void write_to(Rocks& database, bool sync) const { database.write(rows_, sync); }

  const Reader& base() const { return *base_; }

  std::optional<std::string> get(Family family, std::string_view key) const override;
  bool has(Family family, std::string_view key) const override;
  std::unique_ptr<Cursor> scan(Family family, std::string_view low,
                               std::string_view high) const override;
  /// Of the rows as they are now.
  std::unique_ptr<Cursor> scan_back(Family family, std::string_view low,
                                    std::string_view high) const override;

 private:
  friend class BatchCursor;

  std::shared_ptr<const Reader> base_;
  PendingRows rows_[kFamilyCount];
  std::uint64_t version_ = 0;  // counts changes, so that cursors know to look again
};

}  // namespace chancery
