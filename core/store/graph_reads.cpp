#include "store/graph_reads.h"

#include <algorithm>

#include "chancery/work.h"
#include "store/early_steps.h"
#include "store/label_block.h"

namespace chancery {
namespace {

constexpr std::size_t kPerStepByte = 2;  // nanoseconds of work, roughly
constexpr std::size_t kShortRow = 256;   // bytes: not worth another look

class NodeRowCursor final : public NodeCursor {
 public:
  explicit NodeRowCursor(std::unique_ptr<Cursor> rows) : rows_(std::move(rows)) {}
  NodeId next() override { return rows_->next() ? trailing_node(rows_->key()) : NodeId::none; }

 private:
  std::unique_ptr<Cursor> rows_;
};

// The ids in rows that hold a block of them each, ascending. Where such rows have changed since the
// last step, it looks again at what comes next. `Read` appends the ids of a row.
template <typename Base, typename Id, typename Read>
class BlockCursor final : public Base {
 public:
  BlockCursor(const Reader& rows, Family family, const std::string& prefix, Read read)
      : rows_(rows),
        family_(family),
        read_(read),
        cursor_(rows.scan_prefix(family, prefix)),
        version_(rows.version(family)) {}

  Id next() override {
    if (version_ != rows_.version(family_)) look_again();
    while (at_ == ids_.size()) {
      if (!cursor_->next()) return Id::none;
      key_ = cursor_->key();
      take(cursor_->value());
      at_ = 0;
    }
    return last_ = ids_[at_++];
  }

 private:
  void take(std::string_view row) {
    ids_.clear();
    read_(key_, row, ids_);
  }

  void look_again() {
    version_ = rows_.version(family_);
    if (key_.empty()) return;
    if (!rows_.look_at(family_, key_, [this](std::string_view row) { take(row); })) ids_.clear();
    at_ = static_cast<std::size_t>(std::ranges::upper_bound(ids_, last_) - ids_.begin());
  }

  const Reader& rows_;
  Family family_;
  Read read_;
  std::unique_ptr<Cursor> cursor_;
  std::uint64_t version_;
  std::string key_;  // of the row whose ids these are
  std::vector<Id> ids_;
  std::size_t at_ = 0;
  Id last_ = Id::none;
};

template <typename Base, typename Id, typename Read>
std::unique_ptr<Base> cursor_over_blocks(const Reader& rows, Family family,
                                         const std::string& prefix, Read read) {
  return std::make_unique<BlockCursor<Base, Id, Read>>(rows, family, prefix, read);
}

class VectorCursor final : public NodeCursor {
 public:
  explicit VectorCursor(std::vector<NodeId> nodes) : nodes_(std::move(nodes)) {}
  NodeId next() override { return at_ < nodes_.size() ? nodes_[at_++] : NodeId::none; }

