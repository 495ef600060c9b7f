#include "store/record.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "chancery/error.h"
#include "store/value_tag.h"

namespace chancery {
namespace {

using Tag = ValueTag;

void append_tag(std::string& out, Tag tag) { out.push_back(static_cast<char>(tag)); }

bool is_scalar(const Value& value) {
  switch (value.type()) {
    case ValueType::null:
    case ValueType::list:
    case ValueType::map:
    case ValueType::node:
    case ValueType::relationship:
    case ValueType::path:
      return false;
    default:
      return true;
  }
}

void append_list(std::string& out, const List& list) {
  std::string elements;
  for (const Value& element : list) append_value(elements, element);
  append_list_value(out, elements);
}

void append_date_time(std::string& out, const DateTime& value) {
  append_tag(out, Tag::date_time);
  append_signed(out, value.seconds);
  append_varint(out, static_cast<std::uint64_t>(value.nanos));
  append_signed(out, value.offset);
  append_string(out, zone_name(value.zone));
}

void append_duration(std::string& out, const Duration& value) {
  append_tag(out, Tag::duration);
  append_signed(out, value.months);
  append_signed(out, value.days);
  append_signed(out, value.seconds);
  append_varint(out, static_cast<std::uint64_t>(value.nanos));
}

void append_temporal(std::string& out, const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      append_tag(out, Tag::date);
      return append_signed(out, value.as_date().days);
    case ValueType::local_time:
      append_tag(out, Tag::local_time);
      return append_varint(out, static_cast<std::uint64_t>(value.as_local_time().nanos));
    case ValueType::time:
      append_tag(out, Tag::time);
      append_varint(out, static_cast<std::uint64_t>(value.as_time().nanos));
      return append_signed(out, value.as_time().offset);
    case ValueType::local_date_time:
      append_tag(out, Tag::local_date_time);
      append_signed(out, value.as_local_date_time().seconds);
      return append_varint(out, static_cast<std::uint64_t>(value.as_local_date_time().nanos));
    case ValueType::date_time:
      return append_date_time(out, value.as_date_time());
    case ValueType::duration:
      return append_duration(out, value.as_duration());
    default:
      throw Error(ErrorKind::internal_error, "A value that is no property reached the store.");
  }
}

List read_list(std::string_view bytes) {
  List list;
  ByteReader elements(bytes);
  while (!elements.at_end()) {
    list.push_back(read_value(elements));
    if (!is_scalar(list.back())) {
      throw Error(ErrorKind::corruption, "A stored list holds a list.");
    }
  }
  return list;
}

// The offset stands in the record, so a zone that this ICU does not know loses only its name.
ZoneId read_zone(std::string_view name) {
  if (name.empty()) return ZoneId::none;
  try {
    return zone_id(name);
  } catch (const Error&) {
    return ZoneId::none;
  }
}

DateTime read_date_time(ByteReader& reader) {
  DateTime value;
  value.seconds = reader.signed_varint();
  value.nanos = static_cast<std::int32_t>(reader.varint());
  value.offset = static_cast<std::int32_t>(reader.signed_varint());
  value.zone = read_zone(reader.string());
  return value;
}

Duration read_duration(ByteReader& reader) {
  Duration value;
  value.months = reader.signed_varint();
  value.days = reader.signed_varint();
  value.seconds = reader.signed_varint();
  value.nanos = static_cast<std::int32_t>(reader.varint());
  return value;
}

Time read_time(ByteReader& reader) {
  Time value;
  value.nanos = static_cast<std::int64_t>(reader.varint());
  value.offset = static_cast<std::int32_t>(reader.signed_varint());
  return value;
}

LocalDateTime read_local_date_time(ByteReader& reader) {
  LocalDateTime value;
  value.seconds = reader.signed_varint();
  value.nanos = static_cast<std::int32_t>(reader.varint());
  return value;
}

void skip_varints(ByteReader& reader, int count) {
  for (int i = 0; i < count; ++i) reader.varint();
}

[[noreturn]] void fail_unknown_tag() {
  throw Error(ErrorKind::corruption, "A stored value has an unknown type.");
}

void skip_payload(Tag tag, ByteReader& reader) {
  switch (tag) {
    case Tag::boolean_false:
    case Tag::boolean_true:
      return;
    case Tag::integer:
    case Tag::date:
    case Tag::local_time:
      return skip_varints(reader, 1);
    case Tag::floating:
      reader.take(8);
      return;
    case Tag::string:
    case Tag::list:
      reader.string();
      return;
    case Tag::time:
    case Tag::local_date_time:
      return skip_varints(reader, 2);
    case Tag::date_time:
      skip_varints(reader, 3);
      reader.string();
      return;
    case Tag::duration:
      return skip_varints(reader, 4);
  }
  fail_unknown_tag();
}

void skip_value(ByteReader& reader) { skip_payload(static_cast<Tag>(reader.byte()), reader); }

ValueType type_of(Tag tag) {
  switch (tag) {
    case Tag::boolean_false:
    case Tag::boolean_true:
      return ValueType::boolean;
    case Tag::integer:
      return ValueType::integer;
    case Tag::floating:
      return ValueType::floating;
    case Tag::string:
      return ValueType::string;
    case Tag::list:
      return ValueType::list;
    case Tag::date:
      return ValueType::date;
    case Tag::local_time:
      return ValueType::local_time;
    case Tag::time:
      return ValueType::time;
    case Tag::local_date_time:
      return ValueType::local_date_time;
    case Tag::date_time:
      return ValueType::date_time;
    case Tag::duration:
      return ValueType::duration;
  }
  fail_unknown_tag();
}

KeyId read_key(ByteReader& reader) { return static_cast<KeyId>(reader.varint()); }

void append_property(std::string& out, KeyId key, const Value& value) {
  append_varint(out, raw(key));
  append_value(out, value);
}

}  // namespace

