#pragma once

// The door to the graph store: views for reading, transactions for writing, editions for
// publishing. A general property graph: several labels per node, no schema required.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/export.h"
#include "chancery/types.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

class Projection;

/// One step from a node: the relationship, its type, and the node at the other end.
struct Neighbour {
  NodeId node = NodeId::none;
  RelationshipId relationship = RelationshipId::none;
  TypeId type = TypeId::none;
  bool outgoing = true;  ///< seen from the node asked; a self-loop is listed once, as outgoing
  auto operator<=>(const Neighbour&) const = default;
};

struct RelationshipRecord {
  TypeId type = TypeId::none;
  NodeId start = NodeId::none;
  NodeId end = NodeId::none;
};

/// A forward cursor over node ids in ascending order. Valid while its view lives.
class NodeCursor {
 public:
  virtual ~NodeCursor() = default;
  /// The next node, or NodeId::none at the end.
  virtual NodeId next() = 0;
};

/// A forward cursor over all relationships, in ascending order of id.
class RelationshipCursor {
 public:
  virtual ~RelationshipCursor() = default;
  virtual RelationshipId next() = 0;
};

/// A range of an index over values. An absent bound is open. Both bounds must be of one
/// comparable type (numbers, strings, or one temporal type).
struct ValueRange {
  std::optional<Value> low;
  bool low_inclusive = true;
  std::optional<Value> high;
  bool high_inclusive = true;
};

/// The nodes of an index in the order that ORDER BY gives the property.
struct IndexOrder {
  ValueRange range;  ///< without a bound: all nodes with the label
  bool descending = false;
  /// Also nodes without the property: last, or first where descending. None is in a range.
  bool nulls = true;
};

/// An index over one property of the nodes with one label.
struct IndexInfo {
  enum class Kind { property, text };
  Kind kind = Kind::property;
  std::string label;
  std::string key;
  std::uint64_t entries = 0;
};

/// One node found by full text, best first; `score` is BM25 (Robertson and Zaragoza 2009),
/// k1 = 1.2, b = 0.75.
struct TextHit {
  NodeId node = NodeId::none;
  double score = 0;
};

/// Everything that can be read. A view does not change while it is held, save a Transaction
/// through its own writes. A const view may be used by many threads; a Transaction by one.
/// Ids that do not exist are a miss (empty result, null), never an error, unless said.
class GraphView {
 public:
  virtual ~GraphView() = default;

  // Dictionary. Names are returned by value-stable views, valid while the store is open.
  virtual std::optional<LabelId> label_id(std::string_view name) const = 0;
  virtual std::optional<TypeId> type_id(std::string_view name) const = 0;
  virtual std::optional<KeyId> key_id(std::string_view name) const = 0;
  virtual std::string_view name(LabelId id) const = 0;
  virtual std::string_view name(TypeId id) const = 0;
  virtual std::string_view name(KeyId id) const = 0;
  /// All ever used, in order of id; a label without nodes may be among them.
  virtual std::vector<LabelId> labels() const = 0;
  virtual std::vector<TypeId> types() const = 0;
  virtual std::vector<KeyId> keys() const = 0;

  // Nodes.
  virtual bool exists(NodeId node) const = 0;
  virtual std::vector<LabelId> labels(NodeId node) const = 0;
  virtual bool has_label(NodeId node, LabelId label) const = 0;
  /// Null where the node or the property is missing.
  virtual Value property(NodeId node, KeyId key) const = 0;
  virtual std::vector<std::pair<KeyId, Value>> properties(NodeId node) const = 0;

  // Relationships.
  virtual std::optional<RelationshipRecord> relationship(RelationshipId id) const = 0;
  virtual Value property(RelationshipId id, KeyId key) const = 0;
  virtual std::vector<std::pair<KeyId, Value>> properties(RelationshipId id) const = 0;

  // Topology. `types` empty means every type. The answer is sorted by (type, outgoing first,
  // node, relationship) and lives in `scratch` or in the view, until either is used again.
  virtual std::span<const Neighbour> neighbours(NodeId node, Direction direction,
                                                std::span<const TypeId> types,
                                                std::vector<Neighbour>& scratch) const = 0;
  /// The relationships of `type` from `start` to `end`, ascending.
  virtual std::vector<RelationshipId> between(NodeId start, TypeId type, NodeId end) const = 0;
  virtual std::uint64_t degree(NodeId node, Direction direction,
                               std::span<const TypeId> types) const = 0;

