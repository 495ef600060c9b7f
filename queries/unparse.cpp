#include <fmt/format.h>

#include "spelling.h"
#include "unparse_printer.h"

namespace chancery::query {
namespace {

template <typename Tree>
std::string printed(const Tree& tree, Parentheses parentheses) {
  Printer printer(parentheses);
  printer.print(tree);
  return printer.take();
}

}  // namespace

std::string unparse(const Statement& statement, Parentheses parentheses) {
  return printed(statement, parentheses);
}

std::string unparse(const Expression& expression, Parentheses parentheses) {
  return printed(expression, parentheses);
}

std::string unparse(const LabelExpression& expression) {
  return printed(expression, Parentheses::needed);
}

std::string unparse(const PathPattern& pattern) { return printed(pattern, Parentheses::needed); }

void Printer::print(const Statement& statement) {
  if (statement.mode == StatementMode::explain) out_ += "EXPLAIN ";
  if (statement.mode == StatementMode::profile) out_ += "PROFILE ";
  print(statement.query);
}

void Printer::print(const PathPattern& pattern) {
  if (pattern.variable) out_ += variable_text(pattern.variable->text) + " = ";
  if (pattern.shortest) print(*pattern.shortest);
  print_chain(pattern);
  if (pattern.shortest && pattern.shortest->called) out_ += ')';
}

void Printer::print(const ShortestPath& shortest) {
  if (shortest.called) {
    out_ += shortest.groups ? "allShortestPaths(" : "shortestPath(";
  } else if (shortest.count == 1) {
    out_ += shortest.groups ? "ALL SHORTEST " : "ANY SHORTEST ";
  } else {
    out_ += "SHORTEST " + std::to_string(shortest.count) + (shortest.groups ? " GROUPS " : " ");
  }
}

void Printer::print_chain(const PathPattern& pattern) {
  for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
    if (i > 0) print(pattern.relationships[i - 1]);
    print(pattern.nodes[i]);
  }
}

void Printer::print(const QuantifiedPattern& quantified, const HopRange& range) {
  if (quantified.is_short) {
    print(quantified.pattern.relationships.front());
  } else {
    out_ += '(';
    print_chain(quantified.pattern);
    print_optional(" WHERE ", quantified.where);
    out_ += ')';
  }
  out_ += '{' + std::to_string(range.least.value_or(0));
  if (!range.exact) out_ += ',';
  if (!range.exact && range.most) out_ += std::to_string(*range.most);
  out_ += '}';
}

void Printer::print_list(const std::vector<ExpressionPtr>& items) {
  join(items, ", ", [&](const ExpressionPtr& item) { print(*item); });
}

void Printer::print_optional(std::string_view keyword, const ExpressionPtr& expression) {
  if (!expression) return;
  out_ += keyword;
  print(*expression);
}

void Printer::print(const NodePattern& node) {
  out_ += '(';
  if (node.variable) out_ += variable_text(node.variable->text);
  print_labels(node.labels, node.label_expression);
  print_properties(node.properties, out_.back() != '(');
  print_optional(out_.back() == '(' ? "WHERE " : " WHERE ", node.where);
  out_ += ')';
}

void Printer::print_properties(const ExpressionPtr& properties, bool spaced) {
  if (!properties) return;
  if (spaced) out_ += ' ';
  print(*properties);
}

void Printer::print(const RelationshipPattern& relationship) {
  if (relationship.quantified) return print(*relationship.quantified, *relationship.hops);
  const bool left = relationship.direction == Direction::incoming || relationship.arrows_both_ways;
  const bool right = relationship.direction == Direction::outgoing || relationship.arrows_both_ways;
  out_ += left ? "<-" : "-";
  if (relationship.variable || !relationship.types.empty() || relationship.hops ||
      relationship.properties || relationship.type_expression || relationship.where) {
    print_detail(relationship);
  }
  out_ += right ? "->" : "-";
}

void Printer::print_detail(const RelationshipPattern& relationship) {
  out_ += '[';
  if (relationship.variable) out_ += variable_text(relationship.variable->text);
  if (!relationship.types.empty()) out_ += ':';
  join(relationship.types, "|", [&](const Name& type) { out_ += name_text(type.text); });
  if (relationship.type_expression) {
    out_ += ':';
    print(*relationship.type_expression);
  }
  if (relationship.hops) print(*relationship.hops);
  print_properties(relationship.properties, out_.back() != '[');
  print_optional(out_.back() == '[' ? "WHERE " : " WHERE ", relationship.where);
  out_ += ']';
}

void Printer::print(const HopRange& hops) {
  out_ += '*';
  if (hops.least) out_ += std::to_string(*hops.least);
  if (hops.exact || (!hops.least && !hops.most)) return;
  out_ += "..";
  if (hops.most) out_ += std::to_string(*hops.most);
}

