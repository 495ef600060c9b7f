#include "statements_memory.h"

namespace chancery {

std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction) {
  // Of a long run not everything can be remembered.
  constexpr std::size_t kMost = 1 << 17;
  std::shared_ptr<void>& memory = transaction.document_memory();
  if (memory && std::static_pointer_cast<DocumentMemory>(memory)->size() > kMost) {
    transaction.forget_documents();
  }
  if (!memory) memory = std::make_shared<DocumentMemory>(transaction);
  return std::static_pointer_cast<DocumentMemory>(memory);
}

NodeId find_remembered(const StoreTransaction& transaction, const DocumentMemory& memory,
                       LabelId label, std::unordered_map<std::string, NodeId>& known,
                       const std::string& id) {
  const auto [entry, fresh] = known.try_emplace(id, NodeId::none);
  if (fresh && !memory.complete) {
    const KeyId id_key = memory.words.id;
    const GraphView& view = transaction.view_beside_memory();
    const bool indexed = view.has_index(IndexInfo::Kind::property, label, id_key);
    const auto nodes = indexed ? view.find(label, id_key, id) : std::vector<NodeId>();
    if (!nodes.empty()) entry->second = nodes.front();
  }
  return entry->second;
}

}  // namespace chancery
