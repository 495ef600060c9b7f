#include "cardinality.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace chancery::query {
namespace {

// Trails grow no further than this in an estimate.
constexpr std::uint64_t kLongestEstimatedTrail = 4;
constexpr double kMostRows = 1e15;
// Without a count: of a list, and shares of the nodes in an index.
constexpr double kUnknownItems = 10;
constexpr double kPrefixSelectivity = 0.05;
constexpr double kRangeSelectivity = 0.3;

double label_estimate(const GraphView& graph, const std::string& label) {
  std::optional<LabelId> id = graph.label_id(label);
  return id ? static_cast<double>(graph.node_count(*id)) : 0;
}

double share(const GraphView& graph, std::span<const std::string> labels) {
  double all = std::max(1.0, static_cast<double>(graph.node_count()));
  return labels.empty() ? 1 : std::min(1.0, node_estimate(graph, labels) / all);
}

template <typename Step>
std::vector<Step*> chain_of(Step& last) {
  std::vector<Step*> chain;
  for (Step* plan = &last; plan; plan = plan->input.get()) chain.push_back(plan);
  std::ranges::reverse(chain);
  return chain;
}

/// What the operators below say of the nodes in a row.
struct KnownNodes {
  std::map<Slot, std::vector<std::string>> labels;
  SlotSet reached;  ///< by a relationship

  void learn(const Plan& plan) {
    if (as<Apply>(plan)) {
      for (const Plan* step : chain_of(std::as_const(*plan.branches.front()))) learn(*step);
    }
    if (const auto* scan = as<LabelScan>(plan)) labels[scan->node].push_back(scan->label);
    if (const auto* scan = as<IndexScan>(plan)) labels[scan->node].push_back(scan->label);
    if (const auto* scan = as<OrderedScan>(plan)) labels[scan->node].push_back(scan->label);
    if (const auto* expand = as<Expand>(plan)) reached.insert(expand->hop.to);
    if (const auto* expand = as<ExpandIntersect>(plan)) reached.insert(expand->hop.to);
    const auto* filter = as<Filter>(plan);
    for (std::size_t i = 0; filter && i < filter->predicates.size(); ++i) {
      const auto* test = std::get_if<LabelPredicate>(&filter->predicates[i]);
      if (!test) continue;
      std::vector<std::string>& known = labels[test->node];
      known.insert(known.end(), test->labels.begin(), test->labels.end());
    }
  }
};

double selectivity(const Predicate& predicate, const GraphView& graph, const KnownNodes& known) {
  if (const auto* test = std::get_if<LabelPredicate>(&predicate)) {
    const double all = share(graph, test->labels);
    // As in fan_out(): most relationships of a type lead to nodes of one kind.
    return known.reached.contains(test->node) ? std::sqrt(all) : all;
  }
  return usual_selectivity(predicate);
}

/// Items of a list, or what a list is taken to have where it is not written out.
double list_estimate(const Expression* expression) {
  const auto* list = expression ? as<ListLiteral>(*expression) : nullptr;
  return list ? static_cast<double>(list->items.size()) : kUnknownItems;
}

std::optional<double> constant(const Expression* expression) {
  const auto* literal = expression ? as<Literal>(*expression) : nullptr;
  if (!literal || literal->value.type() != ValueType::integer) return std::nullopt;
  return static_cast<double>(literal->value.as_integer());
}

void estimate(Plan& plan, const GraphView& graph, double rows, KnownNodes known);

double trail_estimate(const GraphView& graph, const ExpandVariable& op,
                      std::span<const std::string> from) {
  double step = fan_out(graph, op.hop, from, {});
  std::uint64_t most = std::min(op.most.value_or(kLongestEstimatedTrail), kLongestEstimatedTrail);
  double rows = 0;
  for (std::uint64_t length = op.least; length <= std::max(most, op.least); ++length) {
    rows += std::pow(step, static_cast<double>(std::min(length, kLongestEstimatedTrail)));
    if (length >= kLongestEstimatedTrail) break;
  }
  double nodes = std::max(1.0, static_cast<double>(graph.node_count()));
  if (op.hop.to_bound) return rows / nodes;
  return op.ends_once ? std::min(rows, nodes) : rows;
}

/// Rows out, of rows in. What it does not mention keeps the number of rows.
struct Estimator {
  const GraphView& graph;
  Plan& plan;
  double in;
  const KnownNodes& known;

