#pragma once

// How results are written: formats for people and for programs.

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/database.h"

namespace chancery::cli {

enum class Format { table, csv, json, jsonl };

/// What write_rows() saw.
struct Written {
  std::uint64_t rows = 0;
  bool more = false;  ///< a table was cut at `table_rows`
};

struct OutputOptions {
  Format format = Format::table;
  std::size_t width = 100;       ///< columns of the screen, for tables
  std::uint64_t table_rows = 0;  ///< a table shows at most so many rows; 0: all
  bool terminal = false;         ///< colours and direction marks may be used
};

/// Writes all rows, with a header where the format has one, and for a table a footer.
Written write_rows(std::ostream& out, Rows& rows, const OutputOptions& options);

/// An aligned table; cells are wrapped, never cut. Column widths are in screen columns.
std::string render_table(const std::vector<std::string>& header,
                         const std::vector<std::vector<std::string>>& cells,
                         const OutputOptions& options);

/// "Created 3 nodes, set 2 properties"; empty where nothing changed.
std::string summary(const query::SideEffects& effects);

/// Thousands separated: 12,345.
std::string grouped(std::uint64_t number);

/// Options for standard output as it is now: its width, and whether it is a terminal.
OutputOptions standard_output(Format format = Format::table);

/// Bold where standard output is a terminal that wants colour (NO_COLOR unset), else plain.
std::string bold(std::string_view text);

}  // namespace chancery::cli
