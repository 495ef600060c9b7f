// Communities by Blondel, Guillaume, Lambiotte and Lefebvre (2008). Own code: Boost has none.

#include <algorithm>
#include <cmath>

#include "part.h"
#include "per_node.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

/// An undirected graph with weights, one of whose nodes stands for a community of the level below.
struct Level {
  std::vector<std::uint64_t> offsets = {0};
  std::vector<NodeIndex> others;
  std::vector<double> weights;
  std::vector<double> loops;  ///< of each node: what is within it

  std::size_t size() const { return loops.size(); }
};

Level first_level(const StepGraph& graph) {
  Level level;
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    double loop = 0;
    std::uint64_t position = first_step(graph.rows, node);
    for (const NodeIndex other : row(graph.rows, node)) {
      const double weight = graph.weights[position++];
      if (other == node) {
        loop = weight;
      } else {
        level.others.push_back(other);
        level.weights.push_back(weight);
      }
    }
    level.loops.push_back(loop);
    level.offsets.push_back(level.others.size());
  }
  return level;
}

/// Sums of weights by community, with a list of those that have one.
class Sums {
 public:
  explicit Sums(std::size_t communities) : sums_(communities) {}

  void add(std::uint32_t community, double weight) {
    Sum& sum = sums_[community];
    if (sum.round != round_) {
      sum = {0, round_};
      list_.push_back(community);
    }
    sum.weight += weight;
  }
  double of(std::uint32_t community) const {
    const Sum& sum = sums_[community];
    return sum.round == round_ ? sum.weight : 0;
  }
  /// In the order in which they were first added to.
  const std::vector<std::uint32_t>& list() const { return list_; }
  /// Ascending.
  const std::vector<std::uint32_t>& sorted() {
    std::ranges::sort(list_);
    return list_;
  }
  void clear() {
    ++round_;
    list_.clear();
  }

 private:
  struct Sum {
    double weight = 0;
    std::uint64_t round = 0;  ///< in which it was added to
  };

  std::vector<Sum> sums_;
  std::vector<std::uint32_t> list_;
  std::uint64_t round_ = 1;
};

/// Moves the nodes of a level between communities, each of which begins as one node.
class LocalMoves {
 public:
  LocalMoves(const Level& level, double resolution)
      : level_(level),
        community_(level.size()),
        strengths_(level.size()),
        unsettled_(level.size()),
        sums_(level.size()) {
    std::iota(community_.begin(), community_.end(), 0U);
    for (NodeIndex node = 0; node < level.size(); ++node) {
      strengths_[node] = 2 * level.loops[node];
      for (auto i = level.offsets[node]; i < level.offsets[node + std::size_t{1}]; ++i) {
        strengths_[node] += level.weights[i];
      }
      total_ += strengths_[node];
    }
    totals_ = strengths_;
    pull_ = total_ > 0 ? resolution / total_ : 0;
  }

  /// True where a node has moved. A pass looks at nodes whose neighbours have moved (Ozaki, Tezuka
  /// and Inaba 2016); where none of these moves, one over all nodes says whether it is the end.
  bool run(std::uint64_t passes) {
    bool any = false;
    bool all = true;
    for (std::uint64_t pass = 0; pass < passes; ++pass) {
      bool moved = false;
      for (NodeIndex node = 0; node < level_.size(); ++node) {
        work_.add(1);
        if (all || unsettled_[node] != 0) moved |= move(node);
      }
      if (all && !moved) break;
      any |= moved;
      all = !moved;
    }
    work_.report();
    return any;
  }

  std::vector<std::uint32_t> communities() const { return community_; }

  /// Of the present communities.
  double modularity() const {
    if (total_ == 0) return 0;
    double within = 0;
    for (NodeIndex node = 0; node < level_.size(); ++node) {
      within += 2 * level_.loops[node];
      for (auto i = level_.offsets[node]; i < level_.offsets[node + std::size_t{1}]; ++i) {
        if (community_[level_.others[i]] == community_[node]) within += level_.weights[i];
      }
    }
    double expected = 0;
    for (const double sum : totals_) expected += sum * sum * pull_;
    return (within - expected) / total_;
  }

