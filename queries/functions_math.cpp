// Numbers. Results are floats save those of abs and sign on integers.

#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "decimal_rounding.h"
#include "function_groups.h"
#include "operators.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

template <double (*function)(double)>
Value apply(EvalContext&, Arguments arguments) {
  return function(arguments[0].as_number());
}

double cotangent(double x) { return 1.0 / std::tan(x); }
double hyperbolic_cotangent(double x) { return 1.0 / std::tanh(x); }
double to_degrees(double x) { return x * 180.0 / std::numbers::pi; }
double to_radians(double x) { return x * std::numbers::pi / 180.0; }
double haversine(double x) { return (1.0 - std::cos(x)) / 2.0; }

Value absolute(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  if (value.type() == ValueType::floating) return std::fabs(value.as_float());
  return value.as_integer() < 0 ? negate(value) : value;
}

Value sign(EvalContext&, Arguments arguments) {
  const double number = arguments[0].as_number();
  return number > 0 ? 1 : number < 0 ? -1 : 0;
}

Value arc_tangent_2(EvalContext&, Arguments arguments) {
  return std::atan2(arguments[0].as_number(), arguments[1].as_number());
}

Value is_nan(EvalContext&, Arguments arguments) { return std::isnan(arguments[0].as_number()); }
Value constant_e(EvalContext&, Arguments) { return std::numbers::e; }
Value constant_pi(EvalContext&, Arguments) { return std::numbers::pi; }

Value random_number(EvalContext&, Arguments) {
  thread_local std::mt19937_64 generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

double round_to_whole(double x) {
  const double below = std::floor(x);
  return x - below < 0.5 ? below : below + 1;
}

RoundingMode mode_argument(const Value& value) {
  if (const auto mode = rounding_mode(fold_name(value.as_string()))) return *mode;
  throw_argument("InvalidArgumentValue",
                 "Unknown rounding mode; the modes are UP, DOWN, CEILING, FLOOR, HALF_UP, "
                 "HALF_DOWN and HALF_EVEN.");
}

/// Without a mode, a tie between whole numbers goes towards positive infinity, one between
/// decimals away from zero.
Value round(EvalContext&, Arguments arguments) {
  const double number = arguments[0].as_number();
  if (!std::isfinite(number)) return number;
  const std::int64_t places = arguments.size() > 1 ? arguments[1].as_integer() : 0;
  if (arguments.size() < 3) {
    return places == 0 ? round_to_whole(number)
                       : round_decimal(number, places, RoundingMode::half_up);
  }
  return round_decimal(number, places, mode_argument(arguments[2]));
}

constexpr Function unary(std::string_view name, std::string_view signature, std::string_view text,
                         std::string_view example, Value (*call)(EvalContext&, Arguments),
                         TypeSet yields = kFloat) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 1,
                  .max_args = 1,
                  .call = call,
                  .accepts = {kNumber},
                  .yields = yields};
}

constexpr Function constant(std::string_view name, std::string_view signature,
                            std::string_view text, std::string_view example,
                            Value (*call)(EvalContext&, Arguments)) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 0,
                  .max_args = 0,
                  .call = call,
                  .yields = kFloat};
}

