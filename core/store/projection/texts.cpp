#include "store/projection/texts.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kPieceBytes = 8;
constexpr std::size_t kFewTexts = 8;        // compared as they are
constexpr std::size_t kDeepestPiece = 256;  // bytes: no text of a column is so long but a few

// A text by eight of its bytes, which compare as a number.
struct TextPiece {
  std::uint64_t bytes;   // big-endian, with zeros behind the end
  std::uint32_t length;  // of the text from here on, up to one more than there are bytes
  std::uint32_t code;
};

TextPiece piece_of(std::string_view rest, std::uint32_t code) {
  const std::string_view here = rest.substr(0, kPieceBytes);
  std::uint64_t bytes = read_big_endian(here);
  if (!here.empty()) bytes <<= 8 * (kPieceBytes - here.size());
  return {bytes, static_cast<std::uint32_t>(std::min(rest.size(), kPieceBytes + 1)), code};
}

// Sorts texts that are equal up to `depth` by their next bytes, and those that are equal there too
// by the bytes after these.
template <typename TextOf>
void sort_from(std::size_t depth, std::span<TextPiece> pieces, const TextOf& text_of) {
  if (pieces.size() <= kFewTexts || depth >= kDeepestPiece) {
    std::ranges::sort(pieces, {},
                      [&](const TextPiece& each) { return text_of(each.code).substr(depth); });
    return;
  }
  for (TextPiece& each : pieces) each = piece_of(text_of(each.code).substr(depth), each.code);
  const auto by_piece = [](const TextPiece& a, const TextPiece& b) {
    return a.bytes != b.bytes ? a.bytes < b.bytes : a.length < b.length;
  };
  if (!std::ranges::is_sorted(pieces, by_piece)) std::ranges::sort(pieces, by_piece);
  for (std::size_t start = 0; start < pieces.size();) {
    std::size_t end = start + 1;
    while (end < pieces.size() && !by_piece(pieces[start], pieces[end])) ++end;
    if (end - start > 1) {
      sort_from(depth + kPieceBytes, pieces.subspan(start, end - start), text_of);
    }
    start = end;
  }
}

std::uint32_t hash_of_text(std::string_view text) {
  return static_cast<std::uint32_t>(checksum_of(std::as_bytes(std::span(text))));
}

}  // namespace

std::uint32_t Texts::code(std::string_view text) {
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
  for (std::uint32_t code = 0; code < size(); ++code) pieces[code].code = code;
  sort_from(0, pieces, [this](std::uint32_t code) { return text(code); });
  std::vector<std::uint32_t> codes(size());
  std::ranges::transform(pieces, codes.begin(), &TextPiece::code);
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
