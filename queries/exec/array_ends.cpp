// The ends of trails in one direction, each once, on the arrays of a projection: breadth first,
// with a bit for each node that was reached.

#include <cstdint>
#include <utility>
#include <vector>

#include "cursors.h"
#include "tree/hop_arrays.h"

namespace chancery::query {
namespace {

class ArrayEndsCursor : public Cursor {
 public:
  ArrayEndsCursor(const ExpandVariable& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        projection_(*context.graph().projection()),
        input_(std::move(input)),
        hop_(op.hop, projection_, context.graph()) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (at_ < found_.size()) {
        row[static_cast<std::size_t>(op_.hop.to)] = Node{projection_.node(found_[at_++]), nullptr};
        return true;
      }
      if (!frontier_.empty() && !(op_.most && depth_ >= *op_.most)) {
        advance();
      } else if (input_->next(row)) {
        begin(row);
      } else {
        return false;
      }
    }
  }

  void reset() override {
    forget();
    input_->reset();
  }

 private:
  void forget() {
    frontier_.clear();
    found_.clear();
    at_ = 0;
    depth_ = 0;
    returned_ = false;
  }

  void begin(const Row& row) {
    forget();
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    if (from.type() != ValueType::node) return;
    const std::optional<NodeIndex> start = projection_.index(from.as_node().id);
    if (!start) return;
    start_ = *start;
    seen_.assign(projection_.node_count() / 64 + 1, 0);
    frontier_ = {start_};
    if (op_.least == 0) find_start();
  }

  void find_start() {
    if (!std::exchange(returned_, true)) found_.push_back(start_);
  }

  /// From the nodes found by the last level to those of the next.
  void advance() {
    found_.clear();
    at_ = 0;
    ++depth_;
    std::vector<NodeIndex> reached;
    for (const NodeIndex node : frontier_) {
      const std::size_t steps =
          hop_.for_each(node, [&](NodeIndex to, RelationshipIndex, TypeId, bool) {
            std::uint64_t& word = seen_[to / 64];
            const std::uint64_t bit = std::uint64_t{1} << to % 64;
            if (to == start_) return find_start();
            if ((word & bit) != 0) return;
            word |= bit;
            reached.push_back(to);
          });
      context_.limits().work(steps * 4 + 8);
    }
    context_.limits().require(reached.size() * 2 * sizeof(NodeIndex));
    found_.insert(found_.end(), reached.begin(), reached.end());
    frontier_ = std::move(reached);
  }

  const ExpandVariable& op_;
  ExecContext& context_;
  const chancery::Projection& projection_;
  CursorPtr input_;
  HopArrays hop_;
  NodeIndex start_ = 0;
  std::vector<std::uint64_t> seen_;
  std::vector<NodeIndex> frontier_;
  std::vector<NodeIndex> found_;
  std::size_t at_ = 0;
  std::uint64_t depth_ = 0;
  bool returned_ = false;  ///< the start has been found as an end
};

}  // namespace

bool ends_by_arrays(const ExpandVariable& op, const GraphView& graph) {
  return graph.projection() && op.hop.direction != Direction::both && !op.properties &&
         op.hop.distinct_from.empty();
}

CursorPtr make_array_ends_cursor(const ExpandVariable& op, CursorPtr input, ExecContext& context) {
  return std::make_unique<ArrayEndsCursor>(op, std::move(input), context);
}

}  // namespace chancery::query
