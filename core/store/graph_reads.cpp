#include "store/graph_reads.h"

#include <algorithm>

namespace chancery {
namespace {

// Rows whose keys end with an id, as a cursor over these ids.
template <typename Base, typename Id>
class IdCursor final : public Base {
 public:
  explicit IdCursor(std::unique_ptr<Cursor> rows) : rows_(std::move(rows)) {}
  Id next() override {
    return rows_->next() ? static_cast<Id>(raw(trailing_node(rows_->key()))) : Id::none;
  }

 private:
  std::unique_ptr<Cursor> rows_;
};

class VectorCursor final : public NodeCursor {
 public:
  explicit VectorCursor(std::vector<NodeId> nodes) : nodes_(std::move(nodes)) {}
  NodeId next() override { return at_ < nodes_.size() ? nodes_[at_++] : NodeId::none; }

 private:
  std::vector<NodeId> nodes_;
  std::size_t at_ = 0;
};

// Calls `visit(Neighbour)` for each step, in order of (outgoing first, type as asked, node).
template <typename Visit>
void visit_steps(const Reader& rows, NodeId node, Direction direction,
                 std::span<const TypeId> types, const Visit& visit) {
  const auto walk = [&](const std::string& prefix, bool outgoing) {
    const auto cursor = rows.scan_prefix(Family::adjacency, prefix);
    while (cursor->next()) {
      const Neighbour step = parse_adjacency_key(cursor->key());
      // A self-loop is in both directions' rows, and is listed once.
      if (!outgoing && direction == Direction::both && step.node == node) continue;
      visit(step);
    }
  };
  for (const bool outgoing : {true, false}) {
    if (direction == (outgoing ? Direction::incoming : Direction::outgoing)) continue;
    if (types.empty()) walk(adjacency_prefix(node, outgoing), outgoing);
    for (const TypeId type : types) walk(adjacency_prefix(node, outgoing, type), outgoing);
  }
}

std::vector<TypeId> sorted_once(std::span<const TypeId> types) {
  std::vector<TypeId> result(types.begin(), types.end());
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

bool step_order(const Neighbour& a, const Neighbour& b) {
  return std::tuple(a.type, !a.outgoing, a.node, a.relationship) <
         std::tuple(b.type, !b.outgoing, b.node, b.relationship);
}

}  // namespace

std::unique_ptr<NodeCursor> cursor_over(std::vector<NodeId> nodes) {
  return std::make_unique<VectorCursor>(std::move(nodes));
}

std::optional<std::string> GraphReads::node(NodeId id) const {
  return rows_.get(Family::nodes, id_key(id));
}

std::optional<std::string> GraphReads::relationship_bytes(RelationshipId id) const {
  return rows_.get(Family::relationships, id_key(id));
}

std::vector<LabelId> GraphReads::labels(NodeId node) const {
  const auto record = this->node(node);
  return record ? parse_node(*record).labels : std::vector<LabelId>();
}

bool GraphReads::has_label(NodeId node, LabelId label) const {
  const std::vector<LabelId> all = labels(node);
  return std::ranges::find(all, label) != all.end();
}

Value GraphReads::property(NodeId node, KeyId key) const {
  const auto record = this->node(node);
  return record ? find_property(parse_node(*record).properties, key) : Value();
}

Properties GraphReads::properties(NodeId node) const {
  const auto record = this->node(node);
  return record ? all_properties(parse_node(*record).properties) : Properties();
}

std::optional<RelationshipRecord> GraphReads::relationship(RelationshipId id) const {
  const auto record = relationship_bytes(id);
  if (!record) return std::nullopt;
  return parse_relationship(*record).ends;
}

Value GraphReads::property(RelationshipId id, KeyId key) const {
  const auto record = relationship_bytes(id);
  return record ? find_property(parse_relationship(*record).properties, key) : Value();
}

Properties GraphReads::properties(RelationshipId id) const {
  const auto record = relationship_bytes(id);
  return record ? all_properties(parse_relationship(*record).properties) : Properties();
}

void GraphReads::neighbours(NodeId node, Direction direction, std::span<const TypeId> types,
                            std::vector<Neighbour>& out) const {
  out.clear();
  visit_steps(rows_, node, direction, sorted_once(types),
              [&](const Neighbour& step) { out.push_back(step); });
  // Each direction comes sorted; only together are they not.
  if (direction == Direction::both) std::ranges::sort(out, step_order);
}

std::vector<RelationshipId> GraphReads::between(NodeId start, TypeId type, NodeId end) const {
  std::vector<RelationshipId> result;
  const auto cursor =
      rows_.scan_prefix(Family::adjacency, adjacency_prefix(start, true, type, end));
  while (cursor->next()) result.push_back(parse_adjacency_key(cursor->key()).relationship);
  return result;
}

std::uint64_t GraphReads::degree(NodeId node, Direction direction,
                                 std::span<const TypeId> types) const {
  std::uint64_t count = 0;
  visit_steps(rows_, node, direction, sorted_once(types), [&](const Neighbour&) { ++count; });
  return count;
}

std::unique_ptr<NodeCursor> GraphReads::all_nodes() const {
  return std::make_unique<IdCursor<NodeCursor, NodeId>>(rows_.scan(Family::nodes, {}, {}));
}

std::unique_ptr<NodeCursor> GraphReads::nodes_with_label(LabelId label) const {
  return std::make_unique<IdCursor<NodeCursor, NodeId>>(
      rows_.scan_prefix(Family::labels, label_prefix(label)));
}

std::unique_ptr<RelationshipCursor> GraphReads::all_relationships() const {
  return std::make_unique<IdCursor<RelationshipCursor, RelationshipId>>(
      rows_.scan(Family::relationships, {}, {}));
}

std::vector<IndexInfo> GraphReads::indexes() const {
  const Dictionary& names = catalog_.dictionary();
  std::vector<IndexInfo> result;
  for (const IndexState& index : catalog_.indexes()) {
    result.push_back({index.kind, std::string(names.labels.name(raw(index.label))),
                      std::string(names.keys.name(raw(index.key))), index.entries});
  }
  return result;
}

}  // namespace chancery
