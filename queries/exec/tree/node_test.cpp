#include "node_test.h"

#include <algorithm>
#include <string>
#include <utility>

namespace chancery::query {
namespace {

// Answers are remembered for all nodes at once, which pays where many are asked.
constexpr std::size_t kNodesForEachQuestion = 64;

}  // namespace

NodeTest::NodeTest(const TreeNode& node, const chancery::Projection& projection,
                   ExecContext& context)
    : projection_(projection),
      slot_(static_cast<std::size_t>(node.hop.to)),
      memory_(context.limits()) {
  for (const Predicate& predicate : node.predicates) add(predicate, context);
  for (const Expression* expression : node.present) add_present(*expression, context);
}

void NodeTest::add(const Predicate& predicate, ExecContext& context) {
  SlotSet reads = read_slots(predicate);
  reads.erase(static_cast<Slot>(slot_));
  reads_row_ = reads_row_ || !reads.empty();
  // What may fail must not be asked before what stands before it.
  const auto* labels = std::get_if<LabelPredicate>(&predicate);
  if (tests_.empty() && labels) return add_labels(*labels, context.graph());
  auto column = tests_.empty()
                    ? ColumnTest::of(predicate, static_cast<Slot>(slot_), projection_, context)
                    : std::nullopt;
  if (column) {
    columns_.push_back(std::move(*column));
  } else {
    tests_.push_back(compile_test(predicate, context));
  }
}

void NodeTest::add_labels(const LabelPredicate& predicate, const GraphView& graph) {
  for (const std::string& label : predicate.labels) {
    const std::optional<LabelId> id = graph.label_id(label);
    const IndexSet* nodes = id ? projection_.nodes_with(*id) : nullptr;
    never_ = never_ || !nodes;
    if (nodes && nodes->form() != IndexSet::Form::all) sets_.push_back(nodes);
  }
}

void NodeTest::add_present(const Expression& expression, ExecContext& context) {
  const std::optional<KeyId> key = context.graph().key_id(as<Property>(expression)->key.text);
  if (const Column* column = key ? projection_.node_column(*key) : nullptr) {
    sets_.push_back(&column->present());
    return;
  }
  tests_.push_back([value = compile(expression, context)](Row& row) {
    Value scratch;
    return !value(row, scratch).is_null();
  });
}

bool NodeTest::begin_row() {
  if (reads_row_) {
    for (ColumnTest& column : columns_) column.begin_row();
    answers_.clear();
    memory_.release();
    asked_ = 0;
  }
  return reads_row_;
}

bool NodeTest::admits(NodeIndex node, Row& row) {
  if (never_) return false;
  for (const IndexSet* set : sets_) {
    if (!set->contains(node)) return false;
  }
  if (columns_.empty() && tests_.empty()) return true;
  if (answers_.empty()) {
    if (++asked_ * kNodesForEachQuestion < projection_.node_count()) return ask(node, row);
    memory_.charge(projection_.node_count());
    answers_.resize(projection_.node_count());
  }
  Answer& answer = answers_[node];
  if (answer == Answer::unknown) answer = ask(node, row) ? Answer::yes : Answer::no;
  return answer == Answer::yes;
}

bool NodeTest::ask(NodeIndex node, Row& row) {
  row[slot_] = Node{projection_.node(node), nullptr};
  return std::ranges::all_of(columns_, [&](ColumnTest& test) { return test.admits(node, row); }) &&
         std::ranges::all_of(tests_, [&row](const Test& test) { return test(row); });
}

}  // namespace chancery::query
