#include "bulk/json_rows.h"

#include <nlohmann/json.hpp>

#include "bulk/field_text.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

using Json = nlohmann::json;

/// Nothing that can be stored nests deeper; deep nesting must not reach recursive code.
bool refuse_depth(int depth, Json::parse_event_t event, Json&) {
  constexpr int kDeepest = 16;
  const bool begins =
      event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
  if (begins && depth >= kDeepest) fail_row("The object is nested too deep to be a row.");
  return true;
}

Json parse_object(std::string_view text) {
  try {
    Json json = Json::parse(text.begin(), text.end(), refuse_depth);
    if (!json.is_object()) fail_row("The line holds no JSON object.");
    return json;
  } catch (const Json::exception& error) {
    fail_row("This is not JSON: " + std::string(error.what()));
  }
}

std::int64_t integer_in(const Json& json) {
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)
    fail_row("The number " + json.dump() + " is beyond 64 bits; write it as a text.");
  return json.get<std::int64_t>();
}

/// As it is found; nothing where it is null.
void append_scalar(std::string& out, const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return append_value(out, json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return append_integer_value(out, integer_in(json));
    case Json::value_t::number_float:
      return append_float_value(out, json.get<double>());
    case Json::value_t::string:
      return append_text_value(out, json.get_ref<const std::string&>());
    default:
      fail_row("A property holds a text, a number, true, false or a list of these, not " +
               std::string(json.is_null() ? "a list with null" : "nested objects or lists") +
               "; flatten it into properties of their own.");
  }
}

void append_json(std::string& out, const Json& json) {
  if (!json.is_array()) return append_scalar(out, json);
  std::string elements;
  for (const Json& item : json) append_scalar(elements, item);
  append_list_value(out, elements);
}

/// As the column says, where it says something.
void append_as(std::string& out, const Column& column, const Json& json, char array_delimiter) {
  if (json.is_string()) {
    Column element = column;
    element.list = false;
    return append_field(out, element, json.get_ref<const std::string&>(), array_delimiter);
  }
  const bool number = json.is_number();
  const bool fits = column.type == FieldType::as_found ||
                    (column.type == FieldType::boolean && json.is_boolean()) ||
                    (column.type == FieldType::integer && json.is_number_integer()) ||
                    (column.type == FieldType::floating && number);
  if (!fits) {
    fail_row("The member " + in_quotes(column.name) + " holds " + in_quotes(json.dump()) +
             ", which is not of the type that the header gives it.");
  }
  if (column.type == FieldType::floating) return append_float_value(out, json.get<double>());
  append_scalar(out, json);
}

void append_property(std::string& out, const Column& column, const Json& json,
                     char array_delimiter) {
  if (!json.is_array()) {
    if (column.list && !json.is_string())
      fail_row("The member " + in_quotes(column.name) +
               " holds no list, as the header says it does.");
    if (column.list)
      return append_field(out, column, json.get_ref<const std::string&>(), array_delimiter);
    return append_as(out, column, json, array_delimiter);
  }
  if (!column.list && column.type != FieldType::as_found)
    fail_row("The member " + in_quotes(column.name) +
             " holds a list, which the header does not say.");
  std::string elements;
  for (const Json& item : json) append_as(elements, column, item, array_delimiter);
  append_list_value(out, elements);
}

std::string joined(const Json& texts, char delimiter) {
  std::string out;
  for (const Json& text : texts) {
    if (!text.is_string()) fail_row("Labels are texts.");
    out += (out.empty() ? "" : std::string(1, delimiter)) + text.get_ref<const std::string&>();
  }
  return out;
}

const Json& member(const Json& object, const char* name) {
  static const Json kNothing;
  const auto found = object.find(name);
  return found == object.end() ? kNothing : *found;
}

/// Refers to the text in `json`.
ExternalId id_in(const Json& json, const std::string& what) {
  if (json.is_number_integer()) return integer_in(json);
  if (json.is_string() && !json.get_ref<const std::string&>().empty())
    return std::string_view(json.get_ref<const std::string&>());
  fail_row("The " + what + " has no \"id\" that is a text or an integer.");
}

