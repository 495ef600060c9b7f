// toInteger, toFloat, toString, toBoolean and their forms that yield null instead of an error.

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "chancery/folding.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet kPrintable = kBoolean | kNumber | kString | kInstant | kDuration;
constexpr TypeSet kToInteger = kBoolean | kNumber | kString;
constexpr TypeSet kToFloat = kNumber | kString;
constexpr TypeSet kToBoolean = kBoolean | kInteger | kString;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// The whole text read as a number; std::from_chars takes no leading plus sign.
template <typename Number>
std::optional<Number> read(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  Number number{};
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (text.empty() || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return number;
}

Value truncated(double number) {
  constexpr double kLimit = 9223372036854775808.0;
  if (!(number >= -kLimit && number < kLimit)) return Value();
  return static_cast<std::int64_t>(number);
}

Value to_integer(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  switch (value.type()) {
    case ValueType::boolean:
      return value.as_bool() ? 1 : 0;
    case ValueType::floating:
      return truncated(value.as_float());
    case ValueType::string: {
      if (const auto whole = read<std::int64_t>(value.as_string())) return *whole;
      const auto number = read<double>(value.as_string());
      return number ? truncated(*number) : Value();
    }
    default:
      return value;
  }
}

Value to_float(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  if (value.is_number()) return value.as_number();
  const auto number = read<double>(value.as_string());
  return number ? Value(*number) : Value();
}

Value to_boolean(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  if (value.type() == ValueType::boolean) return value;
  if (value.type() == ValueType::integer) return value.as_integer() != 0;
  const std::string text = fold_name(value.as_string());
  if (text == "true") return true;
  if (text == "false") return false;
  return Value();
}

Value to_text(EvalContext&, Arguments arguments) { return to_display(arguments[0]); }

// The same conversion where the type allows it, otherwise null.
template <Value (*convert)(EvalContext&, Arguments), TypeSet accepts>
Value or_null(EvalContext& context, Arguments arguments) {
  return contains(accepts, arguments[0].type()) ? convert(context, arguments) : Value();
}

const std::array kConversionFunctions = {
    Function{.name = "toInteger",
             .signature = "toInteger(value :: BOOLEAN | NUMBER | STRING) :: INTEGER",
             .text = "The value as an integer, cut towards zero; null where it is not a number.",
             .example = "RETURN toInteger('2.9') AS number",
             .min_args = 1,
             .max_args = 1,
             .call = to_integer,
             .accepts = {kToInteger},
             .yields = kInteger},
    Function{.name = "toFloat",
             .signature = "toFloat(value :: NUMBER | STRING) :: FLOAT",
             .text = "The value as a float; null where it is not a number.",
             .example = "RETURN toFloat('1e3') AS number",
             .min_args = 1,
             .max_args = 1,
             .call = to_float,
             .accepts = {kToFloat},
             .yields = kFloat},
    Function{.name = "toBoolean",
             .signature = "toBoolean(value :: BOOLEAN | INTEGER | STRING) :: BOOLEAN",
             .text = "'true' and 'false' in any case as booleans; other texts are null.",
             .example = "RETURN toBoolean('TRUE') AS truth",
             .min_args = 1,
             .max_args = 1,
             .call = to_boolean,
             .accepts = {kToBoolean},
             .yields = kBoolean},
    Function{.name = "toString",
             .signature = "toString(value :: BOOLEAN | NUMBER | STRING | TEMPORAL) :: STRING",
             .text = "The value as text; temporal values in ISO 8601 form.",
             .example = "RETURN toString(date('2024-02-29')) AS text",
             .min_args = 1,
             .max_args = 1,
             .call = to_text,
             .accepts = {kPrintable},
             .yields = kString},
    Function{.name = "toIntegerOrNull",
             .signature = "toIntegerOrNull(value :: ANY) :: INTEGER",
             .text = "As toInteger(), and null for a value of another type.",
             .example = "RETURN toIntegerOrNull(['2']) IS NULL AS none",
             .min_args = 1,
             .max_args = 1,
             .call = or_null<to_integer, kToInteger>,
             .yields = kInteger},
    Function{.name = "toFloatOrNull",
             .signature = "toFloatOrNull(value :: ANY) :: FLOAT",
             .text = "As toFloat(), and null for a value of another type.",
             .example = "RETURN toFloatOrNull('0.5') AS number",
             .min_args = 1,
             .max_args = 1,
             .call = or_null<to_float, kToFloat>,
             .yields = kFloat},
    Function{.name = "toBooleanOrNull",
             .signature = "toBooleanOrNull(value :: ANY) :: BOOLEAN",
             .text = "As toBoolean(), and null for a value of another type.",
             .example = "RETURN toBooleanOrNull(1.5) IS NULL AS none",
             .min_args = 1,
             .max_args = 1,
             .call = or_null<to_boolean, kToBoolean>,
             .yields = kBoolean},
    Function{.name = "toStringOrNull",
             .signature = "toStringOrNull(value :: ANY) :: STRING",
             .text = "As toString(), and null for a value of another type.",
             .example = "RETURN toStringOrNull(1.5) AS text",
             .min_args = 1,
             .max_args = 1,
             .call = or_null<to_text, kPrintable>,
             .yields = kString},
};

}  // namespace

std::span<const Function> conversion_functions() { return kConversionFunctions; }

}  // namespace chancery::query
