// Aggregation over the matches of a tree pattern, on the arrays of a projection.
//
// Where all that is asked are numbers, and at most one node is wanted, they are added up for each
// node first, and the keys are looked at once for each node.

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "exec/cursors.h"
#include "exec/grouping.h"
#include "exec/tree/node_totals.h"
#include "exec/tree/parallel_totals.h"
#include "exec/tree/tree_keys.h"
#include "exec/tree/tree_matcher.h"

namespace chancery::query {
namespace {

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
  /// The groups have been cleared.
  virtual void clear() = 0;
};

/// Numbers by node, then groups of nodes.
class NumberSink : public TreeSink {
 public:
  NumberSink(const TreeAggregation& op, const std::vector<bool>& wanted, Grouping& grouping,
             ExecContext& context)
      : op_(op),
        wanted_(wanted),
        grouping_(grouping),
        context_(context),
        keys_(op, TreeKeys::Nodes::once, grouping, context) {
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
    keys_.begin_row();
    numbers_.front().totals.for_each([&](NodeIndex node, MatchCount) { add(node, row); });
  }

  void clear() override { keys_.clear(); }

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
    Group& group = keys_.group_of(row, [node](std::size_t) { return node; });
    for (std::size_t i = 0; i < numbers_of_.size(); ++i) {
      const MatchCount times = numbers_[numbers_of_[i]].totals.of(node);
      if (times > 0) grouping_.add_rows(group, i, times);
    }
  }

  const TreeAggregation& op_;
  const std::vector<bool>& wanted_;
  Grouping& grouping_;
  ExecContext& context_;
  TreeKeys keys_;
  std::size_t node_ = TreeShape::kNone;  ///< the wanted one
  std::deque<Number> numbers_;           ///< of all matches first
  std::vector<std::size_t> numbers_of_;  ///< by aggregate
};

/// Each choice of the walked nodes as a row.
class RowSink : public TreeSink {
 public:
  RowSink(const TreeAggregation& op, const std::vector<bool>& wanted, Grouping& grouping,
          ExecContext& context)
      : op_(op),
        grouping_(grouping),
        context_(context),
        matches_(op, op.nodes, wanted, context),
        keys_(op, TreeKeys::Nodes::repeated, grouping, context) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i]) wanted_.push_back(i);
    }
    for (const Expression* aggregate : op.aggregation.aggregates) {
      const auto counted = counts_matches(op.nodes, *aggregate);
      counts_rows_.push_back(counted && !counted->property);
    }
    reads_rows_ = std::ranges::count(counts_rows_, false) > 0;
  }

  void gather(Row& row) override {
    keys_.begin_row();
    matches_.run(row, [&](MatchCount matches) { add(matches, row); });
  }

  void clear() override { keys_.clear(); }

 private:
  void add(MatchCount matches, Row& row) {
    context_.limits().check();
    if (reads_rows_) put_nodes(row);
    Group& group = keys_.group_of(row, bound_);
    for (std::size_t i = 0; i < counts_rows_.size(); ++i) {
      if (counts_rows_[i]) {
        grouping_.add_rows(group, i, matches);
      } else {
        grouping_.add_to(group, i, row, matches);
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
  Grouping& grouping_;
  ExecContext& context_;
  TreeMatches matches_;
  TreeKeys keys_;
  TreeKeys::Bound bound_ = [this](std::size_t node) { return matches_.bound(node); };
  std::vector<std::size_t> wanted_;
  std::vector<bool> counts_rows_;  ///< by aggregate
  bool reads_rows_ = false;        ///< some aggregate does
};

class TreeAggregationCursor : public Cursor {
 public:
  TreeAggregationCursor(const TreeAggregation& op, CursorPtr input, ExecContext& context)
      : input_(std::move(input)), asked_(asked_of(op)), grouping_(op.aggregation, context) {
    if (asked_.numbers_only) {
      sink_ = std::make_unique<NumberSink>(op, asked_.wanted, grouping_, context);
    } else {
      sink_ = std::make_unique<RowSink>(op, asked_.wanted, grouping_, context);
    }
  }

  bool next(Row& row) override {
    if (!std::exchange(gathered_, true)) {
      while (input_->next(row)) sink_->gather(row);
      grouping_.finish();
    }
    return grouping_.emit(row);
  }

  void reset() override {
    grouping_.clear();
    sink_->clear();
    gathered_ = false;
    input_->reset();
  }

 private:
  CursorPtr input_;
  AskedOfMatches asked_;
  Grouping grouping_;
  std::unique_ptr<TreeSink> sink_;
  bool gathered_ = false;
};

}  // namespace

CursorPtr make_cursor(const TreeAggregation& op, Sources sources, ExecContext& context) {
  return std::make_unique<TreeAggregationCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
