#pragma once

// The sections of a projection, in memory that is owned or mapped.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "store/projection/format.h"

namespace chancery {

/// A section on its way from the builder to a file or to memory.
struct Section {
  SectionEntry entry;
  std::shared_ptr<const void> owner;
  std::span<const std::byte> bytes;

  template <typename Number>
  static Section of(const SectionEntry& entry, std::vector<Number> numbers) {
    auto owned = std::make_shared<const std::vector<Number>>(std::move(numbers));
    const auto bytes = std::as_bytes(std::span(*owned));
    return {entry, std::move(owned), bytes};
  }
};

using TakeSection = std::function<void(Section)>;

/// A table of sections, ordered, and their bytes.
class Sections {
 public:
  Sections() = default;
  /// Built in memory, in any order.
  explicit Sections(std::vector<Section> built);
  /// Of a mapped file. The table is ordered, and all that it names lies in the file.
  Sections(std::vector<SectionEntry> table, std::span<const std::byte> file,
           std::shared_ptr<const void> owner);

  std::span<const SectionEntry> entries() const { return entries_; }
  std::span<const SectionEntry> entries(SectionKind kind) const;
  const SectionEntry* find(SectionKind kind, std::uint32_t id = 0, unsigned side = 0) const;
  /// The bytes of an entry of this table; nullopt where they are not those that were written.
  std::optional<std::span<const std::byte>> bytes(const SectionEntry& entry) const;

 private:
  std::vector<SectionEntry> entries_;
  std::vector<Section> built_;  // by entry, where they are not in a file
  std::span<const std::byte> file_;
  std::shared_ptr<const void> owner_;
};

/// The order of a table.
inline auto place_in_table(const SectionEntry& entry) {
  return std::tuple(entry.kind, entry.id, entry.side);
}

/// XXH3, 64 bits.
std::uint64_t checksum_of(std::span<const std::byte> bytes);

/// The bytes as numbers of a type whose size divides their length and where they lie; nullopt
/// where there are not `count`.
template <typename Number>
std::optional<std::span<const Number>> numbers_of(std::span<const std::byte> bytes,
                                                  std::uint64_t count) {
  if (bytes.size() != count * sizeof(Number)) return std::nullopt;
  return std::span(reinterpret_cast<const Number*>(bytes.data()), count);
}

/// Whether these are where parts start that lie one after the other, up to `total` items.
bool are_starts(std::span<const std::uint32_t> starts, std::uint64_t total);
bool all_below(std::span<const std::uint32_t> numbers, std::uint32_t bound);

}  // namespace chancery
