#include "oracle.h"

#include <algorithm>

namespace chancery::query {
namespace {

template <typename Row, typename Same>
void drop_repeated(std::vector<Row>& rows, Same same) {
  std::vector<Row> kept;
  for (Row& row : rows) {
    if (std::ranges::none_of(kept, [&](const Row& other) { return same(row, other); })) {
      kept.push_back(std::move(row));
    }
  }
  rows = std::move(kept);
}

bool same_values(const Bindings& a, const Bindings& b) {
  return std::ranges::equal(a, b, [](const auto& left, const auto& right) {
    return left.first == right.first && equivalent(left.second, right.second);
  });
}

}  // namespace

Table Oracle::answer(const Query& query, const Bindings& outer) {
  Table all;
  for (const SingleQuery& branch : query.branches) {
    Table table = single(branch, outer);
    all.columns = table.columns;
    std::ranges::move(table.rows, std::back_inserter(all.rows));
    all.count += table.count;
  }
  if (query.branches.size() > 1 && !query.union_all) {
    drop_repeated(all.rows, [](const List& a, const List& b) { return equivalent(a, b); });
    all.count = all.rows.size();
  }
  return all;
}

Table Oracle::single(const SingleQuery& query, const Bindings& outer) {
  Table table;
  std::vector<Bindings> rows = {outer};
  for (const Clause& clause : query.clauses) {
    if (const auto* last = as<Return>(clause)) {
      rows = project(last->projection, rows, nullptr);
      for (const ProjectionItem& item : last->projection.items) table.columns.push_back(item.name);
    } else {
      rows = read(clause, rows);
    }
  }
  table.count = rows.size();
  for (const Bindings& row : rows) {
    List values;
    for (const std::string& column : table.columns) values.push_back(row.at(column));
    table.rows.push_back(std::move(values));
  }
  return table;
}

std::vector<Bindings> Oracle::read(const Clause& clause, const std::vector<Bindings>& rows) {
  if (const auto* match = as<Match>(clause)) return matched(*match, rows);
  if (const auto* unwind = as<Unwind>(clause)) return unwound(*unwind, rows);
  if (const auto* with = as<With>(clause))
    return project(with->projection, rows, with->where.get());
  if (const auto* subquery = as<CallSubquery>(clause)) return called(*subquery, rows);
  throw std::logic_error("the oracle does not know this clause");
}

std::vector<Bindings> Oracle::matched(const Match& clause, const std::vector<Bindings>& rows) {
  std::vector<Bindings> result;
  for (const Bindings& row : rows) {
    const std::size_t before = result.size();
    match(clause.patterns, clause.where.get(), row,
          [&](const Bindings& found) { result.push_back(found); });
    if (!clause.optional || result.size() > before) continue;
    Bindings without = row;
    for (const std::string& name : variables_of(clause.patterns)) without.emplace(name, Value());
    result.push_back(std::move(without));
  }
  return result;
}

std::vector<Bindings> Oracle::called(const CallSubquery& clause,
                                     const std::vector<Bindings>& rows) {
  if (!clause.imported || clause.imports_all) {
    throw std::logic_error("the oracle knows CALL with named variables only");
  }
  std::vector<Bindings> result;
  for (const Bindings& row : rows) {
    Bindings imported;
    for (const Name& name : *clause.imported) imported.emplace(name.text, row.at(name.text));
    Table table = answer(*clause.query, imported);
    if (clause.optional && table.rows.empty()) table.rows.emplace_back(table.columns.size());
    for (const List& values : table.rows) {
      result.push_back(row);
      for (std::size_t i = 0; i < values.size(); ++i) {
        result.back().emplace(table.columns[i], values[i]);
      }
    }
  }
  return result;
}

bool Oracle::exists(const PathPattern& pattern, const Bindings& row) {
  bool found = false;
  match({&pattern, 1}, nullptr, row, [&found](const Bindings&) { found = true; });
  return found;
}

std::vector<Bindings> Oracle::unwound(const Unwind& clause, const std::vector<Bindings>& rows) {
  std::vector<Bindings> result;
  for (const Bindings& row : rows) {
    const Value list = evaluate(*clause.list, row);
    if (list.is_null()) continue;
    for (const Value& item : list.as_list()) {
      step();
      result.push_back(row);
      result.back().insert_or_assign(clause.variable.text, item);
    }
  }
  return result;
}

std::vector<Oracle::Projected> Oracle::grouped(const Projection& projection,
                                               const std::vector<Bindings>& rows) {
  std::vector<std::pair<Bindings, Group>> groups;
  for (const Bindings& row : rows) {
    Bindings keys;
    for (const ProjectionItem& item : projection.items) {
      if (!aggregates(*item.expression)) keys.emplace(item.name, evaluate(*item.expression, row));
    }
    auto at = std::ranges::find_if(
        groups, [&](const auto& group) { return same_values(group.first, keys); });
    if (at == groups.end()) at = groups.insert(at, {keys, {}});
    at->second.push_back(row);
  }
  if (groups.empty() && std::ranges::all_of(projection.items, [](const ProjectionItem& item) {
        return aggregates(*item.expression);
      })) {
    groups.emplace_back();
  }
  std::vector<Projected> result;
  for (auto& [keys, group] : groups) {
    Bindings after = keys;
    for (const ProjectionItem& item : projection.items) {
      if (aggregates(*item.expression)) {
        after.emplace(item.name, evaluate(*item.expression, {}, &group));
      }
    }
    result.push_back({std::move(after), {}});
  }
  return result;
}

void Oracle::sort(const Projection& projection, std::vector<Projected>& rows) {
  std::vector<std::pair<List, Projected>> keyed;
  for (Projected& row : rows) {
    Bindings scope = row.after;
    scope.insert(row.before.begin(), row.before.end());
    List keys;
    for (const SortItem& item : projection.order_by) {
      keys.push_back(evaluate(*item.expression, scope));
    }
    keyed.emplace_back(std::move(keys), std::move(row));
  }
  std::ranges::stable_sort(keyed, [&](const auto& a, const auto& b) {
    for (std::size_t i = 0; i < projection.order_by.size(); ++i) {
      const auto compared = order(a.first[i], b.first[i]);
      if (compared != 0) return (compared < 0) != projection.order_by[i].descending;
    }
    return false;
  });
  std::ranges::transform(keyed, rows.begin(), [](auto& row) { return std::move(row.second); });
}

std::vector<Bindings> Oracle::project(const Projection& projection,
                                      const std::vector<Bindings>& rows, const Expression* where) {
  if (projection.star) throw std::logic_error("the oracle knows no star");
  std::vector<Projected> made;
  if (std::ranges::any_of(projection.items, [](const ProjectionItem& item) {
        return aggregates(*item.expression);
      })) {
    made = grouped(projection, rows);
  } else {
    for (const Bindings& row : rows) {
      Bindings after;
      for (const ProjectionItem& item : projection.items) {
        after.emplace(item.name, evaluate(*item.expression, row));
      }
      made.push_back({std::move(after), row});
    }
  }
  if (projection.distinct) {
    drop_repeated(
        made, [](const Projected& a, const Projected& b) { return same_values(a.after, b.after); });
    for (Projected& row : made) row.before.clear();
  }
  sort(projection, made);
  const auto count = [&](const ExpressionPtr& bound) {
    return static_cast<std::size_t>(evaluate(*bound, {}).as_integer());
  };
  const std::size_t skip = projection.skip ? std::min(count(projection.skip), made.size()) : 0;
  made.erase(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(skip));
  if (projection.limit && count(projection.limit) < made.size()) {
    made.resize(count(projection.limit));
  }
  std::vector<Bindings> result;
  for (Projected& row : made) {
    Bindings scope = row.after;
    scope.insert(row.before.begin(), row.before.end());
    if (is_true(where, scope)) result.push_back(std::move(row.after));
  }
  return result;
}

}  // namespace chancery::query
