#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace chancery::ingest {
namespace {

bool is_unspaced_script(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

CharClass classify(UChar32 c) {
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return CharClass::apostrophe;
  if (c == 0x2010 || c == 0x2011) return CharClass::hyphen;
  if (u_isUWhiteSpace(c)) return CharClass::space;
  if (c == 0x00AD || c == 0x200B || c == 0x200D) return CharClass::letter;
  const auto type = u_charType(c);
  if (u_isalpha(c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) {
    return is_unspaced_script(c) ? CharClass::unspaced : CharClass::letter;
  }
  return u_isdigit(c) ? CharClass::digit : CharClass::other;
}

/// Below it are the quotation marks and dashes of all texts, and the alphabets.
constexpr UChar32 kFirstUntold = 0x3000;

}  // namespace

CharClass class_of(std::int32_t c) {
  static const auto told = [] {
    std::array<CharClass, kFirstUntold> classes{};
    for (UChar32 point = 0; point < kFirstUntold; ++point) {
      classes[static_cast<std::size_t>(point)] = classify(point);
    }
    return classes;
  }();
  if (c < 0) return CharClass::other;
  return c < kFirstUntold ? told[static_cast<std::size_t>(c)] : classify(c);
}

char mark_of(std::int32_t c) {
  if (c > 0 && c < 0x80) return static_cast<char>(c);
  switch (c) {
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x201C:
    case 0x201D:
    case 0x00AB:
    case 0x00BB:
    case 0x201E:
      return '"';
    case 0x3002:
    case 0xFF0E:
    case 0x06D4:
      return '.';
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
      return ',';
    case 0xFF1B:
    case 0x061B:
      return ';';
    case 0xFF1A:
      return ':';
    case 0xFF08:
      return '(';
    case 0xFF09:
      return ')';
    case 0x061F:
    case 0xFF1F:
      return '?';
    case 0xFF01:
      return '!';
    case 0x2022:
    case 0x25CF:
    case 0x25AA:
    case 0x2023:
      return '*';
    default:
      return '~';
  }
}

}  // namespace chancery::ingest
