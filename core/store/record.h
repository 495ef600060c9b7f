#pragma once

// What nodes and relationships look like as bytes.
//
//   node          := count label* property*    relationships share rows: relationship_block.h
//   property      := key value                 ascending by key
//   value         := tag payload
//     01 false | 02 true                       no payload
//     03 integer          signed varint
//     04 float            8 bytes, big-endian IEEE 754
//     05 string           length bytes
//     06 list             length-in-bytes value*
//     07 date             signed days
//     08 local time       nanos
//     09 time             nanos, signed offset
//     0A local date-time  signed seconds, nanos
//     0B date-time        signed seconds, nanos, signed offset, zone name
//     0C duration         signed months, days, seconds, nanos
//
// Numbers are varints unless said. Never renumber a tag.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/graph.h"
#include "store/bytes.h"
#include "store/value_tag.h"

namespace chancery {

using Properties = std::vector<std::pair<KeyId, Value>>;

/// True for what a property can hold: scalars, temporal values, and lists of these.
bool is_storable(const Value& value);

/// `value` must be storable.
void append_value(std::string& out, const Value& value);
/// The same for what is at hand as text or number; `elements` of a list are values in a row.
void append_text_value(std::string& out, std::string_view text);
void append_integer_value(std::string& out, std::int64_t number);
void append_float_value(std::string& out, double number);
void append_list_value(std::string& out, std::string_view elements);
/// Throws Error(corruption).
Value read_value(ByteReader& reader);

/// Reads the labels of a node record, in the order they were given; yields its properties.
std::string_view parse_node(std::string_view record, std::vector<LabelId>& labels);

/// A node record taken apart; `properties` points into the record.
struct NodeFields {
  std::vector<LabelId> labels;  ///< in the order they were given
  std::string_view properties;
};
NodeFields parse_node(std::string_view record);
std::string node_record(const std::vector<LabelId>& labels, std::string_view properties);
void append_node_record(std::string& out, std::span<const LabelId> labels,
                        std::string_view properties);

/// A relationship; `properties` points into its row.
struct RelationshipFields {
  RelationshipRecord ends;
  std::string_view properties;
};

/// The bytes of properties in any order, no key twice; nulls are left out.
std::string encode_properties(Properties properties);

/// The same, put together without values: what a bulk writer has at hand are texts and numbers.
class PropertyWriter {
 public:
  void clear();
  /// Empty texts and lists are left out, unless it is said that they count.
  void add(KeyId key, std::string_view text, bool even_empty = false);
  void add(KeyId key, std::int64_t number);
  void add(KeyId key, double number);
  void add(KeyId key, std::span<const std::string> texts);
  void add(KeyId key, std::span<const std::string_view> texts);
  /// What append_value() or one of its kin has written.
  void add_written(KeyId key, std::string_view value);
  /// Valid until the next add() or clear().
  std::string_view bytes();

 private:
  char* begin(KeyId key, std::size_t most);
  void end(const char* end) { size_ = static_cast<std::size_t>(end - room_.data()); }
  template <typename Texts>
  void add_list(KeyId key, const Texts& texts);
  void sort();

  std::string room_;  // the first size_ bytes are written
  std::size_t size_ = 0;
  KeyId last_ = KeyId::none;
  bool ascending_ = true;
};

/// The next value as it is stored. Throws Error(corruption).
std::string_view next_value(ByteReader& reader);
/// The next property, its value as stored.
std::pair<KeyId, std::string_view> next_property(ByteReader& properties);
/// A property, without a value made of it.
struct StoredProperty {
  KeyId key = KeyId::none;
  ValueType type = ValueType::null;
  /// Of a boolean 0 or 1, of an integer itself, of a date its days, of a float its bits.
  std::int64_t number = 0;
  std::string_view text;  ///< of a string
};
/// Passes over the payload of a value that is none of those and yields its type. Throws
/// Error(corruption).
ValueType skip_other_value(ValueTag tag, ByteReader& properties);

/// The next property. Throws Error(corruption). What is made of a whole graph has a million of
/// them read, each not worth a call.
inline StoredProperty read_property(ByteReader& properties) {
  StoredProperty property;
  property.key = static_cast<KeyId>(properties.varint());
  const auto tag = static_cast<ValueTag>(properties.byte());
  if (tag == ValueTag::string) {
    property.type = ValueType::string;
    property.text = properties.string();
  } else if (tag == ValueTag::integer || tag == ValueTag::date) {
    property.type = tag == ValueTag::date ? ValueType::date : ValueType::integer;
    property.number = properties.signed_varint();
  } else if (tag == ValueTag::floating) {
    property.type = ValueType::floating;
    property.number = static_cast<std::int64_t>(read_big_endian(properties.take(8)));
  } else {
    property.type = skip_other_value(tag, properties);
    property.number = tag == ValueTag::boolean_true ? 1 : 0;
  }
  return property;
}

/// A property's value as stored; empty where there is none.
std::string_view find_stored(std::string_view properties, KeyId key);
/// The text of a stored string; nothing where the value is no string, or is empty.
std::optional<std::string_view> stored_text(std::string_view value);
/// Null where there is none.
Value find_property(std::string_view properties, KeyId key);
Properties all_properties(std::string_view properties);
/// The properties with `key` set, or taken out where `value` is null; nullopt where that changes
/// nothing, to the bit.
std::optional<std::string> with_property(std::string_view properties, KeyId key,
                                         const Value& value);

}  // namespace chancery
