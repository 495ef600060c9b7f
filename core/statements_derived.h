#pragma once

// Relationships between entities, derived from statements: one per subject, type, object and
// polarity. The rows of the evidence family say which statements stand behind one, and hold all
// that its properties are made of.

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "statements_words.h"
#include "store/transaction.h"

namespace chancery {

struct DerivedKey {
  NodeId subject = NodeId::none;
  std::string type;
  NodeId object = NodeId::none;
  std::string polarity;
  bool operator==(const DerivedKey&) const = default;
  /// Numbers first: they are quicker to tell apart than texts.
  auto operator<=>(const DerivedKey& other) const {
    return std::tie(subject, object, type, polarity) <=>
           std::tie(other.subject, other.object, other.type, other.polarity);
  }
};

/// The same as it is remembered: polarities are so short that copies of them cost nothing.
struct DerivedPlace {
  NodeId subject = NodeId::none;
  NodeId object = NodeId::none;
  TypeId type = TypeId::none;
  std::string polarity;
  bool operator==(const DerivedPlace&) const = default;
};

struct DerivedPlaceHash {
  std::size_t operator()(const DerivedPlace& place) const noexcept;
};

/// What one statement adds: the value of an evidence row.
struct EvidenceFields {
  std::string_view date;  ///< of the statement, else of its document; may be an interval or empty
  std::string_view status;
  std::string_view title;

  void append_to(std::string& out) const;
};

/// The same, read from a row or from the graph.
struct EvidenceRow {
  std::string date;
  std::string status;
  std::string title;
  bool operator==(const EvidenceRow&) const = default;

  EvidenceFields fields() const { return {date, status, title}; }
  static EvidenceRow decode(std::string_view bytes);
};

/// What a derived relationship says of all its statements, in whatever order they are added.
struct DerivedSummary {
  std::uint64_t statements = 0;
  std::string first;       ///< earliest date
  std::string last;        ///< latest date
  std::string status;      ///< of the latest statement; of several, the one nearest to "done"
  std::string title;       ///< of the latest statement that has one
  std::string title_date;  ///< not kept

  void add(const EvidenceFields& row);
  void write(const KnowledgeWords& words, const std::string& polarity, PropertyWriter& out) const;
};

using EvidenceRows = std::map<NodeId, EvidenceRow>;

/// The statements behind a relationship; empty where it is not derived.
EvidenceRows evidence_rows(const Reader& rows, RelationshipId relationship);

/// What is remembered of a derived relationship.
struct DerivedState {
  RelationshipId relationship = RelationshipId::none;
  bool is_summed = false;   ///< the summary is at hand
  bool is_dated = false;    ///< and knows the date of its title
  bool is_touched = false;  ///< since the last settle()
  bool must_sum = false;    ///< what is at hand does not tell what its statements say now
  DerivedSummary summary;
};

class DocumentMemory;

/// Collects what a batch of statements changes; settle() brings the relationships in line.
class DerivedWriter {
 public:
  DerivedWriter(StoreTransaction& transaction, std::shared_ptr<DocumentMemory> memory);

  /// Of a statement that is behind no relationship yet.
  void add(const DerivedPlace& place, NodeId statement, const EvidenceFields& row);
  /// Of a statement that was behind it before the last settle(); does nothing where it was not.
  void drop(const DerivedPlace& place, NodeId statement);
  void settle();

 private:
  using Touched = std::pair<const DerivedPlace*, DerivedState*>;  // in the memory
  /// A row that waits until its relationship is there.
  struct Evidence {
    const DerivedState* state;
    NodeId statement;
    std::size_t end;  // of its bytes, which begin where those of the one before end
  };

  DerivedState& touch(const DerivedPlace& place);
  void take_up(DerivedState& state, const EvidenceFields& row) const;
  void settle(const DerivedPlace& place, DerivedState& state);
  void make(const DerivedPlace& place, DerivedState& state);
  void write_evidence();
  DerivedSummary stored_summary(RelationshipId relationship) const;

  StoreTransaction& transaction_;
  std::shared_ptr<DocumentMemory> memory_;
  std::vector<Touched> touched_;
  std::vector<Evidence> evidence_;  // of what has been added
  std::string evidence_bytes_;
  PropertyWriter properties_;
};

/// The relationship that `key` has made, where there is one.
std::optional<RelationshipId> find_derived(const GraphView& view, const DerivedKey& key);

/// What a statement derives, read from the graph; nullopt for a candidate, or one that misses an
/// end.
struct Derivation {
  DerivedKey key;
  EvidenceRow row;
};
std::optional<Derivation> derivation_of(const KnowledgeReader& reader, NodeId statement);

/// A derived relationship that is not what its statements say.
struct DerivedFault {
  DerivedKey key;
  std::vector<RelationshipId> found;  ///< relationships that stand for the key now
  EvidenceRows expected;
};
std::vector<DerivedFault> find_derived_faults(const GraphView& view);

}  // namespace chancery
