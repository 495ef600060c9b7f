// db.schema: what kinds of nodes and relationships there are, and what they carry. One pass over
// the whole graph.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "builtin_procedures.h"

namespace chancery::query {
namespace {

/// What one kind of node or relationship carries.
struct Census {
  std::uint64_t count = 0;
  std::map<KeyId, std::map<ValueType, std::uint64_t>> properties;

  void add(const std::vector<std::pair<KeyId, Value>>& carried) {
    ++count;
    for (const auto& [key, value] : carried) ++properties[key][value.type()];
  }
};

using Labels = std::vector<LabelId>;
using Kind = std::tuple<Labels, TypeId, Labels>;  // a node's: its labels, none, no labels

std::string node_pattern(const GraphView& view, const Labels& labels) {
  std::string out = "(";
  for (const LabelId label : labels) out += fmt::format(":{}", view.name(label));
  return out + ")";
}

std::string pattern_of(const GraphView& view, const Kind& kind) {
  const auto& [start, type, end] = kind;
  if (type == TypeId::none) return node_pattern(view, start);
  return fmt::format("{}-[:{}]->{}", node_pattern(view, start), view.name(type),
                     node_pattern(view, end));
}

/// "date STRING, symbol STRING in 13 of 44".
std::string properties_text(const GraphView& view, const Census& census) {
  std::vector<std::string> parts;
  for (const auto& [key, types] : census.properties) {
    std::vector<std::string_view> names;
    std::uint64_t carriers = 0;
    for (const auto& [type, count] : types) {
      names.push_back(to_string(type));
      carriers += count;
    }
    parts.push_back(fmt::format("{} {}", view.name(key), fmt::join(names, "|")));
    if (carriers < census.count) {
      parts.back() += fmt::format(" in {} of {}", carriers, census.count);
    }
  }
  std::ranges::sort(parts);
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::map<Kind, Census> take_census(const ProcedureContext& context) {
  const GraphView& view = context.view;
  std::map<Kind, Census> all;
  const auto nodes = view.all_nodes();
  for (NodeId node = nodes->next(); node != NodeId::none; node = nodes->next()) {
    context.check_interrupt();
    all[{view.labels(node), TypeId::none, {}}].add(view.properties(node));
  }
  const auto relationships = view.all_relationships();
  for (RelationshipId id = relationships->next(); id != RelationshipId::none;
       id = relationships->next()) {
    context.check_interrupt();
    const auto record = view.relationship(id);
    if (!record) continue;
    all[{view.labels(record->start), record->type, view.labels(record->end)}].add(
        view.properties(id));
  }
  return all;
}

/// Nodes before relationships, those by type, the most frequent first.
ProcedureRows schema(const ProcedureContext& context, std::span<const Value>) {
  const std::map<Kind, Census> census = take_census(context);
  std::vector<std::pair<Kind, const Census*>> kinds;
  for (const auto& [kind, found] : census) kinds.emplace_back(kind, &found);
  std::ranges::stable_sort(kinds, [](const auto& a, const auto& b) {
    const TypeId left = std::get<TypeId>(a.first);
    const TypeId right = std::get<TypeId>(b.first);
    return left != right ? left < right : a.second->count > b.second->count;
  });
  std::vector<std::vector<Value>> rows;
  for (const auto& [kind, found] : kinds) {
    rows.push_back({pattern_of(context.view, kind), static_cast<std::int64_t>(found->count),
                    properties_text(context.view, *found)});
  }
  return rows_of(std::move(rows));
}

}  // namespace

void add_graph_schema_procedure(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {.name = "db.schema",
       .outputs = {{"pattern", "STRING"}, {"count", "INTEGER"}, {"properties", "STRING"}},
       .text = "Which nodes there are by their labels, and which of them are joined by which "
               "types, each with its number and its properties and their types. Reads the whole "
               "graph.",
       .example = "CALL db.schema() YIELD pattern, count WHERE pattern CONTAINS 'ADOPTED' "
                  "RETURN pattern, count",
       .call = schema});
}

}  // namespace chancery::query
