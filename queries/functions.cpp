#include "functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "chancery/quotes.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Registry = std::map<std::string, const Function*, std::less<>>;

const Registry& registry() {
  static const Registry all = [] {
    Registry joined;
    for (const FunctionGroup& group : function_groups()) {
      for (const Function& function : group.functions) {
        joined.emplace(fold_name(function.name), &function);
      }
    }
    return joined;
  }();
  return all;
}

}  // namespace

void throw_argument(std::string detail, const std::string& message) {
  throw Error(ErrorKind::argument_error, std::move(detail), Phase::runtime, message);
}

void throw_value_type(std::string_view function, const Value& value) {
  throw Error(ErrorKind::type_error, "InvalidArgumentValue", Phase::runtime,
              "The function " + std::string(function) + "() does not take a value of type " +
                  std::string(to_string(value.type())) + ".");
}

std::span<const FunctionGroup> function_groups() {
  static const std::array kGroups = {
      FunctionGroup{"Statements and evidence", domain_functions()},
      FunctionGroup{"Full text", search_functions()},
      FunctionGroup{"Text", string_functions()},
      FunctionGroup{"Nodes, relationships, paths", graph_functions()},
      FunctionGroup{"Lists", list_functions()},
      FunctionGroup{"Numbers", math_functions()},
      FunctionGroup{"Dates and times", temporal_functions()},
      FunctionGroup{"Conversion", conversion_functions()},
      FunctionGroup{"Any value", scalar_functions()}};
  return kGroups;
}

const Function* find_function(std::string_view name) {
  const auto found = registry().find(fold_name(name));
  return found == registry().end() ? nullptr : found->second;
}

std::vector<const Function*> functions() {
  std::vector<const Function*> all;
  for (const auto& [name, function] : registry()) all.push_back(function);
  return all;
}

std::string describe_types(TypeSet types) {
  std::vector<std::string_view> names;
  for (unsigned i = 1; i <= static_cast<unsigned>(ValueType::duration); ++i) {
    const auto type = static_cast<ValueType>(i);
    if (contains(types, type)) names.push_back(to_string(type));
  }
  if (names.size() < 2) return names.empty() ? "null" : std::string(names[0]);
  const std::string_view last = names.back();
  names.pop_back();
  return fmt::format("{} or {}", fmt::join(names, ", "), last);
}

std::string describe_value(const Value& value) {
  constexpr std::size_t kReadable = 16 << 10;
  if (value.written_bytes() <= kReadable) return shortened(to_cypher(value));
  return fmt::format("a long {}", to_string(value.type()));
}

Value call(const Function& function, EvalContext& context, std::span<const Value> arguments) {
  if (function.null_in_null_out) {
    const auto is_null = [](const Value& value) { return value.is_null(); };
    if (std::any_of(arguments.begin(), arguments.end(), is_null)) return Value();
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].is_null() || contains(function.accepts_at(i), arguments[i].type())) continue;
    throw Error(
        ErrorKind::type_error, "InvalidArgumentValue", Phase::runtime,
        fmt::format("{} takes {}, not {}.", function.name, describe_types(function.accepts_at(i)),
                    to_string(arguments[i].type())));
  }
  Value result = function.call(context, arguments);
  copied(result, context.limits);
  return result;
}

}  // namespace chancery::query
