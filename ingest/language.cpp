#include "language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kFirstBytes = 600;     // some ninety words, enough for most texts
constexpr std::size_t kEnglishBytes = 1500;  // beyond names and titles at the start
constexpr std::size_t kSampleBytes = 3000;   // more did not change the language of any text we have
constexpr int kClearPercent = 95;            // of the sample in one language

/// Cut at code points, so that the detector sees valid UTF-8.
std::string_view sample_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto is_continuation = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };
  std::size_t end = bytes;
  while (end > 0 && is_continuation(end)) --end;
  return text.substr(0, end);
}

constexpr std::uint64_t with_letter(std::uint64_t word, char letter) {
  return word << 8 | static_cast<unsigned char>(letter);
}

/// Words that no paragraph of English is without and that other languages hardly have.
constexpr auto kEnglishParticles = [] {
  constexpr std::string_view kWords[] = {
      "the",  "of",   "and", "to",    "in",   "for",   "with", "on",  "by",    "that",
      "is",   "as",   "its", "from",  "our",  "this",  "are",  "be",  "has",   "have",
      "will", "an",   "we",  "which", "been", "their", "or",   "not", "these", "through",
      "were", "they", "all", "more",  "who",  "those", "your", "also"};
  std::array<std::uint64_t, std::size(kWords)> packed{};
  for (std::size_t i = 0; i < packed.size(); ++i) {
    for (const char c : kWords[i]) packed[i] = with_letter(packed[i], c);
  }
  std::sort(packed.begin(), packed.end());
  return packed;
}();

/// Whether a quarter of the words are particles of English and few letters are beyond ASCII: of
/// such a text the detector says the same, at ten times the cost.
bool is_surely_english(std::string_view text) {
  constexpr std::size_t kFewWords = 50;
  std::size_t words = 0, particles = 0, others = 0;
  std::uint64_t word = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    const char small = static_cast<char>(c | 0x20);
    if (small >= 'a' && small <= 'z') {
      word = with_letter(word, small);
      ++letters;
      continue;
    }
    others += static_cast<unsigned char>(c) >= 0x80;
    if (letters == 0) continue;
    ++words;
    particles += letters <= sizeof word &&
                 std::binary_search(kEnglishParticles.begin(), kEnglishParticles.end(), word);
    word = letters = 0;
  }
  return words >= kFewWords && 4 * particles >= words && 25 * others <= text.size();
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
  const std::string_view first = sample_of(text, kFirstBytes);
  if (is_surely_english(first) || is_surely_english(sample_of(text, kEnglishBytes))) return "en";
  Guess found = guess(first);
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
