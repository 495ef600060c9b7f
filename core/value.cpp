#include "chancery/value.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "chancery/error.h"
#include "chancery/work.h"

namespace chancery {
namespace {

// What the allocator adds to each piece of memory.
constexpr std::size_t kAllocation = 16;

std::size_t outside(const std::string& text) {
  static const std::size_t inside = std::string().capacity();
  return text.capacity() > inside ? text.capacity() + kAllocation : 0;
}

void require_depth(unsigned depth) {
  if (depth < kMaxNesting) return;
  throw Error(ErrorKind::argument_error, "InvalidArgumentValue", Phase::runtime,
              "Lists and maps may nest at most " + std::to_string(kMaxNesting) + " deep.");
}

std::size_t saturated_sum(std::size_t a, std::size_t b) { return a + b < a ? SIZE_MAX : a + b; }

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

Value::Measure::~Measure() {
  if (account) account->give_back(charged);
}

void Value::Measure::add(const Value& item) {
  written = saturated_sum(written, item.written_bytes());
  equals_itself = equals_itself && item.equals_itself();
  holds_elements = holds_elements || item.holds_elements();
  const Measure* inner = item.measure();
  if (inner == nullptr) return;
  if (item.type() != ValueType::path) depth = std::max(depth, inner->depth + 1);
}

void Value::Measure::charge(std::size_t bytes) {
  Meter* meter = Meter::current();
  if (meter == nullptr) return;
  meter->charge(bytes);
  account = meter->account();
  charged = bytes;
}

Value::Value(List value) {
  auto nested = std::make_shared<Nested<List>>(std::move(value));
  std::size_t bytes = sizeof(Nested<List>) + nested->items.capacity() * sizeof(Value);
  for (const Value& item : nested->items) {
    nested->add(item);
    bytes += item.own_bytes();
  }
  require_depth(nested->depth);
  nested->charge(bytes);
  data_ = std::move(nested);
}

Value::Value(Map value) {
  constexpr std::size_t kEntry = sizeof(Map::value_type) + 32 + kAllocation;  // a node of the tree
  auto nested = std::make_shared<Nested<Map>>(std::move(value));
  std::size_t bytes = sizeof(Nested<Map>);
  for (const auto& [key, item] : nested->items) {
    nested->add(item);
    nested->written = saturated_sum(nested->written, key.size() + kEntry);
    bytes += kEntry + outside(key) + item.own_bytes();
  }
  require_depth(nested->depth);
  nested->charge(bytes);
  data_ = std::move(nested);
}

Value::Value(Path value) {
  auto nested = std::make_shared<Nested<Path>>(std::move(value));
  nested->holds_elements = true;
  nested->written = nested->items.nodes.capacity() * sizeof(Node) +
                    nested->items.relationships.capacity() * sizeof(Relationship);
  nested->charge(sizeof(Nested<Path>) + nested->written);
  data_ = std::move(nested);
}

const Value::Measure* Value::measure() const {
  switch (type()) {
    case ValueType::list:
      return get<std::shared_ptr<const Nested<List>>>().get();
    case ValueType::map:
      return get<std::shared_ptr<const Nested<Map>>>().get();
    case ValueType::path:
      return get<std::shared_ptr<const Nested<Path>>>().get();
    default:
      return nullptr;
  }
}

std::size_t Value::own_bytes() const {
  return type() == ValueType::string ? outside(as_string()) : 0;
}

std::size_t Value::written_bytes() const {
  const Measure* inner = measure();
  return saturated_sum(sizeof(Value), inner != nullptr ? inner->written : own_bytes());
}

bool Value::equals_itself() const {
  if (type() == ValueType::floating) return !std::isnan(as_float());
  const Measure* inner = measure();
  return !is_null() && (inner == nullptr || inner->equals_itself);
}

bool Value::holds_elements() const {
  const Measure* inner = measure();
  if (inner != nullptr) return inner->holds_elements;
  return type() == ValueType::node || type() == ValueType::relationship;
}

void Value::throw_wrong_type() {
  throw Error(ErrorKind::internal_error, "A value was read as a type that it does not have.");
}

}  // namespace chancery
