#include "functions.h"

#include <algorithm>
#include <map>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Registry = std::map<std::string, const Function*, std::less<>>;

const Registry& registry() {
  static const Registry all = [] {
    Registry joined;
    for (const auto group :
         {scalar_functions(), conversion_functions(), string_functions(), math_functions(),
          list_functions(), graph_functions(), temporal_functions(), domain_functions()}) {
      for (const Function& function : group) joined.emplace(fold_name(function.name), &function);
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

const Function* find_function(std::string_view name) {
  const auto found = registry().find(fold_name(name));
  return found == registry().end() ? nullptr : found->second;
}

std::vector<const Function*> functions() {
  std::vector<const Function*> all;
  for (const auto& [name, function] : registry()) all.push_back(function);
  return all;
}

Value call(const Function& function, EvalContext& context, std::span<const Value> arguments) {
  if (function.null_in_null_out) {
    const auto is_null = [](const Value& value) { return value.is_null(); };
    if (std::any_of(arguments.begin(), arguments.end(), is_null)) return Value();
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].is_null() || contains(function.accepts_at(i), arguments[i].type())) continue;
    throw_value_type(function.name, arguments[i]);
  }
  return function.call(context, arguments);
}

}  // namespace chancery::query
