#pragma once

// Rows of comma-separated values, as RFC 4180 has them.

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// One field: its text without the quotes around it; nothing where nothing stands between two
/// delimiters ("" in quotes is an empty text).
using CsvField = std::optional<std::string>;

/// The same fields as views, for who reads many rows: valid until the reader is asked for the next.
using CsvFieldView = std::optional<std::string_view>;

/// Reads a stream of UTF-8 (a byte order mark is skipped) row by row, in memory that does not
/// depend on the stream's length. Lines end with LF, CRLF or CR; blank lines are no rows; blanks
/// belong to the field they stand in. Not thread-safe.
class CsvReader {
 public:
  /// `name` stands in messages. `stream` must outlive this. `delimiter` and `quote` are one ASCII
  /// character each.
  CsvReader(std::istream& stream, std::string name, char delimiter = ',', char quote = '"');
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;

  /// Fills `row` and yields true, or yields false at the end. Throws Error(input_error) with file
  /// and line: text that is not UTF-8, a quotation mark that is not closed or not doubled, a row
  /// of more than 16 MiB.
  bool next(std::vector<CsvField>& row);
  bool next(std::vector<CsvFieldView>& row);
  /// The line that the last row begins at, counted from 1.
  std::uint64_t line() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace CHANCERY_API
