#include <fmt/format.h>

#include "ast_visit.h"
#include "keywords.h"
#include "parser.h"

namespace chancery::query {
namespace {

/// How tightly a form binds its parts; a part that binds looser than its place needs parentheses.
enum Precedence : int {
  kDisjunction,
  kExclusiveOr,
  kConjunction,
  kNot,
  kComparison,
  kPredicate,
  kAdditive,
  kMultiplicative,
  kPower,
  kSign,
  kPostfix,
  kAtom
};

Precedence precedence(const Unary& unary) {
  switch (unary.op) {
    case UnaryOperator::logical_not:
      return kNot;
    case UnaryOperator::minus:
    case UnaryOperator::plus:
      return kSign;
    case UnaryOperator::is_null:
    case UnaryOperator::is_not_null:
      break;
  }
  return kPredicate;
}

Precedence precedence(const Binary& binary) {
  switch (binary.op) {
    case BinaryOperator::add:
    case BinaryOperator::subtract:
      return kAdditive;
    case BinaryOperator::multiply:
    case BinaryOperator::divide:
    case BinaryOperator::modulo:
      return kMultiplicative;
    case BinaryOperator::power:
      return kPower;
    default:
      return kPredicate;
  }
}

Precedence precedence(const Logical& logical) {
  switch (logical.op) {
    case LogicalOperator::disjunction:
      return kDisjunction;
    case LogicalOperator::exclusive_or:
      return kExclusiveOr;
    case LogicalOperator::conjunction:
      break;
  }
  return kConjunction;
}

Precedence precedence(const Literal& literal) {
  const bool negative =
      (literal.value.type() == ValueType::integer && literal.value.as_integer() < 0);
  return negative ? kPostfix : kAtom;
}

Precedence precedence(const Expression& expression) {
  return std::visit(
      Overloaded{[](const Literal& form) { return precedence(form); },
                 [](const Unary& form) { return precedence(form); },
                 [](const Binary& form) { return precedence(form); },
                 [](const Logical& form) { return precedence(form); },
                 [](const Comparison&) { return kComparison; },
                 [](const Property&) { return kPostfix; },
                 [](const LabelTest&) { return kPostfix; }, [](const Index&) { return kPostfix; },
                 [](const Slice&) { return kPostfix; }, [](const auto&) { return kAtom; }},
      expression.form);
}

std::string_view symbol(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return "+";
    case BinaryOperator::subtract:
      return "-";
    case BinaryOperator::multiply:
      return "*";
    case BinaryOperator::divide:
      return "/";
    case BinaryOperator::modulo:
      return "%";
    case BinaryOperator::power:
      return "^";
    case BinaryOperator::in:
      return "IN";
    case BinaryOperator::starts_with:
      return "STARTS WITH";
    case BinaryOperator::ends_with:
      return "ENDS WITH";
    case BinaryOperator::contains:
      return "CONTAINS";
    case BinaryOperator::matches:
      return "=~";
  }
  return {};
}

std::string_view symbol(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::equal:
      return "=";
    case ComparisonOperator::not_equal:
      return "<>";
    case ComparisonOperator::less:
      return "<";
    case ComparisonOperator::less_or_equal:
      return "<=";
    case ComparisonOperator::greater:
      return ">";
    case ComparisonOperator::greater_or_equal:
      return ">=";
  }
  return {};
}

std::string_view symbol(LogicalOperator op) {
  switch (op) {
    case LogicalOperator::conjunction:
      return "AND";
    case LogicalOperator::disjunction:
      return "OR";
    case LogicalOperator::exclusive_or:
      return "XOR";
  }
  return {};
}

std::string_view word(QuantifierKind kind) {
  switch (kind) {
    case QuantifierKind::all:
      return "all";
    case QuantifierKind::any:
      return "any";
    case QuantifierKind::none:
      return "none";
    case QuantifierKind::single:
      return "single";
  }
  return {};
}

std::string_view word(SubqueryKind kind) {
  switch (kind) {
    case SubqueryKind::exists:
      return "EXISTS";
    case SubqueryKind::count:
      return "COUNT";
    case SubqueryKind::collect:
      return "COLLECT";
  }
  return {};
}

