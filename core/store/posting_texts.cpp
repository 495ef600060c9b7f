// Reads the texts of a block. Most of a common word's texts are never looked at again, so that
// where their numbers are of one byte, as they are of common words, sixteen are judged at a time.
// Tested by pending_rows_test.cpp and text_search_test.cpp.

#include <algorithm>
#include <array>
#include <utility>

#include "store/posting_block.h"
#include "store/posting_widths.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace chancery {
namespace {

constexpr std::uint32_t kAtOnce = 16;

/// The texts of a block in its bytes.
template <typename Step, typename Length, typename Frequency>
struct TextBytes {
  TextBytes(const BlockTexts& head, const char* bytes)
      : steps(bytes),
        lengths(steps + head.count * width_of<Step>()),
        frequencies(lengths + head.count * width_of<Length>()) {}

  std::uint32_t step(std::uint32_t place) const { return read_number<Step>(steps, place); }
  std::uint32_t length(std::uint32_t place) const { return read_number<Length>(lengths, place); }
  std::uint32_t frequency(std::uint32_t place) const {
    return read_number<Frequency>(frequencies, place);
  }

  const char* steps;
  const char* lengths;
  const char* frequencies;
};

/// How far a block is read.
struct Progress {
  std::uint32_t place = 0;   ///< of the next text
  std::uint32_t offset = 0;  ///< of the last one's node
  bool wrong = false;        ///< something is not as the head says
  TextFrequency* out = nullptr;
};

// What is wrong with any is gathered without a branch.
template <typename Bytes>
void read_one_by_one(const BlockTexts& head, const Bytes& bytes, const LengthLimits& limits,
                     Progress& at) {
  for (; at.place < head.count; ++at.place) {
    const std::uint32_t step = bytes.step(at.place);
    const std::uint32_t length = bytes.length(at.place);
    const std::uint32_t frequency = bytes.frequency(at.place);
    at.offset += step;
    const std::uint32_t more = frequency - 1;
    at.wrong |= (step == 0) & (at.place > 0);
    at.wrong |= more >= head.most;
    at.wrong |= length < head.shortest;
    *at.out = {at.offset, frequency, length};
    at.out += length <= limits[std::min<std::size_t>(more, limits.size() - 1)] ? 1 : 0;
  }
}

#ifdef __SSE2__

__m128i sixteen(const char* bytes) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

__m128i sixteen_of(std::uint32_t number) {
  return _mm_set1_epi8(static_cast<char>(std::min<std::uint32_t>(number, 0xFF)));
}

__m128i at_most(__m128i a, __m128i b) { return _mm_cmpeq_epi8(_mm_min_epu8(a, b), a); }

std::uint32_t sum_of_sixteen(const char* bytes) {
  const __m128i halves = _mm_sad_epu8(sixteen(bytes), _mm_setzero_si128());
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(halves) + _mm_extract_epi16(halves, 4));
}

/// The limits, for sixteen texts.
class SixteenLimits {
 public:
  SixteenLimits(const BlockTexts& head, const LengthLimits& limits) {
    for (std::uint32_t more = 0; more < limits.size(); ++more) {
      if (limits[more] < head.shortest) continue;
      (more + 1 < limits.size() ? some_[count_++] : highest_) = {sixteen_of(more),
                                                                 sixteen_of(limits[more])};
      any_highest_ |= more + 1 == limits.size();
    }
  }

  /// A bit for each text within them; `more`: one less than its frequency.
  unsigned within(__m128i more, __m128i length) const {
    __m128i within = _mm_setzero_si128();
    for (std::size_t i = 0; i < count_; ++i) {
      const __m128i same = _mm_cmpeq_epi8(more, some_[i].more);
      within = _mm_or_si128(within, _mm_and_si128(same, at_most(length, some_[i].length)));
    }
    if (any_highest_) {
      const __m128i high = at_most(highest_.more, more);
      within = _mm_or_si128(within, _mm_and_si128(high, at_most(length, highest_.length)));
    }
    return static_cast<unsigned>(_mm_movemask_epi8(within));
  }

 private:
  struct Limit {
    __m128i more;
    __m128i length;
  };
  std::array<Limit, kAnyLength.size() - 1> some_{};
  std::size_t count_ = 0;
  Limit highest_{};
  bool any_highest_ = false;
};

// Those of sixteen texts that `wanted` has bits of.
template <typename Bytes>
void take(const Bytes& bytes, unsigned wanted, Progress& at) {
  std::uint32_t offset = at.offset;
  for (std::uint32_t place = at.place; wanted != 0; ++place, wanted >>= 1) {
    offset += bytes.step(place);
    *at.out = {offset, bytes.frequency(place), bytes.length(place)};
    at.out += wanted & 1;
  }
}

