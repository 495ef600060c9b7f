#include "bulk/header.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bulk/field_text.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

constexpr std::array<std::pair<std::string_view, Role>, 6> kRoles = {{{"ID", Role::id},
                                                                      {"LABEL", Role::labels},
                                                                      {"START_ID", Role::start},
                                                                      {"END_ID", Role::end},
                                                                      {"TYPE", Role::type},
                                                                      {"IGNORE", Role::ignored}}};

constexpr std::array<std::pair<std::string_view, FieldType>, 15> kTypes = {
    {{"boolean", FieldType::boolean},
     {"byte", FieldType::integer},
     {"short", FieldType::integer},
     {"int", FieldType::integer},
     {"long", FieldType::integer},
     {"float", FieldType::floating},
     {"double", FieldType::floating},
     {"char", FieldType::character},
     {"string", FieldType::string},
     {"date", FieldType::date},
     {"localtime", FieldType::local_time},
     {"time", FieldType::time},
     {"localdatetime", FieldType::local_date_time},
     {"datetime", FieldType::date_time},
     {"duration", FieldType::duration}}};

constexpr std::string_view kTypeNames =
    "boolean, byte, short, int, long, float, double, char, string, date, localtime, time, "
    "localdatetime, datetime, duration, each also with [] behind it";

