#include "bulk/field_text.h"

#include <algorithm>
#include <charconv>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "store/record.h"

namespace chancery::bulk {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

[[noreturn]] void fail(const Column& column, std::string_view text, std::string_view what) {
  fail_row("The column " + in_quotes(column.name) + " holds " + in_quotes(text) + ", which is no " +
           std::string(what) + ".");
}

bool same_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] | 0x20) != lower[i]) return false;
  return true;
}

std::optional<double> float_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> boolean_of(std::string_view text) {
  if (same_word(text, "true")) return true;
  if (same_word(text, "false")) return false;
  return std::nullopt;
}

std::optional<Time> time_of(const Column& column, std::string_view text) {
  if (column.zone) {
    if (const auto local = parse_local_time(text))
      return Time{local->nanos, offset_at(*column.zone, 0)};
  }
  return parse_time(text);
}

std::optional<DateTime> date_time_of(const Column& column, std::string_view text) {
  if (column.zone) {
    if (const auto local = parse_local_date_time(text)) return in_zone(*local, *column.zone);
  }
  return parse_date_time(text);
}

template <typename T>
Value required(const std::optional<T>& value, const Column& column, std::string_view text,
               std::string_view what) {
  if (!value) fail(column, text, what);
  return *value;
}

Value temporal_of(const Column& column, std::string_view text) {
  switch (column.type) {
    case FieldType::date:
      return required(parse_date(text), column, text, "date as in 2024-01-31");
    case FieldType::local_time:
      return required(parse_local_time(text), column, text, "time of day as in 12:30:00");
    case FieldType::time:
      return required(time_of(column, text), column, text, "time as in 12:30:00+02:00");
    case FieldType::local_date_time:
      return required(parse_local_date_time(text), column, text,
                      "date and time as in 2024-01-31T12:30:00");
    case FieldType::date_time:
      return required(date_time_of(column, text), column, text,
                      "date and time as in 2024-01-31T12:30:00+02:00");
    default:
      return required(parse_duration(text), column, text, "duration as in P1Y2M3DT4H");
  }
}

void append_scalar(std::string& out, const Column& column, std::string_view text) {
  switch (column.type) {
    case FieldType::as_found:
    case FieldType::string:
      return append_text_value(out, text);
    case FieldType::character:
      if (code_point_count(text) != 1) fail(column, text, "single character");
      return append_text_value(out, text);
    case FieldType::integer:
      if (const auto number = integer_of(text)) return append_integer_value(out, *number);
      fail(column, text, "integer of 64 bits");
    case FieldType::floating:
      if (const auto number = float_of(without_blanks(text)))
        return append_float_value(out, *number);
      fail(column, text, "number");
    case FieldType::boolean:
      return append_value(
          out, required(boolean_of(without_blanks(text)), column, text, "true or false"));
    default:
      return append_value(out, temporal_of(column, without_blanks(text)));
  }
}

}  // namespace

void fail_row(const std::string& message) { throw Error(ErrorKind::input_error, message); }

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 40;
  const std::size_t end = byte_offset(text, kMost);
  std::string out = "'";
  for (const char c : text.substr(0, end)) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    out.push_back(control ? ' ' : c);
  }
  return out + (end < text.size() ? "...'" : "'");
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  text = without_blanks(text);
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void append_field(std::string& out, const Column& column, std::string_view text,
                  char array_delimiter) {
  if (!column.list) return append_scalar(out, column, text);
  std::string elements;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(array_delimiter), text.size());
    append_scalar(elements, column, text.substr(0, end));
    if (end + 1 == text.size()) append_scalar(elements, column, {});  // "a;" has two elements
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  append_list_value(out, elements);
}

}  // namespace chancery::bulk
