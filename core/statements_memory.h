#pragma once

// What the writer of documents remembers from one document to the next, so that it need not look
// for what it has just written. It holds only as long as documents are all that is written:
// StoreTransaction drops it otherwise, and hands it to the transaction after it.

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "chancery/statements.h"
#include "statements_derived.h"
#include "statements_words.h"
#include "store/transaction.h"

namespace chancery {

struct DocumentMemory {
  explicit DocumentMemory(StoreTransaction& transaction)
      : words(transaction), complete(transaction.node_count() == 0) {}

  struct Derived {
    RelationshipId relationship = RelationshipId::none;
    DerivedSummary summary;
    bool complete = false;  ///< the summary knows the date of its title
  };

  /// A record that was contributed for an entity, and how it is stored.
  struct Contributed {
    std::string bytes;
    std::string digest;
  };

  std::size_t size() const {
    return documents.size() + entities.size() + contributed.size() + derived.size();
  }

  KnowledgeWords words;
  /// Since before the first node: what is not remembered is not in the graph.
  bool complete;
  std::unordered_map<std::string, NodeId> documents;  ///< by id; there or known to be not
  std::unordered_map<std::string, NodeId> entities;
  /// By entity, the last one.
  std::unordered_map<std::string, std::shared_ptr<const Contributed>> contributed;
  std::map<DerivedKey, Derived> derived;
};

/// That of the transaction; empty at first.
std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction);

/// The node with this label and id: what is remembered in `known`, a part of `memory`, else what is
/// in the graph.
NodeId find_remembered(const StoreTransaction& transaction, const DocumentMemory& memory,
                       LabelId label, std::unordered_map<std::string, NodeId>& known,
                       const std::string& id);

}  // namespace chancery
