#include "dictionary/tsv.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "chancery/error.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf() || in.peek() == EOF)) {
    throw Error(ErrorKind::input_error, "This dictionary cannot be read.", {path.string()});
  }
  return std::move(content).str();
}

/// 1-based column of the first byte that is not UTF-8; 0 where all is well.
unsigned invalid_utf8(std::string_view line) {
  const auto length = static_cast<std::int32_t>(line.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t start = i;
    UChar32 c;
    U8_NEXT(line.data(), i, length, c);
    if (c < 0) return static_cast<unsigned>(start) + 1;
  }
  return 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

TsvTable::TsvTable(const std::filesystem::path& path, const std::vector<std::string_view>& columns)
    : path_(path), content_(read_file(path)) {
  std::string_view rest = content_;
  if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
  unsigned number = 0;
  for (std::string_view line : split(rest, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trimmed(line).empty() || line.front() == '#') continue;
    if (const unsigned column = invalid_utf8(line)) {
      throw Error(ErrorKind::input_error, "This line is not valid UTF-8.",
                  {path.string(), number, column});
    }
    columns_.empty() ? read_header(line, number, columns) : read_row(line, number);
  }
  if (columns_.empty()) {
    throw Error(ErrorKind::input_error,
                "This dictionary has no header line that names its columns.",
                {path.string(), 1, 1});
  }
}

void TsvTable::read_header(std::string_view line, unsigned number,
                           const std::vector<std::string_view>& columns) {
  for (const std::string_view cell : split(line, '\t')) {
    const std::string name(trimmed(cell));
    const auto place = static_cast<unsigned>(cell.data() - line.data()) + 1;
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      std::string known;
      for (const auto& column : columns) (known += known.empty() ? "" : ", ") += column;
      throw Error(ErrorKind::input_error,
                  "Unknown column \"" + name + "\"; known columns are " + known + ".",
                  {path_.string(), number, place});
    }
    if (column(name) != kNoColumn) {
      throw Error(ErrorKind::input_error, "Column \"" + name + "\" is named twice.",
                  {path_.string(), number, place});
    }
    columns_.push_back(name);
  }
}

void TsvTable::read_row(std::string_view line, unsigned number) {
  TsvRow row;
  row.table_ = this;
  row.line_ = number;
  row.cells_ = split(line, '\t');
  if (row.cells_.size() > columns_.size()) {
    throw Error(ErrorKind::input_error,
                "This row has " + std::to_string(row.cells_.size()) + " cells, the header names " +
                    std::to_string(columns_.size()) + " columns.",
                {path_.string(), number,
                 static_cast<unsigned>(row.cells_[columns_.size()].data() - line.data()) + 1});
  }
  rows_.push_back(std::move(row));
}

std::size_t TsvTable::column(std::string_view name) const {
  const auto at = std::find(columns_.begin(), columns_.end(), name);
  return at == columns_.end() ? kNoColumn : static_cast<std::size_t>(at - columns_.begin());
}

std::string_view TsvRow::operator[](std::string_view column) const {
  const std::size_t at = table_->column(column);
  return at < cells_.size() ? trimmed(cells_[at]) : std::string_view{};
}

std::string_view TsvRow::required(std::string_view column) const {
  const std::string_view cell = (*this)[column];
  if (cell.empty()) fail(column, "The column \"" + std::string(column) + "\" is empty here.");
  return cell;
}

std::vector<std::string_view> TsvRow::list(std::string_view column) const {
  std::vector<std::string_view> items;
  for (const auto part : split((*this)[column], '|')) {
    if (!trimmed(part).empty()) items.push_back(trimmed(part));
  }
  return items;
}

double TsvRow::fraction(std::string_view column, double otherwise) const {
  const std::string_view cell = (*this)[column];
  if (cell.empty()) return otherwise;
  double value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc{} || end != cell.data() + cell.size() || !(value >= 0 && value <= 1)) {
    fail(column, "\"" + std::string(cell) + "\" is not a number from 0 to 1.");
  }
  return value;
}

void TsvRow::fail(std::string_view column, const std::string& message) const {
  const std::size_t at = table_->column(column);
  unsigned place = 1;
  if (at < cells_.size()) {
    place = static_cast<unsigned>(cells_[at].data() - cells_.front().data()) + 1;
  }
  throw Error(ErrorKind::input_error, message, {table_->path_.string(), line_, place});
}

std::string TsvRow::text() const {
  std::string joined;
  for (const std::string_view cell : cells_) {
    if (trimmed(cell).empty()) continue;
    if (!joined.empty()) joined += " · ";
    joined += trimmed(cell);
  }
  return joined;
}

std::string TsvRow::source() const {
  const auto& path = table_->path_;
  return path.parent_path().filename().string() + "/" + path.filename().string() + ":" +
         std::to_string(line_);
}

}  // namespace chancery::ingest
