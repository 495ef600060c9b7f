#pragma once

// The value model of openCypher 9: what a property holds, what an expression yields.

#include <atomic>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chancery/export.h"
#include "chancery/temporal.h"
#include "chancery/types.h"

namespace chancery CHANCERY_API {

class MemoryAccount;
class Value;

using List = std::vector<Value>;
/// Property and map keys in code point order, so that everything printed is deterministic.
using Map = std::map<std::string, Value, std::less<>>;

/// What is known of a node or relationship once it has left the engine.
struct NodeData;
struct RelationshipData;

/// A node by identity. Inside the engine `data` is null and properties are read through a
/// GraphView; results that reach a user carry `data`. Equality looks at `id` only.
struct Node {
  NodeId id = NodeId::none;
  std::shared_ptr<const NodeData> data;
  bool operator==(const Node& other) const { return id == other.id; }
};

/// A relationship by identity; as Node.
struct Relationship {
  RelationshipId id = RelationshipId::none;
  std::shared_ptr<const RelationshipData> data;
  bool operator==(const Relationship& other) const { return id == other.id; }
};

/// Alternating nodes and relationships: nodes.size() == relationships.size() + 1.
struct Path {
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
};

enum class ValueType : std::uint8_t {
  null,
  boolean,
  integer,
  floating,
  string,
  list,
  map,
  node,
  relationship,
  path,
  date,
  local_time,
  time,
  local_date_time,
  date_time,
  duration
};

/// openCypher's name of a type, e.g. "Integer", "List", "LocalDateTime".
std::string_view to_string(ValueType type);

/// Lists and maps nest at most this deep; a deeper one throws Error(argument_error) when made.
inline constexpr unsigned kMaxNesting = 200;

/// Any openCypher value. Cheap to move; lists, maps and paths are shared and immutable, so a
/// copy never copies their elements. Thread-safe as any const object. A list, map or path that is
/// made while the thread works for a Meter (work.h) is charged to it until the last copy goes.
class Value {
 public:
  Value() = default;
  Value(bool value) : data_(value) {}
  Value(int value) : data_(std::int64_t{value}) {}
  Value(std::int64_t value) : data_(value) {}
  Value(double value) : data_(value) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(List value);
  Value(Map value);
  Value(Node value) : data_(std::move(value)) {}
  Value(Relationship value) : data_(std::move(value)) {}
  Value(Path value);
  Value(Date value) : data_(value) {}
  Value(LocalTime value) : data_(value) {}
  Value(Time value) : data_(value) {}
  Value(LocalDateTime value) : data_(value) {}
  Value(DateTime value) : data_(value) {}
  Value(Duration value) : data_(value) {}
  template <typename T>
  Value(T*) = delete;  // a pointer is not a boolean

  ValueType type() const { return static_cast<ValueType>(data_.index()); }
  bool is_null() const { return type() == ValueType::null; }
  bool is_number() const { return type() == ValueType::integer || type() == ValueType::floating; }

  /// Unchecked by contract: the caller has looked at type(). A wrong call throws
  /// Error(internal_error).
  bool as_bool() const { return get<bool>(); }
  std::int64_t as_integer() const { return get<std::int64_t>(); }
  double as_float() const { return get<double>(); }
  /// Of an integer or a float.
  double as_number() const {
    return type() == ValueType::integer ? static_cast<double>(as_integer()) : as_float();
  }
  const std::string& as_string() const { return get<std::string>(); }
  inline const List& as_list() const;
  inline const Map& as_map() const;
  const Node& as_node() const { return get<Node>(); }
  const Relationship& as_relationship() const { return get<Relationship>(); }
  inline const Path& as_path() const;
  Date as_date() const { return get<Date>(); }
  LocalTime as_local_time() const { return get<LocalTime>(); }
  Time as_time() const { return get<Time>(); }
  LocalDateTime as_local_date_time() const { return get<LocalDateTime>(); }
  DateTime as_date_time() const { return get<DateTime>(); }
  Duration as_duration() const { return get<Duration>(); }

  /// Bytes of memory outside the value that are its own: the characters of a longer text. Lists,
  /// maps and paths are shared, and charged when they are made.
  std::size_t own_bytes() const;
  /// Bytes of all that is in the value, where something shared counts as often as it stands in it:
  /// the size of what is written or copied element by element. Known at once; saturates.
  std::size_t written_bytes() const;
  /// Whether `=` finds it equal to itself: there is no null and no NaN in it. Known at once.
  bool equals_itself() const;
  /// Whether a node, a relationship or a path is in it. Known at once.
  bool holds_elements() const;

