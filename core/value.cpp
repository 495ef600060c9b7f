#include "chancery/value.h"

#include <algorithm>
#include <string>
#include <utility>

#include "chancery/error.h"

namespace chancery {
namespace {

unsigned one_deeper(unsigned depth) {
  if (depth >= kMaxNesting) {
    throw Error(ErrorKind::argument_error, "InvalidArgumentValue", Phase::runtime,
                "Lists and maps may nest at most " + std::to_string(kMaxNesting) + " deep.");
  }
  return depth + 1;
}

}  // namespace

std::string_view to_string(ValueType type) {
  switch (type) {
    case ValueType::null:
      return "Null";
    case ValueType::boolean:
      return "Boolean";
    case ValueType::integer:
      return "Integer";
    case ValueType::floating:
      return "Float";
    case ValueType::string:
      return "String";
    case ValueType::list:
      return "List";
    case ValueType::map:
      return "Map";
    case ValueType::node:
      return "Node";
    case ValueType::relationship:
      return "Relationship";
    case ValueType::path:
      return "Path";
    case ValueType::date:
      return "Date";
    case ValueType::local_time:
      return "LocalTime";
    case ValueType::time:
      return "Time";
    case ValueType::local_date_time:
      return "LocalDateTime";
    case ValueType::date_time:
      return "DateTime";
    case ValueType::duration:
      return "Duration";
  }
  return "Null";
}

Value::Value(List value) {
  unsigned deepest = 0;
  for (const Value& item : value) deepest = std::max(deepest, item.depth());
  data_ = std::make_shared<const Nested<List>>(Nested<List>{std::move(value), one_deeper(deepest)});
}

Value::Value(Map value) {
  unsigned deepest = 0;
  for (const auto& [key, item] : value) deepest = std::max(deepest, item.depth());
  data_ = std::make_shared<const Nested<Map>>(Nested<Map>{std::move(value), one_deeper(deepest)});
}

unsigned Value::depth() const {
  if (const auto* list = std::get_if<std::shared_ptr<const Nested<List>>>(&data_)) {
    return (*list)->depth;
  }
  if (const auto* map = std::get_if<std::shared_ptr<const Nested<Map>>>(&data_)) {
    return (*map)->depth;
  }
  return 0;
}

void Value::throw_wrong_type() {
  throw Error(ErrorKind::internal_error, "A value was read as a type that it does not have.");
}

}  // namespace chancery
