// shortestPath and allShortestPaths: breadth-first search from both ends, a whole level of the
// smaller frontier at a time (Pohl, "Bi-directional search", 1971).

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "chancery/error.h"
#include "cursors.h"
#include "hop.h"
#include "step_tests.h"

namespace chancery::query {
namespace {

/// The way back from a node towards where its search began.
struct Link {
  NodeId node = NodeId::none;
  RelationshipId relationship = RelationshipId::none;
};

struct Reached {
  std::uint64_t distance = 0;
  std::vector<Link> links;  ///< empty at the beginning; one where a single path is asked for
};

/// One of the two searches.
struct Side {
  Direction direction = Direction::both;
  std::unordered_map<NodeId, Reached> reached;
  std::vector<NodeId> frontier;
  std::uint64_t depth = 0;
};

Direction opposite(Direction direction) {
  if (direction == Direction::both) return direction;
  return direction == Direction::outgoing ? Direction::incoming : Direction::outgoing;
}

class ShortestPathCursor : public Cursor {
 public:
  ShortestPathCursor(const ShortestPathSearch& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(input)),
        types_(op.hop, context.graph()),
        properties_(op.properties, context),
        steps_(op.steps, context) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (next_path()) {
        put(row);
        return true;
      }
      if (!input_->next(row)) return false;
      search(row);
    }
  }

  void reset() override {
    forget();
    input_->reset();
  }

 private:
  void forget() {
    meetings_.clear();
    meeting_ = 0;
    choices_.clear();
    zero_ = false;
  }

  void search(Row& row) {
    forget();
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    const Value& to = row[static_cast<std::size_t>(op_.hop.to)];
    if (from.type() != ValueType::node || to.type() != ValueType::node) return;
    const NodeId start = from.as_node().id;
    const NodeId end = to.as_node().id;
    if (!steps_.empty() && !(steps_.admit(start, row) && steps_.admit(end, row))) return;
    if (start == end) {
      zero_ = op_.least == 0;
      return;
    }
    if (!types_.resolve()) return;
    properties_.evaluate(row);
    begin(forward_, start, op_.hop.direction);
    begin(backward_, end, opposite(op_.hop.direction));
    std::uint64_t most = op_.most.value_or(std::numeric_limits<std::uint64_t>::max());
    while (meetings_.empty() && forward_.depth + backward_.depth < most) {
      bool forward = forward_.frontier.size() <= backward_.frontier.size();
      Side& side = forward ? forward_ : backward_;
      if (side.frontier.empty()) return;
      advance(side, row);
      find_meetings(side, forward ? backward_ : forward_);
    }
  }

  static void begin(Side& side, NodeId node, Direction direction) {
    side.direction = direction;
    side.reached.clear();
    side.reached[node] = {};
    side.frontier = {node};
    side.depth = 0;
  }

  void advance(Side& side, Row& row) {
    std::vector<NodeId> next;
    ++side.depth;
    for (NodeId node : side.frontier) {
      for (const Neighbour& step :
           context_.graph().neighbours(node, side.direction, types_.ids(), scratch_)) {
        context_.limits().check();
        if (may_walk(step, row)) reach(side, node, step, next);
      }
    }
    side.frontier = std::move(next);
    constexpr std::size_t kPerNode = sizeof(Reached) + sizeof(Link) + 48;
    context_.limits().require((forward_.reached.size() + backward_.reached.size()) * kPerNode);
  }

  bool may_walk(const Neighbour& step, Row& row) const {
    return !already_walked(row, op_.hop.distinct_from, step.relationship) &&
           properties_.match(step.relationship) &&
           (steps_.empty() ||
            (steps_.admit(step.relationship, row) && steps_.admit(step.node, row)));
  }

  void reach(Side& side, NodeId from, const Neighbour& step, std::vector<NodeId>& next) const {
    auto [place, fresh] = side.reached.try_emplace(step.node);
    Reached& reached = place->second;
    if (fresh) {
      reached.distance = side.depth;
      next.push_back(step.node);
    } else if (!op_.all || reached.distance != side.depth) {
      return;
    }
    reached.links.push_back({from, step.relationship});
  }

  /// A shortest path crosses the newest level exactly once, so its meeting nodes name each path
  /// once.
  void find_meetings(const Side& side, const Side& other) {
    for (NodeId node : side.frontier) {
      auto found = other.reached.find(node);
      if (found != other.reached.end() && found->second.distance == other.depth) {
        meetings_.push_back(node);
      }
    }
    if (meetings_.empty()) return;
    std::ranges::sort(meetings_);
    if (!op_.all) meetings_.resize(1);
  }

  /// The links that lead on from the end of the steps chosen so far; null at the end of a path.
  const std::vector<Link>* options(std::size_t step) const {
    std::size_t before = forward_.depth;
    if (step == before + backward_.depth) return nullptr;
    bool fresh = step == 0 || step == before;
    NodeId at = fresh ? meetings_[meeting_] : choices_[step - 1].link.node;
    const Side& side = step < before ? forward_ : backward_;
    return &side.reached.at(at).links;
  }

  bool next_path() {
    if (zero_) {
      zero_ = false;
      return true;
    }
    while (meeting_ < meetings_.size()) {
      if (choices_.empty() ? complete() : turn()) return true;
      ++meeting_;
      choices_.clear();
    }
    return false;
  }

  /// Takes the first link from here on.
  bool complete() {
    while (const std::vector<Link>* links = options(choices_.size())) {
      choices_.push_back({links->front(), 0});
    }
    return true;
  }

  /// The next combination of links, like an odometer.
  bool turn() {
    while (!choices_.empty()) {
      std::size_t position = choices_.back().position + 1;
      choices_.pop_back();
      const std::vector<Link>* links = options(choices_.size());
      if (position == links->size()) continue;
      choices_.push_back({(*links)[position], position});
      return complete();
    }
    return false;
  }

  /// Steps are chosen from the meeting node to the start, then from there to the end.
  void put(Row& row) const {
    List walked;
    auto middle =
        choices_.begin() + static_cast<std::ptrdiff_t>(choices_.empty() ? 0 : forward_.depth);
    for (auto step = std::make_reverse_iterator(middle); step != choices_.rend(); ++step) {
      walked.emplace_back(Relationship{step->link.relationship, nullptr});
    }
    for (auto step = middle; step != choices_.end(); ++step) {
      walked.emplace_back(Relationship{step->link.relationship, nullptr});
    }
    row[static_cast<std::size_t>(op_.hop.relationship)] = std::move(walked);
  }

  struct Choice {
    Link link;
    std::size_t position = 0;
  };

  const ShortestPathSearch& op_;
  ExecContext& context_;
  CursorPtr input_;
  TypeNames types_;
  RelationshipProperties properties_;
  StepTests steps_;
  Side forward_;
  Side backward_;
  std::vector<Neighbour> scratch_;
  std::vector<NodeId> meetings_;
  std::size_t meeting_ = 0;
  std::vector<Choice> choices_;
  bool zero_ = false;  ///< both ends are one node, and the path of no step is asked for
};

}  // namespace

CursorPtr make_cursor(const ShortestPathSearch& op, Sources sources, ExecContext& context) {
  if (!op.predicates.empty()) {
    return make_trial_cursor(op, std::move(sources.input), context);
  }
  return std::make_unique<ShortestPathCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
