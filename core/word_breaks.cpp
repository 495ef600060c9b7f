#include "word_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "chancery/error.h"

namespace chancery {
namespace {

// What a code point is to the rules; `unknown` is for ICU to break.
enum class Breaks : std::uint8_t {
  letter,
  digit,
  joiner,
  mid_digit,
  mid_both,
  other,
  space,
  unknown
};

using BreaksOfAscii = std::array<Breaks, 128>;

constexpr BreaksOfAscii breaks_of_ascii() {
  BreaksOfAscii table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    table[c] = letter  ? Breaks::letter
               : digit ? Breaks::digit
               : space ? Breaks::space
                       : Breaks::other;
  }
  table['_'] = Breaks::joiner;
  table['.'] = table['\''] = Breaks::mid_both;
  table[','] = table[';'] = Breaks::mid_digit;
  table['@'] = Breaks::unknown;  // by a rule of ICU's own
  return table;
}

struct Unit {
  Breaks breaks = Breaks::other;
  std::size_t size = 0;
};

// Of other code points only those that English texts are full of: U+00A0 and some of U+2010..2027.
Unit unit_at(std::string_view text, std::size_t at) {
  static constexpr BreaksOfAscii kAscii = breaks_of_ascii();
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {kAscii[first], 1};
  if (text.substr(at, 2) == "\xC2\xA0") return {Breaks::other, 2};
  if (text.substr(at, 2) != "\xE2\x80" || at + 2 >= text.size()) return {Breaks::unknown, 1};
  switch (static_cast<unsigned char>(text[at + 2])) {
    case 0x98:  // quotation marks; the right one is an apostrophe
    case 0x99:
      return {Breaks::mid_both, 3};
    case 0x93:  // dashes, double quotation marks, bullet, ellipsis
    case 0x94:
    case 0x9C:
    case 0x9D:
    case 0xA2:
    case 0xA6:
      return {Breaks::other, 3};
    default:
      return {Breaks::unknown, 1};
  }
}

bool goes_on(Breaks breaks) {
  return breaks == Breaks::letter || breaks == Breaks::digit || breaks == Breaks::joiner;
}

// Whether `middle` joins two letters, or two digits (rules WB6, WB7, WB11 and WB12).
bool joins(Breaks before, Breaks middle, Breaks after) {
  if (before != after) return false;
  if (before == Breaks::letter) return middle == Breaks::mid_both;
  return before == Breaks::digit && (middle == Breaks::mid_digit || middle == Breaks::mid_both);
}

// The end of the segment that begins with the unit `first` at `start`.
std::size_t end_of_word(std::string_view text, std::size_t start, Unit first) {
  std::size_t at = start + first.size;
  for (Breaks last = first.breaks;;) {
    const Unit unit = unit_at(text, at);
    if (goes_on(unit.breaks)) {
      at += unit.size;
      last = unit.breaks;
      continue;
    }
    const Unit behind = unit_at(text, at + unit.size);
    if (!joins(last, unit.breaks, behind.breaks)) return at;
    at += unit.size + behind.size;
    last = behind.breaks;
  }
}

// Words from `at` on until white space, which breaks whatever stands around it. False where
// something among them is for ICU to break; `at` is behind what was looked at.
bool append_known(std::string_view text, std::size_t& at, std::vector<Word>& words) {
  while (at < text.size()) {
    const Unit unit = unit_at(text, at);
    if (unit.breaks == Breaks::space) break;
    if (unit.breaks == Breaks::unknown) return false;
    const std::size_t start = at;
    at += unit.size;
    if (!goes_on(unit.breaks)) continue;
    at = end_of_word(text, start, unit);
    const bool lone_joiner = unit.breaks == Breaks::joiner && at == start + 1;
    if (!lone_joiner) {
      words.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at)});
    }
  }
  return true;
}

std::size_t end_of_run(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Unit unit = unit_at(text, at);
    if (unit.breaks == Breaks::space) break;
    at += unit.size;
  }
  return at;
}

[[noreturn]] void fail_in_icu(UErrorCode status) {
  throw Error(ErrorKind::internal_error,
              std::string("ICU failed to break a text into words: ") + u_errorName(status) + ".");
}

icu::BreakIterator& word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) fail_in_icu(status);
    return made;
  }();
  return *breaks;
}

}  // namespace

void append_words_by_icu(std::string_view text, std::vector<Word>& words) {
  UErrorCode status = U_ZERO_ERROR;
  UText* source =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status)) fail_in_icu(status);
  const std::unique_ptr<UText, decltype(&utext_close)> closer(source, &utext_close);
  icu::BreakIterator& breaks = word_breaks();
  breaks.setText(source, status);
  if (U_FAILURE(status)) fail_in_icu(status);
  std::int32_t start = breaks.first();
  for (std::int32_t end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next()) {
    if (breaks.getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
      words.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)});
    }
    start = end;
  }
}

void append_words(std::string_view text, std::vector<Word>& words) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t start = at;
    const std::size_t before = words.size();
    if (append_known(text, at, words)) continue;
    // Asking ICU costs as much as a line of text, so neighbours go together.
    std::size_t end = at = end_of_run(text, at);
    words.resize(before);
    while (at < text.size() && !append_known(text, ++at, words)) {
      end = at = end_of_run(text, at);
      words.resize(before);
    }
    words.resize(before);
    append_words_by_icu(text.substr(start, end - start), words);
    for (std::size_t i = before; i < words.size(); ++i) {
      words[i].start += static_cast<std::uint32_t>(start);
      words[i].end += static_cast<std::uint32_t>(start);
    }
    at = end;
  }
}

}  // namespace chancery
