#pragma once

// Rows of JSON Lines: plain objects whose members a header picks, and what apoc.export.json writes.

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "bulk/table_rows.h"

namespace chancery::bulk {

/// Members of an object as the columns of a table.
class JsonRows {
 public:
  /// Throws Error(input_error) with the column where one names no member.
  explicit JsonRows(TableRows& rows);
  /// Fills the row that `rows` puts together. Throws Error(input_error).
  void fill(std::string_view text);

 private:
  TableRows& rows_;
  std::map<std::string, std::size_t, std::less<>> columns_;  // by member
  std::deque<std::string> texts_;  // of the row, which refers to its ids until it is added
};

/// {"type":"node",...} and {"type":"relationship",...}, see chancery/import.h.
class JsonDump {
 public:
  explicit JsonDump(ImportRun& run) : run_(run) {}
  /// Adds what stands in a line. A bad row is one to be skipped.
  void add(const std::string& file, std::uint64_t line, std::string_view text);

 private:
  ImportRun& run_;
  ImportRow row_;
};

}  // namespace chancery::bulk
