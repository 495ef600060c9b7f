#include "store/projection/sections.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace chancery {

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

bool are_starts(std::span<const std::uint32_t> starts, std::uint64_t total) {
  return !starts.empty() && starts.front() == 0 && starts.back() == total &&
         std::ranges::is_sorted(starts);
}

bool all_below(std::span<const std::uint32_t> numbers, std::uint32_t bound) {
  if (bound > INT32_MAX) {
    return std::ranges::all_of(numbers, [&](std::uint32_t number) { return number < bound; });
  }
  // The highest bit of one of these is set where a number is not below the bound. Blocks of a fixed
  // size are what the compiler makes wide instructions of.
  constexpr std::size_t kBlock = 64;
  std::uint32_t bits = 0;
  std::size_t i = 0;
  for (; i + kBlock <= numbers.size(); i += kBlock) {
    const std::uint32_t* const block = numbers.data() + i;
    for (std::size_t k = 0; k < kBlock; ++k) bits |= block[k] | (bound - 1 - block[k]);
  }
  for (; i < numbers.size(); ++i) bits |= numbers[i] | (bound - 1 - numbers[i]);
  return bits >> 31 == 0;
}

Sections::Sections(std::vector<SectionEntry> table, std::span<const std::byte> file,
                   std::shared_ptr<const void> owner)
    : entries_(std::move(table)), file_(file), owner_(std::move(owner)) {}

Sections::Sections(std::vector<Section> built) : built_(std::move(built)) {
  std::ranges::sort(built_, {}, [](const Section& each) { return place_in_table(each.entry); });
  for (const Section& each : built_) entries_.push_back(each.entry);
}

std::span<const SectionEntry> Sections::entries(SectionKind kind) const {
  const auto found = std::ranges::equal_range(entries_, kind, {}, &SectionEntry::kind);
  return {found.begin(), found.end()};
}

const SectionEntry* Sections::find(SectionKind kind, std::uint32_t id, unsigned side) const {
  const auto wanted = std::tuple(kind, id, static_cast<std::uint8_t>(side));
  const auto found = std::ranges::lower_bound(entries_, wanted, {}, place_in_table);
  return found != entries_.end() && place_in_table(*found) == wanted ? &*found : nullptr;
}

std::optional<std::span<const std::byte>> Sections::bytes(const SectionEntry& entry) const {
  if (!built_.empty()) return built_[static_cast<std::size_t>(&entry - entries_.data())].bytes;
  const auto bytes = file_.subspan(entry.offset, entry.length);
  if (checksum_of(bytes) != entry.checksum) return std::nullopt;
  return bytes;
}

}  // namespace chancery
