#include "store/property_index.h"

#include <algorithm>

#include "chancery/error.h"
#include "store/record.h"

namespace chancery {
namespace {

// The nodes of the entries that `accepts`, ascending.
template <typename Accepts>
std::vector<NodeId> collect(Cursor& entries, const Accepts& accepts) {
  std::vector<NodeId> nodes;
  while (entries.next()) {
    const NodeId node = trailing_node(entries.key());
    if (accepts(node, entries.key())) nodes.push_back(node);
  }
  std::ranges::sort(nodes);
  return nodes;
}

bool above(const Value& value, const ValueRange& range) {
  if (!range.low) return true;
  const auto order = compare(value, *range.low);
  return order && (range.low_inclusive ? *order >= 0 : *order > 0);
}

bool below(const Value& value, const ValueRange& range) {
  if (!range.high) return true;
  const auto order = compare(value, *range.high);
  return order && (range.high_inclusive ? *order <= 0 : *order < 0);
}

// Whether the key of an entry does not tell if its value is in a range of this type.
bool must_compare(const Value& bound, std::string_view key) {
  if (bound.type() == ValueType::string) return key.size() >= kMaxKeyText;
  return ordered_form_is_lossy(bound) || bound.type() == ValueType::duration;
}

// The key of an entry but for its node. False where a stored value has none.
bool append_entry(std::string& key, const IndexState& index, std::string_view value) {
  if (value.empty()) return false;
  append_big_endian(key, raw(index.label), kWordBytes);
  append_big_endian(key, raw(index.key), kWordBytes);
  if (const auto text = stored_text(value)) {
    append_ordered_text(key, *text);
    return true;
  }
  ByteReader reader(value);
  return append_ordered(key, read_value(reader));
}

}  // namespace

void require_property_index(const GraphReads& reads, LabelId label, KeyId key) {
  const Catalog& catalog = reads.catalog();
  if (catalog.find_index(IndexInfo::Kind::property, label, key)) return;
  const Dictionary& names = catalog.dictionary();
  throw Error(ErrorKind::argument_error,
              "There is no property index on :" + std::string(names.labels.name(raw(label))) + "(" +
                  std::string(names.keys.name(raw(key))) + ").");
}

// An exclusive bound is cut off here where its key stands for no other value.
std::optional<std::pair<std::string, std::string>> range_keys(const std::string& index,
                                                              const ValueRange& range) {
  if (!range.low && !range.high) return std::pair(index, prefix_successor(index));
  const std::uint8_t tag = ordered_tag(range.low ? *range.low : *range.high);
  if (range.high && ordered_tag(*range.high) != tag) return std::nullopt;
  std::string low = index + static_cast<char>(tag);
  std::string high = prefix_successor(low);
  if (range.low) {
    low.pop_back();
    if (!append_ordered(low, *range.low)) return std::nullopt;
    if (!range.low_inclusive && !ordered_form_is_lossy(*range.low)) low = prefix_successor(low);
  }
  if (range.high) {
    high = index;
    if (!append_ordered(high, *range.high)) return std::nullopt;
    if (range.high_inclusive || ordered_form_is_lossy(*range.high)) high = prefix_successor(high);
  }
  return std::pair(std::move(low), std::move(high));
}

bool in_range(const GraphReads& reads, KeyId key, const ValueRange& range, NodeId node,
              std::string_view entry) {
  const std::optional<Value>& bound = range.low ? range.low : range.high;
  if (!bound || !must_compare(*bound, entry)) return true;
  const Value value = reads.property(node, key);
  return above(value, range) && below(value, range);
}

void update_property_index(Batch& rows, PartIdsWriter& parts, IndexState& index, NodeId node,
                           std::string_view before, std::string_view after) {
  if (before == after) return;
  std::string old_key, new_key;
  const bool had = append_entry(old_key, index, before);
  const bool has = append_entry(new_key, index, after);
  if (had && has && old_key == new_key) return;
  const auto old_text = stored_text(before);
  if (had && !(old_text && parts.remove(index, node, *old_text)))
    rows.erase(Family::properties, with_node(std::move(old_key), node));
  if (has) rows.put(Family::properties, with_node(std::move(new_key), node));
  index.entries += static_cast<std::uint64_t>(has) - static_cast<std::uint64_t>(had);
}

void add_to_property_index(Batch& rows, PartIdsWriter& parts, IndexState& index, NodeId node,
                           std::string_view value) {
  const auto text = stored_text(value);
  if (!text || !parts.add(index, node, *text)) {
    thread_local std::string key;  // spares an allocation for each entry
    key.clear();
    if (!append_entry(key, index, value)) return;
    append_big_endian(key, raw(node), kIdBytes);
    rows.put_new(Family::properties, key);
  }
  ++index.entries;
}

std::vector<NodeId> find_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                  const Value& value) {
  require_property_index(reads, label, key);
  std::string prefix = index_prefix(label, key);
  if (!append_ordered(prefix, value)) return {};
  const bool lossy = ordered_form_is_lossy(value);
  const auto entries = reads.rows().scan_prefix(Family::properties, prefix);
  std::vector<NodeId> nodes = collect(*entries, [&](NodeId node, std::string_view) {
    return !lossy || equal(reads.property(node, key), value) == true;
  });
  if (value.type() == ValueType::string) {
    find_part(reads.rows(), label, key, value.as_string(), nodes);
    std::ranges::sort(nodes);
  }
  return nodes;
}

std::vector<NodeId> find_range_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                        const ValueRange& range) {
  require_property_index(reads, label, key);
  const auto keys = range_keys(index_prefix(label, key), range);
  if (!keys) return {};
  const auto entries = scan_index(reads.rows(), keys->first, keys->second);
  return collect(*entries, [&](NodeId node, std::string_view entry) {
    return in_range(reads, key, range, node, entry);
  });
}

std::vector<NodeId> find_prefix_in_index(const GraphReads& reads, LabelId label, KeyId key,
                                         std::string_view prefix) {
  require_property_index(reads, label, key);
  std::string low = index_prefix(label, key);
  low.push_back(static_cast<char>(ordered_tag(Value(""))));
  append_key_text_prefix(low, prefix);
  const bool cut = prefix.size() > kMaxKeyText;
  const auto entries = scan_index(reads.rows(), low, prefix_successor(low));
  return collect(*entries, [&](NodeId node, std::string_view) {
    return !cut || reads.property(node, key).as_string().starts_with(prefix);
  });
}

}  // namespace chancery
