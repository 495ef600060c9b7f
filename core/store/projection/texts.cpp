#include "store/projection/texts.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "store/text_sort.h"

namespace chancery {
namespace {

std::uint32_t hash_of_text(std::string_view text) {
  return static_cast<std::uint32_t>(checksum_of(std::as_bytes(std::span(text))));
}

}  // namespace

std::uint32_t Texts::find_or_add(std::string_view text) {
  if (ends_.size() * 4 >= slots_.size() * 3) grow();
  const std::uint32_t hash = hash_of_text(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].code_and_one != 0; at = (at + 1) & mask) {
    const std::uint32_t code = slots_[at].code_and_one - 1;
    if (slots_[at].hash == hash && this->text(code) == text) return code;
  }
  joined_ += text;
  ends_.push_back(joined_.size());
  slots_[at] = {hash, size()};
  return size() - 1;
}

void Texts::grow() {
  std::vector<Slot> slots(std::max<std::size_t>(64, slots_.size() * 2));
  const std::size_t mask = slots.size() - 1;
  for (const Slot& each : slots_) {
    if (each.code_and_one == 0) continue;
    std::size_t at = each.hash & mask;
    while (slots[at].code_and_one != 0) at = (at + 1) & mask;
    slots[at] = each;
  }
  slots_ = std::move(slots);
}

std::vector<std::uint32_t> Texts::codes_in_order() const {
  std::vector<TextPiece> pieces(size());
  for (std::uint32_t code = 0; code < size(); ++code) pieces[code].number = code;
  sort_texts(pieces, [this](std::uint32_t code) { return text(code); });
  std::vector<std::uint32_t> codes(size());
  std::ranges::transform(pieces, codes.begin(), &TextPiece::number);
  return codes;
}

std::pair<Section, std::vector<std::uint32_t>> Texts::sorted(SectionEntry entry) const {
  const std::vector<std::uint32_t> order = codes_in_order();
  std::vector<std::uint32_t> places(size());
  std::vector<std::byte> bytes((order.size() + 1) * sizeof(std::uint32_t) + joined_.size());
  std::byte* const texts = bytes.data() + (order.size() + 1) * sizeof(std::uint32_t);
  auto* const starts = reinterpret_cast<std::uint32_t*>(bytes.data());
  std::uint32_t end = 0;
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    places[order[place]] = place;
    const std::string_view text = this->text(order[place]);
    if (!text.empty()) std::memcpy(texts + end, text.data(), text.size());
    end += static_cast<std::uint32_t>(text.size());
    starts[place + 1] = end;
  }
  entry.items = size();
  return {Section::of(entry, std::move(bytes)), std::move(places)};
}

}  // namespace chancery
