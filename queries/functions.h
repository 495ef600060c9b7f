#pragma once

// The functions and aggregates of the query language: one registry that the binder checks
// against, the evaluator calls, and every help text is printed from.

#include <array>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/graph.h"
#include "chancery/query/engine.h"
#include "chancery/value.h"
#include "query_limits.h"

namespace chancery::query {

class Regex;

/// What an expression may see while it runs. One per running query; not thread-safe.
struct EvalContext {
  const GraphView& graph;
  const Parameters& parameters;
  DateTime now;  ///< the statement's clock: every call in a statement sees the same instant
  Limits& limits;
  std::span<const std::filesystem::path> readable = {};  ///< QueryOptions::readable
  std::shared_ptr<const Regex> last_regex = nullptr;     ///< compiled by the last =~
};

/// A set of value types, one bit per ValueType.
using TypeSet = std::uint32_t;

constexpr TypeSet type_set(std::initializer_list<ValueType> types) {
  TypeSet set = 0;
  for (ValueType type : types) set |= TypeSet{1} << static_cast<unsigned>(type);
  return set;
}
constexpr bool contains(TypeSet set, ValueType type) {
  return ((set >> static_cast<unsigned>(type)) & 1) != 0;
}

inline constexpr TypeSet kAnyType = (TypeSet{1} << 16) - 1;
inline constexpr TypeSet kBoolean = type_set({ValueType::boolean});
inline constexpr TypeSet kInteger = type_set({ValueType::integer});
inline constexpr TypeSet kFloat = type_set({ValueType::floating});
inline constexpr TypeSet kNumber = kInteger | kFloat;
inline constexpr TypeSet kString = type_set({ValueType::string});
inline constexpr TypeSet kList = type_set({ValueType::list});
inline constexpr TypeSet kMap = type_set({ValueType::map});
inline constexpr TypeSet kNode = type_set({ValueType::node});
inline constexpr TypeSet kRelationship = type_set({ValueType::relationship});
inline constexpr TypeSet kPath = type_set({ValueType::path});
inline constexpr TypeSet kDate = type_set({ValueType::date});
inline constexpr TypeSet kDuration = type_set({ValueType::duration});
inline constexpr TypeSet kInstant =
    type_set({ValueType::date, ValueType::local_time, ValueType::time, ValueType::local_date_time,
              ValueType::date_time});

inline constexpr unsigned kUnlimited = std::numeric_limits<unsigned>::max();

/// A function of values. `name` is written as documentation shows it, with its namespace
/// ("duration.between"); calls match it in any case.
struct Function {
  std::string_view name;
  std::string_view signature;  ///< "left(text :: STRING, length :: INTEGER) :: STRING"
  std::string_view text;       ///< one or two sentences
  std::string_view example;    ///< a query that a reader can run; a test runs them all
  unsigned min_args = 0;
  unsigned max_args = 0;
  /// Called with min_args to max_args values, whose types are in `accepts`.
  Value (*call)(EvalContext&, std::span<const Value>) = nullptr;
  /// Non-null types of each argument; the last entry holds for all that follow. An argument
  /// whose static type is none of them is a compile-time SyntaxError(InvalidArgumentType).
  std::array<TypeSet, 3> accepts = {kAnyType, kAnyType, kAnyType};
  TypeSet yields = kAnyType;     ///< static type of the result; it may always be null too
  bool null_in_null_out = true;  ///< a null argument yields null without a call
  bool deterministic = true;     ///< equal arguments in one statement give equal results

  TypeSet accepts_at(std::size_t argument) const {
    return accepts[argument < accepts.size() ? argument : accepts.size() - 1];
  }
};

/// Nullptr where there is none. Case-insensitive.
const Function* find_function(std::string_view name);
/// All, sorted by name.
std::vector<const Function*> functions();

/// Functions of one subject, as the reference lists them.
struct FunctionGroup {
  std::string_view title;
  std::span<const Function> functions;
};
std::span<const FunctionGroup> function_groups();
inline constexpr std::string_view kAggregateGroup = "Aggregates";

/// The words for a set of types in a message: "Integer or Float".
std::string describe_types(TypeSet types);

/// A value as a message shows it: in Cypher and shortened, or "a long List" where nobody would read
/// it.
std::string describe_value(const Value& value);

/// Calls with the null rule and a check of the argument types. Throws
/// Error(type_error, "InvalidArgumentValue") for a value of a wrong type. The number of
/// arguments must be right; the binder sees to that.
Value call(const Function& function, EvalContext& context, std::span<const Value> arguments);

/// The running state of one aggregate over one group.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  /// The arguments of a row that comes `times` times; none for count(*). Nulls are skipped as the
  /// aggregate defines.
  virtual void add(EvalContext& context, std::span<const Value> arguments, std::int64_t times) = 0;
  /// Called once, after the last row.
  virtual Value result(EvalContext& context) = 0;
};

/// DISTINCT is the caller's: it adds each equivalent argument once.
struct Aggregate {
  std::string_view name;
  std::string_view signature;
  std::string_view text;
  std::string_view example;
  unsigned args = 1;  ///< exactly; count may also be called as count(*)
  std::unique_ptr<Accumulator> (*make)() = nullptr;
  TypeSet yields = kAnyType;
};

const Aggregate* find_aggregate(std::string_view name);
std::vector<const Aggregate*> aggregates();

/// The candidate a person probably meant (Damerau-Levenshtein distance at most a third of the
/// word, in any case), nullopt where none is near.
std::optional<std::string> suggest(std::string_view word, std::span<const std::string> candidates);

}  // namespace chancery::query
