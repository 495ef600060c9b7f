#include "language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kFirstBytes = 600;    // some ninety words, enough for most texts
constexpr std::size_t kSampleBytes = 3000;  // more did not change the language of any text we have
constexpr int kClearPercent = 95;           // of the sample in one language

/// Cut at code points, so that the detector sees valid UTF-8.
std::string_view sample_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto is_continuation = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };
  std::size_t end = bytes;
  while (end > 0 && is_continuation(end)) --end;
  return text.substr(0, end);
}

struct Guess {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  int percent = 0;
  bool reliable = false;
};

Guess guess(std::string_view sample) {
  CLD2::Language best[3];
  int percents[3];
  int bytes = 0;
  Guess guess;
  guess.language =
      CLD2::DetectLanguageSummary(sample.data(), static_cast<int>(sample.size()),
                                  /*is_plain_text=*/true, best, percents, &bytes, &guess.reliable);
  guess.percent = percents[0];
  return guess;
}

}  // namespace

std::string detect_language(std::string_view text) {
  Guess found = guess(sample_of(text, kFirstBytes));
  const bool clear = found.reliable && found.percent >= kClearPercent;
  if (!clear && text.size() > kFirstBytes) found = guess(sample_of(text, kSampleBytes));
  if (!found.reliable || found.language == CLD2::UNKNOWN_LANGUAGE) return "und";
  const std::string tag = normalize_language(CLD2::LanguageCode(found.language));
  return tag.empty() ? "und" : tag;
}

std::string normalize_language(std::string_view tag) {
  constexpr std::size_t kLongestTag = 35;  // RFC 5646, section 4.4.1
  std::string plain(tag.substr(0, tag.find_first_of(".@,;")));
  if (plain.size() < 2 || plain.size() > kLongestTag) return {};
  std::replace(plain.begin(), plain.end(), '_', '-');
  std::array<char, 64> locale{};
  std::array<char, 64> canonical{};
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t parsed = 0;
  uloc_forLanguageTag(plain.c_str(), locale.data(), locale.size(), &parsed, &status);
  if (U_FAILURE(status) || parsed != static_cast<std::int32_t>(plain.size())) return {};
  uloc_toLanguageTag(locale.data(), canonical.data(), canonical.size(), true, &status);
  if (U_FAILURE(status) || canonical[0] == '\0') return {};
  return canonical.data();
}

}  // namespace ingest
}  // namespace chancery
