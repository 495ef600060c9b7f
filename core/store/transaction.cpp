#include "store/transaction.h"

#include <algorithm>

#include "chancery/error.h"
#include "store/graph_store.h"
#include "store/label_block.h"

namespace chancery {
namespace {

[[noreturn]] void fail_deleted(std::string_view what) {
  throw Error(ErrorKind::entity_not_found, "DeletedEntityAccess", Phase::runtime,
              "The " + std::string(what) + " does not exist or was deleted before.");
}

void require_storable(const Value& value) {
  if (value.is_null() || is_storable(value)) return;
  throw Error(ErrorKind::type_error, "InvalidPropertyType", Phase::runtime,
              "A property holds a boolean, a number, a string, a temporal value or a list of "
              "these, but not a " +
                  std::string(to_string(value.type())) +
                  (value.type() == ValueType::list ? " with other things in it." : "."));
}

std::string bytes_of(const Value& value) {
  std::string bytes;
  if (!value.is_null()) append_value(bytes, value);
  return bytes;
}

void require_word(std::string_view name, std::string_view what) {
  if (!name.empty()) return;
  throw Error(ErrorKind::argument_error,
              "The id of a " + std::string(what) + " is not in the dictionary; intern its name.");
}

}  // namespace

void WriterTurn::take() {
  std::unique_lock lock(mutex_);
  free_.wait(lock, [this] { return !taken_; });
  taken_ = true;
}

void WriterTurn::give_back() {
  {
    const std::lock_guard lock(mutex_);
    taken_ = false;
  }
  free_.notify_one();
}

StoreTransaction& store_transaction(Transaction& transaction) {
  if (auto* store = dynamic_cast<StoreTransaction*>(&transaction)) return *store;
  throw Error(ErrorKind::internal_error, "This transaction is not one of the store.");
}

const GraphReads& reads_of(const GraphView& view) {
  if (const auto* store = dynamic_cast<const HasReads*>(&view)) return store->reads();
  throw Error(ErrorKind::internal_error, "This view is not one of the store.");
}

StoreTransaction::StoreTransaction(std::shared_ptr<GraphStore> store)
    : StoreTransaction(store, store->take_turn()) {}

StoreTransaction::StoreTransaction(std::shared_ptr<GraphStore> store,
                                   std::shared_ptr<const StoreSnapshot> base)
    : StoreView(batch_, catalog_),
      store_(std::move(store)),
      base_(std::move(base)),
      catalog_(*base_->catalog()),
      batch_(base_->rows(), static_cast<NodeId>(catalog_.next_node)),
      relationships_(batch_, static_cast<RelationshipId>(catalog_.next_relationship)),
      part_ids_(batch_, static_cast<NodeId>(catalog_.next_node)),
      texts_(batch_, static_cast<NodeId>(catalog_.next_node),
             store_->take_text_memory(catalog_.commits)) {
  catalog_.share_dictionary();
}

StoreTransaction::~StoreTransaction() { close(); }

void StoreTransaction::close() {
  if (open_) store_->give_back_turn();
  open_ = false;
}

void StoreTransaction::require_open() const {
  if (open_) return;
  throw Error(ErrorKind::argument_error, "The transaction has ended; begin another one to write.");
}

Batch& StoreTransaction::rows() {
  require_open();
  return batch_;
}

void StoreTransaction::log(char operation, std::initializer_list<std::uint64_t> ids,
                           std::initializer_list<std::string_view> fields) {
  if (in_document_) return;
  forget_documents();
  log_.add(operation, ids, fields);
}

std::shared_ptr<void>& StoreTransaction::document_memory() {
  if (!asked_for_memory_ && remembers_all_) {
    document_memory_ = store_->take_document_memory(base_->catalog()->commits);
  }
  asked_for_memory_ = true;
  return document_memory_;
}

void StoreTransaction::settle_documents() {
  if (const auto settle = std::exchange(settle_documents_, nullptr)) settle();
}

void StoreTransaction::forget_documents() {
  settle_documents();
  document_memory_.reset();
  remembers_all_ = false;
}

LabelId StoreTransaction::intern_label(std::string_view name) {
  require_open();
  return catalog_.intern_label(name);
}

TypeId StoreTransaction::intern_type(std::string_view name) {
  require_open();
  return catalog_.intern_type(name);
}

KeyId StoreTransaction::intern_key(std::string_view name) {
  require_open();
  return catalog_.intern_key(name);
}

std::string StoreTransaction::node_bytes(NodeId node) {
  require_open();
  auto record = reads().node(node);
  if (!record) fail_deleted("node");
  return std::move(*record);
}

RelationshipRecord StoreTransaction::ends_of(RelationshipId id) {
  require_open();
  const auto ends = reads().relationship(id);
  if (!ends) fail_deleted("relationship");
  return *ends;
}

void StoreTransaction::add_to_label(LabelId label, NodeId node) {
  const NodeId block = block_of(node);
  const bool in_base = raw(block) < base_->catalog()->next_node;
  const auto row = batch_.open(Family::labels, label_key(label, block), in_base);
  add_to_label_block(batch_.of(Family::labels), row, node);
}

void StoreTransaction::remove_from_label(LabelId label, NodeId node) {
  const std::string key = label_key(label, block_of(node));
  const auto row = batch_.open(Family::labels, key);
  const std::string rest = without_node(batch_.of(Family::labels)[row].value, node);
  if (rest.empty()) {
    batch_.erase(Family::labels, key);
  } else {
    batch_.put(Family::labels, key, rest);
  }
}

NodeId StoreTransaction::create_node(std::span<const LabelId> labels) {
  return create_node(labels, std::string_view());
}

NodeId StoreTransaction::create_node(std::span<const LabelId> labels, std::string_view properties) {
  require_open();
  thread_local std::vector<LabelId> distinct;  // as the record, it spares an allocation per node
  thread_local std::string record;
  distinct.clear();
  for (const LabelId label : labels) {
    require_word(name(label), "label");
    if (std::ranges::find(distinct, label) == distinct.end()) distinct.push_back(label);
  }
  const auto node = static_cast<NodeId>(catalog_.next_node++);
  record.clear();
  append_node_record(record, distinct, properties);
  batch_.put_new(Family::nodes, id_key(node), record);
  log('n', {raw(node)}, {properties});
  for (const LabelId label : distinct) {
    add_to_label(label, node);
    add_to_indexes(label, node, properties);
    catalog_.count(label, 1);
    log('l', {raw(node)}, {name(label)});
  }
  ++catalog_.nodes;
  return node;
}

RelationshipId StoreTransaction::create_relationship(NodeId start, TypeId type, NodeId end) {
  require_open();
  require_word(name(type), "relationship type");
  if (!exists(start) || !exists(end)) fail_deleted("node");
  return connect(start, type, end, {});
}

RelationshipId StoreTransaction::connect(NodeId start, TypeId type, NodeId end,
                                         std::string_view properties) {
  const auto id = static_cast<RelationshipId>(catalog_.next_relationship++);
  const RelationshipFields fields{{type, start, end}, properties};
  relationships_.add(id, fields);
  batch_.connect(id, fields.ends);
  ++catalog_.relationships;
  catalog_.count(type, 1);
  log('r', {raw(id), raw(start), raw(end)}, {name(type), properties});
  return id;
}

void StoreTransaction::write_properties(NodeId node, const NodeFields& fields, KeyId key,
                                        const std::string& properties) {
  for (IndexState& index : catalog_.indexes()) {
    const bool concerned =
        index.key == key || (index.kind == IndexInfo::Kind::text && name(key) == kLanguageKey);
    if (concerned && std::ranges::find(fields.labels, index.label) != fields.labels.end()) {
      update_index(index, node, fields.properties, properties);
    }
  }
  batch_.put(Family::nodes, id_key(node), node_record(fields.labels, properties));
}

bool StoreTransaction::set_property(NodeId node, KeyId key, const Value& value) {
  require_storable(value);
  require_word(name(key), "property");
  const std::string record = node_bytes(node);
  const NodeFields fields = parse_node(record);
  const auto properties = with_property(fields.properties, key, value);
  if (!properties) return false;
  write_properties(node, fields, key, *properties);
  log('p', {raw(node)}, {name(key), bytes_of(value)});
  return true;
}

bool StoreTransaction::set_property(RelationshipId id, KeyId key, const Value& value) {
  require_storable(value);
  require_word(name(key), "property");
  require_open();
  std::optional<std::string> properties;
  const bool there = reads().look_at_properties(
      id, [&](std::string_view before) { properties = with_property(before, key, value); });
  if (!there) fail_deleted("relationship");
  if (!properties) return false;
  batch_.put(Family::relationship_properties, id_key(id), *properties);
  log('q', {raw(id)}, {name(key), bytes_of(value)});
  return true;
}

void StoreTransaction::set_properties(RelationshipId id, std::string_view properties) {
  batch_.put(Family::relationship_properties, id_key(id), properties);
  log('w', {raw(id)}, {properties});
}

bool StoreTransaction::add_label(NodeId node, LabelId label) {
  require_word(name(label), "label");
  const std::string record = node_bytes(node);
  NodeFields fields = parse_node(record);
  if (std::ranges::find(fields.labels, label) != fields.labels.end()) return false;
  fields.labels.push_back(label);
  batch_.put(Family::nodes, id_key(node), node_record(fields.labels, fields.properties));
  add_to_label(label, node);
  update_indexes(label, node, {}, fields.properties);
  catalog_.count(label, 1);
  log('l', {raw(node)}, {name(label)});
  return true;
}

bool StoreTransaction::remove_label(NodeId node, LabelId label) {
  const std::string record = node_bytes(node);
  NodeFields fields = parse_node(record);
  if (std::erase(fields.labels, label) == 0) return false;
  batch_.put(Family::nodes, id_key(node), node_record(fields.labels, fields.properties));
  remove_from_label(label, node);
  update_indexes(label, node, fields.properties, {});
  catalog_.count(label, -1);
  log('m', {raw(node)}, {name(label)});
  return true;
}

void StoreTransaction::rewrite(NodeId node, std::string_view record,
                               const std::vector<LabelId>& labels, std::string_view properties) {
  require_open();
  const NodeFields before = parse_node(record);
  const std::string after = node_record(labels, properties);
  if (after == record) return;
  for (const LabelId label : before.labels) {
    if (std::ranges::find(labels, label) != labels.end()) continue;
    remove_from_label(label, node);
    update_indexes(label, node, before.properties, {});
    catalog_.count(label, -1);
  }
  for (const LabelId label : labels) {
    const bool had = std::ranges::find(before.labels, label) != before.labels.end();
    update_indexes(label, node, had ? before.properties : std::string_view(), properties);
    if (had) continue;
    add_to_label(label, node);
    catalog_.count(label, 1);
  }
  batch_.put(Family::nodes, id_key(node), after);
  log('u', {raw(node)}, {after});
}

void StoreTransaction::remove(NodeId node) {
  const std::string record = node_bytes(node);
  if (degree(node, Direction::both, {}) > 0) {
    throw Error(ErrorKind::constraint_verification_failed, "DeleteConnectedNode", Phase::runtime,
                "The node still has relationships; delete these first, or use DETACH DELETE.");
  }
  const NodeFields fields = parse_node(record);
  for (const LabelId label : fields.labels) {
    update_indexes(label, node, fields.properties, {});
    remove_from_label(label, node);
    catalog_.count(label, -1);
  }
  write_names(batch_, node, {}, false);
  batch_.forget_adjacency(node);
  batch_.erase(Family::nodes, id_key(node));
  --catalog_.nodes;
  log('d', {raw(node)});
}

void StoreTransaction::remove(RelationshipId id) {
  const RelationshipRecord ends = ends_of(id);
  relationships_.remove(id);
  if (batch_.has(Family::relationship_properties, id_key(id))) {
    batch_.erase(Family::relationship_properties, id_key(id));
  }
  batch_.disconnect(id, ends);
  const auto evidence = batch_.scan_prefix(Family::evidence, id_key(id));
  while (evidence->next()) batch_.erase(Family::evidence, std::string(evidence->key()));
  --catalog_.relationships;
  catalog_.count(ends.type, -1);
  log('e', {raw(id)});
}

bool StoreTransaction::create_index(IndexInfo::Kind kind, LabelId label, KeyId key) {
  require_open();
  require_word(name(label), "label");
  require_word(name(key), "property");
  if (catalog_.find_index(kind, label, key)) return false;
  IndexState index;
  index.kind = kind;
  index.label = label;
  index.key = key;
  try {
    fill_index(index);
  } catch (...) {
    erase_rows(index);
    throw;
  }
  catalog_.add_index(index);
  return true;
}

bool StoreTransaction::drop_index(IndexInfo::Kind kind, LabelId label, KeyId key) {
  require_open();
  IndexState* index = catalog_.find_index(kind, label, key);
  if (!index) return false;
  erase_rows(*index);
  catalog_.indexes().erase(catalog_.indexes().begin() + (index - catalog_.indexes().data()));
  return true;
}

void StoreTransaction::set_names(NodeId node, std::span<const std::string> names) {
  require_open();
  if (!exists(node)) fail_deleted("node");
  const bool in_base = raw(node) < base_->catalog()->next_node;
  const bool written = batch_.of(Family::names).find(names_of_node_key(node)) != PendingRows::kNone;
  set_names(node, std::vector<std::string_view>(names.begin(), names.end()), !in_base && !written);
}

void StoreTransaction::set_names(NodeId node, std::span<const std::string_view> names, bool fresh) {
  write_names(batch_, node, names, fresh);
  log('a', {raw(node), names.size()});
  for (const std::string_view each : names) log('a', {}, {each});
}

void StoreTransaction::set_document_text(std::string_view document_id,
                                         std::optional<std::string_view> text) {
  require_open();
  std::string key = document_key(DocumentRow::text, document_id);
  if (text) {
    batch_.put(Family::documents, std::move(key), *text);
  } else {
    batch_.erase(Family::documents, std::move(key));
  }
  log('t', {text.has_value()}, {document_id, text.value_or("")});
}

void StoreTransaction::write_document(std::string_view document_id,
                                      const std::optional<std::string>& digests,
                                      const std::function<void()>& writes) {
  require_open();
  std::string key = document_key(DocumentRow::digests, document_id);
  const bool had = batch_.get(Family::documents, key).has_value();
  catalog_.documents += static_cast<std::uint64_t>(digests.has_value());
  catalog_.documents -= static_cast<std::uint64_t>(had);
  if (digests) batch_.put(Family::documents, std::move(key), *digests);
  if (!digests && had) batch_.erase(Family::documents, std::move(key));
  in_document_ = true;
  batch_.begin_document(static_cast<NodeId>(catalog_.next_node));
  part_ids_.begin_document(document_id);
  try {
    writes();
  } catch (...) {
    end_document();
    forget_documents();
    throw;
  }
  end_document();
}

void StoreTransaction::end_document() {
  in_document_ = false;
  batch_.end_document();
  part_ids_.end_document();
}

void StoreTransaction::commit(bool sync) {
  require_open();
  settle_documents();
  catalog_.running_digest = log_.finish(catalog_.running_digest);
  catalog_.save(batch_, *base_->catalog());
  if (!batch_.empty()) {
    ++catalog_.commits;
    catalog_.save(batch_, *base_->catalog());
    store_->commit(batch_, catalog_, sync);
    store_->keep_document_memory(std::move(document_memory_), catalog_.commits);
    store_->keep_text_memory(texts_.remembered(), catalog_.commits);
  }
  close();
}

void StoreTransaction::rollback() {
  if (!open_) return;
  settle_documents_ = nullptr;
  document_memory_.reset();
  texts_.clear();
  batch_.clear();
  catalog_ = *base_->catalog();
  close();
}

}  // namespace chancery
