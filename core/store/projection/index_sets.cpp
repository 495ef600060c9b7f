#include "store/projection/index_sets.h"

#include <algorithm>
#include <bit>
#include <numeric>

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

// Of words of 32, in which the bits of a wider word lie in the same order.
void set_bits(std::uint32_t* words, std::uint64_t first, std::uint64_t end) {
  for (std::uint64_t at = first; at < end;) {
    const std::uint64_t next = std::min((at / 32 + 1) * 32, end);
    words[at / 32] |= UINT32_MAX >> (32 - (next - at)) << at % 32;
    at = next;
  }
}

}  // namespace

void IndexSetWriter::begin_run(std::uint32_t first) { runs_.push_back({first, size_}); }

std::vector<std::uint32_t> IndexSetWriter::as_list() const {
  std::vector<std::uint32_t> numbers(size_);
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const auto to = numbers.begin() + runs_[run].before;
    std::iota(to, to + size_of(run), runs_[run].first);
  }
  return numbers;
}

std::vector<std::uint32_t> IndexSetWriter::as_runs() const {
  std::vector<std::uint32_t> result(2 * runs_.size() + 1, size_);
  std::ranges::transform(runs_, result.begin(), &Run::first);
  std::ranges::transform(runs_, result.begin() + static_cast<std::ptrdiff_t>(runs_.size()),
                         &Run::before);
  return result;
}

std::vector<std::uint32_t> IndexSetWriter::as_bitmap(std::uint32_t bound) const {
  const std::uint64_t blocks = blocks_below(bound);
  std::vector<std::uint32_t> result(bitmap_bytes(bound) / sizeof(std::uint32_t));
  std::uint32_t* const before = result.data() + blocks * (kBitsOfBlock / 32);
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const std::uint64_t first = runs_[run].first;
    set_bits(result.data(), first, first + size_of(run));
  }
  for (std::uint64_t block = 0; block < blocks; ++block) {
    before[block + 1] = before[block];
    for (std::uint64_t i = 0; i < kBitsOfBlock / 32; ++i) {
      before[block + 1] +=
          static_cast<std::uint32_t>(std::popcount(result[block * (kBitsOfBlock / 32) + i]));
    }
  }
  return result;
}

Section IndexSetWriter::section(SectionEntry entry) const {
  const auto with_form = [&](IndexSet::Form form, std::vector<std::uint32_t> numbers) {
    entry.form = static_cast<std::uint8_t>(form);
    return Section::of(entry, std::move(numbers));
  };
  entry.items = size_;
  if (entry.items == entry.bound) return with_form(IndexSet::Form::all, {});
  const std::uint64_t list_bytes = std::uint64_t{size_} * sizeof(std::uint32_t);
  const std::uint64_t runs_bytes = (2 * runs_.size() + 1) * sizeof(std::uint32_t);
  const std::uint64_t least = std::min({list_bytes, runs_bytes, bitmap_bytes(entry.bound)});
  if (least == list_bytes) return with_form(IndexSet::Form::list, as_list());
  if (least == runs_bytes) return with_form(IndexSet::Form::runs, as_runs());
  return with_form(IndexSet::Form::bitmap, as_bitmap(entry.bound));
}

Section index_set(SectionEntry entry, std::span<const std::uint32_t> numbers) {
  IndexSetWriter writer;
  for (const std::uint32_t number : numbers) writer.add(number);
  return writer.section(entry);
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
