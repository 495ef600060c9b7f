// CREATE, SET and REMOVE: one row at a time; barriers in the plan keep reads and writes apart.

#include <functional>
#include <utility>

#include "../eval.h"
#include "cursors.h"
#include "graph_writer.h"
#include "pattern_creator.h"
#include "set_items.h"

namespace chancery::query {
namespace {

/// Does something to the graph for each row.
class UpdateCursor : public Cursor {
 public:
  UpdateCursor(CursorPtr input, std::function<void(Row&)> update, Limits& limits)
      : input_(std::move(input)), update_(std::move(update)), limits_(limits) {}

  bool next(Row& row) override {
    if (!input_->next(row)) return false;
    limits_.check();
    update_(row);
    return true;
  }
  void reset() override { input_->reset(); }

 private:
  CursorPtr input_;
  std::function<void(Row&)> update_;
  Limits& limits_;
};

CursorPtr make_update(Sources& sources, std::function<void(Row&)> update, ExecContext& context) {
  return std::make_unique<UpdateCursor>(std::move(sources.input), std::move(update),
                                        context.limits());
}

struct Removal {
  Evaluator target;
  const RemoveItem* item;
  std::vector<std::string> labels;
};

std::vector<Removal> compile_removals(const Remove& clause, ExecContext& context) {
  std::vector<Removal> removals;
  for (const RemoveItem& item : clause.items) {
    Removal removal{compile(*item.target, context), &item, {}};
    for (const Name& label : item.labels) removal.labels.push_back(label.text);
    removals.push_back(std::move(removal));
  }
  return removals;
}

void carry_out(const Removal& removal, Row& row, GraphWriter& writer) {
  Value scratch;
  const Value& target = removal.target(row, scratch);
  if (removal.item->key) {
    writer.set_property(target, removal.item->key->text, Value());
  } else {
    writer.remove_labels(target, removal.labels);
  }
}

}  // namespace

CursorPtr make_cursor(const CreatePattern& op, Sources sources, ExecContext& context) {
  std::vector<const PathPattern*> patterns;
  for (const PathPattern& pattern : op.clause->patterns) patterns.push_back(&pattern);
  auto creator = std::make_shared<PatternCreator>(std::move(patterns), context);
  return make_update(
      sources, [creator](Row& row) { creator->create(row); }, context);
}

CursorPtr make_cursor(const SetProperties& op, Sources sources, ExecContext& context) {
  auto items = std::make_shared<SetItems>(op.clause->items, context);
  return make_update(
      sources, [items](Row& row) { items->apply(row); }, context);
}

CursorPtr make_cursor(const RemoveProperties& op, Sources sources, ExecContext& context) {
  auto update = [removals = compile_removals(*op.clause, context), &context](Row& row) {
    for (const Removal& removal : removals) {
      placed(removal.item->span, [&] { carry_out(removal, row, *context.writer); });
    }
  };
  return make_update(sources, std::move(update), context);
}

}  // namespace chancery::query
