#include "statements_memory.h"

namespace chancery {

std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction) {
  std::shared_ptr<void>& memory = transaction.document_memory();
  if (!memory) memory = std::make_shared<DocumentMemory>(transaction);
  return std::static_pointer_cast<DocumentMemory>(memory);
}

NodeId find_remembered(StoreTransaction& transaction, LabelId label, KeyId id_key,
                       std::unordered_map<std::string, NodeId>& known, const std::string& id) {
  const auto [entry, fresh] = known.try_emplace(id, NodeId::none);
  if (fresh) {
    const GraphView& view = transaction.view_beside_memory();
    const bool indexed = view.has_index(IndexInfo::Kind::property, label, id_key);
    const auto nodes = indexed ? view.find(label, id_key, id) : std::vector<NodeId>();
    if (!nodes.empty()) entry->second = nodes.front();
  }
  return entry->second;
}

}  // namespace chancery
