#pragma once

// The bytes of a projection, in memory and in the file of an edition.
//
//   file    := section* table footer
//   section := bytes, then zeros up to a multiple of 64
//   table   := entry*                              48 bytes each, ordered by (kind, id, side)
//   entry   := kind:2 side:1 form:1 id:4 items:4 bound:4 base:8 offset:8 length:8 checksum:8
//   footer  := magic:8 version:4 entries:4 commits:8 nodes:4 relationships:4 table-offset:8
//              file-length:8 table-checksum:8 checksum:8
//
// All numbers are little-endian and lie where their size wants them, so that they are read where
// they are. Checksums are XXH3 (64 bits): of a section's bytes without the padding, of the table,
// and, last, of the footer up to there. `commits` is that of the edition, so that a file of another
// edition is known.
//
//   kind                  id    side  items          bytes
//    1 node ids           -     -     nodes          index set of id - base
//    2 relationship ids   -     -     relationships  index set of id - base
//    3 label lists        -     -     lists          u32 starts[items + 1], u32 labels
//    4 label list of node -     -     nodes          narrow numbers: which list
//    5 label              label -     nodes with it  index set of node indexes
//    6 sources            type  side  rows           index set of node indexes
//    7 row starts         type  side  rows + 1       u32
//    8 row nodes          type  side  steps          u32 node indexes
//    9 row relationships  type  side  steps          packed numbers: of side 0 the relationship
//                                                    indexes, of side 1 the place of each in its
//                                                    row of side 0, which takes fewer bits
//   10 slots              -     -     relationships  packed numbers
//   11 column, who        key   of    values         index set; base = how many differ
//   12 column, numbers    key   of    values         narrow numbers; bound = Column::Type
//   13 column, texts      key   of    different ones u32 starts[items + 1], UTF-8; ascending
//   14 key without column key   of    values         nothing: the store has them
//   15 label pairs        type  -     pairs          (u32 start label, u32 end label, u32 count),
//                                                    ascending; label 0 stands for any node
//   16 degrees            type  side  buckets        u32 rows of 1, 2 to 3, 4 to 7, ... steps
//
// Side 0 is outgoing, 1 incoming; `of` is 0 for nodes, 1 for relationships. A relationship's slot
// is its place in the outgoing rows of all types, one type after the other, ascending: it leads
// from a relationship to its type and ends.
//
//   index set      := form 0: nothing, all below the bound
//                     form 1: u32 numbers[items]
//                     form 2: u32 first[runs], u32 before[runs + 1]
//                     form 3: u64 words[4 * blocks], u32 before[blocks + 1]; blocks of 256 bits
//   narrow numbers := form = bytes of one, 0, 1, 2, 4 or 8; each less `base`
//   packed numbers := u32 least[blocks], u32 start[blocks + 1], zeros to a multiple of 8, u64
//   words;
//                     blocks of 64; block b takes start[b + 1] - start[b] words and as many bits
//                     a number, each less least[b]
//
// What is looked at when: the footer and the table when a file is opened, a section's checksum and
// the bounds of what is in it when it is first used. So opening a file costs the same whatever its
// size, and no byte of it is trusted.

#include <bit>
#include <cstdint>

namespace chancery {

static_assert(std::endian::native == std::endian::little, "sections are read where they are");

enum class SectionKind : std::uint16_t {
  node_ids = 1,
  relationship_ids = 2,
  label_lists = 3,
  label_list_of_node = 4,
  label = 5,
  sources = 6,
  row_starts = 7,
  row_nodes = 8,
  row_relationships = 9,
  slots = 10,
  column_present = 11,
  column_numbers = 12,
  column_texts = 13,
  key_without_column = 14,
  label_pairs = 15,
  degrees = 16
};

struct SectionEntry {
  SectionKind kind{};
  std::uint8_t side = 0;
  std::uint8_t form = 0;
  std::uint32_t id = 0;
  std::uint32_t items = 0;
  std::uint32_t bound = 0;
  std::int64_t base = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::uint64_t checksum = 0;
};
static_assert(sizeof(SectionEntry) == 48);

struct ProjectionFooter {
  static constexpr std::uint64_t kMagic = 0x314a4f5250484300;  // "\0CHPROJ1"
  static constexpr std::uint32_t kVersion = 2;

  std::uint64_t magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t entries = 0;
  std::uint64_t commits = 0;
  std::uint32_t nodes = 0;
  std::uint32_t relationships = 0;
  std::uint64_t table_offset = 0;
  std::uint64_t file_length = 0;
  std::uint64_t table_checksum = 0;
  std::uint64_t checksum = 0;
};
static_assert(sizeof(ProjectionFooter) == 64);

inline constexpr std::uint64_t kSectionAlignment = 64;

}  // namespace chancery
