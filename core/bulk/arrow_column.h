#pragma once

// A column of Arrow batches: its values as a property stores them, as ids, and as texts.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "bulk/arrow_type.h"
#include "chancery/arrow.h"

namespace chancery::bulk {

class ArrowColumn {
 public:
  /// Throws Error(input_error) with advice for a type that no property can hold.
  explicit ArrowColumn(const ArrowSchema& schema);

  /// Turns to the values of a batch, which must stay until the next one; `first` and `length`: the
  /// part that is used. What can be checked of its layout is checked: throws Error(input_error).
  void open(const ArrowArray& array, std::int64_t first, std::int64_t length);

  bool is_null(std::int64_t row) const;
  // Of a value that is not null. Throw Error(input_error) for one that cannot be stored.
  void append(std::string& out, std::int64_t row) const;
  std::int64_t integer(std::int64_t row) const;
  std::string_view text(std::int64_t row) const;
  /// The texts of a list, with `delimiter` between them.
  std::string joined(std::int64_t row, char delimiter) const;

  // What the values are, behind a dictionary.
  bool has_integers() const;
  bool has_texts() const;
  bool has_lists_of_texts() const;

 private:
  struct Span {
    std::int64_t start;
    std::int64_t end;
  };

  template <typename T>
  T at(std::int64_t row, int buffer = 1) const;
  bool bit(int buffer, std::int64_t row) const;
  std::int64_t plain_integer(std::int64_t row) const;
  double floating(std::int64_t row) const;
  std::string_view plain_text(std::int64_t row) const;
  std::string_view viewed_text(std::int64_t row) const;
  void append_time(std::string& out, std::int64_t row) const;
  void append_span(std::string& out, std::int64_t row) const;
  void append_list(std::string& out, std::int64_t row) const;
  Span items_of(std::int64_t row) const;
  Span dictionary_row(std::int64_t row) const;
  void open_parts();
  [[noreturn]] void fail(const std::string& what) const;

  std::string name_;
  ArrowType type_;
  std::unique_ptr<ArrowColumn> items_;   // of lists
  std::unique_ptr<ArrowColumn> values_;  // of a dictionary; type_ is that of the numbers
  const ArrowArray* array_ = nullptr;
  std::int64_t first_ = 0;  // of row 0 in the buffers
};

}  // namespace chancery::bulk
