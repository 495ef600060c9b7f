#include "engine_rows.h"

#include <algorithm>
#include <memory>

#include "binder.h"
#include "generator/query_generator.h"
#include "optimizer.h"
#include "parser.h"
#include "planner.h"
#include "result.h"

namespace chancery::query {

const std::vector<PlanVariant>& plan_variants() {
  static const std::vector<PlanVariant> variants = [] {
    std::vector<std::string_view> all;
    for (const Rule& rule : rules()) all.push_back(rule.name);
    std::vector<PlanVariant> made = {{"all rules", true, all},
                                     {"no rules, greedy", true, {}},
                                     {"no rules, in order of text", false, {}}};
    for (const std::string_view name : all) {
      made.push_back({"only " + std::string(name), false, {name}});
      std::vector<std::string_view> others = all;
      std::erase(others, name);
      made.push_back({"all but " + std::string(name), true, others});
    }
    return made;
  }();
  return variants;
}

std::string shown(const Value& value) {
  switch (value.type()) {
    case ValueType::node:
      return "node " + std::to_string(raw(value.as_node().id));
    case ValueType::relationship:
      return "relationship " + std::to_string(raw(value.as_relationship().id));
    case ValueType::path: {
      std::string text = "path";
      for (const Node& node : value.as_path().nodes) text += " " + std::to_string(raw(node.id));
      for (const Relationship& relationship : value.as_path().relationships) {
        text += " -" + std::to_string(raw(relationship.id));
      }
      return text;
    }
    case ValueType::list: {
      std::string text;
      for (const Value& item : value.as_list()) text += (text.empty() ? "" : ", ") + shown(item);
      return "[" + text + "]";
    }
    default:
      return to_cypher(value);
  }
}

std::vector<std::string> shown_rows(const std::vector<std::string>& columns,
                                    std::vector<List> rows) {
  std::vector<std::string> texts;
  for (List& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!columns[i].starts_with(kBagColumn) || row[i].type() != ValueType::list) continue;
      List items = row[i].as_list();
      std::ranges::sort(items, {}, shown);
      row[i] = std::move(items);
    }
    texts.push_back(shown(row));
  }
  return texts;
}

std::vector<std::string> engine_rows(std::shared_ptr<const Snapshot> snapshot,
                                     std::string_view query, const PlanVariant& variant) {
  auto compiled = std::make_shared<Compiled>();
  compiled->statement = parse(query);
  auto limits = std::make_unique<Limits>();
  bind(compiled->statement, nullptr, *limits);
  StatementPlan& plan = compiled->plan;
  plan = plan_statement(compiled->statement, *snapshot, variant.greedy, *limits);
  for (const Rule& rule : rules()) {
    if (std::ranges::count(variant.rules, rule.name) > 0) apply_rule(rule, plan, *snapshot);
  }
  keep_needed_slots(plan);
  const auto result =
      read(std::move(compiled), std::move(snapshot), generated_parameters(), {}, std::move(limits));
  std::vector<List> rows;
  for (List row; result->next(row);) rows.push_back(row);
  return shown_rows(result->columns(), std::move(rows));
}

bool rows_are_ordered(std::string_view query) {
  const Statement statement = parse(query);
  if (statement.query.branches.size() > 1) return false;
  const auto* last = as<Return>(statement.query.branches[0].clauses.back());
  return last != nullptr && !last->projection.order_by.empty();
}

}  // namespace chancery::query