bool is_storable(const Value& value) {
  if (value.type() != ValueType::list) return is_scalar(value);
  for (const Value& element : value.as_list()) {
    if (!is_scalar(element)) return false;
  }
  return true;
}

void append_text_value(std::string& out, std::string_view text) {
  append_tag(out, Tag::string);
  append_string(out, text);
}

void append_integer_value(std::string& out, std::int64_t number) {
  append_tag(out, Tag::integer);
  append_signed(out, number);
}

void append_float_value(std::string& out, double number) {
  append_tag(out, Tag::floating);
  append_big_endian(out, std::bit_cast<std::uint64_t>(number), 8);
}

void append_list_value(std::string& out, std::string_view elements) {
  append_tag(out, Tag::list);
  append_string(out, elements);
}

void append_value(std::string& out, const Value& value) {
  switch (value.type()) {
    case ValueType::boolean:
      return append_tag(out, value.as_bool() ? Tag::boolean_true : Tag::boolean_false);
    case ValueType::integer:
      return append_integer_value(out, value.as_integer());
    case ValueType::floating:
      return append_float_value(out, value.as_float());
    case ValueType::string:
      return append_text_value(out, value.as_string());
    case ValueType::list:
      return append_list(out, value.as_list());
    default:
      return append_temporal(out, value);
  }
}

Value read_value(ByteReader& reader) {
  switch (static_cast<Tag>(reader.byte())) {
    case Tag::boolean_false:
      return false;
    case Tag::boolean_true:
      return true;
    case Tag::integer:
      return reader.signed_varint();
    case Tag::floating:
      return std::bit_cast<double>(read_big_endian(reader.take(8)));
    case Tag::string:
      return reader.string();
    case Tag::list:
      return read_list(reader.string());
    case Tag::date:
      return Date{reader.signed_varint()};
    case Tag::local_time:
      return LocalTime{static_cast<std::int64_t>(reader.varint())};
    case Tag::time:
      return read_time(reader);
    case Tag::local_date_time:
      return read_local_date_time(reader);
    case Tag::date_time:
      return read_date_time(reader);
    case Tag::duration:
      return read_duration(reader);
  }
  fail_unknown_tag();
}

std::string_view parse_node(std::string_view record, std::vector<LabelId>& labels) {
  ByteReader reader(record);
  labels.clear();
  const std::uint64_t count = reader.varint();
  for (std::uint64_t i = 0; i < count; ++i) {
    labels.push_back(static_cast<LabelId>(reader.varint()));
  }
  return record.substr(reader.position());
}

NodeFields parse_node(std::string_view record) {
  NodeFields fields;
  fields.properties = parse_node(record, fields.labels);
  return fields;
}

std::string node_record(const std::vector<LabelId>& labels, std::string_view properties) {
  std::string record;
  record.reserve(kMostVarintBytes * (1 + labels.size()) + properties.size());
  append_node_record(record, labels, properties);
  return record;
}

void append_node_record(std::string& out, std::span<const LabelId> labels,
                        std::string_view properties) {
  append_varint(out, labels.size());
  for (const LabelId label : labels) append_varint(out, raw(label));
  out.append(properties);
}

std::string encode_properties(Properties properties) {
  constexpr auto kKey = &Properties::value_type::first;
  if (!std::ranges::is_sorted(properties, {}, kKey)) std::ranges::sort(properties, {}, kKey);
  std::string bytes;
  for (const auto& [key, value] : properties) {
    if (!value.is_null()) append_property(bytes, key, value);
  }
  return bytes;
}

std::string_view next_value(ByteReader& reader) {
  const std::size_t start = reader.position();
  skip_value(reader);
  return reader.since(start);
}

std::pair<KeyId, std::string_view> next_property(ByteReader& properties) {
  const KeyId key = read_key(properties);
  return {key, next_value(properties)};
}

ValueType skip_other_value(ValueTag tag, ByteReader& properties) {
  skip_payload(tag, properties);
  return type_of(tag);
}

std::string_view find_stored(std::string_view properties, KeyId key) {
  ByteReader reader(properties);
  while (!reader.at_end()) {
    const KeyId here = read_key(reader);
    if (here > key) break;
    const std::size_t start = reader.position();
    skip_value(reader);
    if (here == key) return reader.since(start);
  }
  return {};
}

std::optional<std::string_view> stored_text(std::string_view value) {
  if (value.empty() || static_cast<Tag>(value.front()) != Tag::string) return std::nullopt;
  return ByteReader(value.substr(1)).string();
}

Value find_property(std::string_view properties, KeyId key) {
  ByteReader stored(find_stored(properties, key));
  return stored.at_end() ? Value() : read_value(stored);
}

Properties all_properties(std::string_view properties) {
  Properties result;
  ByteReader reader(properties);
  while (!reader.at_end()) {
    const KeyId key = read_key(reader);
    result.emplace_back(key, read_value(reader));
  }
  return result;
}

std::optional<std::string> with_property(std::string_view properties, KeyId key,
                                         const Value& value) {
  // [before, after) is the old property, or the empty place where the new one belongs.
  std::size_t before = 0;
  std::size_t after = 0;
  ByteReader reader(properties);
  while (!reader.at_end()) {
    const KeyId here = read_key(reader);
    if (here > key) break;
    skip_value(reader);
    after = reader.position();
    if (here == key) break;
    before = after;
  }
  std::string fresh;
  if (!value.is_null()) append_property(fresh, key, value);
  if (properties.substr(before, after - before) == fresh) return std::nullopt;
  std::string result(properties.substr(0, before));
  result.append(fresh).append(properties.substr(after));
  return result;
}

}  // namespace chancery