void Printer::print(const Query& query) {
  join(query.branches, query.union_all ? " UNION ALL " : " UNION ", [&](const SingleQuery& single) {
    join(single.clauses, " ", [&](const Clause& clause) {
      std::visit([&](const auto& form) { print_clause(form); }, clause.form);
    });
  });
}

void Printer::print_patterns(const std::vector<PathPattern>& patterns) {
  join(patterns, ", ", [&](const PathPattern& pattern) { print(pattern); });
}

void Printer::print_clause(const Match& match) {
  out_ += match.optional ? "OPTIONAL MATCH " : "MATCH ";
  print_patterns(match.patterns);
  print_optional(" WHERE ", match.where);
}

void Printer::print_clause(const Unwind& unwind) {
  out_ += "UNWIND ";
  print(*unwind.list);
  out_ += " AS " + variable_text(unwind.variable.text);
}

void Printer::print_clause(const With& with) {
  if (with.is_filter) {
    out_ += "FILTER ";
    return print(*with.where);
  }
  out_ += "WITH ";
  print(with.projection);
  print_optional(" WHERE ", with.where);
}

void Printer::print_clause(const Return& clause) {
  out_ += "RETURN ";
  print(clause.projection);
}

void Printer::print(const Projection& projection) {
  if (projection.distinct) out_ += "DISTINCT ";
  if (projection.star) out_ += '*';
  for (std::size_t i = projection.star_items; i < projection.items.size(); ++i) {
    const ProjectionItem& item = projection.items[i];
    if (i > projection.star_items || projection.star) out_ += ", ";
    print(*item.expression);
    if (item.alias) out_ += " AS " + variable_text(item.alias->text);
  }
  if (!projection.order_by.empty()) out_ += " ORDER BY ";
  join(projection.order_by, ", ", [&](const SortItem& item) {
    print(*item.expression);
    if (item.descending) out_ += " DESC";
  });
  print_optional(" SKIP ", projection.skip);
  print_optional(" LIMIT ", projection.limit);
}

void Printer::print_clause(const Create& create) {
  out_ += "CREATE ";
  print_patterns(create.patterns);
}

void Printer::print_clause(const Merge& merge) {
  out_ += "MERGE ";
  print(merge.pattern);
  print_set(" ON CREATE SET ", merge.on_create);
  print_set(" ON MATCH SET ", merge.on_match);
}

void Printer::print_clause(const Set& set) { print_set("SET ", set.items); }

void Printer::print_set(std::string_view keywords, const std::vector<SetItem>& items) {
  if (items.empty()) return;
  out_ += keywords;
  join(items, ", ", [&](const SetItem& item) {
    print(*item.target, kPostfix);
    if (item.kind == SetItem::Kind::labels) return print_labels(item.labels);
    if (item.kind == SetItem::Kind::property) out_ += '.' + name_text(item.key.text);
    out_ += item.kind == SetItem::Kind::merge ? " += " : " = ";
    print(*item.value);
  });
}

void Printer::print_clause(const Remove& remove) {
  out_ += "REMOVE ";
  join(remove.items, ", ", [&](const RemoveItem& item) {
    print(*item.target, kPostfix);
    if (item.key) {
      out_ += '.' + name_text(item.key->text);
    } else {
      print_labels(item.labels);
    }
  });
}

void Printer::print_clause(const Delete& clause) {
  out_ += clause.detach ? "DETACH DELETE " : "DELETE ";
  print_list(clause.targets);
}

void Printer::print_clause(const Call& call) {
  out_ += "CALL " + dotted_name_text(call.name.text);
  if (call.explicit_arguments) {
    out_ += '(';
    print_list(call.arguments);
    out_ += ')';
  }
  if (call.star) {
    out_ += " YIELD *";
  } else if (!call.yields.empty() && !call.implicit_yields) {
    out_ += " YIELD ";
    join(call.yields, ", ", [&](const YieldItem& item) {
      out_ += name_text(item.field.text);
      if (item.alias) out_ += " AS " + variable_text(item.alias->text);
    });
  }
  print_optional(" WHERE ", call.where);
}

void Printer::print_clause(const CallSubquery& call) {
  out_ += call.optional ? "OPTIONAL CALL " : "CALL ";
  if (call.imported) {
    out_ += call.imports_all ? "(*" : "(";
    join(*call.imported, ", ", [&](const Name& name) { out_ += variable_text(name.text); });
    out_ += ") ";
  }
  out_ += "{ ";
  print(*call.query);
  out_ += " }";
}

void Printer::print_clause(const Foreach& loop) {
  out_ += "FOREACH (" + variable_text(loop.variable.text) + " IN ";
  print_before_bar(*loop.list);
  out_ += " | ";
  print(*loop.updates);
  out_ += ')';
}

}  // namespace chancery::query
