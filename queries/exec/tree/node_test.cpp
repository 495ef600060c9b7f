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
  for (const Expression* expression : node.present) {
    tests_.push_back([value = compile(*expression, context)](Row& row) {
      Value scratch;
      return !value(row, scratch).is_null();
    });
  }
}

void NodeTest::add(const Predicate& predicate, ExecContext& context) {
  SlotSet reads = read_slots(predicate);
  reads.erase(static_cast<Slot>(slot_));
  reads_row_ = reads_row_ || !reads.empty();
  const auto* labels = std::get_if<LabelPredicate>(&predicate);
  if (!labels || !tests_.empty()) {
    tests_.push_back(compile_test(predicate, context));
    return;
  }
  for (const std::string& label : labels->labels) {
    const std::optional<LabelId> id = context.graph().label_id(label);
    const IndexSet* nodes = id ? projection_.nodes_with(*id) : nullptr;
    never_ = never_ || !nodes;
    if (nodes && nodes->form() != IndexSet::Form::all) labels_.push_back(nodes);
  }
}

bool NodeTest::begin_row() {
  if (reads_row_) {
    answers_.clear();
    memory_.release();
    asked_ = 0;
  }
  return reads_row_;
}

bool NodeTest::admits(NodeIndex node, Row& row) {
  if (never_) return false;
  for (const IndexSet* label : labels_) {
    if (!label->contains(node)) return false;
  }
  if (tests_.empty()) return true;
  if (answers_.empty()) {
    if (++asked_ * kNodesForEachQuestion < projection_.node_count()) return ask(node, row);
    memory_.charge(projection_.node_count());
    answers_.resize(projection_.node_count());
  }
  Answer& answer = answers_[node];
  if (answer == Answer::unknown) answer = ask(node, row) ? Answer::yes : Answer::no;
  return answer == Answer::yes;
}

bool NodeTest::ask(NodeIndex node, Row& row) const {
  row[slot_] = Node{projection_.node(node), nullptr};
  return std::ranges::all_of(tests_, [&row](const Test& test) { return test(row); });
}

}  // namespace chancery::query
