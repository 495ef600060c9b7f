#include "planner.h"

#include <algorithm>
#include <utility>

#include "ast_visit.h"
#include "chancery/error.h"
#include "expression_slots.h"
#include "lookup.h"
#include "match_planner.h"
#include "procedures.h"

namespace chancery::query {
namespace {

/// What the rows of a chain have done to the graph, or seen of it, since the last barrier.
struct Traffic {
  bool reads = false;
  bool writes = false;
};

bool any_reads(const Clause& clause) {
  bool reads = false;
  for_each_expression(
      clause, [&reads](const Expression& expression) { reads = reads || reads_graph(expression); });
  return reads;
}

bool limits(const Clause& clause) {
  if (const auto* with = as<With>(clause)) return with->projection.limit != nullptr;
  const auto* result = as<Return>(clause);
  return result && result->projection.limit;
}

Traffic traffic_of(const Query& query);

Traffic traffic_of(const Clause& clause) {
  Traffic traffic{any_reads(clause), false};
  if (as<Match>(clause)) traffic.reads = true;
  if (as<Merge>(clause)) return {true, true};
  if (as<Create>(clause) || as<Set>(clause) || as<Remove>(clause)) traffic.writes = true;
  if (const auto* call = as<Call>(clause)) return {true, call->procedure->writes};
  if (const auto* subquery = as<CallSubquery>(clause)) return traffic_of(*subquery->query);
  if (const auto* loop = as<Foreach>(clause)) {
    return {traffic.reads || traffic_of(*loop->updates).reads, true};
  }
  return traffic;
}

Traffic traffic_of(const Query& query) {
  Traffic traffic;
  for (const SingleQuery& branch : query.branches) {
    for (const Clause& clause : branch.clauses) {
      Traffic more = traffic_of(clause);
      const bool deletes = as<Delete>(clause);  // it reads which relationships a node still has
      traffic.reads = traffic.reads || more.reads || deletes;
      traffic.writes = traffic.writes || more.writes || deletes;
    }
  }
  return traffic;
}

// Cursors call each other along the chain of a plan, so that its length bounds their stack.
constexpr std::size_t kMostSteps = 5000;

std::size_t steps_of(const Clause& clause) {
  std::size_t steps = 1;
  if (const auto* match = as<Match>(clause)) {
    for (const PathPattern& pattern : match->patterns) steps += pattern.nodes.size();
  } else if (const auto* merge = as<Merge>(clause)) {
    steps += merge->pattern.nodes.size();
  }
  return steps;
}

void refuse_endless_chain(const SingleQuery& query) {
  std::size_t steps = 0;
  for (const Clause& clause : query.clauses) {
    steps += steps_of(clause);
    if (steps <= kMostSteps) continue;
    throw Error(ErrorKind::syntax_error, "QueryTooLong", Phase::compile,
                "The query has too many clauses and pattern elements; split it in two.",
                {{}, 0, 0, clause.span});
  }
}

class Planner {
 public:
  Planner(const GraphView& graph, bool greedy, const Limits& limits)
      : options_{graph, limits, greedy, &result_.warnings} {}

  StatementPlan plan(const Statement& statement) {
    result_.root = plan_query(statement.query);
    Produce produce{statement.query.columns, {}};
    if (!produce.columns.empty()) produce.slots = statement.query.branches.front().results;
    result_.root = make_plan(std::move(produce), std::move(result_.root));
    return std::move(result_);
  }

 private:
  PlanPtr plan_query(const Query& query) {
    if (query.branches.size() == 1) return plan_single(query.branches.front());
    Union op;
    std::vector<PlanPtr> branches;
    for (const SingleQuery& branch : query.branches) {
      op.results.push_back(branch.results);
      branches.push_back(plan_single(branch));
    }
    PlanPtr plan = make_plan(std::move(op), nullptr);
    plan->branches = std::move(branches);
    if (query.union_all) return plan;
    return make_plan(Distinct{query.branches.front().results}, std::move(plan));
  }

  /// The chain of one query; kept aside while an inner query is planned.
  PlanPtr plan_single(const SingleQuery& query) {
    refuse_endless_chain(query);
    PlanPtr outer = std::exchange(plan_, make_plan(Argument{}, nullptr));
    Traffic outer_traffic = std::exchange(traffic_, {});
    for (const Clause& clause : query.clauses) {
      options_.limits.check_now();
      put_barrier(clause);
      for_each_expression(clause, [this](const Expression& part) { plan_inner(part); });
      std::visit([this](const auto& form) { plan_clause(form); }, clause.form);
    }
    traffic_ = outer_traffic;
    return std::exchange(plan_, std::move(outer));
  }

  /// A clause sees all that the clauses before it did and nothing of what it does itself; and
  /// what LIMIT cuts off has been written all the same.
  void put_barrier(const Clause& clause) {
    Traffic next = traffic_of(clause);
    if ((traffic_.reads && next.writes) || (traffic_.writes && (next.reads || limits(clause)))) {
      put(Eager{});
      traffic_ = {};
    }
    traffic_.reads = traffic_.reads || next.reads;
    traffic_.writes = traffic_.writes || next.writes;
  }

  void put(Operator op) { plan_ = make_plan(std::move(op), std::move(plan_)); }

