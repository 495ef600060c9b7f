#include "chancery/folding.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <memory>

#include "ascii.h"
#include "chancery/error.h"
#include "chancery/work.h"
#include "terms.h"

namespace chancery {
namespace {

// Nanoseconds of work, roughly.
constexpr std::size_t kFoldingPerByte = 100;

std::string_view clipped(std::string_view text) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  return text.substr(0, std::min(text.size(), kMost));
}

icu::UnicodeString to_unicode(std::string_view text) {
  const std::string_view part = clipped(text);
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(part.data(), static_cast<std::int32_t>(part.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

[[noreturn]] void throw_icu(UErrorCode status) {
  throw Error(ErrorKind::internal_error,
              std::string("ICU failed to process a text: ") + u_errorName(status) + ".");
}

struct Normalizers {
  const icu::Normalizer2* casefold;
  const icu::Normalizer2* decompose;
  const icu::Normalizer2* compose;
};

const Normalizers& normalizers() {
  static const Normalizers all = [] {
    UErrorCode status = U_ZERO_ERROR;
    const Normalizers found{icu::Normalizer2::getNFKCCasefoldInstance(status),
                            icu::Normalizer2::getNFDInstance(status),
                            icu::Normalizer2::getNFCInstance(status)};
    if (U_FAILURE(status)) throw_icu(status);
    return found;
  }();
  return all;
}

icu::UnicodeString normalize(const icu::Normalizer2& normalizer, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = normalizer.normalize(text, status);
  if (U_FAILURE(status)) throw_icu(status);
  return out;
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return U_FAILURE(status) ? USCRIPT_UNKNOWN : script;
}

bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201B) || c == 0x2BC ||
         c == 0x2B9 || c == 0x2032 || c == 0xFF07;
}

bool is_dash(UChar32 c) { return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212; }

// Marks that names are written with and without.
bool is_arabic_vocalisation(UChar32 c) {
  return (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x652) || c == 0x670 || c == 0x640;
}

// Latin letters whose accent is a stroke or a missing dot, which do not decompose.
UChar32 without_stroke(UChar32 c) {
  switch (c) {
    case 0xF8:
      return 'o';
    case 0x111:
      return 'd';
    case 0x127:
      return 'h';
    case 0x131:
      return 'i';
    case 0x142:
      return 'l';
    case 0x167:
      return 't';
    default:
      return c;
  }
}

// Before normalisation, which would turn an acute accent that stands alone into a space.
icu::UnicodeString with_plain_punctuation(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    out.append(is_apostrophe(c) ? UChar32{'\''} : is_dash(c) ? UChar32{'-'} : c);
  }
  return out;
}

icu::UnicodeString without_accents(const icu::UnicodeString& decomposed) {
  icu::UnicodeString out;
  UScriptCode base = USCRIPT_COMMON;
  for (std::int32_t i = 0; i < decomposed.length();) {
    const UChar32 c = decomposed.char32At(i);
    i += U16_LENGTH(c);
    if (is_arabic_vocalisation(c)) continue;
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (base != USCRIPT_LATIN && base != USCRIPT_GREEK && base != USCRIPT_CYRILLIC) out.append(c);
      continue;
    }
    base = script_of(c);
    out.append(without_stroke(c));
  }
  return out;
}

// Joins pieces with white space runs as one space, and none at either end.
class SpaceCollapser {
 public:
  void add(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < text.length();) {
      const UChar32 c = text.char32At(i);
      i += U16_LENGTH(c);
      if (u_isUWhiteSpace(c)) {
        pending_ = !out.isEmpty() || !out_.empty();
        continue;
      }
      if (pending_) out.append(UChar32{' '});
      pending_ = false;
      out.append(c);
    }
    out.toUTF8String(out_);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool pending_ = false;
};

