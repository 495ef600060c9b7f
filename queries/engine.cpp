// The stages of a query, in order: text -> parse -> bind -> plan -> optimize -> cursors -> rows.

#include "chancery/query/engine.h"

#include <utility>

#include "binder.h"
#include "cardinality.h"
#include "chancery/error.h"
#include "optimizer.h"
#include "parser.h"
#include "planner.h"
#include "result.h"
#include "unknown_names.h"

namespace chancery::query {
namespace {

void refuse_writes(const Statement& statement) {
  if (!statement.writes) return;
  throw Error(ErrorKind::read_only, "ReadOnly", Phase::compile,
              "This query changes the graph, which is open for reading only.",
              {{}, 0, 0, statement.query.span});
}

/// Text to syntax tree, with every name known.
Statement prepare(std::string_view text, const Parameters* parameters,
                  const QueryOptions& options) {
  Statement statement = parse(text);
  bool runs = statement.mode != StatementMode::explain;
  bind(statement, runs ? parameters : nullptr);
  if (options.read_only) refuse_writes(statement);
  return statement;
}

/// Syntax tree to plan.
StatementPlan plan_for(const Statement& statement, std::string_view text, const GraphView& graph,
                       bool optimized) {
  StatementPlan plan = plan_statement(statement, graph, optimized);
  for (std::string& warning : warn_of_unknown_names(statement, text, graph)) {
    plan.warnings.push_back(std::move(warning));
  }
  if (optimized) optimize(plan, graph);
  keep_needed_slots(plan);
  estimate(plan, graph);
  return plan;
}

}  // namespace

bool SideEffects::any() const {
  return nodes_created || nodes_deleted || relationships_created || relationships_deleted ||
         labels_added || labels_removed || properties_set || properties_removed;
}

Description describe(const Graph& graph, std::string_view text) {
  Statement statement = prepare(text, nullptr, {});
  std::shared_ptr<const Snapshot> snapshot = graph.snapshot();
  StatementPlan plan = plan_for(statement, text, *snapshot, true);
  return {statement.writes, statement.query.columns, statement.parameters,
          std::move(plan.warnings)};
}

std::unique_ptr<Result> run(Graph& graph, std::string_view text, const Parameters& parameters,
                            const QueryOptions& options) {
  Statement statement = prepare(text, &parameters, options);
  if (!statement.writes || statement.mode == StatementMode::explain) {
    std::shared_ptr<const Snapshot> snapshot = graph.snapshot();
    StatementPlan plan = plan_for(statement, text, *snapshot, options.optimize);
    return read(std::move(statement), std::move(plan), std::move(snapshot), parameters, options);
  }
  std::unique_ptr<Transaction> transaction = graph.begin();
  StatementPlan plan = plan_for(statement, text, *transaction, options.optimize);
  auto result = update(std::move(statement), std::move(plan), *transaction, parameters, options);
  transaction->commit();
  return result;
}

std::unique_ptr<Result> run(Transaction& transaction, std::string_view text,
                            const Parameters& parameters, const QueryOptions& options) {
  Statement statement = prepare(text, &parameters, options);
  StatementPlan plan = plan_for(statement, text, transaction, options.optimize);
  return update(std::move(statement), std::move(plan), transaction, parameters, options);
}

}  // namespace chancery::query
