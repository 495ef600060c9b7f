#include "slug.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "chancery/folding.h"

namespace chancery {
namespace ingest {

std::string slug(std::string_view text) {
  const std::string folded = fold_name(text);
  std::string result;
  bool gap = false;
  std::size_t at = 0;
  result.reserve(folded.size());
  while (at < folded.size()) {
    if (static_cast<unsigned char>(folded[at]) < 0x80) {
      const char c = folded[at++];
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        gap = true;
        continue;
      }
      if (gap && !result.empty()) result += '-';
      gap = false;
      result += c;
      continue;
    }
    UChar32 c;
    U8_NEXT_OR_FFFD(folded.data(), at, folded.size(), c);
    if (!u_isalnum(c) && u_charType(c) != U_NON_SPACING_MARK) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result += '-';
    gap = false;
    char utf8[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(utf8, length, c);
    result.append(utf8, length);
  }
  return result.empty() ? "document" : result;
}

}  // namespace ingest
}  // namespace chancery
