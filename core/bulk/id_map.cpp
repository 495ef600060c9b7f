#include "bulk/id_map.h"

#include <charconv>
#include <cstring>
#include <functional>
#include <utility>

namespace chancery::bulk {
namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr int kPlaceBits = 40;
constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

// What stands before the bytes of a text in a block.
struct TextHead {
  NodeId node;
  std::uint16_t size;
};
constexpr std::size_t kHeadBytes = sizeof(NodeId) + sizeof(std::uint16_t);

// Neighbouring numbers must not fill neighbouring slots only: the upper bits of a product are
// mixed.
std::uint64_t mixed(std::uint64_t bits) {
  bits *= 0x9E3779B97F4A7C15;
  return bits ^ (bits >> 32);
}

std::uint64_t hash_of(std::string_view text) { return mixed(std::hash<std::string_view>()(text)); }

TextHead head_at(const char* bytes) {
  TextHead head{};
  std::memcpy(&head.node, bytes, sizeof head.node);
  std::memcpy(&head.size, bytes + sizeof head.node, sizeof head.size);
  return head;
}

std::string_view text_at(const char* bytes) { return {bytes + kHeadBytes, head_at(bytes).size}; }

template <typename Slots>
bool is_full(const Slots& slots, std::size_t used) {
  return (used + 1) * 4 > slots.size() * 3;
}

}  // namespace

ExternalId::ExternalId(std::string_view text) : text_(text) {
  // Only what is written as to_string() would write it is the number.
  constexpr std::size_t kMostDigits = 19;
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits.size() > kMostDigits) return;
  if (digits.front() == '0' && text.size() > 1) return;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number_);
  is_number_ = error == std::errc() && end == text.data() + text.size();
}

std::string to_string(const ExternalId& id) {
  return id.is_number() ? std::to_string(id.number()) : std::string(id.text());
}

bool IdMap::insert(const ExternalId& id, NodeId node) {
  if (id.is_number()) return insert_number(id.number(), node);
  if (is_full(text_slots_, texts_)) grow_texts();
  const std::uint64_t hash = hash_of(id.text());
  TextSlot& slot = text_slots_[text_place(id.text(), hash)];
  if (slot != 0) return false;
  slot = (hash & ~kPlaceMask) | keep(id.text(), node);
  ++texts_;
  return true;
}

NodeId IdMap::find(const ExternalId& id) const {
  if (id.is_number()) return find_number(id.number());
  if (text_slots_.empty()) return NodeId::none;
  const TextSlot slot = text_slots_[text_place(id.text(), hash_of(id.text()))];
  return slot == 0 ? NodeId::none : head_at(at(slot)).node;
}

bool IdMap::insert_number(std::int64_t number, NodeId node) {
  if (find_number(number) != NodeId::none) return false;
  if (size() == texts_) {
    first_number_ = number;
    first_node_ = node;
  }
  if (count_to(number) == counted_ && raw(node) - raw(first_node_) == counted_) {
    ++counted_;
    return true;
  }
  if (is_full(number_slots_, numbers_)) grow_numbers();
  number_slots_[number_place(number)] = {number, node};
  ++numbers_;
  return true;
}

NodeId IdMap::find_number(std::int64_t number) const {
  const std::uint64_t count = count_to(number);
  if (count < counted_) return static_cast<NodeId>(raw(first_node_) + count);
  return number_slots_.empty() ? NodeId::none : number_slots_[number_place(number)].node;
}

std::size_t IdMap::bytes() const {
  return number_slots_.size() * sizeof(NumberSlot) + text_slots_.size() * sizeof(TextSlot) +
         blocks_.size() * kBlockBytes;
}

// The slot of a number, or the free one where it belongs; so below.
std::size_t IdMap::number_place(std::int64_t number) const {
  const std::size_t mask = number_slots_.size() - 1;
  std::size_t place = mixed(static_cast<std::uint64_t>(number)) & mask;
  while (number_slots_[place].node != NodeId::none && number_slots_[place].number != number)
    place = (place + 1) & mask;
  return place;
}

std::size_t IdMap::text_place(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = text_slots_.size() - 1;
  std::size_t place = hash & mask;
  while (text_slots_[place] != 0) {
    const bool alike = ((text_slots_[place] ^ hash) & ~kPlaceMask) == 0;
    if (alike && text_at(at(text_slots_[place])) == text) break;
    place = (place + 1) & mask;
  }
  return place;
}

void IdMap::grow_numbers() {
  const auto old = std::exchange(number_slots_, {});
  number_slots_.resize(old.empty() ? kFirstSlots : old.size() * 2);
  for (const NumberSlot& slot : old)
    if (slot.node != NodeId::none) number_slots_[number_place(slot.number)] = slot;
}

void IdMap::grow_texts() {
  const auto old = std::exchange(text_slots_, {});
  text_slots_.resize(old.empty() ? kFirstSlots : old.size() * 2);
  for (const TextSlot slot : old) {
    if (slot == 0) continue;
    const std::string_view text = text_at(at(slot));
    text_slots_[text_place(text, hash_of(text))] = slot;
  }
}

std::uint64_t IdMap::keep(std::string_view text, NodeId node) {
  const std::size_t size = kHeadBytes + text.size();
  if (blocks_.empty() || used_in_block_ + size > kBlockBytes) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
    used_in_block_ = 0;
  }
  char* place = blocks_.back().get() + used_in_block_;
  const auto length = static_cast<std::uint16_t>(text.size());
  std::memcpy(place, &node, sizeof node);
  std::memcpy(place + sizeof node, &length, sizeof length);
  std::memcpy(place + kHeadBytes, text.data(), text.size());
  const std::uint64_t number = (blocks_.size() - 1) * kBlockBytes + used_in_block_ + 1;
  used_in_block_ += size;
  return number;
}

const char* IdMap::at(TextSlot slot) const {
  const std::uint64_t place = (slot & kPlaceMask) - 1;
  return blocks_[place / kBlockBytes].get() + place % kBlockBytes;
}

}  // namespace chancery::bulk