  void put_branch(Operator op, PlanPtr branch) {
    put(std::move(op));
    plan_->branches.push_back(std::move(branch));
  }

  // ---- Inner patterns and queries --------------------------------------------------------------

  void plan_inner(const Expression& expression) {
    if (const auto* comprehension = as<PatternComprehension>(expression)) {
      result_.subplans[&expression] =
          plan_pattern(comprehension->pattern, comprehension->where.get());
    } else if (const auto* pattern = as<PatternExpression>(expression)) {
      result_.subplans[&expression] = plan_pattern(pattern->pattern, nullptr);
    } else if (const auto* subquery = as<SubqueryExpression>(expression)) {
      result_.subplans[&expression] = plan_query(*subquery->query);
    }
    for_each_child(expression, [this](const Expression& child) { plan_inner(child); });
  }

  PlanPtr plan_pattern(const PathPattern& pattern, const Expression* where) {
    return plan_match({&pattern}, where, make_plan(Argument{}, nullptr), options_);
  }

  // ---- Reading clauses -------------------------------------------------------------------------

  void plan_clause(const Match& clause) {
    std::vector<const PathPattern*> patterns;
    for (const PathPattern& pattern : clause.patterns) patterns.push_back(&pattern);
    if (!clause.optional) {
      plan_ = plan_match(std::move(patterns), clause.where.get(), std::move(plan_), options_);
      return;
    }
    Optional op;
    SlotSet introduced;
    for (const PathPattern* pattern : patterns) introduced.merge(bound_slots(*pattern));
    op.nulls.assign(introduced.begin(), introduced.end());
    put_branch(std::move(op), plan_match(std::move(patterns), clause.where.get(),
                                         make_plan(Argument{}, nullptr), options_));
  }

  void plan_clause(const Unwind& clause) { put(UnwindList{clause.list.get(), clause.slot}); }

  void plan_clause(const With& clause) {
    plan_projection(clause.projection);
    if (clause.where) put_filter(*clause.where);
  }

  void plan_clause(const Return& clause) { plan_projection(clause.projection); }

  void put_filter(const Expression& where) {
    Filter filter;
    add_conjuncts(where, filter.predicates);
    put(std::move(filter));
  }

  void plan_projection(const Projection& projection) {
    if (projection.aggregating) put_aggregation(projection);
    put_items(projection);
    if (projection.distinct) {
      Distinct distinct;
      for (const ProjectionItem& item : projection.items) distinct.slots.push_back(item.slot);
      put(std::move(distinct));
    }
    if (!projection.order_by.empty()) {
      Sort sort;
      for (const SortItem& item : projection.order_by) sort.items.push_back(&item);
      put(std::move(sort));
    }
    if (projection.skip) put(Skip{projection.skip.get()});
    if (projection.limit) put(Limit{projection.limit.get()});
  }

  void put_aggregation(const Projection& projection) {
    Aggregation op;
    op.aggregates.assign(projection.aggregates.begin(), projection.aggregates.end());
    for (const ProjectionItem& item : projection.items) {
      if (!item.aggregates) op.keys.push_back({item.expression.get(), item.slot});
    }
    put(std::move(op));
    traffic_ = {};  // it takes in all rows before it lets one out
  }

  void put_items(const Projection& projection) {
    Project op;
    for (const ProjectionItem& item : projection.items) {
      bool grouped = projection.aggregating && !item.aggregates;
      if (grouped || item.expression->slot == item.slot) continue;
      op.items.push_back({item.expression.get(), item.slot});
    }
    if (!op.items.empty()) put(std::move(op));
  }

  void plan_clause(const Call& clause) {
    put(CallProcedure{&clause});
    if (clause.where) put_filter(*clause.where);
  }

  void plan_clause(const CallSubquery& clause) {
    PlanPtr branch = plan_query(*clause.query);
    if (clause.unit) {
      put_branch(ApplyUnit{}, std::move(branch));
    } else if (clause.optional) {
      put_branch(Optional{clause.query->branches.front().results}, std::move(branch));
    } else {
      put_branch(Apply{}, std::move(branch));
    }
  }

  // ---- Updating clauses ------------------------------------------------------------------------

  void plan_clause(const Create& clause) { put(CreatePattern{&clause}); }

  void plan_clause(const Merge& clause) {
    put_branch(MergePattern{&clause}, plan_pattern(clause.pattern, nullptr));
  }

  void plan_clause(const Set& clause) { put(SetProperties{&clause}); }

  void plan_clause(const Remove& clause) { put(RemoveProperties{&clause}); }

  void plan_clause(const Delete& clause) {
    put(DeleteEntities{&clause, {}});
    traffic_ = {};  // it takes in all rows before it lets one out
  }

  void plan_clause(const Foreach& clause) {
    PlanPtr branch = plan_query(*clause.updates);
    put_branch(ApplyToEach{clause.list.get(), clause.slot}, std::move(branch));
  }

  StatementPlan result_;
  MatchOptions options_;
  PlanPtr plan_;
  Traffic traffic_;
};

}  // namespace

StatementPlan plan_statement(const Statement& statement, const GraphView& graph, bool greedy,
                             const Limits& limits) {
  return Planner(graph, greedy, limits).plan(statement);
}

}  // namespace chancery::query
