// EXPLAIN and PROFILE: operators in words. explain_print.cpp makes text and JSON of them.

#include <fmt/format.h>

#include <algorithm>

#include "ast_visit.h"
#include "expression_slots.h"
#include "parser.h"
#include "plan.h"

namespace chancery::query {
namespace {

template <typename Items, typename Text>
std::string joined(const Items& items, Text text) {
  std::string all;
  for (const auto& item : items) {
    if (!all.empty()) all += ", ";
    all += text(item);
  }
  return all;
}

/// Operators in words. A slot is called as its variable is, or by its number.
class OperatorText {
 public:
  explicit OperatorText(const Statement& statement) : slots_(statement.slots) {}

  std::string operator()(const Argument&) const { return "Argument"; }
  std::string operator()(const AllNodesScan& op) const { return "AllNodesScan " + name(op.node); }
  std::string operator()(const LabelScan& op) const {
    return fmt::format("LabelScan {}:{}", name(op.node), op.label);
  }
  std::string operator()(const IndexScan& op) const {
    return fmt::format("IndexScan {}:{}({}) {}", name(op.node), op.label, op.key, bounds(op));
  }
  std::string operator()(const OrderedScan& op) const {
    const std::string range = range_bounds(op);
    return fmt::format("OrderedScan {}:{}({}){}{}{}", name(op.node), op.label, op.key,
                       range.empty() ? "" : " ", range, op.descending ? " DESC" : "");
  }
  std::string operator()(const NodeByIdScan& op) const {
    return fmt::format("NodeByIdScan {} = {}", named(op.node, op.naming), unparse(*op.value));
  }
  std::string operator()(const RelationshipByIdScan& op) const {
    return fmt::format("RelationshipByIdScan {} = {}", named(op.relationship, op.naming),
                       unparse(*op.value));
  }
  std::string operator()(const Expand& op) const {
    return "Expand" + into(op.hop) + hop(op.hop, "");
  }
  std::string operator()(const ExpandIntersect& op) const {
    return fmt::format("ExpandIntersect {}, {}", hop(op.hop, ""),
                       joined(op.closing, [this](const Hop& each) { return hop(each, ""); }));
  }
  std::string operator()(const ExpandVariable& op) const {
    return "ExpandVariable" + into(op.hop) + hop(op.hop, range(op.least, op.most)) +
           (op.ends_once ? " each end once" : "");
  }
  std::string operator()(const ExpandQuantified& op) const {
    return fmt::format("ExpandQuantified{}({}){}{{{},{}}}({})", into(op.hop), name(op.hop.from),
                       unparse(op.pattern->pattern), op.least,
                       op.most ? std::to_string(*op.most) : "", name(op.hop.to));
  }
  std::string operator()(const ExpandBound& op) const { return "ExpandBound " + hop(op.hop, ""); }
  std::string operator()(const ShortestPathSearch& op) const {
    std::string text = op.wanted.groups ? "AllShortestPaths " : "ShortestPath ";
    if (op.wanted.count > 1)
      text =
          fmt::format("ShortestPaths {}{}", op.wanted.count, op.wanted.groups ? " groups " : " ");
    text += hop(op.hop, range(op.least, op.most));
    for (const StepPredicate& step : op.steps) {
      text += fmt::format(" each {} {}{}", step.of_nodes ? "node" : "relationship",
                          step.wanted ? "" : "not ", unparse(*step.test));
    }
    for (const Expression* predicate : op.predicates) text += " where " + unparse(*predicate);
    return text;
  }
  std::string operator()(const AssemblePath& op) const {
    return "AssemblePath " + name(op.pattern->slot);
  }
  std::string operator()(const Filter& op) const { return "Filter " + conjunction(op.predicates); }
  std::string operator()(const Project& op) const { return "Project " + assignments(op.items); }
  std::string operator()(const Aggregation& op) const {
    std::string keys = assignments(op.keys);
    std::string values =
        joined(op.aggregates, [](const Expression* each) { return unparse(*each); });
    return fmt::format("Aggregation {}{}{}{}", keys, keys.empty() ? "" : ": ", values,
                       op.in_order ? " in order" : "");
  }
  std::string operator()(const TreeAggregation& op) const {
    const std::string nodes =
        joined(op.nodes, [this](const TreeNode& node) { return tree_node(node); });
    return fmt::format("Tree{} over {}{}{}{}", (*this)(op.aggregation), nodes,
                       op.joint.empty() ? "" : " with ", conjunction(op.joint),
                       op.best ? best_groups(op) : "");
  }
  std::string operator()(const Distinct& op) const { return "Distinct " + names(op.slots); }
  std::string operator()(const Sort& op) const { return "Sort " + sort_items(op.items); }
  std::string operator()(const Top& op) const {
    std::string skip = op.skip ? " skip " + unparse(*op.skip) : "";
    return fmt::format("Top {}{} limit {}{}", sort_items(op.items), skip, unparse(*op.limit),
                       op.in_order ? " in order" : "");
  }
  std::string operator()(const Skip& op) const { return "Skip " + unparse(*op.count); }
  std::string operator()(const Limit& op) const { return "Limit " + unparse(*op.count); }
  std::string operator()(const Eager&) const { return "Eager"; }
  std::string operator()(const UnwindList& op) const {
    return fmt::format("Unwind {} AS {}", unparse(*op.list), name(op.slot));
  }
  std::string operator()(const Apply&) const { return "Apply"; }
  std::string operator()(const ApplyUnit&) const { return "ApplyUnit"; }
  std::string operator()(const ApplyToEach& op) const {
    return fmt::format("ApplyToEach {} IN {}", name(op.slot), unparse(*op.list));
  }
  std::string operator()(const Optional& op) const { return "Optional " + names(op.nulls); }
  std::string operator()(const HashJoin& op) const {
    return fmt::format("HashJoin {} = {}", unparse(*op.probe), side(*op.build));
  }
  std::string operator()(const Union&) const { return "Union"; }
  std::string operator()(const CountFromStore& op) const {
    std::string what = op.relationships ? "relationships" : "nodes";
    return "CountFromStore " + what + (op.name.empty() ? "" : ":" + op.name);
  }
  std::string operator()(const CreatePattern& op) const {
    return "Create " +
           joined(op.clause->patterns, [](const PathPattern& pattern) { return unparse(pattern); });
  }
  std::string operator()(const MergePattern& op) const {
    return "Merge " + unparse(op.clause->pattern);
  }
  std::string operator()(const SetProperties&) const { return "Set"; }
  std::string operator()(const RemoveProperties&) const { return "Remove"; }
  std::string operator()(const DeleteEntities& op) const {
    return (op.clause->detach ? "DetachDelete " : "Delete ") +
           joined(op.clause->targets, [](const ExpressionPtr& each) { return unparse(*each); });
  }
  std::string operator()(const CallProcedure& op) const {
    return fmt::format(
        "Call {}({})", op.clause->name.text,
        joined(op.clause->arguments, [](const ExpressionPtr& each) { return unparse(*each); }));
  }
  std::string operator()(const Produce& op) const {
    return "Produce " + joined(op.columns, [](const std::string& column) { return column; });
  }

