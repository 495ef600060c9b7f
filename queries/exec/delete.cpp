// DELETE: takes in all rows, deletes all they name, relationships before nodes, then lets the rows
// go on with what is left to show of the deleted.

#include <fmt/format.h>

#include <set>
#include <utility>

#include "../eval.h"
#include "../spelling.h"
#include "chancery/error.h"
#include "cursors.h"
#include "graph_writer.h"
#include "row_buffer.h"

namespace chancery::query {
namespace {

// What a set of ids adds to each element.
constexpr std::size_t kPerTarget = 48;

class DeleteCursor : public Cursor {
 public:
  DeleteCursor(const DeleteEntities& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)), memory_(context.limits()) {
    for (const ExpressionPtr& target : op.clause->targets) {
      targets_.push_back(compile(*target, context));
    }
  }

  bool next(Row& row) override {
    if (!std::exchange(done_, true)) delete_all(row);
    if (at_ == rows_.size()) return false;
    put_back(std::move(rows_[at_++]), op_.slots, row);
    for (Slot slot : op_.slots) {
      Value& value = row[static_cast<std::size_t>(slot)];
      value = context_.writer->with_last_state(value);
    }
    return true;
  }

  void reset() override {
    rows_.clear();
    nodes_.clear();
    relationships_.clear();
    at_ = 0;
    done_ = false;
    memory_.release();
    input_->reset();
  }

 private:
  void delete_all(Row& row) {
    Value scratch;
    while (input_->next(row)) {
      context_.limits().check();
      for (std::size_t i = 0; i < targets_.size(); ++i) {
        placed(op_.clause->targets[i]->span, [&] { add(targets_[i](row, scratch)); });
      }
      rows_.push_back(hold(row, op_.slots));
      memory_.charge(footprint(rows_.back()) + targets_.size() * kPerTarget);
    }
    const std::vector<ExpressionPtr>& named = op_.clause->targets;
    placed({named.front()->span.start, named.back()->span.end},
           [&] { context_.writer->remove(nodes_, relationships_, op_.clause->detach); });
  }

  void add(const Value& target) {
    switch (target.type()) {
      case ValueType::null:
        return;
      case ValueType::node:
        nodes_.insert(target.as_node().id);
        return;
      case ValueType::relationship:
        relationships_.insert(target.as_relationship().id);
        return;
      case ValueType::path:
        for (const Node& node : target.as_path().nodes) nodes_.insert(node.id);
        for (const Relationship& step : target.as_path().relationships) {
          relationships_.insert(step.id);
        }
        return;
      default:
        throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
                    fmt::format("DELETE needs a node, a relationship or a path, not {}; to drop "
                                "a property write REMOVE.",
                                with_article(target.type())));
    }
  }

  const DeleteEntities& op_;
  ExecContext& context_;
  CursorPtr input_;
  HeldMemory memory_;
  std::vector<Evaluator> targets_;
  std::set<NodeId> nodes_;
  std::set<RelationshipId> relationships_;
  std::vector<HeldRow> rows_;
  std::size_t at_ = 0;
  bool done_ = false;
};

}  // namespace

CursorPtr make_cursor(const DeleteEntities& op, Sources sources, ExecContext& context) {
  return std::make_unique<DeleteCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
