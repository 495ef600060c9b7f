#pragma once

// What documents say of an entity, as it is stored. Each document contributes a record of each of
// its entities; equal records are kept once and counted, in the order of their digests. The node
// is what the records say together, a function of their set, so that the order of ingest does not
// matter.
//
//   contributions of an entity   := (digest count record)*       ascending by digest
//   contributions of a document  := (entity-id digest)*          ascending
//   digest                       := 16 bytes of the record's SHA-256
//   record                       := type kind name known count alias* (key value)*
//
// Aliases are sorted, and each is there once: their order means nothing, so records that differ
// only there are equal. Properties are sorted by key. Texts are length bytes, values as in
// store/record.h, numbers varints.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/statements.h"

namespace chancery {

/// Appends a record; its id is not part of it.
void append_record(std::string& out, const EntityRecord& record);
/// The same with aliases as they come, which is no form to store, but tells that two records are
/// the same.
void append_record_as_given(std::string& out, const EntityRecord& record);

/// A stored record taken apart; everything points into it.
struct StoredRecord {
  /// Throws Error(corruption).
  void read(std::string_view record);

  std::string_view type;
  std::string_view kind;
  std::string_view name;
  bool known = false;
  std::vector<std::string_view> aliases;
  std::vector<std::pair<std::string_view, std::string_view>> properties;  ///< values as stored
};

/// A record that documents contribute for an entity, and how many of them do.
struct Contribution {
  std::string_view digest;  ///< of the record
  std::uint64_t count = 0;
  std::string_view record;
};

/// What documents contribute for an entity, by digest: the value of a row, which outlives it.
std::vector<Contribution> parse_contributions(std::string_view row);
void append_contribution(std::string& row, const Contribution& contribution);

/// (entity id, digest of a record)
using ContributionName = std::pair<std::string_view, std::string_view>;
/// What a document contributes, ascending: the value of a row, which outlives it.
std::vector<ContributionName> parse_document_contributions(std::string_view row);

/// The records of one entity as one, as it is stored. A known record wins over others, the first
/// over other known ones. Of unknown ones: the longest name (of equally long ones the first in byte
/// order), all other names as aliases, and each property from the first record that has it. Empty
/// for none. Lives in `scratch`, or is one of the records.
std::string_view merge_contributions(std::span<const Contribution> contributions,
                                     std::string& scratch);

/// Whether it is certain that `merged`, which merge_contributions() has made, stays the same with
/// `record` among the contributions, wherever its place is.
bool says_already(const StoredRecord& merged, const StoredRecord& record);

}  // namespace chancery