  template <typename Op>
  double operator()(const Op&) const {
    return in;
  }
  double operator()(const AllNodesScan&) const { return in * node_estimate(graph, {}); }
  double operator()(const LabelScan& op) const {
    return in * node_estimate(graph, std::span(&op.label, 1));
  }
  double operator()(const IndexScan& op) const { return in * lookup_estimate(graph, op); }
  double operator()(const OrderedScan& op) const {
    const double share = op.low || op.high ? kRangeSelectivity : 1;
    return in * node_estimate(graph, std::span(&op.label, 1)) * share;
  }
  double operator()(const Expand& op) const { return in * hop(op.hop); }
  double operator()(const ExpandIntersect& op) const {
    double rows = in * hop(op.hop);
    for (const Hop& closing : op.closing) rows *= hop(closing);
    return rows;
  }
  double operator()(const ExpandVariable& op) const {
    return in * trail_estimate(graph, op, labels(op.hop.from));
  }
  double operator()(const ExpandQuantified& op) const {
    const double once = branch(1);
    const std::uint64_t most = std::min(op.most.value_or(op.least + kLongestEstimatedTrail),
                                        op.least + kLongestEstimatedTrail);
    double rows = 0;
    for (std::uint64_t n = op.least; n <= most; ++n) rows += std::pow(once, double(n));
    return std::min(kMostRows, in * rows * (op.hop.to_bound ? kEqualitySelectivity : 1));
  }
  double operator()(const Filter& op) const {
    double rows = in;
    for (const Predicate& predicate : op.predicates) rows *= selectivity(predicate, graph, known);
    return rows;
  }
  double operator()(const Aggregation& op) const {
    return op.keys.empty() ? 1 : std::max(1.0, std::sqrt(in));
  }
  double operator()(const TreeAggregation& op) const {
    return (*this)(op.aggregation) * std::sqrt(op.root_known ? 1 : node_estimate(graph, {}));
  }
  double operator()(const Limit& op) const { return std::min(in, constant(op.count).value_or(in)); }
  double operator()(const Top& op) const { return std::min(in, constant(op.limit).value_or(in)); }
  double operator()(const Skip& op) const {
    return std::max(0.0, in - constant(op.count).value_or(0));
  }
  double operator()(const UnwindList& op) const { return in * list_estimate(op.list); }
  double operator()(const Apply&) const { return branch(in); }
  double operator()(const ApplyUnit&) const {
    branch(in);
    return in;
  }
  double operator()(const ApplyToEach& op) const {
    branch(in * list_estimate(op.list));
    return in;
  }
  double operator()(const Optional&) const { return std::max(in, branch(in)); }
  double operator()(const MergePattern&) const { return std::max(in, branch(in)); }
  double operator()(const HashJoin&) const { return in * branch(1) * kEqualitySelectivity; }
  double operator()(const Union&) const {
    double rows = 0;
    for (PlanPtr& each : plan.branches) {
      estimate(*each, graph, in, known);
      rows += each->rows;
    }
    return rows;
  }

