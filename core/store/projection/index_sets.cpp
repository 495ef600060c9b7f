#include "store/projection/index_sets.h"

#include <algorithm>
#include <cstring>

namespace chancery {
namespace {

constexpr std::uint32_t kBitsOfBlock = 256;

std::uint64_t blocks_below(std::uint32_t bound) {
  return (std::uint64_t{bound} + kBitsOfBlock - 1) / kBitsOfBlock;
}

std::uint64_t bitmap_bytes(std::uint32_t bound) {
  const std::uint64_t blocks = blocks_below(bound);
  return blocks * kBitsOfBlock / 8 + (blocks + 1) * sizeof(std::uint32_t);
}

std::uint64_t count_runs(std::span<const std::uint32_t> numbers) {
  std::uint64_t runs = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i == 0 || numbers[i] != numbers[i - 1] + 1) ++runs;
  }
  return runs;
}

std::vector<std::uint32_t> as_runs(std::span<const std::uint32_t> numbers, std::uint64_t runs) {
  std::vector<std::uint32_t> result(2 * runs + 1);
  std::size_t run = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i != 0 && numbers[i] == numbers[i - 1] + 1) continue;
    result[run] = numbers[i];
    result[runs + run++] = static_cast<std::uint32_t>(i);
  }
  result.back() = static_cast<std::uint32_t>(numbers.size());
  return result;
}

std::vector<std::uint32_t> as_bitmap(std::span<const std::uint32_t> numbers, std::uint32_t bound) {
  const std::uint64_t blocks = blocks_below(bound);
  std::vector<std::uint32_t> result(bitmap_bytes(bound) / sizeof(std::uint32_t));
  std::uint32_t* const before = result.data() + blocks * (kBitsOfBlock / 32);
  for (const std::uint32_t number : numbers) {
    result[number / 32] |= std::uint32_t{1} << number % 32;
    ++before[number / kBitsOfBlock + 1];
  }
  for (std::uint64_t block = 0; block < blocks; ++block) before[block + 1] += before[block];
  return result;
}

}  // namespace

Section index_set(SectionEntry entry, std::span<const std::uint32_t> numbers) {
  const auto with_form = [&](IndexSet::Form form) {
    entry.form = static_cast<std::uint8_t>(form);
    return entry;
  };
  entry.items = static_cast<std::uint32_t>(numbers.size());
  if (entry.items == entry.bound) {
    return Section::of(with_form(IndexSet::Form::all), std::vector<std::uint32_t>());
  }
  const std::uint64_t runs = count_runs(numbers);
  const std::uint64_t list_bytes = numbers.size() * sizeof(std::uint32_t);
  const std::uint64_t runs_bytes = (2 * runs + 1) * sizeof(std::uint32_t);
  const std::uint64_t least = std::min({list_bytes, runs_bytes, bitmap_bytes(entry.bound)});
  if (least == list_bytes) {
    return Section::of(with_form(IndexSet::Form::list),
                       std::vector<std::uint32_t>(numbers.begin(), numbers.end()));
  }
  if (least == runs_bytes) {
    return Section::of(with_form(IndexSet::Form::runs), as_runs(numbers, runs));
  }
  return Section::of(with_form(IndexSet::Form::bitmap), as_bitmap(numbers, entry.bound));
}

std::optional<IndexSet> IndexSet::read(Form form, std::uint32_t size, std::uint32_t bound,
                                       std::span<const std::byte> bytes) {
  IndexSet set;
  set.form_ = form;
  set.size_ = size;
  set.bound_ = bound;
  bool right = size <= bound && bound != kAbsent;
  switch (form) {
    case Form::all:
      right = right && size == bound && bytes.empty();
      break;
    case Form::list: {
      const auto numbers = numbers_of<std::uint32_t>(bytes, size);
      right = right && numbers && (numbers->empty() || numbers->back() < bound) &&
              std::ranges::is_sorted(*numbers, std::ranges::less_equal());
      if (right) set.numbers_ = *numbers;
      break;
    }
    case Form::runs:
      right = right && set.read_runs(bytes);
      break;
    case Form::bitmap:
      right = right && set.read_bitmap(bytes);
      break;
    default:
      right = false;
  }
  return right ? std::optional(set) : std::nullopt;
}

