#pragma once

// The operators of the expression language on values. Unless said otherwise a null operand
// yields null and operands of a wrong type throw Error(type_error, "InvalidArgumentType").

#include <string_view>

#include "chancery/value.h"
#include "functions.h"

namespace chancery::query {

// Arithmetic. Integer overflow and integer division by zero throw Error(arithmetic_error).
/// Numbers; strings with strings, numbers and booleans; lists with anything; durations with
/// durations and temporal instants.
Value add(const Value& a, const Value& b);
/// `||`: of two strings or two lists only.
Value concatenate(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value modulo(const Value& a, const Value& b);
Value power(const Value& a, const Value& b);  ///< always a float
Value negate(const Value& a);

// Comparison, three-valued: a boolean or null. Never throws.
Value equals(const Value& a, const Value& b);
Value not_equals(const Value& a, const Value& b);
Value less(const Value& a, const Value& b);
Value less_equal(const Value& a, const Value& b);
Value greater(const Value& a, const Value& b);
Value greater_equal(const Value& a, const Value& b);

// Boolean logic, three-valued (Kleene).
Value logical_and(const Value& a, const Value& b);
Value logical_or(const Value& a, const Value& b);
Value logical_xor(const Value& a, const Value& b);
Value logical_not(const Value& a);

/// `a IN b`. Null where no element equals `a` but one might.
Value in_list(const Value& a, const Value& b);

// On strings; an operand that is not a string yields null.
Value starts_with(const Value& a, const Value& b);
Value ends_with(const Value& a, const Value& b);
Value contains(const Value& a, const Value& b);
/// `a =~ b`: ICU regular expression over the whole text. A pattern that does not compile throws
/// Error(argument_error, "InvalidArgumentValue"); one that takes too long, too.
Value matches(EvalContext& context, const Value& a, const Value& b);

/// `container[key]`: list by integer (from the end when negative, null outside), map, node and
/// relationship by string. Throws Error(type_error): ListElementAccessByNonInteger,
/// MapElementAccessByNonString, InvalidArgumentType.
Value index(EvalContext& context, const Value& container, const Value& key);
/// `list[from..to]`; an absent bound is passed as nullptr, a null bound yields null.
Value slice(const Value& list, const Value* from, const Value* to);
/// `value.key`: of maps, nodes, relationships and the components of temporal values; null where
/// it has none. Throws Error(type_error, "InvalidArgumentType") for other types, and
/// Error(entity_not_found, "DeletedEntityAccess") for a deleted node or relationship.
Value property(EvalContext& context, const Value& value, std::string_view key);

}  // namespace chancery::query
