// The one file that sees libcsv.

#include "chancery/csv.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <utility>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "line_pieces.h"

namespace chancery {
namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20;    // of a row
constexpr std::size_t kLongestPlain = std::size_t{1} << 20;  // line that is split here

int no_space(unsigned char) { return 0; }

std::uint64_t line_ends(std::string_view text) {
  std::uint64_t ends = 0;
  for (std::size_t i = text.find_first_of("\r\n"); i != std::string_view::npos;
       i = text.find_first_of("\r\n", i + 1)) {
    const bool feeds = i + 1 < text.size() && text[i + 1] == '\n';
    ends += text[i] == '\n' || !feeds;
  }
  return ends;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

// Most lines hold neither quotation marks nor carriage returns: their fields are what stands
// between the delimiters, and are handed out where they were read. All others go through libcsv,
// whose fields stand one behind the other in one text.
struct CsvReader::State {
  struct Field {
    std::size_t end;  // in `text`; begins where the one before it ends
    bool present;
  };
  struct Row {
    std::size_t fields_end;
    std::uint64_t line;
  };

  State(std::istream& source, std::string source_name, char field_delimiter, char quote)
      : lines(source, kLongestPlain), name(std::move(source_name)), delimiter(field_delimiter) {
    // Line ends are reported one by one: the only way to know the line of a row.
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_EMPTY_IS_NULL);
    csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    csv_set_quote(&parser, static_cast<unsigned char>(quote));
    csv_set_space_func(&parser, no_space);
    csv_set_blk_size(&parser, 1 << 16);  // its buffer grows by that: not by 128 bytes for 16 MiB
    for (const char c : {delimiter, quote, '\r'}) is_special[static_cast<unsigned char>(c)] = true;
  }
  ~State() { csv_free(&parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[noreturn]] void fail(const std::string& message, std::uint64_t at_line) const {
    throw Error(ErrorKind::input_error, message, {.file = name, .line = unsigned(at_line)});
  }
  [[noreturn]] void fail_long() const {
    fail("A row is longer than 16 MiB; is a quotation mark not closed?", line);
  }

  /// Hands the next row to `take`, a field after the other.
  template <typename Take>
  bool next(const Take& take) {
    while (true) {
      if (next_row < rows.size()) return take_parsed(take), true;
      if (broken) fail(broken, line);
      std::string_view piece;
      const bool more = lines.next(piece);
      if (lines.is_broken()) fail("The file cannot be read.", line);
      if (!more && !in_row) return false;
      if (!in_row && split(piece)) {
        last_line = line++;
        if (piece.size() > 1 || piece.front() != '\n') return take_split(piece, take), true;
      } else {
        parse(piece);
      }
    }
  }

  /// Where a line is a plain one: where its fields end.
  bool split(std::string_view piece) {
    const bool has_feed = piece.ends_with('\n');
    if (!has_feed && !lines.at_end()) return false;
    ends.clear();
    std::size_t at = 0;
    for (; at < piece.size(); ++at) {
      if (!is_special[static_cast<unsigned char>(piece[at])]) continue;
      if (piece[at] != delimiter) break;
      ends.push_back(at);
    }
    const bool returns = has_feed && at + 2 == piece.size() && piece[at] == '\r';
    if (at < piece.size() && !returns) return false;
    ends.push_back(returns ? at : piece.size() - (has_feed ? 1 : 0));
    return !returns || at > 0;  // blank lines that end so are left to libcsv
  }

  template <typename Take>
  void take_split(std::string_view piece, const Take& take) const {
    if (ends.size() * sizeof(CsvField) > kMostBytes) fail_long();
    if (!is_utf8(piece)) fail("The text is not UTF-8; convert the file.", last_line);
    std::size_t start = 0;
    for (const std::size_t end : ends) {
      take(end == start ? std::nullopt : CsvFieldView(piece.substr(start, end - start)));
      start = end + 1;
    }
  }

  std::size_t whole_fields() const { return rows.empty() ? 0 : rows.back().fields_end; }
  std::size_t text_end(std::size_t field) const { return field == 0 ? 0 : fields[field - 1].end; }
  std::size_t row_bytes() const {
    const std::size_t first = whole_fields();
    return text.size() - text_end(first) + (fields.size() - first) * sizeof(CsvField);
  }

  void add_field(const void* bytes, std::size_t size) {
    const std::string_view field(static_cast<const char*>(bytes), bytes ? size : 0);
    text.append(field);
    fields.push_back({text.size(), bytes != nullptr});
    lines_in_row += line_ends(field);
    after_return = false;
  }

  void end_line(int terminator) {
    if (fields.size() > whole_fields()) {
      rows.push_back({fields.size(), line});
      line += std::exchange(lines_in_row, 0);
    }
    // A line feed behind a carriage return ends the same line.
    const bool ends_same_line = terminator == '\n' && after_return;
    after_return = terminator == '\r';
    if (terminator == '\r' || (terminator == '\n' && !ends_same_line)) ++line;
    in_row = terminator != '\n';
  }

  static void on_field(void* bytes, std::size_t size, void* state) {
    static_cast<State*>(state)->add_field(bytes, size);
  }
  static void on_line_end(int terminator, void* state) {
    static_cast<State*>(state)->end_line(terminator);
  }

  // What is left is the beginning of a row.
  void forget_rows() {
    const std::size_t gone = whole_fields();
    const std::size_t gone_bytes = text_end(gone);
    text.erase(0, gone_bytes);
    fields.erase(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(gone));
    for (Field& field : fields) field.end -= gone_bytes;
    rows.clear();
    next_row = 0;
  }

  void parse(std::string_view piece) {
    forget_rows();
    in_row = true;  // unless a line feed that is not in quotes is reported
    const bool parsed = csv_parse(&parser, piece.data(), piece.size(), on_field, on_line_end,
                                  this) == piece.size() &&
                        (!lines.at_end() || csv_fini(&parser, on_field, on_line_end, this) == 0);
    if (row_bytes() + parser.entry_pos > kMostBytes) fail_long();
    if (!parsed)
      broken = csv_error(&parser) == CSV_EPARSE
                   ? "A quotation mark in this row is not closed, or not doubled inside quotes."
                   : "The row does not fit in memory.";
    if (lines.at_end()) in_row = false;
  }

  template <typename Take>
  void take_parsed(const Take& take) {
    const std::size_t first = next_row == 0 ? 0 : rows[next_row - 1].fields_end;
    const Row row = rows[next_row++];
    last_line = row.line;
    std::size_t start = text_end(first);
    require_text(first, row.fields_end);
    for (std::size_t i = first; i < row.fields_end; ++i) {
      const std::string_view field = std::string_view(text).substr(start, fields[i].end - start);
      take(fields[i].present ? CsvFieldView(field) : std::nullopt);
      start = fields[i].end;
    }
  }

  // The row as a whole, and that no character reaches from one field into the next.
  void require_text(std::size_t first, std::size_t end) const {
    const std::size_t start = text_end(first);
    bool is_text = is_utf8(std::string_view(text).substr(start, text_end(end) - start));
    for (std::size_t i = first; i < end; ++i) {
      const std::size_t at = text_end(i);
      is_text &= at == fields[i].end || !continues_character(text[at]);
    }
    if (!is_text) fail("The text is not UTF-8; convert the file.", last_line);
  }

  LinePieces lines;
  std::string name;
  char delimiter;
  std::array<bool, 256> is_special{};
  std::vector<std::size_t> ends;  ///< of the fields of a plain line

  csv_parser parser{};
  std::string text;           ///< of all fields since the last forget_rows()
  std::vector<Field> fields;  ///< those of whole rows, then those of a row that goes on
  std::vector<Row> rows;      ///< whole ones
  std::size_t next_row = 0;   ///< the first that nobody has asked for yet
  std::uint64_t lines_in_row = 0;
  bool in_row = false;           ///< libcsv has the beginning of one
  const char* broken = nullptr;  ///< said when the rows before it have been handed out
  bool after_return = false;

  std::uint64_t line = 1;
  std::uint64_t last_line = 0;
};

CsvReader::CsvReader(std::istream& stream, std::string name, char delimiter, char quote)
    : state_(std::make_unique<State>(stream, std::move(name), delimiter, quote)) {}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;

bool CsvReader::next(std::vector<CsvField>& row) {
  row.clear();
  return state_->next([&](const CsvFieldView& field) {
    row.push_back(field ? CsvField(std::in_place, *field) : std::nullopt);
  });
}

bool CsvReader::next(std::vector<CsvFieldView>& row) {
  row.clear();
  return state_->next([&](const CsvFieldView& field) { row.push_back(field); });
}

std::uint64_t CsvReader::line() const { return state_->last_line; }

}  // namespace chancery