  // Scans.
  virtual std::unique_ptr<NodeCursor> all_nodes() const = 0;
  virtual std::unique_ptr<NodeCursor> nodes_with_label(LabelId label) const = 0;
  virtual std::unique_ptr<RelationshipCursor> all_relationships() const = 0;

  // Indexes. Each throws Error(argument_error) where no such index exists.
  virtual std::vector<IndexInfo> indexes() const = 0;
  virtual bool has_index(IndexInfo::Kind kind, LabelId label, KeyId key) const = 0;
  /// Nodes with the label whose property equals `value` by openCypher's `=`, ascending.
  virtual std::vector<NodeId> find(LabelId label, KeyId key, const Value& value) const = 0;
  virtual std::unique_ptr<NodeCursor> find_range(LabelId label, KeyId key,
                                                 const ValueRange& range) const = 0;
  virtual std::unique_ptr<NodeCursor> find_prefix(LabelId label, KeyId key,
                                                  std::string_view prefix) const = 0;
  virtual std::unique_ptr<NodeCursor> in_order(LabelId label, KeyId key, IndexOrder walk) const = 0;
  /// Full text. Words are combined with OR and ranked; "quoted words" must stand together;
  /// +word must occur, -word must not. Words match by stem, case and accents folded; scripts
  /// without spaces match by character bigrams. At most `limit` hits, ties by ascending id.
  virtual std::vector<TextHit> search_text(LabelId label, KeyId key, std::string_view query,
                                           std::size_t limit) const = 0;
  /// Entities by any of their names, in any case, in any language; see statements.h.
  virtual std::vector<NodeId> find_name(std::string_view name) const = 0;
  /// Names (as written) that start with `prefix`, folded, at most `limit`, ascending.
  virtual std::vector<std::string> complete_name(std::string_view prefix,
                                                 std::size_t limit) const = 0;

  // Counts, exact, in constant time.
  virtual std::uint64_t node_count() const = 0;
  virtual std::uint64_t relationship_count() const = 0;
  virtual std::uint64_t node_count(LabelId label) const = 0;
  virtual std::uint64_t relationship_count(TypeId type) const = 0;

  // Documents: the stored text (UTF-8) of a document by its id, nullopt where there is none.
  virtual std::optional<std::string> document_text(std::string_view document_id) const = 0;

  /// The topology as arrays (projection.h), which says the same as the functions above and lives
  /// as long as the view. An edition has one; null for other views.
  virtual const Projection* projection() const { return nullptr; }
};

/// A frozen state of a store: of a writer's store at the moment it was taken, or of an edition.
using Snapshot = GraphView;

/// The one writer. Reads its own writes. Nothing is visible to others before commit(); a
/// Transaction destroyed without commit() leaves no trace. One at a time per Graph: begin()
/// waits for the one before. Not thread-safe.
class Transaction : public GraphView {
 public:
  // Dictionary: find or add. Throws Error(argument_error) for an empty name.
  virtual LabelId intern_label(std::string_view name) = 0;
  virtual TypeId intern_type(std::string_view name) = 0;
  virtual KeyId intern_key(std::string_view name) = 0;

  // Each mutation of a node or relationship that does not exist (any more) throws
  // Error(entity_not_found, "DeletedEntityAccess"). A value that cannot be a property (a map, a
  // node, a relationship, a path, a list that holds one of these, a list or a null) throws
  // Error(type_error, "InvalidPropertyType").
  virtual NodeId create_node(std::span<const LabelId> labels) = 0;
  virtual RelationshipId create_relationship(NodeId start, TypeId type, NodeId end) = 0;
  /// Null removes the property. True when something changed.
  virtual bool set_property(NodeId node, KeyId key, const Value& value) = 0;
  virtual bool set_property(RelationshipId id, KeyId key, const Value& value) = 0;
  virtual bool add_label(NodeId node, LabelId label) = 0;
  virtual bool remove_label(NodeId node, LabelId label) = 0;
  /// Throws Error(constraint_verification_failed, "DeleteConnectedNode") while the node has
  /// relationships.
  virtual void remove(NodeId node) = 0;
  virtual void remove(RelationshipId id) = 0;

