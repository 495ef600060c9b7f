#include "store/projection/sections.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace chancery {

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
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
