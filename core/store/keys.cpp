#include "store/keys.h"

#include <bit>
#include <cmath>

#include "chancery/error.h"
#include "store/bytes.h"

namespace chancery {
namespace {

// First byte of an ordered value. Never renumber.
enum class OrderedTag : std::uint8_t {
  none = 0,
  list_end = 1,  // below every element, so that a shorter list comes first
  list = 2,
  date_time = 3,
  local_date_time = 4,
  date = 5,
  time = 6,
  local_time = 7,
  duration = 8,
  string = 9,
  boolean = 10,
  number = 11
};

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;
constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

void append_byte(std::string& out, auto value) { out.push_back(static_cast<char>(value)); }

void append_ordered_signed(std::string& out, std::int64_t value) {
  append_big_endian(out, static_cast<std::uint64_t>(value) ^ kSignBit, 8);
}

void append_ordered_double(std::string& out, double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
  append_big_endian(out, bits & kSignBit ? ~bits : bits | kSignBit, 8);
}

// A number is the nearest double, then what an integer has beyond it (at most 512 either way),
// so that integers and floats order exactly among each other.
void append_ordered_number(std::string& out, const Value& value) {
  constexpr int kBias = 0x8000;
  if (value.type() == ValueType::floating) {
    append_ordered_double(out, value.as_float());
    append_big_endian(out, kBias, 2);
    return;
  }
  const std::int64_t integer = value.as_integer();
  const auto nearest = static_cast<double>(integer);
  // 2^63 does not fit a signed integer, but the difference to it does not wrap in unsigned ones.
  const std::uint64_t whole =
      nearest >= 0x1p63 ? kSignBit : static_cast<std::uint64_t>(static_cast<std::int64_t>(nearest));
  const auto beyond = static_cast<std::int64_t>(static_cast<std::uint64_t>(integer) - whole);
  append_ordered_double(out, nearest);
  append_big_endian(out, static_cast<std::uint64_t>(kBias + beyond), 2);
}

void append_ordered_temporal(std::string& out, const Value& value) {
  switch (value.type()) {
    case ValueType::date:
      return append_ordered_signed(out, value.as_date().days);
    case ValueType::local_time:
      return append_ordered_signed(out, value.as_local_time().nanos);
    case ValueType::time:
      return append_ordered_signed(
          out, value.as_time().nanos - value.as_time().offset * kNanosPerSecond);
    case ValueType::local_date_time:
      append_ordered_signed(out, value.as_local_date_time().seconds);
      return append_ordered_signed(out, value.as_local_date_time().nanos);
    case ValueType::date_time:
      append_ordered_signed(out, value.as_date_time().seconds);
      return append_ordered_signed(out, value.as_date_time().nanos);
    default: {
      const Duration duration = value.as_duration();
      append_ordered_signed(out, duration.months);
      append_ordered_signed(out, duration.days);
      append_ordered_signed(out, duration.seconds);
      append_ordered_signed(out, duration.nanos);
    }
  }
}

bool append_ordered_list(std::string& out, const List& list) {
  for (const Value& element : list) {
    // No stored list holds a list, and so no depth of nesting can exhaust the stack.
    if (element.type() == ValueType::list || !append_ordered(out, element)) return false;
  }
  append_byte(out, OrderedTag::list_end);
  return true;
}

bool append_payload(std::string& out, const Value& value) {
  switch (value.type()) {
    case ValueType::boolean:
      append_byte(out, value.as_bool() ? 1 : 0);
      return true;
    case ValueType::integer:
      append_ordered_number(out, value);
      return true;
    case ValueType::floating:
      if (std::isnan(value.as_float())) return false;
      append_ordered_number(out, value);
      return true;
    case ValueType::string:
      append_key_text(out, value.as_string());
      return true;
    case ValueType::list:
      return append_ordered_list(out, value.as_list());
    default:
      append_ordered_temporal(out, value);
      return true;
  }
}

std::string tagged(auto kind, std::string_view rest = {}) {
  std::string key(1, static_cast<char>(kind));
  key.append(rest);
  return key;
}

}  // namespace

std::string prefix_successor(std::string_view prefix) {
  std::string next(prefix);
  while (!next.empty() && next.back() == '\xff') next.pop_back();
  if (!next.empty()) next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
  return next;
}

std::string meta_key(MetaKey kind) { return tagged(kind); }

std::string meta_key(MetaKey kind, std::uint32_t word) {
  std::string key = tagged(kind);
  append_big_endian(key, word, kWordBytes);
  return key;
}

std::string index_meta_key(IndexInfo::Kind kind, LabelId label, KeyId key) {
  std::string result = tagged(MetaKey::index);
  append_byte(result, kind == IndexInfo::Kind::text ? 1 : 0);
  return result + index_prefix(label, key);
}

std::string dictionary_key(DictionaryKind kind, std::uint32_t word) {
  std::string key = tagged(kind);
  append_big_endian(key, word, kWordBytes);
  return key;
}

std::string id_key(NodeId node) {
  std::string key;
  append_big_endian(key, raw(node), kIdBytes);
  return key;
}

std::string id_key(RelationshipId relationship) {
  std::string key;
  append_big_endian(key, raw(relationship), kIdBytes);
  return key;
}

std::string adjacency_prefix(NodeId node, bool outgoing) {
  std::string key = id_key(node);
  append_byte(key, outgoing ? 0 : 1);
  return key;
}

std::string adjacency_key(const AdjacencyKey& key) {
  std::string bytes = adjacency_prefix(key.node, key.outgoing);
  append_big_endian(bytes, raw(key.type), kWordBytes);
  return bytes;
}

AdjacencyKey parse_adjacency_key(std::string_view key) {
  if (key.size() != kIdBytes + 1 + kWordBytes) {
    throw Error(ErrorKind::corruption, "A row of the adjacency has a key of the wrong length.");
  }
  return {static_cast<NodeId>(read_big_endian(key.substr(0, kIdBytes))), key[kIdBytes] == 0,
          static_cast<TypeId>(read_big_endian(key.substr(kIdBytes + 1)))};
}

std::string label_prefix(LabelId label) {
  std::string key;
  append_big_endian(key, raw(label), kWordBytes);
  return key;
}

std::string label_key(LabelId label, NodeId block) { return with_node(label_prefix(label), block); }

std::string index_prefix(LabelId label, KeyId key) {
  std::string result;
  append_big_endian(result, raw(label), kWordBytes);
  append_big_endian(result, raw(key), kWordBytes);
  return result;
}

std::string with_node(std::string key, NodeId node) {
  append_big_endian(key, raw(node), kIdBytes);
  return key;
}

NodeId trailing_node(std::string_view key) {
  if (key.size() < kIdBytes) {
    throw Error(ErrorKind::corruption, "A row of an index has a key that is too short.");
  }
  return static_cast<NodeId>(read_big_endian(key.substr(key.size() - kIdBytes)));
}

RelationshipId trailing_relationship(std::string_view key) {
  return static_cast<RelationshipId>(raw(trailing_node(key)));
}

std::string name_prefix(std::string_view folded) {
  std::string key = tagged(NameRow::by_name);
  append_key_text(key, folded);
  return key;
}

std::string names_of_node_key(NodeId node) { return with_node(tagged(NameRow::by_node), node); }

std::string document_key(DocumentRow row, std::string_view document_id) {
  return tagged(row, document_id);
}

std::string contributions_key(std::string_view entity_id) {
  std::string key = tagged(ContributionRow::record);
  append_key_text(key, entity_id);
  return key;
}

std::string document_contributions_key(std::string_view document_id) {
  return tagged(ContributionRow::document, document_id);
}

std::string evidence_key(RelationshipId relationship, NodeId statement) {
  return with_node(id_key(relationship), statement);
}

void append_key_text_prefix(std::string& out, std::string_view text) {
  text = text.substr(0, kMaxKeyText);
  for (std::size_t zero = text.find('\0'); zero != text.npos; zero = text.find('\0')) {
    out.append(text.substr(0, zero + 1)).push_back('\xff');
    text.remove_prefix(zero + 1);
  }
  out.append(text);
}

void append_key_text(std::string& out, std::string_view text) {
  append_key_text_prefix(out, text);
  out.append(2, '\0');
}

std::uint8_t ordered_tag(const Value& value) {
  switch (value.type()) {
    case ValueType::boolean:
      return static_cast<std::uint8_t>(OrderedTag::boolean);
    case ValueType::integer:
    case ValueType::floating:
      return static_cast<std::uint8_t>(OrderedTag::number);
    case ValueType::string:
      return static_cast<std::uint8_t>(OrderedTag::string);
    case ValueType::list:
      return static_cast<std::uint8_t>(OrderedTag::list);
    case ValueType::date:
      return static_cast<std::uint8_t>(OrderedTag::date);
    case ValueType::local_time:
      return static_cast<std::uint8_t>(OrderedTag::local_time);
    case ValueType::time:
      return static_cast<std::uint8_t>(OrderedTag::time);
    case ValueType::local_date_time:
      return static_cast<std::uint8_t>(OrderedTag::local_date_time);
    case ValueType::date_time:
      return static_cast<std::uint8_t>(OrderedTag::date_time);
    case ValueType::duration:
      return static_cast<std::uint8_t>(OrderedTag::duration);
    default:
      return static_cast<std::uint8_t>(OrderedTag::none);
  }
}

void append_ordered_text(std::string& out, std::string_view text) {
  append_byte(out, OrderedTag::string);
  append_key_text(out, text);
}

bool append_ordered(std::string& out, const Value& value) {
  const std::uint8_t tag = ordered_tag(value);
  if (tag == static_cast<std::uint8_t>(OrderedTag::none)) return false;
  const std::size_t before = out.size();
  append_byte(out, tag);
  if (append_payload(out, value)) return true;
  out.resize(before);
  return false;
}

bool ordered_form_is_lossy(const Value& value) {
  switch (value.type()) {
    case ValueType::string:
      return value.as_string().size() >= kMaxKeyText;
    case ValueType::time:
    case ValueType::date_time:
    case ValueType::list:
      return true;
    default:
      return false;
  }
}

OrderedPart ordered_part(std::string_view form) {
  switch (static_cast<OrderedTag>(form.front())) {
    case OrderedTag::list:      // may hold any of the others
    case OrderedTag::duration:  // ordered by average length
      return {form.substr(0, 1), false};
    case OrderedTag::time:
    case OrderedTag::date_time:  // of one moment, then by zone
      return {form, false};
    case OrderedTag::string:
      return {form, form.size() <= kMaxKeyText};
    default:
      return {form, true};
  }
}

}  // namespace chancery
