#include "eval.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>

#include "chancery/error.h"
#include "eval_forms.h"
#include "label_expression.h"
#include "label_set.h"
#include "operators.h"
#include "spelling.h"

namespace chancery::query {

Evaluator from_slot(Slot slot) {
  auto index = static_cast<std::size_t>(slot);
  return [index](Row& row, Value&) -> const Value& { return row[index]; };
}

void throw_placed(const Error& error, TextSpan span) {
  if (error.place().span || error.kind() >= ErrorKind::input_error) throw;
  ErrorPlace place = error.place();
  place.span = span;
  throw Error(error.kind(), error.detail(), error.phase(), error.what(), std::move(place));
}

namespace {

Evaluator constant(Value value) {
  return [held = std::move(value)](Row&, Value&) -> const Value& { return held; };
}

std::vector<Evaluator> compile_all(const std::vector<ExpressionPtr>& expressions,
                                   ExecContext& context) {
  std::vector<Evaluator> evaluators;
  for (const ExpressionPtr& expression : expressions) {
    evaluators.push_back(compile(*expression, context));
  }
  return evaluators;
}

/// Reads one property without the others. The key may come into being while the query runs.
class PropertyReader {
 public:
  PropertyReader(std::string key, ExecContext& context)
      : key_(std::move(key)), context_(&context) {}

  Value read(const Value& subject) {
    // An updating query may hold what it has deleted; the general way finds that out.
    if (!context_->transaction) {
      if (subject.type() == ValueType::node) return read_stored(subject.as_node().id);
      if (subject.type() == ValueType::relationship) {
        return read_stored(subject.as_relationship().id);
      }
    }
    return property(context_->eval, subject, key_);
  }

 private:
  template <typename Id>
  Value read_stored(Id id) {
    if (!id_) id_ = context_->graph().key_id(key_);
    return id_ ? context_->graph().property(id, *id_) : Value();
  }

  std::string key_;
  ExecContext* context_;
  std::optional<KeyId> id_;
};

Value all_properties(const Value& subject, ExecContext& context) {
  const Function* function = find_function("properties");
  return call(*function, context.eval, std::span(&subject, 1));
}

struct FormCompiler {
  const Expression& expression;
  ExecContext& context;