constexpr auto kFoldedAscii = [] {
  std::array<char, 0x80> folded{};
  for (std::size_t c = 0; c < folded.size(); ++c) {
    folded[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  folded['`'] = '\'';
  return folded;
}();

std::string fold_ascii(std::string_view text) {
  std::string out(text.size(), '\0');
  char* const begin = out.data();
  char* to = begin;
  bool pending = false;
  report_work(text.size());
  for (const char byte : text) {
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
      pending = to != begin;
      continue;
    }
    if (pending) *to++ = ' ';
    pending = false;
    *to++ = kFoldedAscii[static_cast<std::size_t>(byte)];
  }
  out.resize(static_cast<std::size_t>(to - begin));
  return out;
}

}  // namespace

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  return to_utf8(normalize(*normalizers().casefold, with_plain_punctuation(to_unicode(text))));
}

bool is_unspaced_script(std::int32_t code_point) {
  switch (script_of(code_point)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return code_point == 0x30FC;  // the long vowel mark belongs to both kana scripts
  }
}

namespace {

std::string fold_any(std::string_view text) {
  const Normalizers& all = normalizers();
  const auto stands_alone = [&](UChar32 c) {
    return u_charType(c) != U_NON_SPACING_MARK && all.casefold->hasBoundaryBefore(c) &&
           all.decompose->hasBoundaryBefore(c) && all.compose->hasBoundaryBefore(c);
  };
  SpaceCollapser folded;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = end_of_piece(text, from, stands_alone);
    const icu::UnicodeString piece = to_unicode(text.substr(from, end - from));
    const icu::UnicodeString cased = normalize(*all.casefold, with_plain_punctuation(piece));
    const icu::UnicodeString plain = without_accents(normalize(*all.decompose, cased));
    folded.add(normalize(*all.compose, plain));
    report_work((end - from) * kFoldingPerByte);
    from = end;
  }
  return folded.take();
}

/// Letters with accents, quotation marks and dashes: what each folds to wherever it stands. They
/// are most of what European texts have outside ASCII, and ICU takes long over them.
class CommonFolds {
 public:
  static constexpr std::size_t kMostGrowth = 2;  // times the bytes of the text

  CommonFolds() {
    for (UChar32 c = 0xC0; c < kLetters; ++c) {
      if (u_isalpha(c)) add(letters_[static_cast<std::size_t>(c)], c);
    }
    for (const UChar32 c : {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D}) {
      add(marks_[static_cast<std::size_t>(c - kMarks)], c);
    }
  }

  /// The fold of the character at the begin of `text`, and its length; empty where it is none.
  std::pair<std::string_view, std::size_t> of(std::string_view text) const {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (text.size() >= 2 && byte(0) >= 0xC3 && byte(0) <= 0xC5 && (byte(1) & 0xC0) == 0x80) {
      return {letters_[(byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu)], 2};
    }
    if (text.size() >= 3 && byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x90 &&
        byte(2) < 0xA0) {
      return {marks_[byte(2) - 0x90u], 3};
    }
    return {};
  }

 private:
  static constexpr UChar32 kLetters = 0x180;  // behind the last
  static constexpr UChar32 kMarks = 0x2010;   // the first
  static void add(std::string& fold, UChar32 c) {
    const std::string letter = to_utf8(icu::UnicodeString(c));
    fold = fold_any(letter);
    if (fold.size() > letter.size() * kMostGrowth) fold.clear();
  }

  std::array<std::string, kLetters> letters_;
  std::array<std::string, 16> marks_;
};

/// As fold_any; false where a character is neither ASCII nor common.
bool fold_common(std::string_view text, std::string& out) {
  static const CommonFolds folds;
  out.resize(text.size() * CommonFolds::kMostGrowth);
  char* const begin = out.data();
  char* to = begin;
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
      pending = to != begin;
      ++at;
      continue;
    }
    if (pending) *to++ = ' ';
    pending = false;
    if (static_cast<unsigned char>(byte) < 0x80) {
      *to++ = kFoldedAscii[static_cast<std::size_t>(byte)];
      ++at;
      continue;
    }
    const auto [fold, length] = folds.of(text.substr(at));
    if (fold.empty()) return false;
    to = std::copy(fold.begin(), fold.end(), to);
    at += length;
  }
  out.resize(static_cast<std::size_t>(to - begin));
  return true;
}

}  // namespace

std::string fold_name(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  std::string out;
  if (!fold_common(text, out)) return fold_any(text);
  report_work(text.size());
  return out;
}

}  // namespace chancery