 private:
  friend std::size_t hash_value(const Value& value);
  template <typename T>
  const T& get() const {
    if (const T* value = std::get_if<T>(&data_)) return *value;
    throw_wrong_type();
  }
  [[noreturn]] static void throw_wrong_type();

  struct Measure;
  template <typename T>
  struct Nested;
  /// Null for anything but a list, map or path.
  const Measure* measure() const;

  // The order of the alternatives is the order of ValueType.
  std::variant<std::monostate, bool, std::int64_t, double, std::string,
               std::shared_ptr<const Nested<List>>, std::shared_ptr<const Nested<Map>>, Node,
               Relationship, std::shared_ptr<const Nested<Path>>, Date, LocalTime, Time,
               LocalDateTime, DateTime, Duration>
      data_;
};

/// What is known of a container at once, so that no walk over a value recurses far, and few visit
/// what is shared more than once.
struct Value::Measure {
  Measure() = default;
  Measure(const Measure&) = delete;
  Measure& operator=(const Measure&) = delete;
  ~Measure();

  void add(const Value& item);
  /// Takes `bytes` from the account of the run that the thread works for.
  void charge(std::size_t bytes);

  unsigned depth = 0;  ///< of what is in it
  bool equals_itself = true;
  bool holds_elements = false;
  std::size_t written = 0;
  std::size_t charged = 0;
  std::shared_ptr<MemoryAccount> account;
  mutable std::atomic<std::size_t> hash = 0;  ///< 0 until somebody asks
};

template <typename T>
struct Value::Nested : Measure {
  explicit Nested(T value) : items(std::move(value)) {}
  T items;
};

const List& Value::as_list() const { return get<std::shared_ptr<const Nested<List>>>()->items; }
const Map& Value::as_map() const { return get<std::shared_ptr<const Nested<Map>>>()->items; }
const Path& Value::as_path() const { return get<std::shared_ptr<const Nested<Path>>>()->items; }

struct NodeData {
  std::vector<std::string> labels;  ///< in the order they were first given
  Map properties;
};

struct RelationshipData {
  std::string type;
  NodeId start = NodeId::none;
  NodeId end = NodeId::none;
  Map properties;
};

/// The `=` of openCypher: three-valued. nullopt where a null (also deep inside a list or map)
/// leaves the answer open. Integer 1 equals float 1.0; NaN equals nothing.
std::optional<bool> equal(const Value& a, const Value& b);

/// The equivalence behind DISTINCT, grouping and UNION: null is equivalent to null, NaN to NaN.
bool equivalent(const Value& a, const Value& b);

/// The total order behind ORDER BY, min and max over mixed types (openCypher 9, "Orderability"):
/// Map < Node < Relationship < List < Path < DateTime < LocalDateTime < Date < Time < LocalTime
/// < Duration < String < Boolean < Number (NaN last) < null.
std::weak_ordering order(const Value& a, const Value& b);

/// The `<` family: nullopt where the operands are not comparable (other types, null, NaN).
/// `partial_ordering::unordered` never appears inside the optional except for NaN.
std::optional<std::partial_ordering> compare(const Value& a, const Value& b);

/// A hash that agrees with equivalent().
std::size_t hash_value(const Value& value);

struct ValueHash {
  std::size_t operator()(const Value& value) const { return hash_value(value); }
};
struct ValueEquivalent {
  bool operator()(const Value& a, const Value& b) const { return equivalent(a, b); }
};

/// Cypher's literal notation, as the TCK writes results: 'text', [1, 2], {a: 1},
/// (:Label {name: 'x'}), [:TYPE {w: 1}], <(:A)-[:T]->(:B)>, '2020-01-01' for a date.
std::string to_cypher(const Value& value);

/// What a person reads in a table cell: as to_cypher, but a top-level string without quotes.
std::string to_display(const Value& value);

/// One JSON text: numbers, strings, arrays, objects; temporal values as ISO 8601 strings; nodes
/// and relationships as objects with "id", "labels"/"type", "properties". UTF-8, no newline.
std::string to_json(const Value& value);

/// The value of one JSON text: numbers without fraction that fit are integers. Throws
/// Error(input_error) where it is not JSON, Error(argument_error) where it is nested deeper than
/// values may be.
Value from_json(std::string_view text);

}  // namespace CHANCERY_API