  Evaluator operator()(const PatternComprehension&) const {
    return compile_subplan(expression, context);
  }
  Evaluator operator()(const PatternExpression&) const {
    return compile_subplan(expression, context);
  }
  Evaluator operator()(const SubqueryExpression&) const {
    return compile_subplan(expression, context);
  }
  template <typename Form>
  Evaluator operator()(const Form& form) const {
    if constexpr (requires { compile_form(form, expression.span, context); }) {
      return compile_form(form, expression.span, context);
    } else {
      return compile_form(form, context);
    }
  }
};

bool has_type(const Value& subject, const std::vector<std::string>& types, const GraphView& graph) {
  std::optional<RelationshipRecord> record = graph.relationship(subject.as_relationship().id);
  if (!record) return false;
  for (const std::string& type : types) {
    if (graph.name(record->type) != type) return false;
  }
  return true;
}

[[noreturn]] void fail_label_test(const Value& subject) {
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("A label test needs a node or a relationship, not {}.",
                          with_article(subject.type())));
}

Value test_expression(const Value& subject, const LabelExpression& expression,
                      const GraphView& graph) {
  if (subject.is_null()) return {};
  if (subject.type() == ValueType::node) return matches(expression, subject.as_node().id, graph);
  if (subject.type() != ValueType::relationship) fail_label_test(subject);
  std::optional<RelationshipRecord> record = graph.relationship(subject.as_relationship().id);
  return record && matches(expression, graph.name(record->type));
}

Value test_labels(const Value& subject, const std::vector<std::string>& labels,
                  const LabelSets& sets, const GraphView& graph) {
  switch (subject.type()) {
    case ValueType::null:
      return {};
    case ValueType::node:
      return sets.contain(subject.as_node().id);
    case ValueType::relationship:
      return has_type(subject, labels, graph);
    default:
      fail_label_test(subject);
  }
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

bool truth(const Value& value) {
  if (value.is_null()) return false;
  if (value.type() == ValueType::boolean) return value.as_bool();
  throw Error(
      ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
      fmt::format("A predicate must be true, false or null, not {}.", with_article(value.type())));
}

Test compile_labels(const LabelPredicate& predicate, ExecContext& context) {
  auto slot = static_cast<std::size_t>(predicate.node);
  return [slot, sets = LabelSets(predicate.labels, context)](Row& row) {
    return row[slot].type() == ValueType::node && sets.contain(row[slot].as_node().id);
  };
}

Test compile_label_expression(const LabelExpressionPredicate& predicate, ExecContext& context) {
  auto slot = static_cast<std::size_t>(predicate.node);
  return [slot, expression = predicate.expression, &context](Row& row) {
    return row[slot].type() == ValueType::node &&
           matches(*expression, row[slot].as_node().id, context.graph());
  };
}

Test compile_property(const PropertyPredicate& predicate, ExecContext& context) {
  auto slot = static_cast<std::size_t>(predicate.subject);
  return [slot, reader = PropertyReader(predicate.key, context),
          wanted = compile(*predicate.value, context), scratch = Value()](Row& row) mutable {
    if (row[slot].is_null()) return false;
    return equal(reader.read(row[slot]), wanted(row, scratch)).value_or(false);
  };
}

}  // namespace

Evaluator compile(const Expression& expression, ExecContext& context) {
  if (expression.slot != kNoSlot) return from_slot(expression.slot);
  return std::visit(FormCompiler{expression, context}, expression.form);
}

Test compile_test(const Expression& expression, ExecContext& context) {
  return [value = compile(expression, context), span = expression.span, scratch = Value()](
             Row& row) mutable { return placed(span, [&] { return truth(value(row, scratch)); }); };
}

Test compile_test(const Predicate& predicate, ExecContext& context) {
  if (const auto* general = std::get_if<ExpressionPredicate>(&predicate)) {
    return compile_test(*general->expression, context);
  }
  if (const auto* labels = std::get_if<LabelPredicate>(&predicate)) {
    return compile_labels(*labels, context);
  }
  if (const auto* labels = std::get_if<LabelExpressionPredicate>(&predicate)) {
    return compile_label_expression(*labels, context);
  }
  return compile_property(std::get<PropertyPredicate>(predicate), context);
}

Test compile_tests(const std::vector<Predicate>& predicates, ExecContext& context) {
  if (predicates.size() == 1) return compile_test(predicates.front(), context);
  std::vector<Test> tests;
  for (const Predicate& predicate : predicates) tests.push_back(compile_test(predicate, context));
  return [held = std::move(tests)](Row& row) {
    for (const Test& test : held) {
      if (!test(row)) return false;
    }
    return true;
  };
}

Evaluator compile_form(const Literal& form, ExecContext&) {
  return [&value = form.value](Row&, Value&) -> const Value& { return value; };
}

Evaluator compile_form(const Parameter& form, ExecContext& context) {
  auto found = context.eval.parameters.find(form.name);
  if (found == context.eval.parameters.end()) {
    throw Error(ErrorKind::parameter_missing, "MissingParameter", Phase::compile,
                fmt::format("The query needs a value for the parameter ${}.", form.name));
  }
  return [&value = found->second](Row&, Value&) -> const Value& { return value; };
}

Evaluator compile_form(const Variable& form, ExecContext&) {
  throw Error(ErrorKind::internal_error,
              fmt::format("The variable {} was not bound to a slot.", form.name));
}

Evaluator compile_form(const CaseSubject&, ExecContext&) {
  throw Error(ErrorKind::internal_error, "The subject of a CASE was not bound to a slot.");
}

Evaluator compile_form(const Property& form, TextSpan span, ExecContext& context) {
  return
      [subject = compile(*form.subject, context), reader = PropertyReader(form.key.text, context),
       span, held = Value()](Row& row, Value& scratch) mutable -> const Value& {
        return scratch = placed(span, [&] { return reader.read(subject(row, held)); });
      };
}

Evaluator compile_form(const LabelTest& form, TextSpan span, ExecContext& context) {
  if (form.label_expression) {
    return [subject = compile(*form.subject, context), &expression = *form.label_expression, span,
            &context, held = Value()](Row& row, Value& scratch) mutable -> const Value& {
      return scratch = placed(span, [&] {
               return test_expression(subject(row, held), expression, context.graph());
             });
    };
  }
  return [subject = compile(*form.subject, context), labels = texts(form.labels),
          sets = LabelSets(texts(form.labels), context), span, &context,
          held = Value()](Row& row, Value& scratch) mutable -> const Value& {
    return scratch = placed(span, [&] {
             return test_labels(subject(row, held), labels, sets, context.graph());
           });
  };
}

Evaluator compile_form(const ListLiteral& form, ExecContext& context) {
  if (form.items.empty()) return constant(List());
  return [items = compile_all(form.items, context), held = Value()](
             Row& row, Value& scratch) mutable -> const Value& {
    List list;
    list.reserve(items.size());
    for (const Evaluator& item : items) list.push_back(item(row, held));
    return scratch = Value(std::move(list));
  };
}

Evaluator compile_form(const MapLiteral& form, ExecContext& context) {
  std::vector<std::pair<std::string, Evaluator>> entries;
  for (const MapEntry& entry : form.entries) {
    entries.emplace_back(entry.key.text, compile(*entry.value, context));
  }
  return [entries = std::move(entries), held = Value()](Row& row,
                                                        Value& scratch) mutable -> const Value& {
    Map map;
    for (const auto& [key, value] : entries) map[key] = value(row, held);
    return scratch = Value(std::move(map));
  };
}

Evaluator compile_form(const MapProjection& form, TextSpan span, ExecContext& context) {
  struct Item {
    MapProjectionItem::Kind kind;
    std::string key;
    Evaluator value;
  };
  std::vector<Item> items;
  for (const MapProjectionItem& item : form.items) {
    items.push_back(
        {item.kind, item.key.text, item.value ? compile(*item.value, context) : Evaluator()});
  }
  return [subject = compile(*form.subject, context), items = std::move(items), span, &context,
          held = Value(), part = Value()](Row& row, Value& scratch) mutable -> const Value& {
    const Value& whole = subject(row, held);
    if (whole.is_null()) return scratch = Value();
    Map map;
    for (const Item& item : items) {
      if (item.kind == MapProjectionItem::Kind::all_properties) {
        Value all = placed(span, [&] { return all_properties(whole, context); });
        for (const auto& [key, value] : all.as_map()) map[key] = value;
      } else if (item.kind == MapProjectionItem::Kind::property) {
        map[item.key] = placed(span, [&] { return property(context.eval, whole, item.key); });
      } else {
        map[item.key] = item.value(row, part);
      }
    }
    return scratch = Value(std::move(map));
  };
}

Evaluator compile_form(const Index& form, TextSpan span, ExecContext& context) {
  return [subject = compile(*form.subject, context), key = compile(*form.index, context), &context,
          span, left = Value(), right = Value()](Row& row, Value& scratch) mutable -> const Value& {
    return scratch = placed(
               span, [&] { return index(context.eval, subject(row, left), key(row, right)); });
  };
}

Evaluator compile_form(const Slice& form, TextSpan span, ExecContext& context) {
  auto optional = [&context](const ExpressionPtr& bound) {
    return bound ? compile(*bound, context) : Evaluator();
  };
  return [subject = compile(*form.subject, context), from = optional(form.from),
          to = optional(form.to), span, held = Value(), low = Value(),
          high = Value()](Row& row, Value& scratch) mutable -> const Value& {
    const Value& list = subject(row, held);
    const Value* low_bound = from ? &from(row, low) : nullptr;
    const Value* high_bound = to ? &to(row, high) : nullptr;
    return scratch = placed(span, [&] { return slice(list, low_bound, high_bound); });
  };
}

}  // namespace chancery::query
