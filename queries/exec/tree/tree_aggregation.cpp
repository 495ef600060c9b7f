// Aggregation over the matches of a tree pattern, on the arrays of a projection.
//
// Where all that is asked are numbers, and at most one node is wanted, they are added up for each
// node first, and the keys are looked at once for each node.

#include <deque>
#include <memory>
#include <unordered_map>
#include <utility>

#include "exec/cursors.h"
#include "exec/grouping.h"
#include "exec/tree/node_totals.h"
#include "exec/tree/parallel_totals.h"
#include "exec/tree/tree_matcher.h"
#include "expression_slots.h"

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
        matcher_(nodes_, wanted, projection_, context) {}

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
  NumberSink(const TreeAggregation& op, const std::vector<bool>& wanted, Grouping& grouping,
             ExecContext& context)
      : op_(op), wanted_(wanted), grouping_(grouping), context_(context) {
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
        add_in_parallel({number.matches.nodes(), wanted_, node_}, number.matches.roots(), row,
                        context_, number.totals);
        continue;
      }
      number.matches.run(row, [&](MatchCount matches) {
        number.totals.add(node_ == TreeShape::kNone ? 0 : number.matches.bound(node_), matches);
      });
    }
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
    if (node_ != TreeShape::kNone) {
      row[static_cast<std::size_t>(op_.nodes[node_].hop.to)] =
          Node{context_.graph().projection()->node(node), nullptr};
    }
    Group& group = grouping_.group_of(row);
    for (std::size_t i = 0; i < numbers_of_.size(); ++i) {
      const MatchCount times = numbers_[numbers_of_[i]].totals.of(node);
      if (times > 0) grouping_.add_rows(group, i, times);
    }
  }

  const TreeAggregation& op_;
  const std::vector<bool>& wanted_;
  Grouping& grouping_;
  ExecContext& context_;
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
        memory_(context.limits()) {
    SlotSet keys;
    for (const Assignment& key : op.aggregation.keys) keys.merge(free_slots(*key.expression));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!wanted[i]) continue;
      wanted_.push_back(i);
      if (keys.contains(op.nodes[i].hop.to)) key_nodes_.push_back(i);
    }
    for (const Expression* aggregate : op.aggregation.aggregates) {
      const auto counted = counts_matches(op.nodes, *aggregate);
      counts_rows_.push_back(counted && !counted->property);
    }
  }

  void gather(Row& row) override {
    groups_.clear();
    memory_.release();
    matches_.run(row, [&](MatchCount matches) { add(matches, row); });
  }

 private:
  void add(MatchCount matches, Row& row) {
    context_.limits().check();
    for (const std::size_t node : wanted_) {
      row[static_cast<std::size_t>(op_.nodes[node].hop.to)] =
          Node{context_.graph().projection()->node(matches_.bound(node)), nullptr};
    }
    Group& group = group_of(row);
    for (std::size_t i = 0; i < counts_rows_.size(); ++i) {
      if (counts_rows_[i]) {
        grouping_.add_rows(group, i, matches);
      } else {
        grouping_.add_to(group, i, row, matches);
      }
    }
  }

  /// Below one row, keys that read one node are the same wherever that node is met.
  Group& group_of(Row& row) {
    if (key_nodes_.size() > 1) return grouping_.group_of(row);
    Group*& group = groups_[key_nodes_.empty() ? 0 : matches_.bound(key_nodes_.front())];
    if (!group) {
      memory_.charge(kPerEntry);
      group = &grouping_.group_of(row);
    }
    return *group;
  }

  const TreeAggregation& op_;
  Grouping& grouping_;
  ExecContext& context_;
  TreeMatches matches_;
  std::vector<std::size_t> wanted_;
  std::vector<std::size_t> key_nodes_;  ///< wanted ones that the keys read
  std::vector<bool> counts_rows_;       ///< by aggregate
  std::unordered_map<NodeIndex, Group*> groups_;
  HeldMemory memory_;  ///< of that table
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
