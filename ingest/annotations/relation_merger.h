#pragma once

// Relations of an annotator as statements, each with the sentence that proves it.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "annotations/places.h"
#include "chancery/ingest/annotator.h"
#include "chancery/statements.h"
#include "dictionary/lexicon.h"

namespace chancery::ingest {

/// By the annotator's id: index into annotations.entities, none where it was skipped.
using GivenEntities = std::unordered_map<std::string, std::optional<std::uint32_t>>;

/// Where an entity is named: its index in annotations.entities first.
using NamedPlace = std::pair<std::uint32_t, Place>;

class RelationMerger {
 public:
  /// After all mentions are in place; `named` are those of the annotator, those inside longer names
  /// too. All outlive it.
  RelationMerger(Annotations& annotations, std::uint32_t annotator, const Lexicon& lexicon,
                 const Places& places, const GivenEntities& entities,
                 std::span<const NamedPlace> named);

  /// A new statement, or the annotator beside the rule of one that is there. Yields why neither
  /// can be, or nothing.
  std::string add(const GivenRelation& relation);
  std::uint64_t added() const { return added_; }
  std::uint64_t agreed() const { return agreed_; }

 private:
  /// Subject, type, object, polarity; the ends of a symmetric type in order.
  using Key = std::tuple<std::uint32_t, std::string, std::uint32_t, std::string>;
  Key key(std::uint32_t subject, const std::string& type, std::uint32_t object,
          const std::string& polarity) const;
  std::string read(const GivenRelation& relation, StatementRecord& statement) const;
  std::string read_end(const std::string& id, std::uint32_t& index) const;
  std::string prove(const GivenRelation& relation, StatementRecord& statement) const;
  std::string agree(const GivenRelation& relation, StatementRecord& statement);
  void index_mentions(std::span<const NamedPlace> named);
  const Place* first_mention(std::uint32_t entity, std::uint32_t passage) const;
  const Place* nearest_before(std::uint32_t entity, const std::vector<Place>& cues) const;
  bool prove_by_cues(const std::vector<Place>& cues, StatementRecord& statement) const;
  bool prove_by_ends(StatementRecord& statement) const;

  Annotations& annotations_;
  std::uint32_t annotator_;
  const Lexicon& lexicon_;
  const Places& places_;
  const GivenEntities& entities_;
  std::vector<std::vector<Place>> mentions_;  ///< by entity, in order
  std::map<Key, std::size_t> statements_;
  std::optional<std::uint32_t> issuer_;  ///< the only one
  std::uint64_t added_ = 0;
  std::uint64_t agreed_ = 0;
};

}  // namespace chancery::ingest
