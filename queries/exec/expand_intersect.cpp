// Closes cycles: the nodes that several known nodes all have as neighbours, by their lists of
// neighbours instead of by testing each step. The number of rows looked at is then bounded by the
// lists and not by their product, as in worst-case optimal joins (Ngo, Porat, Re and Rudra 2012).

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "cursors.h"
#include "hop.h"

namespace chancery::query {
namespace {

// So few steps are followed from their far ends: the known node may be a hub that is met once.
constexpr std::size_t kFewSteps = 2;

struct ByNode {
  bool operator()(const Neighbour& a, const Neighbour& b) const { return a.node < b.node; }
};

/// The neighbours of the nodes met so far by one hop, each list sorted by node. Nodes come back:
/// the list of a hub is read once, and not for each row that it stands in.
class NeighbourLists {
 public:
  NeighbourLists(const Hop& hop, ExecContext& context)
      : hop_(hop), context_(context), types_(hop, context.graph()) {}

  /// Neighbours of the row's node, at least those that `steps` lead to. Valid until the next call.
  /// Empty where the row holds no node.
  std::span<const Neighbour> of(const Row& row, std::span<const Neighbour> steps) {
    const Value& from = row[static_cast<std::size_t>(hop_.from)];
    if (from.type() != ValueType::node || !types_.resolve()) return {};
    const NodeId node = from.as_node().id;
    const auto known = lists_.find(node);
    if (known != lists_.end()) return known->second;
    return steps.size() <= kFewSteps ? look_back(node, steps) : read(node);
  }

  void clear() {
    lists_.clear();
    steps_ = 0;
  }

  std::size_t bytes() const {
    return steps_ * sizeof(Neighbour) + lists_.size() * sizeof(*lists_.begin());
  }

 private:
  static constexpr std::size_t kMostSteps = std::size_t{1} << 20;

  std::span<const Neighbour> read(NodeId node) {
    if (steps_ + lists_.size() > kMostSteps) clear();
    const auto steps = context_.graph().neighbours(node, hop_.direction, types_.ids(), scratch_);
    std::vector<Neighbour>& list = lists_[node];
    list.assign(steps.begin(), steps.end());
    std::ranges::stable_sort(list, ByNode());
    steps_ += list.size();
    return list;
  }

  std::span<const Neighbour> look_back(NodeId node, std::span<const Neighbour> steps) {
    few_.clear();
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const NodeId far = steps[i].node;
      const auto seen = [far](const Neighbour& step) { return step.node == far; };
      if (std::ranges::any_of(steps.first(i), seen)) continue;
      const Direction back = turned_round(hop_.direction);
      for (Neighbour step : context_.graph().neighbours(far, back, types_.ids(), scratch_)) {
        if (std::exchange(step.node, far) == node) few_.push_back(step);
      }
    }
    std::ranges::stable_sort(few_, ByNode());
    return few_;
  }

  const Hop& hop_;
  ExecContext& context_;
  TypeNames types_;
  std::unordered_map<NodeId, std::vector<Neighbour>> lists_;
  std::size_t steps_ = 0;
  std::vector<Neighbour> few_;
  std::vector<Neighbour> scratch_;
};

class ExpandIntersectCursor : public Cursor {
 public:
  ExpandIntersectCursor(const ExpandIntersect& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)), types_(op.hop, context.graph()) {
    for (const Hop& hop : op.closing) closing_.push_back({&hop, NeighbourLists(hop, context), {}});
    levels_.resize(1 + closing_.size());
  }

  bool next(Row& row) override {
    while (true) {
      if (advance(row)) return true;
      context_.limits().check();
      if (!input_->next(row)) return false;
      open(row);
    }
  }

  void reset() override {
    close();
    // What a writing query has read may have changed by now.
    if (context_.transaction) {
      for (Closing& each : closing_) each.lists.clear();
    }
    input_->reset();
  }

 private:
  struct Closing {
    const Hop* hop = nullptr;
    NeighbourLists lists;
    std::span<const Neighbour> list;  ///< of the node in the row
  };

  /// The relationships that one hop may take to the node at hand, and how many are taken.
  struct Level {
    std::span<const Neighbour> steps;
    std::size_t at = 0;
  };

  void close() {
    levels_.front() = {};
    depth_ = 0;
  }

  void open(const Row& row) {
    close();
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    if (from.type() != ValueType::node || !types_.resolve()) return;
    const auto steps =
        context_.graph().neighbours(from.as_node().id, op_.hop.direction, types_.ids(), scratch_);
    if (steps.empty()) return;
    std::size_t bytes = 0;
    for (Closing& each : closing_) {
      each.list = each.lists.of(row, steps);
      if (each.list.empty()) return;
      bytes += each.lists.bytes();
    }
    context_.limits().require(bytes);
    levels_.front().steps = steps;
  }

  /// The next choice of one relationship for every hop, all to the same node.
  bool advance(Row& row) {
    while (true) {
      context_.limits().check();
      Level& level = levels_[depth_];
      if (level.at == level.steps.size()) {
        if (depth_ == 0) return false;
        --depth_;
        continue;
      }
      const Neighbour& step = level.steps[level.at++];
      if (!take(step, row)) continue;
      if (depth_ + 1 == levels_.size()) return true;
      ++depth_;
    }
  }

  bool take(const Neighbour& step, Row& row) {
    const Hop& hop = depth_ == 0 ? op_.hop : *closing_[depth_ - 1].hop;
    if (depth_ == 0 && !reached_by_all(step)) return false;
    if (already_walked(row, hop.distinct_from, step.relationship)) return false;
    row[static_cast<std::size_t>(hop.relationship)] = Relationship{step.relationship, nullptr};
    if (depth_ == 0) row[static_cast<std::size_t>(hop.to)] = Node{step.node, nullptr};
    if (depth_ + 1 < levels_.size()) levels_[depth_ + 1].at = 0;
    return true;
  }

  bool reached_by_all(const Neighbour& step) {
    for (std::size_t i = 0; i < closing_.size(); ++i) {
      const std::span<const Neighbour> list = closing_[i].list;
      const auto [first, last] = std::equal_range(list.begin(), list.end(), step, ByNode());
      if (first == last) return false;
      levels_[i + 1].steps = {first, last};
    }
    return true;
  }

  const ExpandIntersect& op_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  std::vector<Closing> closing_;
  std::vector<Level> levels_;  ///< of the first hop, then of each closing one
  std::size_t depth_ = 0;
  std::vector<Neighbour> scratch_;
};

}  // namespace

CursorPtr make_cursor(const ExpandIntersect& op, Sources sources, ExecContext& context) {
  return std::make_unique<ExpandIntersectCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
