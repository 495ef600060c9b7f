#include "procedures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "builtin_procedures.h"
#include "chancery/error.h"
#include "functions.h"

namespace chancery::query {
namespace {

using Registry = std::map<std::string, std::shared_ptr<const Procedure>, std::less<>>;

struct SharedRegistry {
  std::mutex mutex;
  Registry procedures;

  SharedRegistry() {
    for (Procedure& procedure : builtin_procedures()) {
      std::string name = procedure.name;
      procedures[name] = std::make_shared<const Procedure>(std::move(procedure));
    }
  }
};

SharedRegistry& registry() {
  static SharedRegistry shared;
  return shared;
}

std::string fields(const std::vector<ProcedureField>& list) {
  std::string text;
  for (const ProcedureField& field : list) {
    if (!text.empty()) text += ", ";
    text += field.name + " :: " + field.type;
    if (field.default_value) text += " = " + to_cypher(*field.default_value);
  }
  return text;
}

bool admits_type(std::string_view word, ValueType type) {
  static const std::map<std::string_view, std::vector<ValueType>> kTypes = {
      {"BOOLEAN", {ValueType::boolean}},
      {"INTEGER", {ValueType::integer}},
      {"FLOAT", {ValueType::integer, ValueType::floating}},
      {"NUMBER", {ValueType::integer, ValueType::floating}},
      {"STRING", {ValueType::string}},
      {"MAP", {ValueType::map}},
      {"NODE", {ValueType::node}},
      {"RELATIONSHIP", {ValueType::relationship}},
      {"PATH", {ValueType::path}},
      {"LIST", {ValueType::list}},
  };
  auto found = kTypes.find(word);
  return found == kTypes.end() || std::ranges::count(found->second, type) > 0;
}

}  // namespace

std::string signature(const Procedure& procedure) {
  return fmt::format("{}({}) :: ({})", procedure.name, fields(procedure.inputs),
                     fields(procedure.outputs));
}

std::shared_ptr<const Procedure> find_procedure(std::string_view name) {
  SharedRegistry& shared = registry();
  std::lock_guard lock(shared.mutex);
  auto found = shared.procedures.find(name);
  return found == shared.procedures.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<const Procedure>> all_procedures() {
  SharedRegistry& shared = registry();
  std::lock_guard lock(shared.mutex);
  std::vector<std::shared_ptr<const Procedure>> all;
  for (const auto& [name, procedure] : shared.procedures) all.push_back(procedure);
  return all;
}

void register_procedure(Procedure procedure) {
  SharedRegistry& shared = registry();
  std::string name = procedure.name;
  auto entry = std::make_shared<const Procedure>(std::move(procedure));
  std::lock_guard lock(shared.mutex);
  shared.procedures[std::move(name)] = std::move(entry);
}

bool remove_procedure(std::string_view name) {
  SharedRegistry& shared = registry();
  std::lock_guard lock(shared.mutex);
  auto found = shared.procedures.find(name);
  if (found == shared.procedures.end()) return false;
  shared.procedures.erase(found);
  return true;
}

bool admits(std::string_view type, const Value& value) {
  std::size_t length = type.find_first_of("? ");
  bool nullable = length != std::string_view::npos && type[length] == '?';
  if (value.is_null()) return nullable;
  return admits_type(type.substr(0, length), value.type());
}

void check_argument(const Procedure& procedure, std::size_t place, const Value& value) {
  const ProcedureField& field = procedure.inputs[place];
  if (admits(field.type, value)) return;
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("The argument {} of {} must be {}, not {}.", field.name, procedure.name,
                          field.type, describe_value(value)));
}

}  // namespace chancery::query
