#pragma once

// What the writer of documents remembers from one document to the next, so that it need not look
// for what it has just written. It holds only as long as documents are all that is written:
// StoreTransaction drops it otherwise, and hands it to the transaction after it.

#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "statements_derived.h"
#include "statements_records.h"
#include "statements_words.h"
#include "store/digest.h"
#include "store/transaction.h"

namespace chancery {

/// An entity as documents know it. Its texts are kept by the memory.
struct KnownEntity {
  explicit KnownEntity(std::pmr::memory_resource* memory) : contributions(memory) {}

  std::string_view id;
  NodeId node = NodeId::none;
  std::pmr::vector<Contribution> contributions;  ///< by digest
  std::optional<std::string_view> merged;  ///< what they say together; nullopt: not worked out
  /// A record that was given when the entity was known already, as it was given, and what is stored
  /// of it: most documents say the same.
  std::string_view given, given_digest, given_record;
  bool has_row = false;     ///< of contributions, maybe an older one
  bool is_changed = false;  ///< the row is still to be written
};

/// The id of an entity with its hash, which tells it from others before they are looked at.
struct HashedId {
  explicit HashedId(std::string_view its_id)
      : hash(std::hash<std::string_view>()(its_id)), id(its_id) {}
  bool operator==(const HashedId& other) const = default;

  std::size_t hash;
  std::string_view id;
};

struct HashOfId {
  std::size_t operator()(const HashedId& id) const noexcept { return id.hash; }
};

class DocumentMemory {
 public:
  /// Above this it is to be forgotten: of a long run not everything can be remembered.
  static constexpr std::size_t kMostBytes = 64 << 20;

  explicit DocumentMemory(StoreTransaction& transaction)
      : words(transaction), complete(transaction.node_count() == 0) {}

  /// What is remembered of the entity, else what is in the graph. It stays where it is.
  KnownEntity& entity(StoreTransaction& transaction, std::string_view id);
  /// The node of a document; none where it is not there.
  NodeId& document(const StoreTransaction& transaction, const std::string& id);
  std::string_view keep(std::string_view text);

  /// Documents that follow may change an entity again, so that its row waits for settle().
  void note_change(KnownEntity& entity);
  void settle(Batch& rows);

  /// Of memory, roughly.
  std::size_t bytes() const;

  KnowledgeWords words;
  Sha256 digest;  ///< of whoever begins and finishes it
  /// Since before the first node: what is not remembered is not in the graph.
  bool complete;
  std::unordered_map<DerivedPlace, DerivedState, DerivedPlaceHash> derived;

 private:
  NodeId find(const StoreTransaction& transaction, LabelId label, std::string_view id) const;

  std::pmr::monotonic_buffer_resource arena_;
  std::size_t kept_bytes_ = 0;
  std::pmr::unordered_map<HashedId, KnownEntity, HashOfId> entities_{&arena_};
  std::unordered_map<std::string, NodeId> documents_;
  std::vector<KnownEntity*> changed_;
};

/// That of the transaction; empty at first.
std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction);

}  // namespace chancery