bool IndexSet::read_runs(std::span<const std::byte> bytes) {
  const auto all = numbers_of<std::uint32_t>(bytes, bytes.size() / sizeof(std::uint32_t));
  if (!all || all->size() % 2 == 0) return false;
  const std::size_t runs = all->size() / 2;
  numbers_ = all->first(runs);
  before_ = all->subspan(runs);
  if (before_[0] != 0 || before_[runs] != size_) return false;
  std::uint64_t end = 0;  // of the run before
  for (std::size_t run = 0; run < runs; ++run) {
    if (before_[run + 1] <= before_[run] || numbers_[run] < end) return false;
    end = std::uint64_t{numbers_[run]} + before_[run + 1] - before_[run];
  }
  return end <= bound_;
}

bool IndexSet::read_bitmap(std::span<const std::byte> bytes) {
  if (bytes.size() != bitmap_bytes(bound_)) return false;
  const std::uint64_t blocks = blocks_below(bound_);
  words_ = reinterpret_cast<const std::uint64_t*>(bytes.data());
  ranks_ = reinterpret_cast<const std::uint32_t*>(words_ + blocks * kBlockWords);
  std::uint32_t before = 0;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    if (ranks_[block] != before) return false;
    for (std::uint32_t i = 0; i < kBlockWords; ++i) {
      before += static_cast<std::uint32_t>(std::popcount(words_[block * kBlockWords + i]));
    }
  }
  if (ranks_[blocks] != before || before != size_) return false;
  for (std::uint64_t number = bound_; number < blocks * kBlockBits; ++number) {
    if (words_[number / 64] >> number % 64 & 1) return false;
  }
  return true;
}

std::uint32_t IndexSet::searched_place(std::uint32_t number) const {
  const auto after = std::ranges::upper_bound(numbers_, number);
  if (after == numbers_.begin()) return kAbsent;
  const auto at = static_cast<std::uint32_t>(after - numbers_.begin() - 1);
  if (form_ == Form::list) return numbers_[at] == number ? at : kAbsent;
  const std::uint32_t after_first = number - numbers_[at];
  return after_first < before_[at + 1] - before_[at] ? before_[at] + after_first : kAbsent;
}

std::uint32_t IndexSet::at(std::uint32_t place) const {
  if (form_ == Form::all) return place;
  if (form_ == Form::list) return numbers_[place];
  if (form_ == Form::runs) {
    const auto run = std::ranges::upper_bound(before_, place) - before_.begin() - 1;
    return numbers_[static_cast<std::size_t>(run)] +
           (place - before_[static_cast<std::size_t>(run)]);
  }
  const std::uint32_t* const end = ranks_ + blocks_below(bound_) + 1;
  const auto block = static_cast<std::uint64_t>(std::upper_bound(ranks_, end, place) - ranks_ - 1);
  std::uint32_t left = place - ranks_[block];
  const std::uint64_t* word = words_ + block * kBlockWords;
  while (left >= static_cast<std::uint32_t>(std::popcount(*word))) {
    left -= static_cast<std::uint32_t>(std::popcount(*word++));
  }
  std::uint64_t bits = *word;
  for (; left > 0; --left) bits &= bits - 1;
  return static_cast<std::uint32_t>((word - words_) * 64 + std::countr_zero(bits));
}

std::uint32_t IndexSet::Walk::next() {
  if (place_ == set_->size_) return kAbsent;
  const std::uint32_t place = place_++;
  switch (set_->form_) {
    case Form::list:
      return set_->numbers_[place];
    case Form::runs:
      if (place >= set_->before_[at_ + 1]) ++at_;
      return set_->numbers_[at_] + (place - set_->before_[at_]);
    case Form::bitmap: {
      if (place == 0) rest_ = set_->words_[0];
      while (rest_ == 0) rest_ = set_->words_[++at_];
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest_));
      rest_ &= rest_ - 1;
      return at_ * 64 + bit;
    }
    default:
      return place;
  }
}

}  // namespace chancery
