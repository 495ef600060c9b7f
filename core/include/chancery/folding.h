#pragma once

// Case and accent folding, shared by names, full text and extraction. The one place where core
// asks ICU for it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// For comparing names: NFKC case folding, accents removed from Latin, Greek and Cyrillic
/// letters, Arabic vocalisation and tatweel removed, Cyrillic io as ie, all dashes as "-", all
/// apostrophes as "'", white space runs as one space, trimmed. Invalid UTF-8 becomes U+FFFD.
std::string fold_name(std::string_view text);

/// A word as the full-text index keeps it, and where it stood.
struct IndexTerm {
  std::string text;
  std::uint32_t position = 0;  ///< word position, from 0
  std::uint32_t start = 0;     ///< bytes of the input
  std::uint32_t end = 0;
};

/// Words of a text for indexing: ICU word breaks, folded, Snowball stems of `language` (BCP 47;
/// unknown or empty: English), overlapping character bigrams where the script has no spaces.
std::vector<IndexTerm> index_terms(std::string_view text, std::string_view language = {});

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Code points in a UTF-8 text; invalid bytes count one each.
std::size_t code_point_count(std::string_view text);

/// Columns a UTF-8 text takes on a terminal: two for wide East Asian characters and emoji, none
/// for combining marks and controls. Invalid bytes count one each.
std::size_t display_width(std::string_view text);

/// Byte offset of a code point offset, clamped to the end.
std::size_t byte_offset(std::string_view text, std::size_t code_points);

/// The code point at byte `at`, which moves behind it; an invalid byte is U+FFFD and stands alone.
std::int32_t next_code_point(std::string_view text, std::size_t& at);

/// A long text is worked on in pieces of a few thousand bytes, so that time and memory can be
/// looked at between them. The end of the piece that begins at `from`: where `may_begin` holds for
/// the code point that follows, or, where that does not happen for long (a thousand combining
/// marks in a row are no text), before any code point.
template <typename MayBegin>
std::size_t end_of_piece(std::string_view text, std::size_t from, const MayBegin& may_begin) {
  constexpr std::size_t kPiece = 4096;
  constexpr std::size_t kLongest = 5120;
  if (text.size() - from <= kPiece) return text.size();
  std::size_t at = from + kPiece;
  while (at > from && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  if (at == from) at = from + kPiece;
  while (at < text.size() && at < from + kLongest) {
    std::size_t behind = at;
    if (may_begin(next_code_point(text, behind))) break;
    at = behind;
  }
  return at;
}

}  // namespace CHANCERY_API
