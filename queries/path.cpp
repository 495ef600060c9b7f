#include <optional>
#include <utility>

#include "eval.h"

namespace chancery::query {
namespace {

/// Grows a path, one relationship at a time.
class PathBuilder {
 public:
  explicit PathBuilder(const GraphView& graph) : graph_(graph) {}

  bool begin(const Value& node) {
    if (node.type() != ValueType::node) return false;
    path_.nodes.push_back(node.as_node());
    return true;
  }

  /// A relationship and the node it leads to, or the list of a variable length pattern.
  bool walk(const Value& hop, const Value& to) {
    if (to.type() != ValueType::node) return false;
    if (hop.type() == ValueType::relationship) {
      path_.relationships.push_back(hop.as_relationship());
      path_.nodes.push_back(to.as_node());
      return true;
    }
    if (hop.type() != ValueType::list) return false;
    for (const Value& step : hop.as_list()) {
      if (step.type() != ValueType::relationship || !walk(step.as_relationship())) return false;
    }
    return true;
  }

  Value take() { return std::move(path_); }

 private:
  bool walk(const Relationship& step) {
    std::optional<RelationshipRecord> record = graph_.relationship(step.id);
    if (!record) return false;
    NodeId at = path_.nodes.back().id;
    path_.relationships.push_back(step);
    path_.nodes.push_back({record->start == at ? record->end : record->start, nullptr});
    return true;
  }

  const GraphView& graph_;
  Path path_;
};

}  // namespace

Value assemble_path(const PathPattern& pattern, const Row& row, const GraphView& graph) {
  auto value = [&row](Slot slot) -> const Value& { return row[static_cast<std::size_t>(slot)]; };
  PathBuilder builder(graph);
  if (!builder.begin(value(pattern.nodes.front().slot))) return {};
  for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
    const Value& to = value(pattern.nodes[i + 1].slot);
    if (!builder.walk(value(pattern.relationships[i].slot), to)) return {};
  }
  return builder.take();
}

}  // namespace chancery::query