 private:
  double branch(double rows) const {
    estimate(*plan.branches.front(), graph, rows, known);
    return plan.branches.front()->rows;
  }
  std::vector<std::string> labels(Slot node) const {
    const auto at = known.labels.find(node);
    return at == known.labels.end() ? std::vector<std::string>() : at->second;
  }
  double hop(const Hop& step) const {
    return fan_out(graph, step, labels(step.from), labels(step.to));
  }
};

void estimate(Plan& plan, const GraphView& graph, double rows, KnownNodes known) {
  for (Plan* step : chain_of(plan)) {
    rows = std::min(kMostRows, std::visit(Estimator{graph, *step, rows, known}, step->op));
    step->rows = rows;
    known.learn(*step);
  }
}

/// Of all operators but Argument, which does nothing.
double rows_of(const Plan& chain) {
  double rows = 0;
  for (const Plan* step = &chain; step; step = step->input.get()) {
    if (!as<Argument>(*step)) rows += step->rows;
    for (const PlanPtr& branch : step->branches) rows += rows_of(*branch);
  }
  return rows;
}

}  // namespace

double node_estimate(const GraphView& graph, std::span<const std::string> labels) {
  double rows = static_cast<double>(graph.node_count());
  for (const std::string& label : labels) rows = std::min(rows, label_estimate(graph, label));
  return rows;
}

double usual_selectivity(const Predicate& predicate) {
  if (std::holds_alternative<PropertyPredicate>(predicate)) return kEqualitySelectivity;
  const auto* general = std::get_if<ExpressionPredicate>(&predicate);
  if (!general) return kPredicateSelectivity;
  const Expression& expression = *general->expression;
  const auto* comparison = as<Comparison>(expression);
  bool equality = comparison && comparison->operators.size() == 1 &&
                  comparison->operators.front() == ComparisonOperator::equal;
  return equality ? kEqualitySelectivity : kPredicateSelectivity;
}

double relationship_estimate(const GraphView& graph, std::span<const std::string> types) {
  if (types.empty()) return static_cast<double>(graph.relationship_count());
  double rows = 0;
  for (const std::string& type : types) {
    std::optional<TypeId> id = graph.type_id(type);
    if (id) rows += static_cast<double>(graph.relationship_count(*id));
  }
  return rows;
}

double lookup_estimate(const GraphView& graph, const IndexScan& scan) {
  const double rows = node_estimate(graph, std::span(&scan.label, 1));
  // An index on `id` is an index on what names a node.
  const double equal = scan.key == "id" ? std::min(1.0, rows) : std::sqrt(rows);
  switch (scan.kind) {
    case IndexScan::Kind::equal:
      return equal;
    case IndexScan::Kind::any_of:
      return std::min(rows,
                      equal * (scan.values.empty() ? list_estimate(scan.value)
                                                   : static_cast<double>(scan.values.size())));
    case IndexScan::Kind::prefix:
      return std::min(rows, std::max(std::sqrt(rows), rows * kPrefixSelectivity));
    case IndexScan::Kind::range:
      break;
  }
  return rows * (scan.low && scan.high ? kRangeSelectivity * kRangeSelectivity : kRangeSelectivity);
}

double fan_out(const GraphView& graph, const Hop& hop, std::span<const std::string> from,
               std::span<const std::string> to) {
  double sources = std::max(1.0, node_estimate(graph, from));
  double steps = relationship_estimate(graph, hop.types) / sources;
  if (hop.direction == Direction::both) steps *= 2;
  if (hop.to_bound) return steps / std::max(1.0, node_estimate(graph, to));
  // Where a type leads to a label at all, most of its relationships do.
  return steps * std::sqrt(share(graph, to));
}

double work_estimate(Plan& chain, const Plan* below, const GraphView& graph) {
  KnownNodes known;
  if (below) {
    for (const Plan* step : chain_of(*below)) known.learn(*step);
  }
  estimate(chain, graph, 1, known);
  return rows_of(chain);
}

void estimate(StatementPlan& plan, const GraphView& graph) {
  estimate(*plan.root, graph, 1, {});
  for (auto& [expression, inner] : plan.subplans) estimate(*inner, graph, 1, {});
}

}  // namespace chancery::query