std::vector<std::string> labels_in(const Json& json) {
  std::vector<std::string> labels;
  if (json.is_null()) return labels;
  if (!json.is_array()) fail_row("\"labels\" must be a list of texts.");
  for (const Json& label : json) {
    if (!label.is_string() || label.get_ref<const std::string&>().empty())
      fail_row("\"labels\" must be a list of texts.");
    labels.push_back(label);
  }
  return labels;
}

void add_properties(ImportRun& run, ImportRow& row, const Json& json) {
  if (json.is_null()) return;
  if (!json.is_object()) fail_row("\"properties\" must be an object.");
  std::string value;
  for (const auto& [name, item] : json.items()) {
    if (item.is_null()) continue;
    if (name.empty()) fail_row("A property has no name.");
    value.clear();
    append_json(value, item);
    row.add(run.key(name), value);
  }
}

void add_dumped(ImportRun& run, ImportRow& row, const Json& json) {
  const Json& type = member(json, "type");
  add_properties(run, row, member(json, "properties"));
  if (type == "node") {
    row.id = id_in(member(json, "id"), "node");
    row.labels = run.label_set(labels_in(member(json, "labels")));
    return run.add_node(row, run.space(""));
  }
  if (type == "relationship") {
    const Json& label = member(json, "label");
    if (!label.is_string() || label.get_ref<const std::string&>().empty())
      fail_row("The relationship has no \"label\", which is its type.");
    row.type = run.type(label.get_ref<const std::string&>());
    row.start = id_in(member(member(json, "start"), "id"), "\"start\" of the relationship");
    row.end = id_in(member(member(json, "end"), "id"), "\"end\" of the relationship");
    return run.add_relationship(row, run.defined_space(""), run.defined_space(""));
  }
  fail_row(
      "The object has neither \"type\":\"node\" nor \"type\":\"relationship\"; plain objects are "
      "named with --nodes or --relationships, behind a file with their header.");
}

}  // namespace

JsonRows::JsonRows(TableRows& rows) : rows_(rows) {
  for (std::size_t i = 0; i < rows.columns().size(); ++i) {
    const Column& column = rows.columns()[i];
    if (column.role == Role::ignored) continue;
    if (column.name.empty()) {
      throw Error(ErrorKind::input_error,
                  "The column names no member of the objects; write name:ROLE.",
                  {.file = {}, .column = static_cast<unsigned>(i + 1)});
    }
    columns_.emplace(column.name, i);
  }
}

void JsonRows::fill(std::string_view text) {
  const Json json = parse_object(text);
  const char delimiter = rows_.array_delimiter();
  std::string value;
  texts_.clear();
  for (const auto& [name, item] : json.items()) {
    const auto found = columns_.find(name);
    if (found == columns_.end() || item.is_null()) continue;
    const std::size_t at = found->second;
    const Column& column = rows_.columns()[at];
    rows_.turn_to(at);
    if (column.role == Role::property) {
      value.clear();
      append_property(value, column, item, delimiter);
      rows_.value(at, value);
    } else if (item.is_number_integer()) {
      rows_.number(at, integer_in(item));
    } else if (item.is_array() && column.role == Role::labels) {
      rows_.text(at, joined(item, delimiter));
    } else if (item.is_string()) {
      rows_.text(at, texts_.emplace_back(item.get_ref<const std::string&>()));
    } else {
      fail_row("The member " + in_quotes(name) + " must be a text or an integer.");
    }
  }
}

void JsonDump::add(const std::string& file, std::uint64_t line, std::string_view text) {
  row_.clear();
  try {
    const Json json = parse_object(text);
    add_dumped(run_, row_, json);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input_error) throw;
    run_.skip({file, line, 0, error.what()});
  }
}

}  // namespace chancery::bulk