std::string backticked(std::string_view name) {
  std::string out = "`";
  for (const char c : name) out.append(c == '`' ? 2 : 1, c);
  return out + "`";
}

/// A label, type or key.
std::string name_text(std::string_view name) {
  return is_plain_identifier(name) ? std::string(name) : backticked(name);
}

std::string variable_text(std::string_view name) {
  return is_reserved(name) ? backticked(name) : name_text(name);
}

std::string string_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "'";
}

/// The shortest digits that read back as the same float, and never as an integer.
std::string float_literal(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

class Printer {
 public:
  explicit Printer(Parentheses parentheses) : parentheses_(parentheses) {}

  std::string take() { return std::move(out_); }

  void print(const Statement& statement) {
    if (statement.mode == StatementMode::explain) out_ += "EXPLAIN ";
    if (statement.mode == StatementMode::profile) out_ += "PROFILE ";
    print(statement.query);
  }

  void print(const Expression& expression, int place = kDisjunction) {
    const bool all = parentheses_ == Parentheses::all;
    const int own = precedence(expression);
    const bool group = own < place || (all && own != kAtom);
    if (group) out_ += '(';
    std::visit([&](const auto& form) { print_form(form); }, expression.form);
    if (group) out_ += ')';
  }

  void print(const PathPattern& pattern) {
    if (pattern.variable) out_ += variable_text(pattern.variable->text) + " = ";
    if (pattern.shortest == ShortestPath::one) out_ += "shortestPath(";
    if (pattern.shortest == ShortestPath::all) out_ += "allShortestPaths(";
    for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
      if (i > 0) print(pattern.relationships[i - 1]);
      print(pattern.nodes[i]);
    }
    if (pattern.shortest != ShortestPath::none) out_ += ')';
  }

 private:
  template <typename Items, typename Print>
  void join(const Items& items, std::string_view separator, Print&& print_item) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += separator;
      first = false;
      print_item(item);
    }
  }

  void print_list(const std::vector<ExpressionPtr>& items) {
    join(items, ", ", [&](const ExpressionPtr& item) { print(*item); });
  }

  void print_optional(std::string_view keyword, const ExpressionPtr& expression) {
    if (!expression) return;
    out_ += keyword;
    print(*expression);
  }

  // ---- Expressions

  void print_form(const Literal& form) {
    switch (form.value.type()) {
      case ValueType::boolean:
        out_ += form.value.as_bool() ? "true" : "false";
        break;
      case ValueType::integer:
        out_ += std::to_string(form.value.as_integer());
        break;
      case ValueType::floating:
        out_ += float_literal(form.value.as_float());
        break;
      case ValueType::string:
        out_ += string_literal(form.value.as_string());
        break;
      default:
        out_ += "null";
    }
  }

  void print_form(const Parameter& form) {
    const bool digits = form.name.find_first_not_of("0123456789") == std::string::npos;
    out_ += '$' + (digits && !form.name.empty() ? form.name : name_text(form.name));
  }

  void print_form(const Variable& form) { out_ += variable_text(form.name); }

  void print_form(const Property& form) {
    print(*form.subject, kPostfix);
    out_ += '.' + name_text(form.key.text);
  }

  void print_labels(const std::vector<Name>& labels) {
    for (const Name& label : labels) out_ += ':' + name_text(label.text);
  }

  void print_form(const LabelTest& form) {
    // Behind a label test another colon would be read as one more label of the same test.
    print(*form.subject, as<LabelTest>(*form.subject) != nullptr ? kAtom : kPostfix);
    print_labels(form.labels);
  }

  void print_form(const ListLiteral& form) {
    out_ += '[';
    // An IN in the first place would read as a list comprehension, a pattern as one of patterns.
    const int place =
        form.items.empty() || precedence(*form.items[0]) > kPredicate ? kDisjunction : kAdditive;
    bool first = true;
    for (const ExpressionPtr& item : form.items) {
      if (!first) out_ += ", ";
      print(*item, first ? place : kDisjunction);
      first = false;
    }
    out_ += ']';
  }

  void print_form(const MapLiteral& form) {
    out_ += '{';
    join(form.entries, ", ", [&](const MapEntry& entry) {
      out_ += name_text(entry.key.text) + ": ";
      print(*entry.value);
    });
    out_ += '}';
  }

  void print_form(const MapProjection& form) {
    print(*form.subject);
    out_ += " {";
    join(form.items, ", ", [&](const MapProjectionItem& item) { print(item); });
    out_ += '}';
  }

  void print(const MapProjectionItem& item) {
    switch (item.kind) {
      case MapProjectionItem::Kind::property:
        out_ += '.' + name_text(item.key.text);
        break;
      case MapProjectionItem::Kind::all_properties:
        out_ += ".*";
        break;
      case MapProjectionItem::Kind::variable:
        out_ += variable_text(item.key.text);
        break;
      case MapProjectionItem::Kind::entry:
        out_ += name_text(item.key.text) + ": ";
        print(*item.value);
        break;
    }
  }

  void print_form(const Index& form) {
    print(*form.subject, kPostfix);
    out_ += '[';
    print(*form.index);
    out_ += ']';
  }

  void print_form(const Slice& form) {
    print(*form.subject, kPostfix);
    out_ += '[';
    if (form.from) print(*form.from);
    out_ += "..";
    if (form.to) print(*form.to);
    out_ += ']';
  }

  void print_form(const Unary& form) {
    switch (form.op) {
      case UnaryOperator::logical_not:
        out_ += "NOT ";
        return print(*form.operand, kNot);
      case UnaryOperator::minus:
      case UnaryOperator::plus:
        out_ += form.op == UnaryOperator::minus ? '-' : '+';
        return print(*form.operand, as<Literal>(*form.operand) != nullptr ? kAtom + 1 : kSign);
      case UnaryOperator::is_null:
        print(*form.operand, kPredicate);
        out_ += " IS NULL";
        return;
      case UnaryOperator::is_not_null:
        print(*form.operand, kPredicate);
        out_ += " IS NOT NULL";
        return;
    }
  }

  void print_form(const Binary& form) {
    const int own = precedence(form);
    print(*form.left, own);
    out_ += fmt::format(" {} ", symbol(form.op));
    print(*form.right, own + 1);
  }

  void print_form(const Comparison& form) {
    print(*form.operands[0], kPredicate);
    for (std::size_t i = 0; i < form.operators.size(); ++i) {
      out_ += fmt::format(" {} ", symbol(form.operators[i]));
      print(*form.operands[i + 1], kPredicate);
    }
  }

  void print_form(const Logical& form) {
    const int own = precedence(form);
    join(form.operands, fmt::format(" {} ", symbol(form.op)),
         [&](const ExpressionPtr& operand) { print(*operand, own + 1); });
  }

  void print_form(const Case& form) {
    out_ += "CASE";
    print_optional(" ", form.subject);
    for (const CaseAlternative& alternative : form.alternatives) {
      print_optional(" WHEN ", alternative.when);
      print_optional(" THEN ", alternative.then);
    }
    print_optional(" ELSE ", form.otherwise);
    out_ += " END";
  }

  void print_form(const FunctionCall& form) {
    out_ += form.name.text + '(';
    if (form.star) out_ += '*';
    if (form.distinct) out_ += "DISTINCT ";
    print_list(form.arguments);
    out_ += ')';
  }

  void print_form(const ListComprehension& form) {
    out_ += '[' + variable_text(form.variable.text) + " IN ";
    print(*form.list);
    print_optional(" WHERE ", form.where);
    print_optional(" | ", form.projection);
    out_ += ']';
  }

  void print_form(const Quantifier& form) {
    out_ += fmt::format("{}({} IN ", word(form.kind), variable_text(form.variable.text));
    print(*form.list);
    print_optional(" WHERE ", form.where);
    out_ += ')';
  }

  void print_form(const Reduce& form) {
    out_ += "reduce(" + variable_text(form.accumulator.text) + " = ";
    print(*form.initial);
    out_ += ", " + variable_text(form.variable.text) + " IN ";
    print(*form.list);
    print_optional(" | ", form.step);
    out_ += ')';
  }

  void print_form(const PatternComprehension& form) {
    out_ += '[';
    print(form.pattern);
    print_optional(" WHERE ", form.where);
    print_optional(" | ", form.projection);
    out_ += ']';
  }

  void print_form(const PatternExpression& form) { print(form.pattern); }

  void print_form(const SubqueryExpression& form) {
    out_ += fmt::format("{} {{ ", word(form.kind));
    print(*form.query);
    out_ += " }";
  }

  // ---- Patterns

  void print(const NodePattern& node) {
    out_ += '(';
    if (node.variable) out_ += variable_text(node.variable->text);
    print_labels(node.labels);
    print_properties(node.properties, node.variable || !node.labels.empty());
    out_ += ')';
  }

  void print_properties(const ExpressionPtr& properties, bool spaced) {
    if (!properties) return;
    if (spaced) out_ += ' ';
    print(*properties);
  }

  void print(const RelationshipPattern& relationship) {
    const bool left =
        relationship.direction == Direction::incoming || relationship.arrows_both_ways;
    const bool right =
        relationship.direction == Direction::outgoing || relationship.arrows_both_ways;
    out_ += left ? "<-" : "-";
    if (relationship.variable || !relationship.types.empty() || relationship.hops ||
        relationship.properties) {
      print_detail(relationship);
    }
    out_ += right ? "->" : "-";
  }

  void print_detail(const RelationshipPattern& relationship) {
    out_ += '[';
    if (relationship.variable) out_ += variable_text(relationship.variable->text);
    if (!relationship.types.empty()) out_ += ':';
    join(relationship.types, "|", [&](const Name& type) { out_ += name_text(type.text); });
    if (relationship.hops) print(*relationship.hops);
    print_properties(relationship.properties, out_.back() != '[');
    out_ += ']';
  }

  void print(const HopRange& hops) {
    out_ += '*';
    if (hops.least) out_ += std::to_string(*hops.least);
    if (hops.exact || (!hops.least && !hops.most)) return;
    out_ += "..";
    if (hops.most) out_ += std::to_string(*hops.most);
  }

  // ---- Clauses and queries

  void print(const Query& query) {
    join(query.branches, query.union_all ? " UNION ALL " : " UNION ",
         [&](const SingleQuery& single) {
           join(single.clauses, " ", [&](const Clause& clause) {
             std::visit([&](const auto& form) { print_clause(form); }, clause.form);
           });
         });
  }

  void print_patterns(const std::vector<PathPattern>& patterns) {
    join(patterns, ", ", [&](const PathPattern& pattern) { print(pattern); });
  }

  void print_clause(const Match& match) {
    out_ += match.optional ? "OPTIONAL MATCH " : "MATCH ";
    print_patterns(match.patterns);
    print_optional(" WHERE ", match.where);
  }

  void print_clause(const Unwind& unwind) {
    out_ += "UNWIND ";
    print(*unwind.list);
    out_ += " AS " + variable_text(unwind.variable.text);
  }

  void print_clause(const With& with) {
    out_ += "WITH ";
    print(with.projection);
    print_optional(" WHERE ", with.where);
  }

  void print_clause(const Return& clause) {
    out_ += "RETURN ";
    print(clause.projection);
  }

  void print(const Projection& projection) {
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

  void print_clause(const Create& create) {
    out_ += "CREATE ";
    print_patterns(create.patterns);
  }

  void print_clause(const Merge& merge) {
    out_ += "MERGE ";
    print(merge.pattern);
    print_set(" ON CREATE SET ", merge.on_create);
    print_set(" ON MATCH SET ", merge.on_match);
  }

  void print_clause(const Set& set) { print_set("SET ", set.items); }

  void print_set(std::string_view keywords, const std::vector<SetItem>& items) {
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

  void print_clause(const Remove& remove) {
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

  void print_clause(const Delete& clause) {
    out_ += clause.detach ? "DETACH DELETE " : "DELETE ";
    print_list(clause.targets);
  }

  void print_clause(const Call& call) {
    out_ += "CALL " + call.name.text;
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

  void print_clause(const CallSubquery& call) {
    out_ += "CALL { ";
    print(*call.query);
    out_ += " }";
  }

  Parentheses parentheses_;
  std::string out_;
};

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

std::string unparse(const PathPattern& pattern) { return printed(pattern, Parentheses::needed); }

}  // namespace chancery::query
