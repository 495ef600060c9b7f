#pragma once

// Writes that wait for their commit, of one family: for each key the newest. They are found by a
// hash of the key, and put into the order of keys only where somebody walks them: a bulk load
// writes millions of rows and reads few of them back.

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace chancery {

/// For one thread, constness notwithstanding: what is asked in order is sorted then.
class PendingRows {
 public:
  /// A row keeps its number until clear().
  using Number = std::uint32_t;
  static constexpr Number kNone = ~Number{0};

  struct Row {
    std::string_view key;
    std::string_view value;
    bool erased = false;
    bool change = false;  ///< the value is to be merged into that of the base
  };

  /// Rows in the order of their keys. Stays valid until a new key is written.
  class Walk {
   public:
    bool at_end() const { return chunk_ == rows_->order_.size(); }
    Row operator*() const { return (*rows_)[rows_->order_[chunk_][place_]]; }
    void next();

   private:
    friend class PendingRows;
    Walk(const PendingRows& rows, std::size_t chunk, std::size_t place)
        : rows_(&rows), chunk_(chunk), place_(place) {}
    const PendingRows* rows_;
    std::size_t chunk_;
    std::size_t place_;
  };

  PendingRows() = default;
  PendingRows(const PendingRows&) = delete;
  PendingRows& operator=(const PendingRows&) = delete;

  Number put(std::string_view key, std::string_view value, bool change = false);
  /// As put(), for a key that has not been written before: it is hashed when somebody asks for one.
  Number put_new(std::string_view key, std::string_view value, bool change = false);
  void erase(std::string_view key);
  /// kNone where nothing is pending for the key.
  Number find(std::string_view key) const;
  Row operator[](Number number) const;
  /// Adds to the value of a row that is not erased; costs what is added, not what was there.
  void append(Number number, std::string_view bytes);
  /// Replaces bytes inside the value of a row.
  void overwrite(Number number, std::size_t at, std::string_view bytes);

  /// From the first key that is not less than `key`.
  Walk from(std::string_view key) const;
  /// From the first key that is greater.
  Walk after(std::string_view key) const;
  Walk begin() const;

  bool empty() const { return cells_.empty(); }
  std::size_t size() const { return cells_.size(); }
  /// Of memory.
  std::size_t bytes() const;
  void clear();

 private:
  struct Cell {
    const char* key;
    char* value;
    std::uint32_t key_size;
    std::uint32_t value_size;
    std::uint32_t capacity;
    bool erased;
    bool change;
  };
  struct Slot {
    std::uint32_t hash = 0;
    Number number = kNone;
  };
  using Chunk = std::vector<Number>;

  std::string_view key_of(Number number) const {
    return {cells_[number].key, cells_[number].key_size};
  }
  char* allocate(std::size_t bytes);
  Number add(std::string_view key);
  void set(Number number, std::string_view value, bool change);
  Number find(std::string_view key, std::uint32_t hash) const;
  bool is_worth_hashing() const;
  Number search(std::string_view key) const;
  void hash_all() const;
  void grow() const;
  void place(Slot slot) const;
  void reserve(Cell& cell, std::size_t size, std::size_t kept);
  void sort() const;
  Chunk in_order(std::size_t first) const;
  void merge(const Chunk& fresh) const;
  void insert(Number number) const;
  template <typename Before>
  Walk first_not(const Before& before) const;

  std::pmr::monotonic_buffer_resource memory_;
  std::size_t allocated_ = 0;
  std::vector<Cell> cells_;
  mutable std::vector<Slot> slots_;   // a power of two; open addressing
  mutable std::size_t hashed_ = 0;    // so many of the first cells have a slot
  mutable std::size_t searches_ = 0;  // that were made while others had none
  mutable std::vector<Chunk> order_;  // the first sorted_ rows, by key; no chunk is empty
  mutable std::size_t sorted_ = 0;
};

}  // namespace chancery
