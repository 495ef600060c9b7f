// The one file that sees libcsv.

#include "chancery/csv.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "chancery/error.h"
#include "chancery/folding.h"

namespace chancery {
namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20;  // of a row
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

int no_space(unsigned char) { return 0; }

std::uint64_t line_ends(std::string_view text) {
  std::uint64_t ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool feeds = i + 1 < text.size() && text[i + 1] == '\n';
    ends += text[i] == '\n' || (text[i] == '\r' && !feeds);
  }
  return ends;
}

}  // namespace

struct CsvReader::State {
  struct Row {
    std::vector<CsvField> fields;
    std::uint64_t line = 0;
  };

  State(std::istream& source, std::string source_name, char delimiter)
      : stream(source), name(std::move(source_name)) {
    // Line ends are reported one by one: the only way to know the line of a row.
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_EMPTY_IS_NULL);
    csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&parser, no_space);
    csv_set_blk_size(&parser, 1 << 16);  // its buffer grows by that: not by 128 bytes for 16 MiB
  }
  ~State() { csv_free(&parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[noreturn]] void fail(const std::string& message) const {
    throw Error(ErrorKind::input_error, message, {.file = name, .line = unsigned(line)});
  }

  void add_field(const void* bytes, std::size_t size) {
    CsvField field;
    if (bytes) field.emplace(static_cast<const char*>(bytes), size);
    row_bytes += size + sizeof(CsvField);
    if (field) lines_in_row += line_ends(*field);
    after_return = false;
    row.push_back(std::move(field));
  }

  void end_line(int terminator) {
    if (!row.empty()) {
      rows.push_back({std::move(row), line});
      row.clear();
      line += lines_in_row;
      lines_in_row = row_bytes = 0;
    }
    // A line feed behind a carriage return ends the same line.
    const bool ends_same_line = terminator == '\n' && after_return;
    after_return = terminator == '\r';
    if (terminator == '\r' || (terminator == '\n' && !ends_same_line)) ++line;
  }

  static void on_field(void* bytes, std::size_t size, void* state) {
    static_cast<State*>(state)->add_field(bytes, size);
  }
  static void on_line_end(int terminator, void* state) {
    static_cast<State*>(state)->end_line(terminator);
  }

  /// Reads on until there is a row or the stream ends.
  void fill() {
    std::array<char, 1 << 16> buffer;
    while (rows.empty() && !at_end) {
      stream.read(buffer.data(), buffer.size());
      std::string_view bytes(buffer.data(), static_cast<std::size_t>(stream.gcount()));
      if (stream.bad()) fail("The file cannot be read.");
      at_end = bytes.empty();
      if (std::exchange(at_start, false) && bytes.starts_with(kByteOrderMark))
        bytes.remove_prefix(kByteOrderMark.size());
      parse(bytes);
    }
  }

  void parse(std::string_view bytes) {
    const bool parsed = csv_parse(&parser, bytes.data(), bytes.size(), on_field, on_line_end,
                                  this) == bytes.size() &&
                        (!at_end || csv_fini(&parser, on_field, on_line_end, this) == 0);
    if (row_bytes + parser.entry_pos > kMostBytes)
      fail("A row is longer than 16 MiB; is a quotation mark not closed?");
    if (!parsed)
      broken = csv_error(&parser) == CSV_EPARSE
                   ? "A quotation mark in this row is not closed, or not doubled inside quotes."
                   : "The row does not fit in memory.";
    if (!parsed) at_end = true;
  }

  std::istream& stream;
  std::string name;
  csv_parser parser{};
  std::vector<CsvField> row;  ///< so far
  std::size_t row_bytes = 0;
  std::uint64_t lines_in_row = 0;
  std::uint64_t line = 1;
  std::deque<Row> rows;  ///< whole ones that nobody has asked for yet
  std::uint64_t last_line = 0;
  const char* broken = nullptr;  ///< said when the rows before it have been handed out
  bool after_return = false;
  bool at_start = true;
  bool at_end = false;
};

CsvReader::CsvReader(std::istream& stream, std::string name, char delimiter)
    : state_(std::make_unique<State>(stream, std::move(name), delimiter)) {}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;

bool CsvReader::next(std::vector<CsvField>& row) {
  state_->fill();
  if (state_->rows.empty()) {
    if (state_->broken) state_->fail(state_->broken);
    return false;
  }
  row = std::move(state_->rows.front().fields);
  state_->last_line = state_->rows.front().line;
  state_->rows.pop_front();
  for (const CsvField& field : row) {
    if (field && !is_utf8(*field)) {
      throw Error(ErrorKind::input_error, "The text is not UTF-8; convert the file.",
                  {.file = state_->name, .line = unsigned(state_->last_line)});
    }
  }
  return true;
}

std::uint64_t CsvReader::line() const { return state_->last_line; }

}  // namespace chancery
