// UTF-8 by code points: decoding, counting, width.

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

#include "chancery/folding.h"
#include "chancery/work.h"

namespace chancery {
namespace {

// A text longer than this is scanned in blocks that are reported.
constexpr std::size_t kBlock = std::size_t{1} << 14;

void report_block(std::size_t bytes) {
  if (bytes == kBlock) report_work(bytes);
}

}  // namespace

namespace {

// Eight code points at once.
bool is_ascii_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080) == 0;
}

}  // namespace

std::int32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  std::int32_t used = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, used, length, c);
  at += c < 0 ? 1 : static_cast<std::size_t>(used);
  return c < 0 ? 0xFFFD : c;
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (at + 8 <= bytes.size() && is_ascii_word(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data() + at);
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - at, 4));
    std::int32_t used = 0;
    UChar32 c = 0;
    U8_NEXT(next, used, length, c);
    if (c < 0) return false;
    at += static_cast<std::size_t>(used);
  }
  return true;
}

std::size_t code_point_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), at + kBlock);
    report_block(end - at);
    while (at < end) {
      if (at + 8 <= end && is_ascii_word(text.data() + at)) {
        at += 8;
        count += 8;
      } else {
        next_code_point(text, at);
        ++count;
      }
    }
  }
  return count;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 c = next_code_point(text, at);
    const auto kind = u_charType(c);
    const bool jamo_tail = c >= 0x1160 && c <= 0x11FF;  // joins the syllable before it
    if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR ||
        kind == U_CONTROL_CHAR || jamo_tail) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::size_t byte_offset(std::string_view text, std::size_t code_points) {
  std::size_t at = 0;
  while (code_points > 0 && at < text.size()) {
    const std::size_t end = std::min(text.size(), at + std::min(kBlock, code_points));
    report_block(end - at);
    while (at < end && code_points > 0) {
      if (code_points >= 8 && at + 8 <= end && is_ascii_word(text.data() + at)) {
        at += 8;
        code_points -= 8;
      } else {
        next_code_point(text, at);
        --code_points;
      }
    }
  }
  return at;
}

}  // namespace chancery
