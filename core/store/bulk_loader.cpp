#include "chancery/bulk_loader.h"

#include <algorithm>
#include <vector>

#include "chancery/error.h"
#include "store/bulk_writer.h"
#include "store/record.h"

namespace chancery {
namespace {

std::string record_of(BulkLoader::Properties properties) {
  for (const auto& [key, value] : properties) {
    if (value.is_null() || is_storable(value)) continue;
    throw Error(ErrorKind::type_error, "InvalidPropertyType", Phase::runtime,
                "A property holds a boolean, a number, a string, a temporal value or a list of "
                "these, but not a " +
                    std::string(to_string(value.type())) + " as it is.");
  }
  return encode_properties(Properties(properties.begin(), properties.end()));
}

}  // namespace

struct BulkLoader::State {
  State(Graph& graph, std::size_t memory_bytes)
      : before(graph.snapshot()), writer(std::make_unique<BulkWriter>(graph, memory_bytes)) {
    next_node = writer->first_node();
    next_relationship = writer->first_relationship();
  }

  BulkWriter& open() const {
    if (writer) return *writer;
    throw Error(ErrorKind::input_error, "The bulk load has ended; begin another one.");
  }

  void require_node(NodeId node) const {
    const bool ours = node >= writer->first_node() && node < next_node;
    if (ours || (node < writer->first_node() && before->exists(node))) return;
    throw Error(ErrorKind::entity_not_found, "There is no node " + std::to_string(raw(node)) +
                                                 "; add nodes before their relationships.");
  }

  std::shared_ptr<const Snapshot> before;
  std::unique_ptr<BulkWriter> writer;
  NodeId next_node;
  RelationshipId next_relationship;
};

BulkLoader::BulkLoader(Graph& graph, std::size_t memory_bytes)
    : state_(std::make_unique<State>(graph, memory_bytes)) {}
BulkLoader::~BulkLoader() = default;
BulkLoader::BulkLoader(BulkLoader&&) noexcept = default;

LabelId BulkLoader::label(std::string_view name) { return state_->open().intern_label(name); }
TypeId BulkLoader::type(std::string_view name) { return state_->open().intern_type(name); }
KeyId BulkLoader::key(std::string_view name) { return state_->open().intern_key(name); }

bool BulkLoader::create_index(LabelId label, KeyId key) {
  return state_->open().create_index(label, key);
}

NodeId BulkLoader::add_node(std::span<const LabelId> labels, Properties properties) {
  std::vector<LabelId> distinct;
  for (const LabelId label : labels)
    if (std::ranges::find(distinct, label) == distinct.end()) distinct.push_back(label);
  state_->open().create_node(distinct, record_of(properties));
  return std::exchange(state_->next_node, static_cast<NodeId>(raw(state_->next_node) + 1));
}

RelationshipId BulkLoader::add_relationship(NodeId start, TypeId type, NodeId end,
                                            Properties properties) {
  BulkWriter& writer = state_->open();
  state_->require_node(start);
  state_->require_node(end);
  writer.connect(start, type, end, record_of(properties));
  return std::exchange(state_->next_relationship,
                       static_cast<RelationshipId>(raw(state_->next_relationship) + 1));
}

void BulkLoader::commit() {
  state_->open();
  const std::unique_ptr<BulkWriter> writer = std::move(state_->writer);
  state_->before.reset();
  writer->commit();
}

}  // namespace chancery
