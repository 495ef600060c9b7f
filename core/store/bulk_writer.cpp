#include "store/bulk_writer.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_invoke.h>

#include "chancery/error.h"
#include "store/adjacency_row.h"
#include "store/database_folder.h"
#include "store/graph_store.h"
#include "store/keys.h"
#include "store/label_block.h"
#include "store/record.h"

namespace chancery {
namespace {

std::shared_ptr<GraphStore> store_of(Graph& graph) {
  auto* store = dynamic_cast<GraphStore*>(&graph);
  if (!store) throw Error(ErrorKind::internal_error, "This graph is not one of the store.");
  if (!store->writable())
    throw Error(ErrorKind::read_only,
                "An edition never changes: open the database itself to import.");
  return std::static_pointer_cast<GraphStore>(store->shared_from_this());
}

}  // namespace

BulkWriter::BulkWriter(Graph& graph, std::size_t memory_bytes)
    : store_(store_of(graph)),
      base_(store_->take_turn()),
      catalog_(*base_->catalog()),
      first_node_(static_cast<NodeId>(catalog_.next_node)),
      first_relationship_(static_cast<RelationshipId>(catalog_.next_relationship)),
      batch_(base_->rows(), first_node_),
      texts_(batch_, first_node_),
      rows_(store_->sorted_rows()),
      steps_(store_folder(graph.folder()), first_relationship_, memory_bytes / 4 * 3),
      entries_(store_folder(graph.folder()), memory_bytes / 4) {
  catalog_.share_dictionary();
}

BulkWriter::~BulkWriter() { store_->give_back_turn(); }

void BulkWriter::create_node(const std::vector<LabelId>& labels, std::string_view properties) {
  const auto node = static_cast<NodeId>(catalog_.next_node++);
  rows_->put(Family::nodes, id_key(node), node_record(labels, properties));
  log_.add('n', {raw(node)}, {properties});
  for (const LabelId label : labels) {
    add_to_label(label, node);
    add_to_indexes(label, node, properties);
    catalog_.count(label, 1);
    log_.add('l', {raw(node)}, {catalog_.dictionary().labels.name(raw(label))});
  }
  ++catalog_.nodes;
}

void BulkWriter::add_to_label(LabelId label, NodeId node) {
  const NodeId block = block_of(node);
  const auto row = batch_.open(Family::labels, label_key(label, block), block < first_node_);
  add_to_label_block(batch_.of(Family::labels), row, node);
}

void BulkWriter::add_to_indexes(LabelId label, NodeId node, std::string_view properties) {
  for (IndexState& index : catalog_.indexes()) {
    if (index.label != label) continue;
    if (index.kind == IndexInfo::Kind::text)
      texts_.update(index, node, {}, indexed_text(catalog_, index, properties));
    else
      add_to_index(index, node, find_property(properties, index.key));
  }
}

void BulkWriter::add_to_index(IndexState& index, NodeId node, const Value& value) {
  std::string key = index_prefix(index.label, index.key);
  if (!append_ordered(key, value)) return;
  entries_.add(with_node(std::move(key), node), {});
  ++index.entries;
}

void BulkWriter::connect(NodeId start, TypeId type, NodeId end, std::string_view properties) {
  const auto id = static_cast<RelationshipId>(catalog_.next_relationship++);
  turn_to(block_of(id));
  append_relationship(block_bytes_, place_, id, {{type, start, end}, properties});
  steps_.add(type, start, end);
  ++catalog_.relationships;
  catalog_.count(type, 1);
  log_.add('r', {raw(id), raw(start), raw(end)},
           {catalog_.dictionary().types.name(raw(type)), properties});
}

void BulkWriter::turn_to(RelationshipId block) {
  if (block_ == block) return;
  end_block();
  block_bytes_.clear();
  if (block < first_relationship_)
    block_bytes_ = base_->rows()->get(Family::relationships, id_key(block)).value_or("");
  place_ =
      visit_relationships(block, block_bytes_, [](RelationshipId, const RelationshipFields&) {});
  block_ = block;
}

void BulkWriter::end_block() {
  if (block_) rows_->put(Family::relationships, id_key(*block_), block_bytes_);
  block_.reset();
}

void BulkWriter::write_steps() {
  std::vector<std::unique_ptr<SortedRows>> stretches(steps_.sort());
  oneapi::tbb::parallel_for(std::size_t{0}, stretches.size(),
                            [&](std::size_t i) { stretches[i] = rows_of_steps(i); });
  for (const auto& rows : stretches) rows_->append(*rows);
}

std::unique_ptr<SortedRows> BulkWriter::rows_of_steps(std::size_t stretch) {
  auto rows = store_->sorted_rows();
  std::string change;
  steps_.visit_rows(stretch, [&](const AdjacencyKey& key, std::string_view row) {
    if (key.node >= first_node_) return rows->put(Family::adjacency, adjacency_key(key), row);
    change.assign(1, '\0');  // so many steps are taken out
    rows->merge(Family::adjacency, adjacency_key(key), change.append(row));
  });
  rows->end();
  return rows;
}

void BulkWriter::write_entries() {
  entries_.sort();
  while (entries_.next()) rows_->put(Family::properties, entries_.key(), {});
}

bool BulkWriter::create_index(LabelId label, KeyId key) {
  if (catalog_.find_index(IndexInfo::Kind::property, label, key)) return false;
  IndexState& index = catalog_.add_index({.kind = IndexInfo::Kind::property,
                                          .label = label,
                                          .key = key,
                                          .entries = 0,
                                          .terms = 0,
                                          .languages = {}});
  const auto nodes = base_->nodes_with_label(label);
  for (NodeId node = nodes->next(); node != NodeId::none; node = nodes->next())
    add_to_index(index, node, base_->property(node, key));
  return true;
}

void BulkWriter::commit() {
  end_block();
  // Of different families, which a thread each may write.
  oneapi::tbb::parallel_invoke([this] { write_steps(); }, [this] { write_entries(); });
  catalog_.running_digest = log_.finish(catalog_.running_digest);
  catalog_.save(batch_, *base_->catalog());
  if (batch_.empty()) return;
  ++catalog_.commits;
  catalog_.save(batch_, *base_->catalog());
  store_->commit(*rows_, batch_, catalog_);
}

}  // namespace chancery