 private:
  bool move(NodeIndex node) {
    const std::uint32_t own = community_[node];
    const std::uint64_t first = level_.offsets[node];
    const std::uint64_t end = level_.offsets[node + std::size_t{1}];
    for (std::uint64_t i = first; i < end; ++i) {
      sums_.add(community_[level_.others[i]], level_.weights[i]);
    }
    work_.add(4 * work_of_steps(end - first));
    totals_[own] -= strengths_[node];
    const std::uint32_t best = best_for(node, own);
    sums_.clear();
    totals_[best] += strengths_[node];
    unsettled_[node] = 0;
    if (best == own) return false;
    community_[node] = best;
    for (std::uint64_t i = first; i < end; ++i) {
      if (community_[level_.others[i]] != best) unsettled_[level_.others[i]] = 1;
    }
    return true;
  }

  /// Of equal gains the least community's.
  std::uint32_t best_for(NodeIndex node, std::uint32_t own) const {
    std::uint32_t best = own;
    // What rounding could make of nothing is no gain, or nodes would move to and fro.
    double best_gain = gain(node, own) + 1e-12 * strengths_[node];
    for (const std::uint32_t community : sums_.list()) {
      const double found = gain(node, community);
      const bool tie = found == best_gain && best != own && community < best;
      if (found > best_gain || tie) {
        best = community;
        best_gain = found;
      }
    }
    return best;
  }

  double gain(NodeIndex node, std::uint32_t community) const {
    return sums_.of(community) - pull_ * totals_[community] * strengths_[node];
  }

  const Level& level_;
  std::vector<std::uint32_t> community_;
  std::vector<double> strengths_;
  std::vector<double> totals_;  ///< strengths of communities
  double total_ = 0;
  double pull_ = 0;
  std::vector<char> unsettled_;  ///< a neighbour has moved away since the last look
  Sums sums_;
  WorkLots work_;
};

/// One node for each community. `community` is numbered from 0 by first nodes.
Level next_level(const Level& level, const std::vector<std::uint32_t>& community) {
  const std::size_t count = *std::ranges::max_element(community) + std::size_t{1};
  std::vector<std::vector<NodeIndex>> members(count);
  for (NodeIndex node = 0; node < level.size(); ++node) members[community[node]].push_back(node);
  Level next;
  Sums sums(count);
  for (std::uint32_t group = 0; group < count; ++group) {
    double loop = 0;
    for (const NodeIndex node : members[group]) {
      report_work(2 * work_of_steps(level.offsets[node + std::size_t{1}] - level.offsets[node]));
      loop += level.loops[node];
      for (auto i = level.offsets[node]; i < level.offsets[node + std::size_t{1}]; ++i) {
        sums.add(community[level.others[i]], level.weights[i]);
      }
    }
    for (const std::uint32_t other : sums.sorted()) {
      if (other == group) {
        loop += sums.of(other) / 2;
      } else {
        next.others.push_back(other);
        next.weights.push_back(sums.of(other));
      }
    }
    sums.clear();
    next.loops.push_back(loop);
    next.offsets.push_back(next.others.size());
  }
  return next;
}

}  // namespace

Communities louvain(const GraphView& view, const GraphPart& part, const LouvainOptions& options) {
  if (!(options.resolution >= 0 && std::isfinite(options.resolution))) {
    refuse("The resolution of communities must be a number that is not negative.");
  }
  StepGraph graph = read_ties(view, part, Direction::both);
  WorkingMemory memory;
  memory.charge<double>(3 * num_edges(graph.rows) + 16 * graph.nodes.size());
  Communities result;
  result.communities.resize(graph.nodes.size());
  std::iota(result.communities.begin(), result.communities.end(), 0U);
  Level level = first_level(graph);
  while (true) {
    LocalMoves moves(level, options.resolution);
    const bool moved = moves.run(options.iterations);
    std::vector<std::uint32_t> found = moves.communities();
    number_by_first(found, found.size());
    for (std::uint32_t& community : result.communities) community = found[community];
    result.modularity = moves.modularity();
    if (!moved) break;
    level = next_level(level, found);
  }
  result.nodes = std::move(graph.nodes);
  return result;
}

}  // namespace chancery::query
