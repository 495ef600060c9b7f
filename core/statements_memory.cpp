#include "statements_memory.h"

#include <cstring>
#include <utility>

#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::size_t kPerEntity = 256;  // bytes, with what it begins with
constexpr std::size_t kPerDocument = 128;
constexpr std::size_t kPerDerived = 384;

}  // namespace

std::shared_ptr<DocumentMemory> memory_of(StoreTransaction& transaction) {
  std::shared_ptr<void>& memory = transaction.document_memory();
  if (memory &&
      std::static_pointer_cast<DocumentMemory>(memory)->bytes() > DocumentMemory::kMostBytes) {
    transaction.forget_documents();
  }
  if (!memory) memory = std::make_shared<DocumentMemory>(transaction);
  auto found = std::static_pointer_cast<DocumentMemory>(memory);
  transaction.hold_back([held = found.get(), &transaction] { held->settle(transaction.rows()); });
  return found;
}

NodeId DocumentMemory::find(const StoreTransaction& transaction, LabelId label,
                            std::string_view id) const {
  const GraphView& view = transaction.view_beside_memory();
  if (!view.has_index(IndexInfo::Kind::property, label, words.id)) return NodeId::none;
  const std::vector<NodeId> nodes = view.find(label, words.id, id);
  return nodes.empty() ? NodeId::none : nodes.front();
}

std::string_view DocumentMemory::keep(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  kept_bytes_ += text.size();
  return {copy, text.size()};
}

KnownEntity& DocumentMemory::entity(StoreTransaction& transaction, std::string_view id) {
  HashedId name(id);
  const auto known = entities_.find(name);
  if (known != entities_.end()) return known->second;
  const std::string_view kept = keep(id);
  name.id = kept;
  KnownEntity entity(&arena_);
  entity.id = kept;
  if (!complete) {
    entity.node = find(transaction, words.entity, id);
    if (const auto row = transaction.rows().get(Family::contributions, contributions_key(id))) {
      const std::vector<Contribution> all = parse_contributions(keep(*row));
      entity.contributions.assign(all.begin(), all.end());
      entity.has_row = true;
    }
  }
  return entities_.emplace(name, std::move(entity)).first->second;
}

NodeId& DocumentMemory::document(const StoreTransaction& transaction, const std::string& id) {
  const auto known = documents_.find(id);
  if (known != documents_.end()) return known->second;
  const NodeId node = complete ? NodeId::none : find(transaction, words.document, id);
  return documents_.emplace(id, node).first->second;
}

void DocumentMemory::note_change(KnownEntity& entity) {
  if (!std::exchange(entity.is_changed, true)) changed_.push_back(&entity);
}

void DocumentMemory::settle(Batch& rows) {
  std::string row;
  for (KnownEntity* const entity : std::exchange(changed_, {})) {
    entity->is_changed = false;
    const std::string key = contributions_key(entity->id);
    row.clear();
    for (const Contribution& each : entity->contributions) append_contribution(row, each);
    const bool had_row = std::exchange(entity->has_row, !row.empty());
    if (!row.empty()) {
      rows.put(Family::contributions, key, row);
    } else if (had_row) {
      rows.erase(Family::contributions, key);
    }
  }
}

std::size_t DocumentMemory::bytes() const {
  return kept_bytes_ + entities_.size() * kPerEntity + documents_.size() * kPerDocument +
         derived.size() * kPerDerived;
}

}  // namespace chancery
