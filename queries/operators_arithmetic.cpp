#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"
#include "operators.h"
#include "spelling.h"

namespace chancery::query {
namespace {

// Doubling a text or a list over and over must end in an error before it ends the process.
constexpr std::size_t kMaxStringBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxListLength = std::size_t{1} << 24;

[[noreturn]] void throw_operands(std::string_view verb, const Value& a, const Value& b) {
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              "Cannot " + std::string(verb) + " values of the types " +
                  std::string(to_string(a.type())) + " and " + std::string(to_string(b.type())) +
                  ".");
}

[[noreturn]] void throw_overflow() {
  throw Error(ErrorKind::arithmetic_error, "IntegerOverflow", Phase::runtime,
              "The result does not fit in a 64-bit integer.");
}

void check_divisor(std::int64_t divisor) {
  if (divisor != 0) return;
  throw Error(ErrorKind::arithmetic_error, "DivisionByZero", Phase::runtime,
              "An integer cannot be divided by zero.");
}

bool is(const Value& value, ValueType type) { return value.type() == type; }
bool both(const Value& a, const Value& b, ValueType type) { return is(a, type) && is(b, type); }
bool both_numbers(const Value& a, const Value& b) { return a.is_number() && b.is_number(); }
bool any_null(const Value& a, const Value& b) { return a.is_null() || b.is_null(); }
bool is_instant(const Value& value) { return contains(kInstant, value.type()); }

bool joins_text(const Value& value) { return contains(kString | kNumber | kBoolean, value.type()); }

// A page of memory that is touched for the first time takes its time.
void append_text(std::string& to, const std::string& text) {
  constexpr std::size_t kPart = std::size_t{1} << 20;
  for (std::size_t at = 0; at < text.size(); at += kPart) {
    if (at > 0) report_work(kPart / 2);
    to.append(text, at, kPart);
  }
}

Value concatenate(const std::string& a, const std::string& b) {
  if (a.size() + b.size() > kMaxStringBytes) {
    throw Error(ErrorKind::memory_limit, "A text may not be longer than 256 MiB.");
  }
  std::string text;
  text.reserve(a.size() + b.size());
  append_text(text, a);
  append_text(text, b);
  return Value(std::move(text));
}

Value concatenate_text(const Value& a, const Value& b) {
  if (both(a, b, ValueType::string)) return concatenate(a.as_string(), b.as_string());
  return concatenate(to_display(a), to_display(b));
}

void append(List& list, const Value& value) {
  if (!is(value, ValueType::list)) {
    list.push_back(value);
    return;
  }
  const List& items = value.as_list();
  list.insert(list.end(), items.begin(), items.end());
}

std::size_t length(const Value& value) {
  return is(value, ValueType::list) ? value.as_list().size() : 1;
}

Value concatenate_lists(const Value& a, const Value& b) {
  if (length(a) + length(b) > kMaxListLength) {
    throw Error(ErrorKind::memory_limit, "A list may not be longer than 16777216 values.");
  }
  List list;
  list.reserve(length(a) + length(b));
  append(list, a);
  append(list, b);
  return list;
}

}  // namespace

Value add(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::integer)) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.as_integer(), b.as_integer(), &sum)) throw_overflow();
    return sum;
  }
  if (both_numbers(a, b)) return a.as_number() + b.as_number();
  if (is(a, ValueType::list) || is(b, ValueType::list)) return concatenate_lists(a, b);
  const bool text = is(a, ValueType::string) || is(b, ValueType::string);
  if (text && joins_text(a) && joins_text(b)) return concatenate_text(a, b);
  if (both(a, b, ValueType::duration)) return chancery::add(a.as_duration(), b.as_duration());
  if (is_instant(a) && is(b, ValueType::duration)) return add_duration(a, b.as_duration());
  if (is(a, ValueType::duration) && is_instant(b)) return add_duration(b, a.as_duration());
  throw_operands("add", a, b);
}

Value concatenate(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::string) || both(a, b, ValueType::list)) return add(a, b);
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("|| joins two strings or two lists, not {} and {}; between conditions "
                          "write OR.",
                          with_article(a.type()), with_article(b.type())));
}

Value subtract(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::integer)) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.as_integer(), b.as_integer(), &difference)) throw_overflow();
    return difference;
  }
  if (both_numbers(a, b)) return a.as_number() - b.as_number();
  if (is(b, ValueType::duration)) {
    if (is(a, ValueType::duration)) return chancery::add(a.as_duration(), b.as_duration(), -1);
    if (is_instant(a)) return add_duration(a, b.as_duration(), -1);
  }
  throw_operands("subtract", a, b);
}

Value multiply(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::integer)) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.as_integer(), b.as_integer(), &product)) throw_overflow();
    return product;
  }
  if (both_numbers(a, b)) return a.as_number() * b.as_number();
  if (is(b, ValueType::duration) && a.is_number()) return multiply(b, a);
  if (is(a, ValueType::duration) && b.is_number()) {
    return is(b, ValueType::integer) ? chancery::multiply(a.as_duration(), b.as_integer())
                                     : chancery::multiply(a.as_duration(), b.as_float());
  }
  throw_operands("multiply", a, b);
}

Value divide(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::integer)) {
    check_divisor(b.as_integer());
    if (b.as_integer() == -1) return negate(a);  // the one quotient that overflows
    return a.as_integer() / b.as_integer();
  }
  if (both_numbers(a, b)) return a.as_number() / b.as_number();
  if (is(a, ValueType::duration) && b.is_number()) {
    return chancery::divide(a.as_duration(), b.as_number());
  }
  throw_operands("divide", a, b);
}

Value modulo(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both(a, b, ValueType::integer)) {
    check_divisor(b.as_integer());
    return b.as_integer() == -1 ? 0 : a.as_integer() % b.as_integer();
  }
  if (both_numbers(a, b)) return std::fmod(a.as_number(), b.as_number());
  throw_operands("take the remainder of", a, b);
}

Value power(const Value& a, const Value& b) {
  if (any_null(a, b)) return Value();
  if (both_numbers(a, b)) return std::pow(a.as_number(), b.as_number());
  throw_operands("take the power of", a, b);
}

Value negate(const Value& a) {
  if (is(a, ValueType::floating)) return -a.as_float();
  if (is(a, ValueType::duration)) return chancery::multiply(a.as_duration(), std::int64_t{-1});
  if (is(a, ValueType::integer)) return subtract(Value(0), a);
  if (a.is_null()) return a;
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              "Cannot negate a value of type " + std::string(to_string(a.type())) + ".");
}

}  // namespace chancery::query
