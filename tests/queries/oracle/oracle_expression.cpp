#include <algorithm>
#include <cctype>

#include "ast_visit.h"
#include "chancery/temporal_functions.h"
#include "oracle.h"

namespace chancery::query {
namespace {

using Truth = std::optional<bool>;

Value to_value(Truth truth) { return truth ? Value(*truth) : Value(); }
Truth to_truth(const Value& value) {
  return value.is_null() ? std::nullopt : Truth(value.as_bool());
}

std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(letter));
  return text;
}

bool is_aggregate(const FunctionCall& call) {
  const std::string name = lower(call.name.text);
  return call.star || name == "count" || name == "sum" || name == "min" || name == "max" ||
         name == "collect";
}

Truth ordered(ComparisonOperator op, const Value& a, const Value& b) {
  const auto order = compare(a, b);
  if (!order) return std::nullopt;
  switch (op) {
    case ComparisonOperator::less:
      return *order < 0;
    case ComparisonOperator::less_or_equal:
      return *order <= 0;
    case ComparisonOperator::greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

Truth compared(ComparisonOperator op, const Value& a, const Value& b) {
  if (op == ComparisonOperator::equal) return equal(a, b);
  if (op != ComparisonOperator::not_equal) return ordered(op, a, b);
  const Truth same = equal(a, b);
  return same ? Truth(!*same) : std::nullopt;
}

/// Kleene's connectives, as their truth tables have them.
Truth joined(LogicalOperator op, Truth a, Truth b) {
  if (op == LogicalOperator::exclusive_or) {
    return a && b ? Truth(*a != *b) : std::nullopt;
  }
  const bool decides = op == LogicalOperator::disjunction;
  if (a == Truth(decides) || b == Truth(decides)) return decides;
  return a && b ? Truth(!decides) : std::nullopt;
}

Truth element_of(const Value& wanted, const List& list) {
  Truth found = false;
  for (const Value& item : list) {
    found = joined(LogicalOperator::disjunction, found, equal(wanted, item));
  }
  return found;
}

}  // namespace

bool aggregates(const Expression& expression) {
  const auto* call = as<FunctionCall>(expression);
  bool found = call != nullptr && is_aggregate(*call);
  for_each_child(expression, [&](const Expression& child) { found = found || aggregates(child); });
  return found;
}

bool Oracle::is_true(const Expression* predicate, const Bindings& row) {
  return predicate == nullptr || to_truth(evaluate(*predicate, row)) == Truth(true);
}

Value Oracle::evaluate(const Expression& expression, const Bindings& row, const Group* group) {
  const auto part = [&](const ExpressionPtr& child) { return evaluate(*child, row, group); };
  return std::visit(
      Overloaded{
          [](const Literal& form) { return form.value; },
          [&](const Variable& form) { return row.at(form.name); },
          [&](const Property& form) { return property(part(form.subject), form.key.text); },
          [&](const LabelTest& form) { return label_test(form, part(form.subject)); },
          [&](const ListLiteral& form) {
            List items;
            for (const ExpressionPtr& item : form.items) items.push_back(part(item));
            return Value(std::move(items));
          },
          [&](const MapLiteral& form) {
            Map entries;
            for (const MapEntry& entry : form.entries) {
              entries.emplace(entry.key.text, part(entry.value));
            }
            return Value(std::move(entries));
          },
          [&](const Unary& form) {
            const Value operand = part(form.operand);
            if (form.op == UnaryOperator::is_null) return Value(operand.is_null());
            if (form.op == UnaryOperator::is_not_null) return Value(!operand.is_null());
            if (form.op != UnaryOperator::logical_not) throw std::logic_error("arithmetic");
            return operand.is_null() ? Value() : Value(!operand.as_bool());
          },
          [&](const Binary& form) { return binary(form.op, part(form.left), part(form.right)); },
          [&](const Comparison& form) { return comparison(form, row, group); },
          [&](const Logical& form) { return logical(form, row, group); },
          [&](const CaseSubject&) { return row.at(""); },
          [&](const Case& form) { return case_of(form, row, group); },
          [&](const FunctionCall& form) { return call(form, row, group); },
          [&](const ListComprehension& form) { return comprehension(form, row, group); },
          [&](const Parameter& form) { return parameters_.at(form.name); },
          [&](const Quantifier& form) { return quantified(form, row, group); },
          [&](const PatternComprehension& form) { return comprehension(form, row); },
          [&](const PatternExpression& form) { return Value(exists(form.pattern, row)); },
          [&](const SubqueryExpression& form) {
            const Table table = answer(*form.query, row);
            if (form.kind == SubqueryKind::exists) return Value(table.count > 0);
            if (form.kind == SubqueryKind::count) {
              return Value(static_cast<std::int64_t>(table.count));
            }
            List values;
            for (const List& found : table.rows) values.push_back(found.at(0));
            return Value(std::move(values));
          },
          [](const auto&) -> Value {
            throw std::logic_error("the oracle does not know this expression");
          }},
      expression.form);
}

Value Oracle::property(const Value& subject, const std::string& key) const {
  if (subject.is_null()) return {};
  const Map& properties = subject.type() == ValueType::node
                              ? graph_.nodes.at(subject.as_node().id).properties
                              : graph_.relationships.at(subject.as_relationship().id).properties;
  const auto at = properties.find(key);
  return at == properties.end() ? Value() : at->second;
}

Value Oracle::label_test(const LabelTest& form, const Value& subject) const {
  if (subject.is_null()) return {};
  const std::set<std::string> names =
      subject.type() == ValueType::node
          ? graph_.nodes.at(subject.as_node().id).labels
          : std::set{graph_.relationships.at(subject.as_relationship().id).type};
  return std::ranges::all_of(form.labels,
                             [&](const Name& label) { return names.contains(label.text); }) &&
         (!form.label_expression || holds(*form.label_expression, names));
}

Value Oracle::binary(BinaryOperator op, const Value& left, const Value& right) const {
  if (op == BinaryOperator::in) {
    return right.is_null() ? Value() : to_value(element_of(left, right.as_list()));
  }
  if (op != BinaryOperator::starts_with) throw std::logic_error("the oracle knows no arithmetic");
  if (left.type() != ValueType::string || right.type() != ValueType::string) return {};
  return left.as_string().starts_with(right.as_string());
}

Value Oracle::comparison(const Comparison& form, const Bindings& row, const Group* group) {
  Truth all = true;
  for (std::size_t i = 0; i < form.operators.size(); ++i) {
    const Truth pair = compared(form.operators[i], evaluate(*form.operands[i], row, group),
                                evaluate(*form.operands[i + 1], row, group));
    all = joined(LogicalOperator::conjunction, all, pair);
  }
  return to_value(all);
}

Value Oracle::logical(const Logical& form, const Bindings& row, const Group* group) {
  Truth truth = to_truth(evaluate(*form.operands[0], row, group));
  for (std::size_t i = 1; i < form.operands.size(); ++i) {
    truth = joined(form.op, truth, to_truth(evaluate(*form.operands[i], row, group)));
  }
  return to_value(truth);
}

Value Oracle::case_of(const Case& form, const Bindings& row, const Group* group) {
  Bindings inside = row;
  if (form.subject) inside.insert_or_assign("", evaluate(*form.subject, row, group));
  const auto fits = [&](const CaseCondition& condition) {
    const Value value = evaluate(*condition.expression, inside, group);
    const bool compares = form.subject && !condition.tests_subject;
    return (compares ? equal(inside.at(""), value) : to_truth(value)) == Truth(true);
  };
  for (const CaseAlternative& alternative : form.alternatives) {
    if (std::ranges::any_of(alternative.when, fits)) return evaluate(*alternative.then, row, group);
  }
  return form.otherwise ? evaluate(*form.otherwise, row, group) : Value();
}

Value Oracle::comprehension(const ListComprehension& form, const Bindings& row,
                            const Group* group) {
  const Value list = evaluate(*form.list, row, group);
  if (list.is_null()) return {};
  List made;
  for (const Value& item : list.as_list()) {
    Bindings inner = row;
    inner.insert_or_assign(form.variable.text, item);
    if (!is_true(form.where.get(), inner)) continue;
    made.push_back(form.projection ? evaluate(*form.projection, inner, group) : item);
  }
  return made;
}

Value Oracle::comprehension(const PatternComprehension& form, const Bindings& row) {
  List made;
  match({&form.pattern, 1}, form.where.get(), row,
        [&](const Bindings& found) { made.push_back(evaluate(*form.projection, found)); });
  return made;
}

Value Oracle::quantified(const Quantifier& form, const Bindings& row, const Group* group) {
  const Value list = evaluate(*form.list, row, group);
  if (list.is_null()) return {};
  Truth all = true;
  Truth any = false;
  for (const Value& item : list.as_list()) {
    Bindings inner = row;
    inner.insert_or_assign(form.variable.text, item);
    const Truth holds = to_truth(evaluate(*form.where, inner, group));
    all = joined(LogicalOperator::conjunction, all, holds);
    any = joined(LogicalOperator::disjunction, any, holds);
  }
  if (form.kind == QuantifierKind::all) return to_value(all);
  if (form.kind == QuantifierKind::any) return to_value(any);
  if (form.kind == QuantifierKind::none) return to_value(any ? Truth(!*any) : any);
  throw std::logic_error("the oracle does not know single()");
}

Value Oracle::call(const FunctionCall& form, const Bindings& row, const Group* group) {
  if (is_aggregate(form)) return aggregate(form, *group);
  const std::string name = lower(form.name.text);
  List arguments;
  for (const ExpressionPtr& argument : form.arguments) {
    arguments.push_back(evaluate(*argument, row, group));
  }
  if (name == "coalesce") {
    for (const Value& argument : arguments) {
      if (!argument.is_null()) return argument;
    }
    return {};
  }
  if (arguments.at(0).is_null()) return {};
  if (name == "date") return *parse_date(arguments[0].as_string());
  if (name == "id" || name == "elementid") {
    const bool node = arguments[0].type() == ValueType::node;
    const auto id = static_cast<std::int64_t>(node ? raw(arguments[0].as_node().id)
                                                   : raw(arguments[0].as_relationship().id));
    return name == "id" ? Value(id) : Value(std::to_string(id));
  }
  if (name == "type") return graph_.relationships.at(arguments[0].as_relationship().id).type;
  if (name == "size") return static_cast<std::int64_t>(arguments[0].as_list().size());
  if (name == "length") {
    return static_cast<std::int64_t>(arguments[0].as_path().relationships.size());
  }
  if (name == "nodes") {
    const std::vector<Node>& nodes = arguments[0].as_path().nodes;
    return List(nodes.begin(), nodes.end());
  }
  if (name == "relationships") {
    const std::vector<Relationship>& relationships = arguments[0].as_path().relationships;
    return List(relationships.begin(), relationships.end());
  }
  throw std::logic_error("the oracle does not know the function " + name);
}

Value Oracle::aggregate(const FunctionCall& form, const Group& group) {
  if (form.star) return static_cast<std::int64_t>(group.size());
  List values;
  for (const Bindings& row : group) {
    Value value = evaluate(*form.arguments.at(0), row);
    const auto same = [&](const Value& other) { return equivalent(value, other); };
    if (value.is_null() || (form.distinct && std::ranges::any_of(values, same))) continue;
    values.push_back(std::move(value));
  }
  const std::string name = lower(form.name.text);
  if (name == "count") return static_cast<std::int64_t>(values.size());
  if (name == "collect") return values;
  if (name == "sum") {
    std::int64_t sum = 0;
    for (const Value& value : values) sum += value.as_integer();
    return sum;
  }
  if (values.empty()) return {};
  const auto less = [](const Value& a, const Value& b) { return order(a, b) < 0; };
  return name == "min" ? *std::ranges::min_element(values, less)
                       : *std::ranges::max_element(values, less);
}

}  // namespace chancery::query