 private:
  std::string name(Slot slot) const {
    if (slot == kNoSlot) return "";
    const std::string& known = slots_[static_cast<std::size_t>(slot)].name;
    return known.empty() ? fmt::format("_{}", slot) : known;
  }
  std::string names(const std::vector<Slot>& slots) const {
    return joined(slots, [this](Slot slot) { return name(slot); });
  }
  std::string named(Slot slot, Naming naming) const {
    switch (naming) {
      case Naming::id:
        return fmt::format("id({})", name(slot));
      case Naming::element_id:
        return fmt::format("elementId({})", name(slot));
      case Naming::itself:
        break;
    }
    return name(slot);
  }
  static std::string into(const Hop& hop) { return hop.to_bound ? "Into " : " "; }

  std::string hop(const Hop& hop, const std::string& length) const {
    std::string types;
    for (const std::string& type : hop.types) types += (types.empty() ? ":" : "|") + type;
    if (hop.type_expression) types = ":" + unparse(*hop.type_expression);
    return fmt::format("({}){}-[{}{}{}]-{}({})", name(hop.from),
                       hop.direction == Direction::incoming ? "<" : "", name(hop.relationship),
                       types, length, hop.direction == Direction::outgoing ? ">" : "",
                       name(hop.to));
  }
  std::string tree_node(const TreeNode& node) const {
    const Hop& way = node.hop;
    std::string found = way.from == kNoSlot ? "(" + name(way.to) + ")" : hop(way, "");
    return node.predicates.empty() ? found : found + " where " + conjunction(node.predicates);
  }
  static std::string best_groups(const TreeAggregation& op) {
    return fmt::format(
        " best by {}{}{} limit {}", unparse(*op.aggregation.aggregates[op.best->aggregate]),
        op.best->descending ? " DESC" : "", op.best->skip ? " skip " + unparse(*op.best->skip) : "",
        unparse(*op.best->limit));
  }
  std::string conjunction(const std::vector<Predicate>& predicates) const {
    std::string all;
    for (const Predicate& predicate : predicates) {
      all += (all.empty() ? "" : " AND ") + text(predicate);
    }
    return all;
  }
  static std::string range(std::uint64_t least, const std::optional<std::uint64_t>& most) {
    return fmt::format("*{}..{}", least, most ? std::to_string(*most) : "");
  }
  /// A node of a pattern may have no name in the text.
  std::string side(const Expression& value) const {
    const auto* property = value.slot == kNoSlot ? as<Property>(value) : nullptr;
    const bool of_slot = property && property->subject->slot != kNoSlot;
    return of_slot ? name(property->subject->slot) + "." + property->key.text : unparse(value);
  }
  static std::string bounds(const IndexScan& op) {
    switch (op.kind) {
      case IndexScan::Kind::equal:
        return "= " + unparse(*op.value);
      case IndexScan::Kind::any_of:
        if (op.value) return "IN " + unparse(*op.value);
        return fmt::format(
            "IN [{}]", joined(op.values, [](const Expression* value) { return unparse(*value); }));
      case IndexScan::Kind::prefix:
        return "STARTS WITH " + unparse(*op.value);
      case IndexScan::Kind::range:
        break;
    }
    return range_bounds(op);
  }
  template <typename Scan>
  static std::string range_bounds(const Scan& op) {
    std::string low = op.low ? (op.low_inclusive ? ">= " : "> ") + unparse(*op.low) : "";
    std::string high = op.high ? (op.high_inclusive ? "<= " : "< ") + unparse(*op.high) : "";
    return low + (op.low && op.high ? " AND " : "") + high;
  }
  std::string text(const Predicate& predicate) const {
    if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
      return unparse(*general->expression);
    }
    if (const auto* labels = std::get_if<LabelPredicate>(&predicate)) {
      if (labels->labels.empty()) return name(labels->node) + " IS NOT NULL";
      return fmt::format("{}:{}", name(labels->node), fmt::join(labels->labels, ":"));
    }
    if (const auto* labels = std::get_if<LabelExpressionPredicate>(&predicate)) {
      return fmt::format("{}:{}", name(labels->node), unparse(*labels->expression));
    }
    const auto& property = std::get<PropertyPredicate>(predicate);
    return fmt::format("{}.{} = {}", name(property.subject), property.key,
                       unparse(*property.value));
  }
  std::string assignments(const std::vector<Assignment>& items) const {
    return joined(items, [this](const Assignment& item) {
      std::string expression = unparse(*item.expression);
      std::string as = name(item.slot);
      return as == expression ? expression : expression + " AS " + as;
    });
  }
  static std::string sort_items(const std::vector<const SortItem*>& items) {
    return joined(items, [](const SortItem* item) {
      return unparse(*item->expression) + (item->descending ? " DESC" : "");
    });
  }

