#include "store/bulk_writer.h"

namespace chancery {

BulkWriter::BulkWriter(Graph& graph)
    : transaction_(graph.begin()),
      first_node_(static_cast<NodeId>(writes().reads().catalog().next_node)),
      first_relationship_(
          static_cast<RelationshipId>(writes().reads().catalog().next_relationship)) {}

void BulkWriter::create_node(std::span<const LabelId> labels, std::string_view properties) {
  writes().create_node(labels, properties);
}

void BulkWriter::connect(NodeId start, TypeId type, NodeId end, std::string_view properties) {
  writes().connect(start, type, end, properties);
}

bool BulkWriter::create_index(LabelId label, KeyId key) {
  return writes().create_index(IndexInfo::Kind::property, label, key);
}

void BulkWriter::commit() { writes().commit(true); }

}  // namespace chancery