template <typename Table>
auto look_up(const Table& table, std::string_view word) {
  const auto found = std::ranges::find(table, word, [](const auto& entry) { return entry.first; });
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

[[noreturn]] void fail(const std::string& message, std::size_t column = 0) {
  throw Error(ErrorKind::input_error, message,
              {.file = {}, .column = static_cast<unsigned>(column)});
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// What stands in the last pair of `open` and `close`, where `text` ends so; it is cut off.
std::optional<std::string_view> cut_brackets(std::string_view& text, char open, char close) {
  if (!text.ends_with(close)) return std::nullopt;
  const std::size_t at = text.rfind(open);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view inner = text.substr(at + 1, text.size() - at - 2);
  text = text.substr(0, at);
  return inner;
}

std::string_view behind_last_colon(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
}

std::string_view without_quotes(std::string_view text) {
  const bool in_quotes_of_its_own = text.size() >= 2 && text.front() == text.back() &&
                                    (text.front() == '\'' || text.front() == '"');
  return in_quotes_of_its_own ? text.substr(1, text.size() - 2) : text;
}

/// What an option "key:value" says; nullopt where it is another one.
std::optional<std::string_view> option_value(std::string_view options, std::string_view key) {
  options = without_blanks(options);
  if (!options.starts_with(key)) return std::nullopt;
  options = without_blanks(options.substr(key.size()));
  if (!options.starts_with(':')) return std::nullopt;
  return without_quotes(without_blanks(options.substr(1)));
}

/// Whether ids are integers.
bool read_id_type(std::string_view options) {
  const std::string type = lower(option_value(options, "id-type").value_or(""));
  if (type == "string") return false;
  if (type == "int" || type == "integer" || type == "long") return true;
  fail("The option {" + std::string(options) +
       "} is not known; ids take {id-type:string} or {id-type:integer}.");
}

/// "name:ID(Space){id-type:integer}" and its like; nullopt where there is no role.
std::optional<Column> column_with_role(std::string_view field) {
  std::string_view head = field;
  const auto options = cut_brackets(head, '{', '}');
  const auto space = cut_brackets(head, '(', ')');
  if (head.find(':') == std::string_view::npos) return std::nullopt;
  const auto role = look_up(kRoles, behind_last_colon(head));
  if (!role) return std::nullopt;
  const bool is_id = *role == Role::id || *role == Role::start || *role == Role::end;
  if ((space || options) && !is_id) return std::nullopt;
  return Column{.role = *role,
                .name = std::string(head.substr(0, head.rfind(':'))),
                .space = std::string(space.value_or("")),
                .integer_id = options && read_id_type(*options)};
}

void read_options(std::string_view options, Column& column) {
  const bool zoned = column.type == FieldType::time || column.type == FieldType::date_time;
  const auto zone = option_value(options, "timezone");
  if (!zoned || !zone) {
    fail("The option {" + std::string(options) +
         "} is not known; time and datetime take {timezone:...}, other properties none.");
  }
  column.zone = parse_zone(*zone);
  if (!column.zone) fail("There is no time zone " + in_quotes(*zone) + ".");
}

[[noreturn]] void fail_type(std::string_view field, std::string_view type) {
  const bool spatial = type == "point" || type == "vector";
  fail("The field " + in_quotes(field) + " of the header " +
       (spatial ? "is of a type that the store does not have; keep its parts as float columns."
                : "names neither a role (ID, LABEL, START_ID, END_ID, TYPE, IGNORE) nor a type (" +
                      std::string(kTypeNames) + ")."));
}

Column property_column(std::string_view field) {
  std::string_view head = field;
  const auto options = cut_brackets(head, '{', '}');
  const std::size_t colon = head.rfind(':');
  Column column{.name = std::string(head.substr(0, colon))};
  if (colon == std::string_view::npos) {
    column.name = field;
    return column;
  }
  std::string type = lower(without_blanks(head.substr(colon + 1)));
  column.list = type.ends_with("[]");
  if (column.list) type.resize(type.size() - 2);
  const auto found = look_up(kTypes, type);
  if (!found) fail_type(field, type);
  column.type = *found;
  if (options) read_options(*options, column);
  return column;
}

std::string_view word_of(Role role) {
  for (const auto& [word, each] : kRoles)
    if (each == role) return word;
  return "property";
}

bool belongs(Role role, ImportKind kind) {
  switch (role) {
    case Role::property:
    case Role::ignored:
      return true;
    case Role::id:
    case Role::labels:
      return kind == ImportKind::nodes;
    default:
      return kind == ImportKind::relationships;
  }
}

bool has_role(const std::vector<Column>& columns, Role role) {
  return std::ranges::any_of(columns, [&](const Column& each) { return each.role == role; });
}

void require_role(const std::vector<Column>& columns, Role role, std::string_view advice) {
  if (!has_role(columns, role)) {
    fail("The header has no column :" + std::string(word_of(role)) + "; " + std::string(advice));
  }
}

void check_column(const std::vector<Column>& columns, std::size_t at, ImportKind kind) {
  const Column& column = columns[at];
  const std::string role(word_of(column.role));
  if (!belongs(column.role, kind)) {
    fail("A table of " + std::string(kind == ImportKind::nodes ? "nodes" : "relationships") +
             " has no column :" + role + ".",
         at + 1);
  }
  if (column.role == Role::property && column.name.empty())
    fail("The column has no name; to leave it out, call it :IGNORE.", at + 1);
  const bool single =
      column.role != Role::property && column.role != Role::ignored && column.role != Role::labels;
  for (std::size_t i = 0; i < at; ++i) {
    const Column& other = columns[i];
    if (single && other.role == column.role) fail("There are two columns :" + role + ".", at + 1);
    const bool both_stored = is_stored(column) && is_stored(other);
    if (both_stored && other.name == column.name)
      fail("There are two columns called " + in_quotes(column.name) + ".", at + 1);
  }
}

}  // namespace

bool is_stored(const Column& column) {
  return column.role == Role::property || (column.role == Role::id && !column.name.empty());
}

Column parse_column(std::string_view field) {
  field = without_blanks(field);
  if (auto column = column_with_role(field)) return std::move(*column);
  return property_column(field);
}

Column column_of_stream(std::string_view name) {
  if (auto column = column_with_role(name)) return std::move(*column);
  return Column{.name = std::string(name)};
}

void check_columns(const std::vector<Column>& columns, ImportKind kind, bool has_type) {
  if (columns.size() > kMostColumns) {
    fail("The table has " + std::to_string(columns.size()) + " columns; it may have " +
         std::to_string(kMostColumns) + ".");
  }
  for (std::size_t i = 0; i < columns.size(); ++i) check_column(columns, i, kind);
  if (kind == ImportKind::nodes) {
    require_role(columns, Role::id,
                 "nodes need an id: write name:ID, or :ID where it is not to be stored.");
    return;
  }
  require_role(columns, Role::start, "it holds the id of the node where a relationship starts.");
  require_role(columns, Role::end, "it holds the id of the node where a relationship ends.");
  if (!has_type) {
    require_role(columns, Role::type, "without it name the type: --relationships TYPE=file.csv.");
  }
}

}  // namespace chancery::bulk
