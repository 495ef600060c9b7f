// Shortest paths between two known nodes. The first path, or all of its length, is found by a
// meeting of two searches; what else may be asked, by trying trails in the order of their length.

#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "array_meeting.h"
#include "cursors.h"
#include "meeting_search.h"
#include "trail_search.h"

namespace chancery::query {
namespace {

class ShortestPathCursor : public Cursor {
 public:
  ShortestPathCursor(const ShortestPathSearch& op, CursorPtr input, ExecContext& context)
      : op_(op),
        context_(context),
        input_(std::move(input)),
        steps_(op, context),
        meeting_(op, steps_, context),
        trails_(op, steps_, context) {
    if (ArrayMeeting::serves(op, context.graph())) arrays_.emplace(op.hop, context);
  }

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (next_path(row)) return true;
      phase_ = Phase::none;
      if (!input_->next(row)) return false;
      begin(row);
    }
  }

  void reset() override {
    phase_ = Phase::none;
    meeting_.forget();
    input_->reset();
  }

 private:
  enum class Phase : std::uint8_t { none, found, meeting, trails };

  bool next_path(Row& row) {
    switch (phase_) {
      case Phase::found:
        phase_ = Phase::none;
        return true;
      case Phase::meeting:
        return meeting_.next(row);
      case Phase::trails:
        return trails_.next(row);
      case Phase::none:
        break;
    }
    return false;
  }

  void begin(Row& row) {
    const Value& from = row[static_cast<std::size_t>(op_.hop.from)];
    const Value& to = row[static_cast<std::size_t>(op_.hop.to)];
    if (from.type() != ValueType::node || to.type() != ValueType::node) return;
    const NodeId start = from.as_node().id;
    const NodeId end = to.as_node().id;
    if (!steps_.admit(start, row) || !steps_.admit(end, row)) return;
    const bool stays = !steps_.prepare(row) || (op_.wanted.called && start == end);
    const std::optional<std::uint64_t> most = stays ? 0 : op_.most;
    if (start != end && op_.wanted.count == 1 && op_.predicates.empty()) {
      const std::optional<std::uint64_t> length = meet(start, end, most, row);
      if (!length || *length >= op_.least) return;
    }
    trails_.begin(start, end, most);
    phase_ = Phase::trails;
  }

  /// The length of the shortest path, which is made ready.
  std::optional<std::uint64_t> meet(NodeId start, NodeId end, std::optional<std::uint64_t> most,
                                    Row& row) {
    if (!arrays_) {
      const std::optional<std::uint64_t> length = meeting_.find(start, end, most, row);
      if (length) phase_ = Phase::meeting;
      return length;
    }
    const auto path =
        arrays_->find(start, end, most.value_or(std::numeric_limits<std::uint64_t>::max()));
    if (!path) return std::nullopt;
    put_path(op_, *path, row);
    phase_ = Phase::found;
    return path->size();
  }

  const ShortestPathSearch& op_;
  ExecContext& context_;
  CursorPtr input_;
  PathSteps steps_;
  MeetingSearch meeting_;
  TrailSearch trails_;
  std::optional<ArrayMeeting> arrays_;  ///< instead of the meeting, where it serves
  Phase phase_ = Phase::none;
};

}  // namespace

CursorPtr make_cursor(const ShortestPathSearch& op, Sources sources, ExecContext& context) {
  return std::make_unique<ShortestPathCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
