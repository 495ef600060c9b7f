// Values as text: Cypher notation, table cells, JSON.

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "chancery/temporal_functions.h"
#include "chancery/value.h"

namespace chancery {
namespace {

// Shortest digits that read back as the same number; decimal notation between 1e-7 and 1e21,
// "1.5e300" beyond, always with a point or an exponent.
std::string print_float(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  const double size = std::fabs(value);
  const bool decimal = size == 0 || (size >= 1e-7 && size < 1e21);
  char buffer[64];
  const auto format = decimal ? std::chars_format::fixed : std::chars_format::scientific;
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, format);
  std::string text(buffer, result.ptr);
  if (decimal) return text.find('.') == std::string::npos ? text + ".0" : text;
  const std::size_t exponent = text.find('e') + 1;
  std::size_t digits = exponent + 1;
  while (digits + 1 < text.size() && text[digits] == '0') ++digits;
  const std::string sign = text[exponent] == '-' ? "-" : "";
  return text.substr(0, exponent) + sign + text.substr(digits);
}

std::string single_quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = "'";
  for (char byte : text) {
    switch (byte) {
      case '\'':
        out += "\\'";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) {
          out += "\\u00";
          out += kHex[(byte >> 4) & 0xF];
          out += kHex[byte & 0xF];
        } else {
          out += byte;
        }
    }
  }
  return out + "'";
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  for (char byte : name) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    if (!letter && !digit && byte != '_' && static_cast<unsigned char>(byte) < 0x80) return false;
  }
  return true;
}

std::string print_name(std::string_view name) {
  if (is_plain_name(name)) return std::string(name);
  std::string out = "`";
  for (char byte : name) out += byte == '`' ? std::string("``") : std::string(1, byte);
  return out + "`";
}

std::string print_list(const List& list) {
  std::string out = "[";
  for (const Value& item : list) {
    if (out.size() > 1) out += ", ";
    out += to_cypher(item);
  }
  return out + "]";
}

std::string print_map(const Map& map) {
  std::string out = "{";
  for (const auto& [key, item] : map) {
    if (out.size() > 1) out += ", ";
    out += print_name(key) + ": " + to_cypher(item);
  }
  return out + "}";
}

std::string print_node(const Node& node) {
  if (!node.data) return "(#" + std::to_string(raw(node.id)) + ")";
  std::string out = "(";
  for (const std::string& label : node.data->labels) out += ":" + print_name(label);
  if (!node.data->properties.empty()) {
    if (out.size() > 1) out += " ";
    out += print_map(node.data->properties);
  }
  return out + ")";
}

std::string print_relationship(const Relationship& relationship) {
  if (!relationship.data) return "[#" + std::to_string(raw(relationship.id)) + "]";
  std::string out = "[:" + print_name(relationship.data->type);
  if (!relationship.data->properties.empty()) {
    out += " " + print_map(relationship.data->properties);
  }
  return out + "]";
}

std::string print_path(const Path& path) {
  std::string out = "<";
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    out += print_node(path.nodes[i]);
    if (i >= path.relationships.size()) break;
    const Relationship& step = path.relationships[i];
    const bool backwards = step.data && step.data->start != path.nodes[i].id;
    out += (backwards ? "<-" : "-") + print_relationship(step) + (backwards ? "-" : "->");
  }
  return out + ">";
}

std::string print_temporal(const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      return to_string(value.as_date());
    case ValueType::local_time:
      return to_string(value.as_local_time());
    case ValueType::time:
      return to_string(value.as_time());
    case ValueType::local_date_time:
      return to_string(value.as_local_date_time());
    case ValueType::date_time:
      return to_string(value.as_date_time());
    default:
      return to_string(value.as_duration());
  }
}

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// JSON has no word for NaN and the infinities, so they become strings.
std::string json_float(double value) {
  const std::string text = print_float(value);
  return std::isfinite(value) ? text : json_string(text);
}

template <typename Items, typename Print>
std::string json_array(const Items& items, Print print) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ",";
    out += print(item);
  }
  return out + "]";
}

std::string json_map(const Map& map) {
  std::string out = "{";
  for (const auto& [key, item] : map) {
    if (out.size() > 1) out += ",";
    out += json_string(key) + ":" + to_json(item);
  }
  return out + "}";
}

std::string json_node(const Node& node) {
  std::string out = "{\"id\":" + std::to_string(raw(node.id));
  if (node.data) {
    out += ",\"labels\":" + json_array(node.data->labels, json_string);
    out += ",\"properties\":" + json_map(node.data->properties);
  }
  return out + "}";
}

std::string json_relationship(const Relationship& relationship) {
  std::string out = "{\"id\":" + std::to_string(raw(relationship.id));
  if (relationship.data) {
    out += ",\"type\":" + json_string(relationship.data->type);
    out += ",\"start\":" + std::to_string(raw(relationship.data->start));
    out += ",\"end\":" + std::to_string(raw(relationship.data->end));
    out += ",\"properties\":" + json_map(relationship.data->properties);
  }
  return out + "}";
}

std::string json_path(const Path& path) {
  return "{\"nodes\":" + json_array(path.nodes, json_node) +
         ",\"relationships\":" + json_array(path.relationships, json_relationship) + "}";
}

}  // namespace

std::string to_cypher(const Value& value) {
  switch (value.type()) {
    case ValueType::null:
      return "null";
    case ValueType::boolean:
      return value.as_bool() ? "true" : "false";
    case ValueType::integer:
      return std::to_string(value.as_integer());
    case ValueType::floating:
      return print_float(value.as_float());
    case ValueType::string:
      return single_quoted(value.as_string());
    case ValueType::list:
      return print_list(value.as_list());
    case ValueType::map:
      return print_map(value.as_map());
    case ValueType::node:
      return print_node(value.as_node());
    case ValueType::relationship:
      return print_relationship(value.as_relationship());
    case ValueType::path:
      return print_path(value.as_path());
    default:
      return single_quoted(print_temporal(value));
  }
}

std::string to_display(const Value& value) {
  switch (value.type()) {
    case ValueType::string:
      return value.as_string();
    case ValueType::date:
    case ValueType::local_time:
    case ValueType::time:
    case ValueType::local_date_time:
    case ValueType::date_time:
    case ValueType::duration:
      return print_temporal(value);
    default:
      return to_cypher(value);
  }
}

std::string to_json(const Value& value) {
  switch (value.type()) {
    case ValueType::null:
      return "null";
    case ValueType::boolean:
      return value.as_bool() ? "true" : "false";
    case ValueType::integer:
      return std::to_string(value.as_integer());
    case ValueType::floating:
      return json_float(value.as_float());
    case ValueType::string:
      return json_string(value.as_string());
    case ValueType::list:
      return json_array(value.as_list(), to_json);
    case ValueType::map:
      return json_map(value.as_map());
    case ValueType::node:
      return json_node(value.as_node());
    case ValueType::relationship:
      return json_relationship(value.as_relationship());
    case ValueType::path:
      return json_path(value.as_path());
    default:
      return json_string(print_temporal(value));
  }
}

}  // namespace chancery
