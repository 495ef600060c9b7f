// Aggregation over the matches of a tree pattern, on the arrays of a projection.
//
// Where all that is asked are numbers, and one node is wanted that is not the root, they are added
// up for each node first, and the keys are looked at once for each node.

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "exec/cursors.h"
#include "exec/tree/node_totals.h"
#include "exec/tree/parallel_matches.h"
#include "exec/tree/tree_groups.h"
#include "exec/tree/tree_matcher.h"

namespace chancery::query {
namespace {

TreeGathering gathering_of(const TreeAggregation& op) {
  AskedOfMatches asked = asked_of(op);
  TreeGathering gathering{std::move(asked.wanted), {}, false, TreeKey::Nodes::repeated};
  bool all_rows = true;
  for (const Expression* aggregate : op.aggregation.aggregates) {
    const auto counted = counts_matches(op.nodes, *aggregate);
    const bool counts_rows = counted && !counted->property;
    all_rows = all_rows && counts_rows;
    gathering.counted.push_back(counts_rows || asked.numbers_only);
  }
  if (!asked.numbers_only) return gathering;
  // Each root is met once, with the number of all its matches.
  const bool by_root = gathering.wanted.front() && all_rows;
  gathering.by_node = !by_root;
  if (!op.root_known) gathering.nodes = TreeKey::Nodes::once;
  return gathering;
}

/// Matches of the tree below one row, from a known root or from any.
class TreeMatches {
 public:
  TreeMatches(const TreeAggregation& op, std::vector<TreeNode> nodes,
              const std::vector<bool>& wanted, ExecContext& context)
      : nodes_(std::move(nodes)),
        root_known_(op.root_known),
        projection_(*context.graph().projection()),
        matcher_(nodes_, op.joint, wanted, projection_, context) {}

  void run(Row& row, const TreeMatcher::Found& found) {
    matcher_.begin_row();
    if (!root_known_) {
      for (const NodeIndex root : matcher_.roots()) matcher_.match(root, row, found);
      return;
    }
    const Value root = row[static_cast<std::size_t>(nodes_.front().hop.to)];
    if (root.type() != ValueType::node) return;
    if (const auto index = projection_.index(root.as_node().id)) matcher_.match(*index, row, found);
  }

  NodeIndex bound(std::size_t node) const { return matcher_.bound(node); }
  const std::vector<TreeNode>& nodes() const { return nodes_; }
  std::vector<NodeIndex> roots() const { return matcher_.roots(); }

 private:
  std::vector<TreeNode> nodes_;
  bool root_known_;
  const chancery::Projection& projection_;
  TreeMatcher matcher_;
};

/// Adds the matches below a row to the groups.
class TreeSink {
 public:
  virtual ~TreeSink() = default;
  virtual void gather(Row& row) = 0;
};

/// Numbers by node, then groups of nodes.
class NumberSink : public TreeSink {
 public:
  NumberSink(const TreeAggregation& op, const std::vector<bool>& wanted, TreeGroups& groups,
             ExecContext& context)
      : op_(op), wanted_(wanted), groups_(groups), context_(context) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i]) node_ = i;
    }
    add_number(op.nodes);
    for (const Expression* aggregate : op.aggregation.aggregates) {
      numbers_of_.push_back(number_of(*counts_matches(op.nodes, *aggregate)));
    }
  }

  void gather(Row& row) override {
    for (Number& number : numbers_) {
      number.totals.clear();
      if (pays_in_parallel(op_, context_)) {
        add_in_parallel({number.matches.nodes(), op_.joint, wanted_, node_}, number.matches.roots(),
                        row, context_, number.totals);
        continue;
      }
      number.matches.run(row, [&](MatchCount matches) {
        number.totals.add(node_ == TreeShape::kNone ? 0 : number.matches.bound(node_), matches);
      });
    }
    groups_.begin_row();
    numbers_.front().totals.for_each([&](NodeIndex node, MatchCount) { add(node, row); });
  }

 private:
  /// Matches in which some property is there, or all matches.
  struct Number {
    Number(const TreeAggregation& op, std::vector<TreeNode> nodes, const std::vector<bool>& wanted,
           const Expression* given, ExecContext& context)
        : property(given),
          matches(op, std::move(nodes), wanted, context),
          totals(context.graph().projection()->node_count(), context.limits()) {}

    const Expression* property;
    TreeMatches matches;
    NodeTotals totals;
  };

  void add_number(std::vector<TreeNode> nodes, const Expression* property = nullptr) {
    numbers_.emplace_back(op_, std::move(nodes), wanted_, property, context_);
  }

  std::size_t number_of(const CountedMatches& counted) {
    if (!counted.property) return 0;
    std::vector<TreeNode> nodes = op_.nodes;
    nodes[counted.node].present.push_back(counted.property);
    add_number(std::move(nodes), counted.property);
    return numbers_.size() - 1;
  }

  void add(NodeIndex node, Row& row) {
    context_.limits().check();
    const std::uint32_t group = groups_.group_of(row, [node](std::size_t) { return node; });
    for (std::size_t i = 0; i < numbers_of_.size(); ++i) {
      groups_.count(group, i, numbers_[numbers_of_[i]].totals.of(node));
    }
  }

  const TreeAggregation& op_;
  const std::vector<bool>& wanted_;
  TreeGroups& groups_;
  ExecContext& context_;
  std::size_t node_ = TreeShape::kNone;  ///< the wanted one
  std::deque<Number> numbers_;           ///< of all matches first
  std::vector<std::size_t> numbers_of_;  ///< by aggregate
};

