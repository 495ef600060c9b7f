#include "word_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <string>

#include "chancery/error.h"
#include "word_masks.h"

namespace chancery {
namespace {

// What a code point is to the rules; `unknown` is for ICU to break. Words are made of the first
// three.
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

using BreaksOfBytes = std::array<Breaks, 256>;

constexpr BreaksOfBytes breaks_of_bytes() {
  BreaksOfBytes table{};
  table.fill(Breaks::unknown);
  for (std::size_t c = 0; c < 0x80; ++c) {
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

constexpr BreaksOfBytes kBreaks = breaks_of_bytes();

// `other` at the end of the text; `unknown` for what is not ASCII.
Breaks breaks_at(std::string_view text, std::size_t at) {
  return at < text.size() ? kBreaks[static_cast<unsigned char>(text[at])] : Breaks::other;
}

struct Unit {
  Breaks breaks = Breaks::other;
  std::size_t size = 0;
};

// Of other code points only those that English texts are full of: U+00A0 and some of U+2010..2027.
Unit unit_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (static_cast<unsigned char>(text[at]) < 0x80) return {breaks_at(text, at), 1};
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

bool goes_on(Breaks breaks) { return breaks <= Breaks::joiner; }

// Whether `middle` joins two letters, or two digits (rules WB6, WB7, WB11 and WB12).
bool joins(Breaks before, Breaks middle, Breaks after) {
  if (before != after) return false;
  if (before == Breaks::letter) return middle == Breaks::mid_both;
  return before == Breaks::digit && (middle == Breaks::mid_digit || middle == Breaks::mid_both);
}

void append_word(std::string_view text, std::size_t start, std::size_t end,
                 std::vector<Word>& words) {
  const bool lone_joiner = end == start + 1 && text[start] == '_';
  if (lone_joiner) return;
  words.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)});
}

// Bits of the bytes of words. `word_before`: whether the byte before those of the masks is a letter
// or digit.
std::uint64_t bits_of_words(std::string_view text, std::size_t at, const WordMasks& masks,
                            bool word_before) {
  const bool word_behind = goes_on(breaks_at(text, at + kMaskBytes));  // "_" joins nothing
  const std::uint64_t behind_words = masks.words << 1 | std::uint64_t{word_before};
  const std::uint64_t before_words = masks.words >> 1 | std::uint64_t{word_behind} << 63;
  std::uint64_t joined = masks.middles & behind_words & before_words;
  for (std::uint64_t rest = joined; rest != 0; rest &= rest - 1) {
    const std::size_t middle = at + static_cast<std::size_t>(std::countr_zero(rest));
    if (!joins(breaks_at(text, middle - 1), breaks_at(text, middle), breaks_at(text, middle + 1)))
      joined ^= rest & (~rest + 1);
  }
  return masks.words | joined;
}

// Appends the words that begin in 64 bytes from `at` on, of which `word` has a bit for each byte of
// a word. `inside`: the last word goes on, and its end is set. One without an end has that of the
// bytes until then.
void append_of_bits(std::size_t at, std::uint64_t word, bool inside, std::vector<Word>& words) {
  const std::uint64_t shifted = word << 1 | std::uint64_t{inside};
  std::uint64_t starts = word & ~shifted;
  std::uint64_t ends = ~word & shifted;
  const auto place_of = [at](std::uint64_t bits) {
    return static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(bits)));
  };
  if (inside) {
    words.back().end = place_of(ends);
    ends &= ends - 1;
  }
  const std::size_t before = words.size();
  words.resize(before + static_cast<std::size_t>(std::popcount(starts)));
  for (Word* next = words.data() + before; starts != 0; ++next) {
    *next = {place_of(starts), place_of(ends)};
    starts &= starts - 1;
    ends &= ends - 1;
  }
}

// Words from `at` on, where none goes on, until what the masks do not know, and where that is.
std::size_t append_ascii(std::string_view text, std::size_t at, std::vector<Word>& words) {
  bool inside = false;       // a word goes on behind what was looked at
  bool word_before = false;  // its last byte is a letter or digit
  for (; at < text.size(); at += kMaskBytes) {
    const WordMasks masks = word_masks(text, at);
    std::uint64_t word = bits_of_words(text, at, masks, word_before);
    if (masks.unknown != 0) word &= (masks.unknown & (~masks.unknown + 1)) - 1;
    append_of_bits(at, word, inside, words);
    if (masks.unknown != 0) return at + static_cast<std::size_t>(std::countr_zero(masks.unknown));
    inside = word >> 63 != 0;
    word_before = masks.words >> 63 != 0;
  }
  return text.size();
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
    append_word(text, start, at, words);
  }
  return true;
}

// Of a run without white space, with `at` in it.
std::size_t start_of_run(std::string_view text, std::size_t at) {
  while (at > 0 && breaks_at(text, at - 1) != Breaks::space) --at;
  return at;
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

namespace {

// The words of a run that is not all ASCII, or, where ICU is asked, of all such runs that follow
// one another: asking costs as much as a line of text. The end of what was taken.
std::size_t append_run(std::string_view text, std::size_t start, std::vector<Word>& words) {
  const std::size_t before = words.size();
  std::size_t at = start;
  if (append_known(text, at, words)) return at;
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
  return end;
}

}  // namespace

void append_words(std::string_view text, std::vector<Word>& words) {
  const std::size_t first = words.size();
  for (std::size_t at = append_ascii(text, 0, words); at < text.size();
       at = append_ascii(text, at, words)) {
    const std::size_t start = start_of_run(text, at);
    while (words.size() > first && words.back().start >= start) words.pop_back();
    at = append_run(text, start, words);
  }
}

}  // namespace chancery
