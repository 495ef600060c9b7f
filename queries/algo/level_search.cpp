// Beamer, Asanovic and Patterson, "Direction-Optimizing Breadth-First Search" (2012): while the
// last level has many steps onward, most lead to nodes that are known already, and it is quicker to
// let the unknown nodes look for one step back to it. Own code: breadth_first_search of Boost knows
// one way only.

#include "level_search.h"

#include <span>

#include "step_graph.h"
#include "work_lots.h"

namespace chancery::query {
namespace {

class LevelSearch {
 public:
  LevelSearch(const ProjectedGraph& graph, Direction direction) : levels_(num_vertices(graph)) {
    for (const bool outgoing : {true, false}) {
      const auto rows = graph.rows(outgoing);
      if (direction == Direction::both || (direction == Direction::outgoing) == outgoing) {
        onward_.insert(onward_.end(), rows.begin(), rows.end());
      }
      if (direction == Direction::both || (direction == Direction::incoming) == outgoing) {
        back_.insert(back_.end(), rows.begin(), rows.end());
      }
    }
    for (const Adjacency* type : back_) unknown_steps_ += type->nodes().size();
  }

  std::vector<std::uint32_t> run(NodeIndex source) {
    levels_.assign(levels_.size(), kNoLevel);
    reach(source);
    while (!next_.empty()) {
      last_.swap(next_);
      next_.clear();
      const std::size_t steps = steps_onward();
      ++level_;
      if (pays_backward(steps)) {
        look_back();
      } else {
        look_onward();
      }
    }
    work_.report();
    return std::move(levels_);
  }

 private:
  void reach(NodeIndex node) {
    levels_[node] = level_;
    next_.push_back(node);
    for (const Adjacency* type : back_) unknown_steps_ -= type->degree(node);
  }

  std::size_t steps_onward() const {
    std::size_t sum = 0;
    for (const NodeIndex node : last_) {
      for (const Adjacency* type : onward_) sum += type->degree(node);
    }
    return sum;
  }

  // The second condition bounds how often all nodes are gone through, however long the way is.
  bool pays_backward(std::size_t steps) const {
    constexpr std::size_t kStepsSaved = 14;
    constexpr std::size_t kLevels = 24;
    return steps > unknown_steps_ / kStepsSaved && last_.size() > levels_.size() / kLevels;
  }

  void look_onward() {
    for (const NodeIndex node : last_) {
      for (const Adjacency* type : onward_) {
        const std::span<const NodeIndex> others = type->steps(node).nodes;
        for (const NodeIndex other : others) {
          if (levels_[other] == kNoLevel) reach(other);
        }
        work_.add(work_of_steps(others.size()));
      }
    }
  }

  void look_back() {
    for (NodeIndex node = 0; node < levels_.size(); ++node) {
      if (levels_[node] == kNoLevel && is_next(node)) reach(node);
      work_.add(1);
    }
  }

  bool is_next(NodeIndex node) {
    for (const Adjacency* type : back_) {
      const std::span<const NodeIndex> others = type->steps(node).nodes;
      for (std::size_t i = 0; i < others.size(); ++i) {
        // Those of the level that is being found do not count.
        if (levels_[others[i]] + 1 != level_) continue;
        work_.add(work_of_steps(i));
        return true;
      }
      work_.add(work_of_steps(others.size()));
    }
    return false;
  }

  std::vector<const Adjacency*> onward_;
  std::vector<const Adjacency*> back_;
  std::vector<std::uint32_t> levels_;
  std::vector<NodeIndex> last_;  ///< of the level before
  std::vector<NodeIndex> next_;
  std::uint32_t level_ = 0;
  std::size_t unknown_steps_ = 0;  ///< back from nodes that are not reached
  WorkLots work_;
};

}  // namespace

std::vector<std::uint32_t> levels_from(NodeIndex source, Direction direction,
                                       const ProjectedGraph& graph) {
  return LevelSearch(graph, direction).run(source);
}

}  // namespace chancery::query
