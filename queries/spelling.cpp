#include "spelling.h"

#include <fmt/format.h>

#include "keywords.h"

namespace chancery::query {

std::string with_article(ValueType type) {
  const std::string_view name = to_string(type);
  const bool vowel = std::string_view("AEIOU").find(name.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", name);
}

std::string backticked(std::string_view name) {
  std::string out = "`";
  for (const char c : name) out.append(c == '`' ? 2 : 1, c);
  return out + "`";
}

std::string_view symbol(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return "+";
    case BinaryOperator::subtract:
      return "-";
    case BinaryOperator::multiply:
      return "*";
    case BinaryOperator::divide:
      return "/";
    case BinaryOperator::modulo:
      return "%";
    case BinaryOperator::power:
      return "^";
    case BinaryOperator::concatenate:
      return "||";
    case BinaryOperator::in:
      return "IN";
    case BinaryOperator::starts_with:
      return "STARTS WITH";
    case BinaryOperator::ends_with:
      return "ENDS WITH";
    case BinaryOperator::contains:
      return "CONTAINS";
    case BinaryOperator::matches:
      return "=~";
  }
  return {};
}

std::string_view symbol(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::equal:
      return "=";
    case ComparisonOperator::not_equal:
      return "<>";
    case ComparisonOperator::less:
      return "<";
    case ComparisonOperator::less_or_equal:
      return "<=";
    case ComparisonOperator::greater:
      return ">";
    case ComparisonOperator::greater_or_equal:
      return ">=";
  }
  return {};
}

std::string_view symbol(LogicalOperator op) {
  switch (op) {
    case LogicalOperator::conjunction:
      return "AND";
    case LogicalOperator::disjunction:
      return "OR";
    case LogicalOperator::exclusive_or:
      return "XOR";
  }
  return {};
}

std::string_view word(QuantifierKind kind) {
  switch (kind) {
    case QuantifierKind::all:
      return "all";
    case QuantifierKind::any:
      return "any";
    case QuantifierKind::none:
      return "none";
    case QuantifierKind::single:
      return "single";
  }
  return {};
}

std::string_view word(SubqueryKind kind) {
  switch (kind) {
    case SubqueryKind::exists:
      return "EXISTS";
    case SubqueryKind::count:
      return "COUNT";
    case SubqueryKind::collect:
      return "COLLECT";
  }
  return {};
}

std::string name_text(std::string_view name) {
  return is_plain_identifier(name) ? std::string(name) : backticked(name);
}

std::string variable_text(std::string_view name) {
  return is_reserved(name) ? backticked(name) : name_text(name);
}

std::string parameter_text(std::string_view name) {
  const bool digits = !name.empty() && name.find_first_not_of("0123456789") == name.npos;
  return '$' + (digits ? std::string(name) : name_text(name));
}

std::string string_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string float_literal(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string dotted_name_text(std::string_view name) {
  if (is_reserved(name) || opens_form(name)) return backticked(name);
  std::string out;
  std::size_t start = 0;
  while (true) {
    const std::size_t dot = name.find('.', start);
    out += name_text(name.substr(start, dot - start));
    if (dot == std::string_view::npos) return out;
    out += '.';
    start = dot + 1;
  }
}

}  // namespace chancery::query