const std::array kMathFunctions = {
    unary("abs", "abs(x :: NUMBER) :: NUMBER", "The number without its sign.",
          "RETURN abs(-3) AS x", absolute, kNumber),
    unary("sign", "sign(x :: NUMBER) :: INTEGER", "-1, 0 or 1, by the sign of the number.",
          "RETURN sign(-2.5) AS x", sign, kInteger),
    unary("ceil", "ceil(x :: NUMBER) :: FLOAT", "The smallest whole number not below it.",
          "RETURN ceil(2.1) AS x", apply<std::ceil>),
    unary("floor", "floor(x :: NUMBER) :: FLOAT", "The largest whole number not above it.",
          "RETURN floor(2.9) AS x", apply<std::floor>),
    Function{.name = "round",
             .signature = "round(x :: NUMBER [, precision :: INTEGER [, mode :: STRING]]) :: FLOAT",
             .text = "The nearest whole number, or number with so many decimals (-2: hundreds); a "
                     "half goes up, or as the mode (HALF_EVEN, DOWN, ...) says.",
             .example = "RETURN round(2.345, 2) AS x",
             .min_args = 1,
             .max_args = 3,
             .call = round,
             .accepts = {kNumber, kInteger, kString},
             .yields = kFloat},
    unary("sqrt", "sqrt(x :: NUMBER) :: FLOAT", "The square root.", "RETURN sqrt(2) AS x",
          apply<std::sqrt>),
    unary("exp", "exp(x :: NUMBER) :: FLOAT", "e to the power of the number.", "RETURN exp(1) AS x",
          apply<std::exp>),
    unary("log", "log(x :: NUMBER) :: FLOAT", "The natural logarithm.", "RETURN log(10) AS x",
          apply<std::log>),
    unary("log10", "log10(x :: NUMBER) :: FLOAT", "The logarithm to base 10.",
          "RETURN log10(1000) AS x", apply<std::log10>),
    unary("sin", "sin(x :: NUMBER) :: FLOAT", "The sine of an angle in radians.",
          "RETURN sin(pi() / 2) AS x", apply<std::sin>),
    unary("cos", "cos(x :: NUMBER) :: FLOAT", "The cosine of an angle in radians.",
          "RETURN cos(0) AS x", apply<std::cos>),
    unary("tan", "tan(x :: NUMBER) :: FLOAT", "The tangent of an angle in radians.",
          "RETURN tan(0.5) AS x", apply<std::tan>),
    unary("cot", "cot(x :: NUMBER) :: FLOAT", "The cotangent of an angle in radians.",
          "RETURN cot(0.5) AS x", apply<cotangent>),
    unary("asin", "asin(x :: NUMBER) :: FLOAT", "The arc sine, in radians.", "RETURN asin(1) AS x",
          apply<std::asin>),
    unary("acos", "acos(x :: NUMBER) :: FLOAT", "The arc cosine, in radians.",
          "RETURN acos(0) AS x", apply<std::acos>),
    unary("atan", "atan(x :: NUMBER) :: FLOAT", "The arc tangent, in radians.",
          "RETURN atan(1) AS x", apply<std::atan>),
    Function{.name = "atan2",
             .signature = "atan2(y :: NUMBER, x :: NUMBER) :: FLOAT",
             .text = "The angle of the point (x, y), in radians.",
             .example = "RETURN atan2(1, 1) AS angle",
             .min_args = 2,
             .max_args = 2,
             .call = arc_tangent_2,
             .accepts = {kNumber, kNumber},
             .yields = kFloat},
    unary("sinh", "sinh(x :: NUMBER) :: FLOAT", "The hyperbolic sine.", "RETURN sinh(1) AS x",
          apply<std::sinh>),
    unary("cosh", "cosh(x :: NUMBER) :: FLOAT", "The hyperbolic cosine.", "RETURN cosh(1) AS x",
          apply<std::cosh>),
    unary("tanh", "tanh(x :: NUMBER) :: FLOAT", "The hyperbolic tangent.", "RETURN tanh(1) AS x",
          apply<std::tanh>),
    unary("coth", "coth(x :: NUMBER) :: FLOAT", "The hyperbolic cotangent.", "RETURN coth(1) AS x",
          apply<hyperbolic_cotangent>),
    unary("degrees", "degrees(x :: NUMBER) :: FLOAT", "Radians as degrees.",
          "RETURN degrees(pi()) AS angle", apply<to_degrees>),
    unary("radians", "radians(x :: NUMBER) :: FLOAT", "Degrees as radians.",
          "RETURN radians(180) AS angle", apply<to_radians>),
    unary("haversin", "haversin(x :: NUMBER) :: FLOAT", "Half the versine of an angle in radians.",
          "RETURN haversin(0.5) AS x", apply<haversine>),
    unary("isNaN", "isNaN(x :: NUMBER) :: BOOLEAN", "True for the float that is not a number.",
          "RETURN isNaN(0.0 / 0.0) AS none", is_nan, kBoolean),
    constant("e", "e() :: FLOAT", "The base of the natural logarithm.", "RETURN e() AS x",
             constant_e),
    constant("pi", "pi() :: FLOAT", "The ratio of a circle's circumference to its diameter.",
             "RETURN pi() AS x", constant_pi),
    Function{.name = "rand",
             .signature = "rand() :: FLOAT",
             .text = "A random number from 0 up to, not including, 1.",
             .example = "RETURN rand() < 1 AS below",
             .min_args = 0,
             .max_args = 0,
             .call = random_number,
             .yields = kFloat,
             .deterministic = false},
};

}  // namespace

std::span<const Function> math_functions() { return kMathFunctions; }

}  // namespace chancery::query