 private:
  std::vector<NodeId> nodes_;
  std::size_t at_ = 0;
};

bool is_wanted(const AdjacencyKey& key, Direction direction, std::span<const TypeId> types) {
  if (direction == (key.outgoing ? Direction::incoming : Direction::outgoing)) return false;
  return types.empty() || std::ranges::find(types, key.type) != types.end();
}

// Calls `visit(key, row)` for what there is of the rows with the steps that are asked for: the
// early steps of the node, then those in rows of its own. A key may come twice.
template <typename Visit>
void visit_rows(const Reader& rows, NodeId node, Direction direction, std::span<const TypeId> types,
                const Visit& visit) {
  rows.look_at(Family::adjacency, id_key(early_block_of(node)), [&](std::string_view block) {
    visit_early_groups(node, early_groups(block, node),
                       [&](const AdjacencyKey& key, std::string_view row) {
                         if (is_wanted(key, direction, types)) visit(key, row);
                       });
  });
  for (const bool outgoing : {true, false}) {
    if (direction == (outgoing ? Direction::incoming : Direction::outgoing)) continue;
    for (const TypeId type : types) {
      const AdjacencyKey key{node, outgoing, type};
      rows.look_at(Family::adjacency, adjacency_key(key),
                   [&](std::string_view row) { visit(key, row); });
    }
    if (!types.empty()) continue;
    const auto cursor = rows.scan_prefix(Family::adjacency, adjacency_prefix(node, outgoing));
    while (cursor->next()) visit(parse_adjacency_key(cursor->key()), cursor->value());
  }
}

// A self-loop is in the rows of both directions, and is listed once.
bool is_listed_before(const AdjacencyKey& key, Direction direction, const AdjacencyStep& step) {
  return !key.outgoing && direction == Direction::both && step.other == key.node;
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

std::vector<LabelId> GraphReads::labels(NodeId node) const {
  std::vector<LabelId> result;
  rows_.look_at(Family::nodes, id_key(node),
                [&](std::string_view record) { parse_node(record, result); });
  return result;
}

bool GraphReads::has_label(NodeId node, LabelId label) const {
  const std::vector<LabelId> all = labels(node);
  return std::ranges::find(all, label) != all.end();
}

Value GraphReads::property(NodeId node, KeyId key) const {
  Value result;
  rows_.look_at(Family::nodes, id_key(node), [&](std::string_view record) {
    result = find_property(parse_node(record).properties, key);
  });
  return result;
}

Properties GraphReads::properties(NodeId node) const {
  Properties result;
  rows_.look_at(Family::nodes, id_key(node), [&](std::string_view record) {
    result = all_properties(parse_node(record).properties);
  });
  return result;
}

std::optional<RelationshipRecord> GraphReads::relationship(RelationshipId id) const {
  std::optional<RelationshipRecord> ends;
  rows_.look_at(Family::relationships, id_key(block_of(id)), [&](std::string_view block) {
    if (const auto found = find_relationship(block, id)) ends = found->ends;
  });
  return ends;
}

bool GraphReads::look_at_properties(RelationshipId id, const RowLook& look) const {
  if (rows_.look_at(Family::relationship_properties, id_key(id), look)) return true;
  bool there = false;
  rows_.look_at(Family::relationships, id_key(block_of(id)), [&](std::string_view block) {
    const auto found = find_relationship(block, id);
    there = found.has_value();
    if (there) look(found->properties);
  });
  return there;
}

Value GraphReads::property(RelationshipId id, KeyId key) const {
  Value result;
  look_at_properties(id, [&](std::string_view bytes) { result = find_property(bytes, key); });
  return result;
}

Properties GraphReads::properties(RelationshipId id) const {
  Properties result;
  look_at_properties(id, [&](std::string_view bytes) { result = all_properties(bytes); });
  return result;
}

void GraphReads::neighbours(NodeId node, Direction direction, std::span<const TypeId> types,
                            std::vector<Neighbour>& out) const {
  out.clear();
  const auto add = [&](const AdjacencyKey& key, std::string_view row) {
    report_work(row.size() * kPerStepByte);
    visit_steps(node, row, [&](const AdjacencyStep& step) {
      if (is_listed_before(key, direction, step)) return;
      out.push_back({step.other, step.relationship, key.type, key.outgoing});
    });
  };
  visit_rows(rows_, node, direction, sorted_once(types), add);
  if (!std::ranges::is_sorted(out, step_order)) std::ranges::sort(out, step_order);
}

// The row with fewer steps tells: a node with very many must not be walked for one with few.
std::vector<RelationshipId> GraphReads::between(NodeId start, TypeId type, NodeId end) const {
  std::vector<RelationshipId> result;
  const auto gather = [&](NodeId node, NodeId other, std::string_view row) {
    report_work(row.size() * kPerStepByte);
    visit_steps(node, row, [&](const AdjacencyStep& step) {
      if (step.other == other) result.push_back(step.relationship);
    });
  };
  const auto is_longer_than_incoming = [&](std::string_view outgoing) {
    std::size_t incoming = 0;
    rows_.look_at(Family::adjacency, adjacency_key({end, false, type}),
                  [&](std::string_view row) { incoming = row.size(); });
    return incoming < outgoing.size();
  };
  bool from_end = false;
  const auto look_from_start = [&](const AdjacencyKey&, std::string_view outgoing) {
    from_end |= outgoing.size() > kShortRow && is_longer_than_incoming(outgoing);
    if (!from_end) gather(start, end, outgoing);
  };
  visit_rows(rows_, start, Direction::outgoing, {&type, 1}, look_from_start);
  if (from_end) {
    result.clear();
    visit_rows(rows_, end, Direction::incoming, {&type, 1},
               [&](const AdjacencyKey&, std::string_view row) { gather(end, start, row); });
  }
  if (!std::ranges::is_sorted(result)) std::ranges::sort(result);
  return result;
}

std::uint64_t GraphReads::degree(NodeId node, Direction direction,
                                 std::span<const TypeId> types) const {
  std::uint64_t count = 0;
  const auto add = [&](const AdjacencyKey& key, std::string_view row) {
    report_work(row.size() * kPerStepByte);
    visit_steps(node, row, [&](const AdjacencyStep& step) {
      count += is_listed_before(key, direction, step) ? 0 : 1;
    });
  };
  visit_rows(rows_, node, direction, sorted_once(types), add);
  return count;
}

std::unique_ptr<NodeCursor> GraphReads::all_nodes() const {
  return std::make_unique<NodeRowCursor>(rows_.scan(Family::nodes, {}, {}));
}

std::unique_ptr<NodeCursor> GraphReads::nodes_with_label(LabelId label) const {
  const auto read = [](std::string_view key, std::string_view row, std::vector<NodeId>& nodes) {
    read_label_block(trailing_node(key), row, nodes);
  };
  return cursor_over_blocks<NodeCursor, NodeId>(rows_, Family::labels, label_prefix(label), read);
}

std::unique_ptr<RelationshipCursor> GraphReads::all_relationships() const {
  const auto read = [](std::string_view key, std::string_view row,
                       std::vector<RelationshipId>& ids) {
    visit_relationships(trailing_relationship(key), row,
                        [&](RelationshipId id, const RelationshipFields&) { ids.push_back(id); });
  };
  return cursor_over_blocks<RelationshipCursor, RelationshipId>(rows_, Family::relationships, {},
                                                                read);
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