  /// Indexes are filled at once from what the transaction sees. Creating one that exists is a
  /// no-op and yields false.
  virtual bool create_index(IndexInfo::Kind kind, LabelId label, KeyId key) = 0;
  virtual bool drop_index(IndexInfo::Kind kind, LabelId label, KeyId key) = 0;

  /// Names by which find_name() finds a node; replaces the ones given before.
  virtual void set_names(NodeId node, std::span<const std::string> names) = 0;
  /// Stores (compressed) or, with nullopt, drops the text of a document.
  virtual void set_document_text(std::string_view document_id,
                                 std::optional<std::string_view> text) = 0;

  /// Of memory, roughly, for the writes so far.
  virtual std::size_t pending_bytes() const = 0;
  /// Makes all writes durable and visible at once. `sync` waits for the disk: without it the
  /// writes survive the death of the process, not of the machine, until the next sync.
  virtual void commit(bool sync = true) = 0;
  virtual void rollback() = 0;
};

/// Rows that the calling thread has read from stores so far, found by key or by a cursor; pending
/// rows of a transaction do not count. PROFILE takes differences of it.
std::uint64_t store_rows_read();

/// A published, immutable state of the graph.
struct EditionInfo {
  std::uint64_t number = 0;  ///< 1, 2, ...
  std::string name;          ///< given by the user; may be empty
  std::string created;       ///< ISO 8601, UTC, seconds
  std::string fingerprint;   ///< hex SHA-256; equal for equal documents, rules and decisions
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;  ///< of files; shared with the store and other editions by hard link
};

struct GraphOptions {
  bool create = true;                  ///< make the database where there is none
  std::size_t cache_bytes = 64 << 20;  ///< block cache
  std::size_t memtable_bytes = 32 << 20;
};

/// What verify() looked at and what it found wrong, one sentence each.
struct VerifyReport {
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t documents = 0;
  std::uint64_t statements = 0;
  std::vector<std::string> faults;
};

/// A database folder, opened for writing (one process at a time) or one of its editions, opened
/// for reading (any number of processes, never blocked, never blocking). Thread-safe.
class Graph {
 public:
  /// Opens for writing and takes the writer lock. Throws Error: locked (the message names host,
  /// pid and since when), newer_format, input_error (no such folder, or not one of ours),
  /// corruption, io_error.
  static std::shared_ptr<Graph> open(const std::filesystem::path& folder,
                                     const GraphOptions& options = {});
  /// Opens an edition by number, by name, or the newest ("" ). Throws Error(input_error) where
  /// there is none.
  static std::shared_ptr<Graph> open_edition(const std::filesystem::path& folder,
                                             std::string_view edition = {},
                                             const GraphOptions& options = {});
  /// The editions of a database, oldest first, without opening it.
  static std::vector<EditionInfo> editions(const std::filesystem::path& folder);

  virtual ~Graph() = default;
  virtual const std::filesystem::path& folder() const = 0;
  virtual bool writable() const = 0;
  /// The edition this graph was opened on; nullopt for a writer.
  virtual std::optional<EditionInfo> edition() const = 0;

  virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
  /// Throws Error(read_only) on an edition.
  virtual std::unique_ptr<Transaction> begin() = 0;
  /// Publishes what is committed. Where nothing changed since the newest edition and no name
  /// is given, yields that one. Throws Error(read_only), Error(io_error).
  virtual EditionInfo publish(std::string_view name = {}) = 0;
  /// Removes an edition's files. Throws Error(input_error) where there is none.
  virtual void drop_edition(std::string_view edition) = 0;
  /// Reads everything and checks it against itself: both directions of every relationship, label
  /// and property indexes, counts, full text, passages against document texts, derived
  /// relationships against statements, the projection of an edition against its store. `progress`
  /// gets a fraction in [0, 1].
  virtual VerifyReport verify(const std::function<void(double)>& progress = {}) const = 0;
};

}  // namespace CHANCERY_API