/// Each choice of the walked nodes as a row.
class RowSink : public TreeSink {
 public:
  RowSink(const TreeAggregation& op, const TreeGathering& gathering, TreeGroups& groups,
          ExecContext& context)
      : op_(op),
        gathering_(gathering),
        groups_(groups),
        context_(context),
        matches_(op, op.nodes, gathering.wanted, context) {
    for (std::size_t i = 0; i < gathering.wanted.size(); ++i) {
      if (gathering.wanted[i]) wanted_.push_back(i);
    }
    reads_rows_ = std::ranges::count(gathering.counted, false) > 0;
  }

  void gather(Row& row) override {
    if (!reads_rows_ && pays_in_parallel(op_, context_)) {
      group_in_parallel(op_, gathering_, matches_.roots(), row, context_, groups_);
      return;
    }
    groups_.begin_row();
    matches_.run(row, [&](MatchCount matches) { add(matches, row); });
  }

 private:
  void add(MatchCount matches, Row& row) {
    context_.limits().check();
    if (reads_rows_) put_nodes(row);
    const std::uint32_t group = groups_.group_of(row, bound_);
    for (std::size_t i = 0; i < gathering_.counted.size(); ++i) {
      if (gathering_.counted[i]) {
        groups_.count(group, i, matches);
      } else {
        groups_.add(group, i, row, matches);
      }
    }
  }

  void put_nodes(Row& row) const {
    for (const std::size_t node : wanted_) {
      row[static_cast<std::size_t>(op_.nodes[node].hop.to)] =
          Node{context_.graph().projection()->node(matches_.bound(node)), nullptr};
    }
  }

  const TreeAggregation& op_;
  const TreeGathering& gathering_;
  TreeGroups& groups_;
  ExecContext& context_;
  TreeMatches matches_;
  TreeKey::Bound bound_ = [this](std::size_t node) { return matches_.bound(node); };
  std::vector<std::size_t> wanted_;
  bool reads_rows_ = false;  ///< some aggregate does
};

class TreeAggregationCursor : public Cursor {
 public:
  TreeAggregationCursor(const TreeAggregation& op, CursorPtr input, ExecContext& context)
      : context_(context),
        best_(op.best),
        input_(std::move(input)),
        gathering_(gathering_of(op)),
        groups_(op, gathering_.counted, gathering_.nodes, context) {
    if (gathering_.by_node) {
      sink_ = std::make_unique<NumberSink>(op, gathering_.wanted, groups_, context);
    } else {
      sink_ = std::make_unique<RowSink>(op, gathering_, groups_, context);
    }
  }

  bool next(Row& row) override {
    if (!std::exchange(gathered_, true)) {
      while (input_->next(row)) sink_->gather(row);
      groups_.finish();
      if (best_) keep_best(row);
    }
    return groups_.emit(row);
  }

  void reset() override {
    groups_.clear();
    gathered_ = false;
    input_->reset();
  }

 private:
  void keep_best(Row& row) {
    const std::uint64_t skip = best_->skip ? row_count(*best_->skip, "SKIP", context_, row) : 0;
    const std::uint64_t limit = row_count(*best_->limit, "LIMIT", context_, row);
    groups_.keep_best(best_->aggregate, best_->descending,
                      limit == 0 ? 0 : skip + std::min(limit, ~skip));
  }

  ExecContext& context_;
  const std::optional<BestGroups>& best_;
  CursorPtr input_;
  TreeGathering gathering_;
  TreeGroups groups_;
  std::unique_ptr<TreeSink> sink_;
  bool gathered_ = false;
};

}  // namespace

CursorPtr make_cursor(const TreeAggregation& op, Sources sources, ExecContext& context) {
  return std::make_unique<TreeAggregationCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
