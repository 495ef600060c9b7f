#pragma once

// Tables of tab-separated values as the dictionaries are written in: a header that names the
// columns, "#" comment lines, empty lines skipped. Every fault names file, line and column.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::ingest {

class TsvTable;

/// One row. A cell of a column that the file does not have is empty.
class TsvRow {
 public:
  std::string_view operator[](std::string_view column) const;
  /// As above; throws where it is empty.
  std::string_view required(std::string_view column) const;
  /// Items of a list-valued cell, split at "|", trimmed, empty ones dropped.
  std::vector<std::string_view> list(std::string_view column) const;
  /// A number in [0, 1] or `otherwise` where the cell is empty; throws where it is neither.
  double fraction(std::string_view column, double otherwise) const;
  /// Throws Error(input_error) at this row and column.
  [[noreturn]] void fail(std::string_view column, const std::string& message) const;
  /// The cells that are filled, as they stand there, with " · " between.
  std::string text() const;
  /// "verbs/stance.tsv:12".
  std::string source() const;

 private:
  friend class TsvTable;
  const TsvTable* table_ = nullptr;
  unsigned line_ = 0;
  std::vector<std::string_view> cells_;
};

/// A whole file, kept in memory; rows point into it.
class TsvTable {
 public:
  /// Throws Error(input_error): unreadable, no header, unknown or repeated column, a row with
  /// more cells than columns, invalid UTF-8.
  TsvTable(const std::filesystem::path& path, const std::vector<std::string_view>& columns);
  TsvTable(const TsvTable&) = delete;
  TsvTable& operator=(const TsvTable&) = delete;

  const std::vector<TsvRow>& rows() const { return rows_; }
  const std::string& content() const { return content_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  friend class TsvRow;
  std::size_t column(std::string_view name) const;
  void read_header(std::string_view line, unsigned number,
                   const std::vector<std::string_view>& columns);
  void read_row(std::string_view line, unsigned number);

  std::filesystem::path path_;
  std::string content_;
  std::vector<std::string> columns_;
  std::vector<TsvRow> rows_;
};

/// Text without white space at both ends.
std::string_view trimmed(std::string_view text);
/// Parts of `text` between `separator`, not trimmed; at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace chancery::ingest
