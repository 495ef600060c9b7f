#include "store/projection/projected_snapshot.h"

#include <algorithm>

#include "chancery/work.h"
#include "store/projection/parts.h"

namespace chancery {
namespace {

// Nanoseconds of one step, for what the thread works for.
constexpr std::size_t kPerStep = 4;

std::span<const TypeId> types_to_walk(const Projection& projection, std::span<const TypeId> types,
                                      std::vector<TypeId>& sorted) {
  if (types.empty()) return projection.types();
  sorted.assign(types.begin(), types.end());
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

// Calls `visit(type, outgoing, steps)` for each type and direction, in the order of neighbours().
template <typename Visit>
void visit_rows(const Projection& projection, NodeIndex node, Direction direction,
                std::span<const TypeId> types, const Visit& visit) {
  std::vector<TypeId> sorted;
  for (const TypeId type : types_to_walk(projection, types, sorted)) {
    for (const bool outgoing : {true, false}) {
      if (direction == (outgoing ? Direction::incoming : Direction::outgoing)) continue;
      visit(type, outgoing, projection.steps(type, outgoing, node));
    }
  }
}

// The steps that end in `other`: a range of the row.
std::pair<std::size_t, std::size_t> steps_to(const Steps& steps, NodeIndex other) {
  const auto range = std::ranges::equal_range(steps.nodes, other);
  return {static_cast<std::size_t>(range.begin() - steps.nodes.begin()),
          static_cast<std::size_t>(range.end() - steps.nodes.begin())};
}

class IndexedNodes final : public NodeCursor {
 public:
  IndexedNodes(std::shared_ptr<const Projection> projection, const IndexSet& nodes)
      : projection_(std::move(projection)), walk_(nodes) {}
  NodeId next() override {
    const std::uint32_t index = walk_.next();
    if (index == IndexSet::kAbsent) return NodeId::none;
    report_work(kPerStep);
    return projection_->node(index);
  }

 private:
  std::shared_ptr<const Projection> projection_;
  IndexSet::Walk walk_;
};

// Over ids that lie one after the other, from the first one on.
template <typename Base, typename Id>
class WalkedIds final : public Base {
 public:
  WalkedIds(std::shared_ptr<const Projection> projection, const IndexSet& numbers,
            std::uint64_t first)
      : projection_(std::move(projection)), walk_(numbers), first_(first) {}
  Id next() override {
    const std::uint32_t number = walk_.next();
    if (number == IndexSet::kAbsent) return Id::none;
    report_work(kPerStep);
    return static_cast<Id>(first_ + number);
  }

 private:
  std::shared_ptr<const Projection> projection_;
  IndexSet::Walk walk_;
  std::uint64_t first_;
};

}  // namespace

std::vector<LabelId> ProjectedSnapshot::labels(NodeId node) const {
  const auto index = projection_->index(node);
  if (!index) return {};
  const auto labels = projection_->labels(*index);
  return {labels.begin(), labels.end()};
}

bool ProjectedSnapshot::has_label(NodeId node, LabelId label) const {
  const auto index = projection_->index(node);
  return index && projection_->has_label(*index, label);
}

Value ProjectedSnapshot::property(NodeId node, KeyId key) const {
  const auto index = projection_->index(node);
  if (!index) return {};
  const auto value = projection_->node_property(*index, key);
  return value ? *value : StoreSnapshot::property(node, key);
}

Value ProjectedSnapshot::property(RelationshipId id, KeyId key) const {
  const auto index = projection_->index(id);
  if (!index) return {};
  const auto value = projection_->relationship_property(*index, key);
  return value ? *value : StoreSnapshot::property(id, key);
}

std::optional<RelationshipRecord> ProjectedSnapshot::relationship(RelationshipId id) const {
  const auto index = projection_->index(id);
  if (!index) return std::nullopt;
  const IndexedRelationship found = projection_->ends(*index);
  return RelationshipRecord{found.type, projection_->node(found.start),
                            projection_->node(found.end)};
}

std::span<const Neighbour> ProjectedSnapshot::neighbours(NodeId node, Direction direction,
                                                         std::span<const TypeId> types,
                                                         std::vector<Neighbour>& scratch) const {
  scratch.clear();
  const auto index = projection_->index(node);
  if (!index) return scratch;
  visit_rows(
      *projection_, *index, direction, types, [&](TypeId type, bool outgoing, const Steps& steps) {
        report_work(kPerStep * steps.size());
        for (std::size_t i = 0; i < steps.size(); ++i) {
          const NodeIndex other = steps.nodes[i];
          // A self-loop is in the rows of both directions, and is listed once.
          if (!outgoing && direction == Direction::both && other == *index) continue;
          scratch.push_back({projection_->node(other),
                             projection_->relationship(steps.relationships[i]), type, outgoing});
        }
      });
  return scratch;
}

std::vector<RelationshipId> ProjectedSnapshot::between(NodeId start, TypeId type,
                                                       NodeId end) const {
  std::vector<RelationshipId> result;
  const auto from = projection_->index(start);
  const auto to = projection_->index(end);
  if (!from || !to) return result;
  const Steps steps = projection_->steps(type, true, *from);
  const auto [first, last] = steps_to(steps, *to);
  for (std::size_t i = first; i < last; ++i) {
    result.push_back(projection_->relationship(steps.relationships[i]));
  }
  return result;
}

std::uint64_t ProjectedSnapshot::degree(NodeId node, Direction direction,
                                        std::span<const TypeId> types) const {
  std::uint64_t count = 0;
  const auto index = projection_->index(node);
  if (!index) return count;
  visit_rows(*projection_, *index, direction, types,
             [&](TypeId, bool outgoing, const Steps& steps) {
               report_work(kPerStep);
               count += steps.size();
               if (outgoing || direction != Direction::both) return;
               const auto [first, last] = steps_to(steps, *index);
               count -= last - first;
             });
  return count;
}

std::unique_ptr<NodeCursor> ProjectedSnapshot::all_nodes() const {
  return std::make_unique<WalkedIds<NodeCursor, NodeId>>(
      projection_, projection_->parts().node_ids(), projection_->parts().first_node());
}

std::unique_ptr<NodeCursor> ProjectedSnapshot::nodes_with_label(LabelId label) const {
  const IndexSet* nodes = projection_->nodes_with(label);
  if (nodes == nullptr) return cursor_over({});
  return std::make_unique<IndexedNodes>(projection_, *nodes);
}

std::unique_ptr<RelationshipCursor> ProjectedSnapshot::all_relationships() const {
  return std::make_unique<WalkedIds<RelationshipCursor, RelationshipId>>(
      projection_, projection_->parts().relationship_ids(),
      projection_->parts().first_relationship());
}

}  // namespace chancery
