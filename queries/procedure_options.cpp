#include "procedure_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "chancery/error.h"
#include "functions.h"

namespace chancery::query {

ProcedureOptions::ProcedureOptions(std::string_view procedure, const Value& options,
                                   const std::vector<std::string_view>& known)
    : procedure_(procedure), options_(options) {
  if (options.is_null()) return;
  for (const auto& [name, value] : options.as_map()) {
    if (std::ranges::count(known, name) > 0) continue;
    throw Error(
        ErrorKind::procedure_error, "InvalidArgumentValue", Phase::runtime,
        fmt::format("{} has no option {}; it has {}.", procedure, name, fmt::join(known, ", ")));
  }
}

const Value* ProcedureOptions::find(std::string_view name) const {
  if (options_.is_null()) return nullptr;
  auto found = options_.as_map().find(name);
  return found == options_.as_map().end() || found->second.is_null() ? nullptr : &found->second;
}

void ProcedureOptions::refuse(std::string_view name, std::string_view wanted) const {
  throw Error(ErrorKind::procedure_error, "InvalidArgumentValue", Phase::runtime,
              fmt::format("The option {} of {} must be {}, not {}.", name, procedure_, wanted,
                          describe_value(*find(name))));
}

std::int64_t ProcedureOptions::integer(std::string_view name, std::int64_t otherwise,
                                       std::int64_t least, std::int64_t most) const {
  const Value* value = find(name);
  if (!value) return otherwise;
  if (value->type() == ValueType::integer && value->as_integer() >= least &&
      value->as_integer() <= most) {
    return value->as_integer();
  }
  refuse(name, fmt::format("an integer from {} to {}", least, most));
}

double ProcedureOptions::number(std::string_view name, double otherwise, double least,
                                double most) const {
  const Value* value = find(name);
  if (!value) return otherwise;
  if (value->is_number() && value->as_number() >= least && value->as_number() <= most) {
    return value->as_number();
  }
  refuse(name, fmt::format("a number from {} to {}", least, most));
}

bool ProcedureOptions::boolean(std::string_view name, bool otherwise) const {
  const Value* value = find(name);
  if (!value) return otherwise;
  if (value->type() == ValueType::boolean) return value->as_bool();
  refuse(name, "true or false");
}

std::string ProcedureOptions::text(std::string_view name, std::string_view otherwise) const {
  const Value* value = find(name);
  if (!value) return std::string(otherwise);
  if (value->type() == ValueType::string) return value->as_string();
  refuse(name, "a string");
}

std::string ProcedureOptions::choice(std::string_view name,
                                     const std::vector<std::string_view>& words,
                                     std::string_view otherwise) const {
  const Value* value = find(name);
  if (!value) return std::string(otherwise);
  if (value->type() == ValueType::string && std::ranges::count(words, value->as_string()) > 0) {
    return value->as_string();
  }
  refuse(name, fmt::format("one of '{}'", fmt::join(words, "', '")));
}

std::string ProcedureOptions::date(std::string_view name) const {
  const Value* value = find(name);
  if (!value) return {};
  if (value->type() == ValueType::string) return value->as_string();
  if (value->type() == ValueType::date) return to_display(*value);
  refuse(name, "a date, or a text such as '2023-12'");
}

std::optional<NodeId> ProcedureOptions::node(std::string_view name) const {
  const Value* value = find(name);
  if (!value) return std::nullopt;
  if (value->type() == ValueType::node) return value->as_node().id;
  refuse(name, "a node");
}

std::vector<std::string> ProcedureOptions::texts(std::string_view name) const {
  const Value* value = find(name);
  if (!value) return {};
  if (value->type() == ValueType::string) return {value->as_string()};
  if (value->type() != ValueType::list) refuse(name, "a list of strings");
  std::vector<std::string> all;
  for (const Value& each : value->as_list()) {
    if (each.type() != ValueType::string) refuse(name, "a list of strings");
    all.push_back(each.as_string());
  }
  return all;
}

}  // namespace chancery::query
