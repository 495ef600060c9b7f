#include "projected_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "part_filter.h"

namespace chancery::query {
namespace {

/// The nodes that have one of some labels.
class LabelledNodes {
 public:
  LabelledNodes(const Projection& projection, const std::vector<LabelId>& labels)
      : projection_(projection), labels_(labels) {
    std::size_t sum = 0;
    for (const LabelId label : labels) {
      const IndexSet* set = projection.nodes_with(label);
      if (set == nullptr || set->size() == 0) continue;
      sum += set->size();
      sets_.push_back(set);
    }
    if (sets_.size() == 1 && is_run(sets_.front()->at(0), last_of(*sets_.front()), sum)) {
      first_ = sets_.front()->at(0);
      end_ = last_of(*sets_.front()) + 1;
    } else if (!sets_.empty()) {
      memory_.charge<NodeIndex>(2 * sum);
      for (const IndexSet* set : sets_) add(*set);
    }
    one_label_each_ = nodes_.empty() || nodes_.size() == sum;
  }

  /// All relationships of the type that run between these nodes, 0, or nullopt for what the counts
  /// do not tell: some, or a sum that blurs because nodes have several of the labels.
  std::optional<std::size_t> relationships(TypeId type) const {
    std::size_t sum = 0;
    std::size_t largest = 0;
    for (const LabelId start : labels_) {
      for (const LabelId end : labels_) {
        const std::size_t count = projection_.count(start, type, end);
        sum += count;
        largest = std::max(largest, count);
      }
    }
    const std::size_t all = projection_.adjacency(type, true)->nodes().size();
    if (sum == 0 || largest == all) return largest;
    return one_label_each_ && sum == all ? std::optional(all) : std::nullopt;
  }

  NodeIndex first() const { return first_; }
  NodeIndex end() const { return end_; }
  std::vector<NodeIndex> take_nodes() { return std::move(nodes_); }
  WorkingMemory take_memory() { return std::move(memory_); }

 private:
  static NodeIndex last_of(const IndexSet& set) { return set.at(set.size() - 1); }
  static bool is_run(NodeIndex first, NodeIndex last, std::size_t size) {
    return last - first + std::size_t{1} == size;
  }

  void add(const IndexSet& set) {
    std::vector<NodeIndex> both;
    both.reserve(nodes_.size() + set.size());
    IndexSet::Walk walk(set);
    auto known = nodes_.begin();
    for (NodeIndex node = walk.next(); node != IndexSet::kAbsent; node = walk.next()) {
      while (known != nodes_.end() && *known < node) both.push_back(*known++);
      if (known != nodes_.end() && *known == node) ++known;
      both.push_back(node);
    }
    both.insert(both.end(), known, nodes_.end());
    report_work(8 * both.size());
    nodes_ = std::move(both);
  }

  const Projection& projection_;
  const std::vector<LabelId>& labels_;
  WorkingMemory memory_;
  std::vector<const IndexSet*> sets_;
  NodeIndex first_ = 0;  ///< where they lie side by side; else they are listed
  NodeIndex end_ = 0;
  std::vector<NodeIndex> nodes_;
  bool one_label_each_ = false;
};

/// Ids of `count` vertices, which ascend.
template <typename VertexAt>
std::vector<NodeId> ids_in_order(const Projection& projection, std::size_t count,
                                 const VertexAt& vertex) {
  constexpr std::size_t kBlock = 1024;
  std::vector<NodeId> ids(count);
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    const std::size_t last = std::min(begin + kBlock, count) - 1;
    report_work(8 * kBlock);
    const std::uint64_t first = raw(projection.node(vertex(begin)));
    // Ids ascend with vertices: where the ends are as far apart, no id between is missing.
    const std::uint64_t apart = raw(projection.node(vertex(last))) - first;
    if (apart == vertex(last) - vertex(begin)) {
      for (std::size_t i = begin; i <= last; ++i) {
        ids[i] = static_cast<NodeId>(first + (vertex(i) - vertex(begin)));
      }
    } else {
      for (std::size_t i = begin; i <= last; ++i) ids[i] = projection.node(vertex(i));
    }
  }
  return ids;
}

}  // namespace

std::optional<ProjectedPart> ProjectedPart::of(const GraphView& view, const GraphPart& part) {
  if (!part.from.empty() || !part.to.empty() || !part.weight.empty()) return std::nullopt;
  if (!view.projection()) return std::nullopt;
  // Owned by the view, which outlives the call.
  const std::shared_ptr<const Projection> projection(std::shared_ptr<void>(), view.projection());
  const PartFilter filter(view, part);
  std::vector<TypeId> types = filter.types;
  if (filter.every_type) types.assign(projection->types().begin(), projection->types().end());
  if (filter.every_label) {
    return ProjectedPart(ProjectedGraph(projection, types), 0, projection->node_count());
  }
  LabelledNodes nodes(*projection, filter.labels);
  std::vector<TypeId> inside;
  for (const TypeId type : types) {
    if (!projection->adjacency(type, true)) continue;
    const std::optional<std::size_t> count = nodes.relationships(type);
    if (!count) return std::nullopt;
    if (*count > 0) inside.push_back(type);
  }
  ProjectedPart found(ProjectedGraph(projection, inside), nodes.first(), nodes.end());
  found.nodes_ = nodes.take_nodes();
  found.memory_ = nodes.take_memory();
  return found;
}

NodeIndex ProjectedPart::vertex_of(NodeId node, std::string_view role) const {
  const auto index = graph_.projection().index(node);
  if (!index) refuse(fmt::format("There is no {} with the id {}.", role, raw(node)));
  if (contains(*index)) return *index;
  refuse(fmt::format("The {} is not in the part of the graph that the labels name.", role));
}

std::vector<NodeId> ProjectedPart::ids() const {
  if (!nodes_.empty()) return ids_of(nodes_);
  return ids_in_order(graph_.projection(), size(),
                      [this](std::size_t i) { return static_cast<NodeIndex>(first_ + i); });
}

std::vector<NodeId> ProjectedPart::ids_of(std::span<const NodeIndex> vertices) const {
  return ids_in_order(graph_.projection(), vertices.size(),
                      [vertices](std::size_t i) { return vertices[i]; });
}

}  // namespace chancery::query
