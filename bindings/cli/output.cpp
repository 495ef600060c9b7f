#include "output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <ostream>

#include "screen_text.h"

namespace chancery::cli {

namespace {

constexpr std::size_t kSeparator = 3;  // " │ " between two columns
constexpr std::size_t kNarrowest = 8;  // a column is not squeezed below

/// Column widths that fit the screen: wide columns give way first.
std::vector<std::size_t> fit(std::vector<std::size_t> widths, std::size_t screen) {
  const std::size_t separators = kSeparator * (widths.size() - 1);
  const std::size_t room = screen > separators ? screen - separators : 0;
  while (std::accumulate(widths.begin(), widths.end(), std::size_t{0}) > room) {
    auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    std::size_t second = kNarrowest;
    for (auto i = widths.begin(); i != widths.end(); ++i)
      if (i != widest) second = std::max(second, *i);
    const std::size_t excess = std::accumulate(widths.begin(), widths.end(), std::size_t{0}) - room;
    const std::size_t step = std::max<std::size_t>(1, *widest > second ? *widest - second : 1);
    *widest = std::max(kNarrowest, *widest - std::min(excess, step));
  }
  return widths;
}

bool looks_numeric(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.-+eE,") == std::string_view::npos;
}

void append_padded(std::string& out, const std::string& cell, std::size_t width, bool right,
                   const OutputOptions& options) {
  const std::size_t used = screen_width(cell);
  const std::string padding(width > used ? width - used : 0, ' ');
  if (right) out += padding;
  // An isolate keeps a right-to-left cell from turning its neighbours around.
  const bool isolate = options.terminal && has_right_to_left(cell);
  if (isolate) out += "\u2068";
  out += cell;
  if (isolate) out += "\u2069";
  if (!right) out += padding;
}

void append_row(std::string& out, const std::vector<std::string>& cells,
                const std::vector<std::size_t>& widths, const std::vector<bool>& right,
                const OutputOptions& options) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    lines.push_back(wrap(cells[c], widths[c]));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t l = 0; l < height; ++l) {
    std::string line;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (c > 0) line += " │ ";
      append_padded(line, l < lines[c].size() ? lines[c][l] : std::string(), widths[c], right[c],
                    options);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
}

std::string csv_cell(const Value& value) {
  if (value.is_null()) return {};
  std::string text = to_display(value);
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

std::string json_row(const std::vector<std::string>& columns, const std::vector<Value>& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < columns.size(); ++i)
    out += (i ? ", " : "") + to_json(Value(columns[i])) + ": " + to_json(row[i]);
  return out + "}";
}

Written write_table(std::ostream& out, Rows& rows, const OutputOptions& options) {
  Written written;
  std::vector<std::vector<std::string>> cells;
  Rows::Row row;
  while (rows.next(row)) {
    if (options.table_rows > 0 && cells.size() == options.table_rows) {
      written.more = true;
      break;
    }
    std::vector<std::string> line;
    for (const Value& value : row) line.push_back(printable(to_display(value)));
    cells.push_back(std::move(line));
  }
  written.rows = cells.size();
  if (!rows.columns().empty()) out << render_table(rows.columns(), cells, options);
  return written;
}

Written write_csv(std::ostream& out, Rows& rows) {
  Written written;
  for (std::size_t i = 0; i < rows.columns().size(); ++i)
    out << (i ? "," : "") << csv_cell(Value(rows.columns()[i]));
  out << "\r\n";
  for (const Rows::Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i ? "," : "") << csv_cell(row[i]);
    out << "\r\n";
    ++written.rows;
  }
  return written;
}

Written write_json(std::ostream& out, Rows& rows, bool lines) {
  Written written;
  if (!lines) out << "[";
  for (const Rows::Row& row : rows) {
    if (!lines) out << (written.rows ? ",\n " : "\n ");
    out << json_row(rows.columns(), row);
    if (lines) out << "\n";
    ++written.rows;
  }
  if (!lines) out << (written.rows ? "\n]\n" : "]\n");
  return written;
}

}  // namespace

std::string render_table(const std::vector<std::string>& header,
                         const std::vector<std::vector<std::string>>& cells,
                         const OutputOptions& options) {
  std::vector<std::string> names;
  std::vector<std::size_t> widths;
  std::vector<bool> right(header.size(), !cells.empty());
  for (const std::string& name : header) {
    names.push_back(printable(name));
    widths.push_back(std::max<std::size_t>(1, screen_width(names.back())));
  }
  for (const auto& row : cells)
    for (std::size_t c = 0; c < header.size(); ++c) {
      widths[c] = std::max(widths[c], screen_width(row[c]));
      if (!looks_numeric(row[c])) right[c] = false;
    }
  widths = fit(std::move(widths), options.width);

  std::string out;
  append_row(out, names, widths, right, options);
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (c > 0) out += "─┼─";
    for (std::size_t i = 0; i < widths[c]; ++i) out += "─";
  }
  out += "\n";
  for (const auto& row : cells) append_row(out, row, widths, right, options);
  return out;
}

Written write_rows(std::ostream& out, Rows& rows, const OutputOptions& options) {
  switch (options.format) {
    case Format::csv:
      return write_csv(out, rows);
    case Format::json:
      return write_json(out, rows, false);
    case Format::jsonl:
      return write_json(out, rows, true);
    case Format::table:
      break;
  }
  return write_table(out, rows, options);
}

std::string summary(const query::SideEffects& effects) {
  struct Part {
    std::uint64_t count;
    const char* one;
    const char* many;
    const char* done;
  };
  const Part parts[] = {{effects.nodes_created, "node", "nodes", "created"},
                        {effects.nodes_deleted, "node", "nodes", "deleted"},
                        {effects.relationships_created, "relationship", "relationships", "created"},
                        {effects.relationships_deleted, "relationship", "relationships", "deleted"},
                        {effects.labels_added, "label", "labels", "added"},
                        {effects.labels_removed, "label", "labels", "removed"},
                        {effects.properties_set, "property", "properties", "set"},
                        {effects.properties_removed, "property", "properties", "removed"}};
  std::string out;
  for (const Part& part : parts) {
    if (part.count == 0) continue;
    out += (out.empty() ? "" : ", ") + grouped(part.count) + " " +
           (part.count == 1 ? part.one : part.many) + " " + part.done;
  }
  return out;
}

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t i = out.size(); i > 3;) {
    i -= 3;
    out.insert(i, ",");
  }
  return out;
}

OutputOptions standard_output(Format format) {
  OutputOptions options;
  options.format = format;
  options.terminal = isatty(STDOUT_FILENO) != 0;
  winsize size{};
  if (options.terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    options.width = size.ws_col;
  else if (const char* columns = std::getenv("COLUMNS"); columns && std::atoi(columns) > 0)
    options.width = static_cast<std::size_t>(std::atoi(columns));
  return options;
}

std::string bold(std::string_view text) {
  static const bool colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return colour ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

}  // namespace chancery::cli
