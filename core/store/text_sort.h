#pragma once

// Sorts many texts by their bytes, as numbers of eight of them: what all of a group begin with is
// skipped, and those that are equal in the next eight bytes are a group of their own (multikey
// sorting: Bentley and Sedgewick 1997). Ids of one document share a long beginning.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "store/bytes.h"

namespace chancery {

/// A text that is to be sorted, by its number.
struct TextPiece {
  std::uint64_t bytes = 0;   ///< eight of the text's, big-endian, with zeros behind its end
  std::uint32_t length = 0;  ///< of the text from there on, up to one more than eight
  std::uint32_t number = 0;
};

/// How many bytes after `same` all the texts of these pieces, equal up to there, have in common.
template <typename TextOf>
std::size_t shared_bytes(std::span<const TextPiece> pieces, std::size_t same,
                         const TextOf& text_of) {
  std::string_view shared = text_of(pieces.front().number).substr(same);
  for (const TextPiece& each : pieces) {
    const std::string_view rest = text_of(each.number).substr(same);
    const auto end = std::ranges::mismatch(shared, rest).in1;
    shared = shared.substr(0, static_cast<std::size_t>(end - shared.begin()));
    if (shared.empty()) break;
  }
  return shared.size();
}

/// Brings the pieces into the order of the texts that `text_of(number)` yields, which differ and
/// are equal up to `same`.
template <typename TextOf>
void sort_texts(std::span<TextPiece> pieces, const TextOf& text_of, std::size_t same = 0,
                int depth = 0) {
  constexpr std::size_t kPieceBytes = 8;
  constexpr std::size_t kFewTexts = 8;  // compared as they are
  constexpr int kDeepest = 100;         // as well: whoever makes texts must not fill the stack
  if (pieces.size() <= kFewTexts || depth == kDeepest) {
    std::ranges::sort(pieces, {},
                      [&](const TextPiece& each) { return text_of(each.number).substr(same); });
    return;
  }
  same += shared_bytes(std::span<const TextPiece>(pieces), same, text_of);
  for (TextPiece& each : pieces) {
    const std::string_view rest = text_of(each.number).substr(same);
    const std::string_view here = rest.substr(0, kPieceBytes);
    each.bytes = here.empty() ? 0 : read_big_endian(here) << 8 * (kPieceBytes - here.size());
    each.length = static_cast<std::uint32_t>(std::min(rest.size(), kPieceBytes + 1));
  }
  const auto by_piece = [](const TextPiece& a, const TextPiece& b) {
    return a.bytes != b.bytes ? a.bytes < b.bytes : a.length < b.length;
  };
  if (!std::ranges::is_sorted(pieces, by_piece)) std::ranges::sort(pieces, by_piece);
  for (std::size_t start = 0; start < pieces.size();) {
    std::size_t end = start + 1;
    while (end < pieces.size() && !by_piece(pieces[start], pieces[end])) ++end;
    if (end - start > 1) {
      sort_texts(pieces.subspan(start, end - start), text_of, same + kPieceBytes, depth + 1);
    }
    start = end;
  }
}

}  // namespace chancery
