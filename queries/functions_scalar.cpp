// Functions of any value.

#include <array>
#include <random>

#include "chancery/quotes.h"
#include "chancery/temporal_functions.h"
#include "function_groups.h"
#include "value_type.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

Value coalesce(EvalContext&, Arguments arguments) {
  for (const Value& value : arguments) {
    if (!value.is_null()) return value;
  }
  return Value();
}

Value null_if(EvalContext&, Arguments arguments) {
  return equal(arguments[0], arguments[1]) == true ? Value() : arguments[0];
}

Value exists(EvalContext&, Arguments arguments) { return !arguments[0].is_null(); }

Value value_type(EvalContext&, Arguments arguments) { return to_string(arguments[0].type()); }

Value is_type(EvalContext&, Arguments arguments) {
  if (arguments[1].is_null()) return Value();
  std::string_view rest = arguments[1].as_string();
  const std::optional<ValueTypeTest> test = take_value_type(rest);
  if (!test || rest.find_first_not_of(" \t\r\n") != rest.npos) {
    throw_argument("InvalidArgumentValue", in_quotes(arguments[1].as_string()) +
                                               " is no type; write one such as INTEGER, "
                                               "STRING NOT NULL or LIST<FLOAT>.");
  }
  return test->holds(arguments[0]);
}

Value timestamp(EvalContext& context, Arguments) {
  return context.now.seconds * 1000 + context.now.nanos / 1'000'000;
}

// RFC 4122, version 4.
Value random_uuid(EvalContext&, Arguments) {
  static constexpr char kHex[] = "0123456789abcdef";
  thread_local std::random_device entropy;
  std::string text;
  for (int byte = 0; byte < 16; ++byte) {
    unsigned bits = entropy() & 0xFF;
    if (byte == 6) bits = (bits & 0x0F) | 0x40;
    if (byte == 8) bits = (bits & 0x3F) | 0x80;
    if (byte == 4 || byte == 6 || byte == 8 || byte == 10) text += '-';
    text += kHex[bits >> 4];
    text += kHex[bits & 0xF];
  }
  return text;
}

const std::array kScalarFunctions = {
    Function{.name = "coalesce",
             .signature = "coalesce(value :: ANY, ...) :: ANY",
             .text = "The first of its arguments that is not null.",
             .example = "RETURN coalesce(null, 'unknown') AS value",
             .min_args = 1,
             .max_args = kUnlimited,
             .call = coalesce,
             .null_in_null_out = false},
    Function{.name = "nullIf",
             .signature = "nullIf(value :: ANY, other :: ANY) :: ANY",
             .text = "Null where both arguments are equal, otherwise the first.",
             .example = "RETURN nullIf('n/a', 'n/a') IS NULL AS missing",
             .min_args = 2,
             .max_args = 2,
             .call = null_if,
             .null_in_null_out = false},
    Function{.name = "exists",
             .signature = "exists(value :: ANY) :: BOOLEAN",
             .text = "True where the value, mostly a property, is not null.",
             .example = "MATCH (d:Document) WHERE exists(d.symbol) RETURN count(d) AS documents",
             .min_args = 1,
             .max_args = 1,
             .call = exists,
             .yields = kBoolean,
             .null_in_null_out = false},
    Function{.name = "valueType",
             .signature = "valueType(value :: ANY) :: STRING",
             .text = "The name of the type of a value.",
             .example = "RETURN valueType(date('2024-02-29')) AS type",
             .min_args = 1,
             .max_args = 1,
             .call = value_type,
             .yields = kString,
             .null_in_null_out = false},
    Function{.name = "isType",
             .signature = "isType(value :: ANY, type :: STRING) :: BOOLEAN",
             .text = "True where a value is of a type, such as INTEGER, STRING NOT NULL, "
                     "LIST<FLOAT> or DATE | ZONED DATETIME. Also written value IS :: INTEGER. Null "
                     "is of every type but those with NOT NULL.",
             .example = "RETURN isType([1, 2], 'LIST<INTEGER>') AS integers",
             .min_args = 2,
             .max_args = 2,
             .call = is_type,
             .accepts = {kAnyType, kString, kString},
             .yields = kBoolean,
             .null_in_null_out = false},
    Function{.name = "timestamp",
             .signature = "timestamp() :: INTEGER",
             .text = "Milliseconds since 1970-01-01T00:00Z at the start of the statement.",
             .example = "RETURN timestamp() > 0 AS after1970",
             .min_args = 0,
             .max_args = 0,
             .call = timestamp,
             .yields = kInteger},
    Function{.name = "randomUUID",
             .signature = "randomUUID() :: STRING",
             .text = "A new random identifier in the form of RFC 4122.",
             .example = "RETURN size(randomUUID()) AS length",
             .min_args = 0,
             .max_args = 0,
             .call = random_uuid,
             .yields = kString,
             .deterministic = false},
};

}  // namespace

std::span<const Function> scalar_functions() { return kScalarFunctions; }

}  // namespace chancery::query
