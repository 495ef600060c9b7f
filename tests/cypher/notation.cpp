#include "notation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace cypher_tests {
namespace {

using chancery::Value;
using chancery::ValueType;

// ---- Canonical texts of parts ------------------------------------------------------------------

std::string canonical_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Inf" : "Inf";
  if (value == 0) value = 0;  // no minus zero
  return fmt::format("{}f", value);
}

std::string canonical_string(std::string_view text) { return fmt::format("'{}'", text); }

std::string canonical_list(std::vector<std::string> items, ListOrder order) {
  if (order == ListOrder::ignored) std::sort(items.begin(), items.end());
  return fmt::format("[{}]", fmt::join(items, ", "));
}

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string canonical_map(Entries entries) {
  std::sort(entries.begin(), entries.end());
  std::string out = "{";
  for (const auto& [key, value] : entries) {
    if (out.size() > 1) out += ", ";
    out += key + ": " + value;
  }
  return out + "}";
}

std::string canonical_node(std::vector<std::string> labels, const std::string& properties) {
  std::sort(labels.begin(), labels.end());
  std::string out = "(";
  for (const std::string& label : labels) out += ":" + label;
  return out + (properties == "{}" ? "" : " " + properties) + ")";
}

std::string canonical_relationship(const std::string& type, const std::string& properties) {
  return "[:" + type + (properties == "{}" ? "" : " " + properties) + "]";
}

// ---- Expected text -----------------------------------------------------------------------------

class Reader {
 public:
  Reader(std::string_view text, ListOrder order) : text_(text), order_(order) {}

  std::string run() {
    std::string value = read_value();
    skip_blanks();
    if (at_ != text_.size()) fail();
    return value;
  }

 private:
  std::string read_value() {
    skip_blanks();
    switch (peek()) {
      case '\'':
        return canonical_string(read_string());
      case '[':
        return text_.substr(at_ + 1, 1) == ":" ? read_relationship() : read_list();
      case '{':
        return canonical_map(read_map());
      case '(':
        return read_node();
      case '<':
        return read_path();
      default:
        return read_word();
    }
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\n') ++at_;
  }

  bool accept(std::string_view expected) {
    skip_blanks();
    const bool found = text_.substr(at_, expected.size()) == expected;
    if (found) at_ += expected.size();
    return found;
  }

  void expect(std::string_view expected) {
    if (!accept(expected)) fail();
  }

  [[noreturn]] void fail() const {
    throw std::runtime_error(fmt::format("cannot read the value '{}' at character {}", text_, at_));
  }

  std::string read_string() {
    expect("'");
    std::string out;
    while (at_ < text_.size() && peek() != '\'') {
      if (peek() == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    expect("'");
    return out;
  }

  std::string read_name() {
    skip_blanks();
    if (accept("`")) {
      const std::size_t end = text_.find('`', at_);
      if (end == std::string_view::npos) fail();
      std::string name(text_.substr(at_, end - at_));
      at_ = end + 1;
      return name;
    }
    const std::size_t end = std::min(text_.find_first_of(" :{}()[],|'<>=", at_), text_.size());
    if (end == at_) fail();
    std::string name(text_.substr(at_, end - at_));
    at_ = end;
    return name;
  }

  std::string read_word() {
    const std::size_t end = std::min(text_.find_first_of(" ,]}", at_), text_.size());
    const std::string word(text_.substr(at_, end - at_));
    at_ = end;
    if (word == "null" || word == "true" || word == "false" || word == "NaN") return word;
    if (word == "Inf" || word == "-Inf") return word;
    std::int64_t integer = 0;
    const char* last = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), last, integer);
    if (error == std::errc() && stop == last) return std::to_string(integer);
    double number = 0;
    const auto [float_stop, float_error] = std::from_chars(word.data(), last, number);
    if (float_error != std::errc() || float_stop != last || word.empty()) fail();
    return canonical_number(number);
  }

  std::string read_list() {
    expect("[");
    std::vector<std::string> items;
    if (!accept("]")) {
      do {
        items.push_back(read_value());
      } while (accept(","));
      expect("]");
    }
    return canonical_list(std::move(items), order_);
  }

  Entries read_map() {
    expect("{");
    Entries entries;
    if (accept("}")) return entries;
    do {
      std::string key = read_name();
      expect(":");
      entries.emplace_back(std::move(key), read_value());
    } while (accept(","));
    expect("}");
    return entries;
  }

  std::string read_properties() {
    skip_blanks();
    return peek() == '{' ? canonical_map(read_map()) : "{}";
  }

  std::string read_node() {
    expect("(");
    std::vector<std::string> labels;
    while (accept(":")) labels.push_back(read_name());
    const std::string properties = read_properties();
    expect(")");
    return canonical_node(std::move(labels), properties);
  }

  std::string read_relationship() {
    expect("[");
    expect(":");
    const std::string type = read_name();
    const std::string properties = read_properties();
    expect("]");
    return canonical_relationship(type, properties);
  }

  std::string read_path() {
    expect("<");
    std::string out = "<" + read_node();
    while (!accept(">")) {
      const bool incoming = accept("<-");
      if (!incoming) expect("-");
      const std::string relationship = read_relationship();
      expect(incoming ? "-" : "->");
      out += (incoming ? "<-" : "-") + relationship + (incoming ? "-" : "->") + read_node();
    }
    return out + ">";
  }

  std::string_view text_;
  ListOrder order_;
  std::size_t at_ = 0;
};

// ---- Actual values -----------------------------------------------------------------------------

Entries canonical_entries(const chancery::Map& map, ListOrder order) {
  Entries entries;
  for (const auto& [key, value] : map) entries.emplace_back(key, canonical(value, order));
  return entries;
}

std::string canonical(const chancery::Node& node, ListOrder order) {
  if (!node.data) throw std::runtime_error("a node in the result carries no data");
  return canonical_node(node.data->labels,
                        canonical_map(canonical_entries(node.data->properties, order)));
}

std::string canonical(const chancery::Relationship& relationship, ListOrder order) {
  if (!relationship.data) throw std::runtime_error("a relationship in the result carries no data");
  return canonical_relationship(
      relationship.data->type,
      canonical_map(canonical_entries(relationship.data->properties, order)));
}

std::string canonical(const chancery::Path& path, ListOrder order) {
  std::string out = "<" + canonical(path.nodes.at(0), order);
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const chancery::Relationship& relationship = path.relationships[i];
    const std::string text = canonical(relationship, order);
    const bool incoming = relationship.data->start != path.nodes[i].id;
    out += incoming ? "<-" + text + "-" : "-" + text + "->";
    out += canonical(path.nodes.at(i + 1), order);
  }
  return out + ">";
}

}  // namespace

std::string canonical_notation(std::string_view notation, ListOrder order) {
  return Reader(notation, order).run();
}

std::string canonical(const Value& value, ListOrder order) {
  switch (value.type()) {
    case ValueType::floating:
      return canonical_number(value.as_float());
    case ValueType::string:
      return canonical_string(value.as_string());
    case ValueType::list: {
      std::vector<std::string> items;
      for (const Value& item : value.as_list()) items.push_back(canonical(item, order));
      return canonical_list(std::move(items), order);
    }
    case ValueType::map:
      return canonical_map(canonical_entries(value.as_map(), order));
    case ValueType::node:
      return canonical(value.as_node(), order);
    case ValueType::relationship:
      return canonical(value.as_relationship(), order);
    case ValueType::path:
      return canonical(value.as_path(), order);
    default:
      return chancery::to_cypher(value);
  }
}

}  // namespace cypher_tests