  const std::vector<SlotInfo>& slots_;
};

class Describer {
 public:
  Describer(const Statement& statement, const Profile* profile)
      : text_(statement), profile_(profile) {}

  PlanDescription operator()(const Plan& plan) const {
    const std::string line = std::visit(text_, plan.op);
    const std::size_t blank = std::min(line.find(' '), line.size());
    PlanDescription result;
    result.name = line.substr(0, blank);
    result.details = blank < line.size() ? line.substr(blank + 1) : "";
    result.estimated_rows = plan.rows;
    for (const PlanPtr& branch : plan.branches) result.branches.push_back((*this)(*branch));
    if (plan.input) result.input.push_back((*this)(*plan.input));
    measure(plan, result);
    return result;
  }

 private:
  const OperatorProfile* profile_of(const Plan& plan) const {
    if (!profile_) return nullptr;
    const auto found = profile_->find(&plan);
    return found == profile_->end() ? nullptr : &found->second;
  }

  void measure(const Plan& plan, PlanDescription& result) const {
    const OperatorProfile* profile = profile_of(plan);
    if (!profile) return;
    result.measured = *profile;
    std::uint64_t below = 0;
    const auto add = [&](const Plan& source) {
      if (const OperatorProfile* other = profile_of(source)) below += other->store_hits;
    };
    for (const PlanPtr& branch : plan.branches) add(*branch);
    if (plan.input) add(*plan.input);
    result.measured->store_hits -= std::min(below, profile->store_hits);
  }

  OperatorText text_;
  const Profile* profile_;
};

/// Inner plans in the order in which their expressions stand in the text.
std::vector<std::pair<const Expression*, const Plan*>> inner_plans(const StatementPlan& plan) {
  std::vector<std::pair<const Expression*, const Plan*>> inner;
  for (const auto& [expression, each] : plan.subplans) inner.emplace_back(expression, each.get());
  std::ranges::sort(inner, [](const auto& a, const auto& b) {
    return a.first->span.start < b.first->span.start;
  });
  return inner;
}

}  // namespace

StatementDescription describe_plan(const StatementPlan& plan, const Statement& statement,
                                   const Profile* profile) {
  const Describer describe(statement, profile);
  StatementDescription result{describe(*plan.root), {}, plan.warnings};
  for (const auto& [expression, inner] : inner_plans(plan)) {
    result.inner.emplace_back(unparse(*expression), describe(*inner));
  }
  return result;
}

}  // namespace chancery::query
