#pragma once

// What the writer of documents remembers from one document of a transaction to the next, so that
// it need not look for what it has just written. It holds only as long as documents are all that
// the transaction writes: StoreTransaction drops it otherwise.

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "statements_derived.h"
#include "statements_words.h"
#include "store/transaction.h"

namespace chancery {

struct DocumentMemory {
  explicit DocumentMemory(StoreTransaction& transaction) : words(transaction) {}

  struct Derived {
    RelationshipId relationship = RelationshipId::none;
    DerivedSummary summary;
    bool complete = false;  ///< the summary knows the date of its title
  };

  KnowledgeWords words;
  std::unordered_map<std::string, NodeId> documents;  ///< by id; there or known to be not
  std::unordered_map<std::string, NodeId> entities;
  std::map<DerivedKey, Derived> derived;
};

/// That of the transaction; empty at first.
std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction);

/// The node with this label and id: what is remembered, else what is in the graph.
NodeId find_remembered(StoreTransaction& transaction, LabelId label, KeyId id_key,
                       std::unordered_map<std::string, NodeId>& known, const std::string& id);

}  // namespace chancery
