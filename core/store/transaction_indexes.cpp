// The part of a transaction that keeps the indexes true to the nodes.

#include <algorithm>

#include "chancery/work.h"
#include "store/property_index.h"
#include "store/transaction.h"

namespace chancery {
namespace {

// Nanoseconds of work, roughly.
constexpr std::size_t kIndexingPerNode = 2000;
constexpr std::size_t kIndexingPerByte = 50;

}  // namespace

void StoreTransaction::update_index(IndexState& index, NodeId node, std::string_view before,
                                    std::string_view after) {
  if (index.kind == IndexInfo::Kind::text) {
    texts_.update(index, node, indexed_text(catalog_, index, before),
                  indexed_text(catalog_, index, after));
  } else {
    update_property_index(batch_, part_ids_, index, node, find_stored(before, index.key),
                          find_stored(after, index.key));
  }
}

void StoreTransaction::update_indexes(LabelId label, NodeId node, std::string_view before,
                                      std::string_view after) {
  for (IndexState& index : catalog_.indexes()) {
    if (index.label == label) update_index(index, node, before, after);
  }
}

void StoreTransaction::add_to_indexes(LabelId label, NodeId fresh, std::string_view properties) {
  for (IndexState& index : catalog_.indexes()) {
    if (index.label != label) continue;
    if (index.kind == IndexInfo::Kind::text) {
      texts_.update(index, fresh, {}, indexed_text(catalog_, index, properties));
    } else {
      add_to_property_index(batch_, part_ids_, index, fresh, find_stored(properties, index.key));
    }
  }
}

void StoreTransaction::fill_index(IndexState& index) {
  const auto nodes = nodes_with_label(index.label);
  for (NodeId node = nodes->next(); node != NodeId::none; node = nodes->next()) {
    const std::string record = node_bytes(node);
    report_work(kIndexingPerNode + record.size() * kIndexingPerByte);
    update_index(index, node, {}, parse_node(record).properties);
  }
}

void StoreTransaction::erase_rows(const IndexState& index) {
  const Metered whole(nullptr);  // half of them must not be committed
  const std::string prefix = index_prefix(index.label, index.key);
  if (index.kind == IndexInfo::Kind::text) {
    erase_prefix(Family::text, prefix);
    texts_.forget();
  } else {
    erase_prefix(Family::properties, prefix);
    erase_prefix(Family::documents, document_key(DocumentRow::part_ids, prefix));
  }
}

void StoreTransaction::erase_prefix(Family family, std::string_view prefix) {
  const auto rows = batch_.scan_prefix(family, prefix);
  while (rows->next()) batch_.erase(family, std::string(rows->key()));
}

}  // namespace chancery