template <typename Frequency>
void read_by_sixteen(const BlockTexts& head,
                     const TextBytes<std::uint8_t, std::uint8_t, Frequency>& bytes,
                     const LengthLimits& limits, Progress& at) {
  const SixteenLimits sixteen_limits(head, limits);
  const __m128i none = _mm_setzero_si128();
  const __m128i most = sixteen_of(head.most);
  const __m128i shortest = sixteen_of(head.shortest);
  __m128i first = _mm_cvtsi32_si128(1);  // its step may be 0
  __m128i wrong = none;
  at.wrong |= head.shortest > 0xFF;
  for (; at.place + kAtOnce <= head.count; at.place += kAtOnce) {
    const __m128i step = _mm_or_si128(sixteen(bytes.steps + at.place), std::exchange(first, none));
    const __m128i length = sixteen(bytes.lengths + at.place);
    __m128i more = none;
    if constexpr (width_of<Frequency>() > 0) {
      more = _mm_sub_epi8(sixteen(bytes.frequencies + at.place), _mm_set1_epi8(1));
    }
    wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(step, none));
    wrong = _mm_or_si128(wrong, at_most(most, more));
    wrong = _mm_or_si128(wrong, _mm_xor_si128(at_most(shortest, length), _mm_set1_epi8(-1)));
    take(bytes, sixteen_limits.within(more, length), at);
    at.offset += sum_of_sixteen(bytes.steps + at.place);
  }
  at.wrong |= _mm_movemask_epi8(wrong) != 0;
}

#else

std::uint32_t sum_of_sixteen(const char* bytes) {
  std::uint32_t sum = 0;
  for (std::uint32_t i = 0; i < kAtOnce; ++i) sum += static_cast<unsigned char>(bytes[i]);
  return sum;
}

#endif

template <typename Step, typename Length, typename Frequency>
TextFrequency* read_as(const BlockTexts& head, const char* bytes, const LengthLimits& limits,
                       TextFrequency* out) {
  const TextBytes<Step, Length, Frequency> texts(head, bytes);
  Progress at{.out = out};
#ifdef __SSE2__
  if constexpr (width_of<Step>() == 1 && width_of<Length>() == 1 && width_of<Frequency>() <= 1) {
    read_by_sixteen(head, texts, limits, at);
  }
#endif
  read_one_by_one(head, texts, limits, at);
  if (at.wrong || at.offset != head.last) fail_posting_block();
  return at.out;
}

// Steps over sixteen texts at a time where none of them is asked for.
template <typename Step, typename Length, typename Frequency>
TextFrequency* find_as(const BlockTexts& head, const char* bytes,
                       std::span<const std::uint32_t> offsets, TextFrequency* out) {
  const TextBytes<Step, Length, Frequency> texts(head, bytes);
  std::uint32_t offset = 0;
  std::uint32_t place = 0;
  for (auto wanted = offsets.begin(); place < head.count && wanted != offsets.end();) {
    if constexpr (width_of<Step>() == 1) {
      while (place + kAtOnce <= head.count) {
        const std::uint32_t last = offset + sum_of_sixteen(texts.steps + place);
        if (last >= *wanted) break;
        offset = last;
        place += kAtOnce;
      }
      if (place == head.count) break;
    }
    offset += texts.step(place);
    while (wanted != offsets.end() && *wanted < offset) ++wanted;
    if (wanted != offsets.end() && *wanted == offset) {
      *out++ = {offset, texts.frequency(place), texts.length(place)};
      if (out[-1].frequency - 1 >= head.most || out[-1].length < head.shortest) {
        fail_posting_block();
      }
      ++wanted;
    }
    ++place;
  }
  return out;
}

// Calls `use` with what the numbers of a block are as.
template <typename Use>
void with_widths(std::uint8_t widths, const Use& use) {
  with_width(widths, [&]<typename Step>(Step step) {
    with_width(widths >> kLengthCode, [&]<typename Length>(Length length) {
      with_width(widths >> kFrequencyCode,
                 [&]<typename Frequency>(Frequency frequency) { use(step, length, frequency); });
    });
  });
}

}  // namespace

std::span<const TextFrequency> read_texts(const BlockTexts& head, std::string_view texts,
                                          const LengthLimits& limits,
                                          std::vector<TextFrequency>& room) {
  if (room.size() < head.count) room.resize(head.count);
  if (head.count == 1) {
    room.front() = {head.last, head.most, head.shortest};
    return std::span(room).first(1);
  }
  TextFrequency* end = room.data();
  with_widths(head.widths,
              [&]<typename Step, typename Length, typename Frequency>(Step, Length, Frequency) {
                end = read_as<Step, Length, Frequency>(head, texts.data(), limits, room.data());
              });
  return {room.data(), end};
}

std::span<const TextFrequency> find_texts(const BlockTexts& head, std::string_view texts,
                                          std::span<const std::uint32_t> offsets,
                                          std::vector<TextFrequency>& room) {
  if (room.size() < offsets.size()) room.resize(offsets.size());
  TextFrequency* end = room.data();
  if (head.count == 1) {
    const bool found = std::ranges::binary_search(offsets, head.last);
    if (found) *end++ = {head.last, head.most, head.shortest};
    return {room.data(), end};
  }
  with_widths(head.widths,
              [&]<typename Step, typename Length, typename Frequency>(Step, Length, Frequency) {
                end = find_as<Step, Length, Frequency>(head, texts.data(), offsets, room.data());
              });
  return {room.data(), end};
}

}  // namespace chancery
