#include "unknown_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ast_visit.h"
#include "chancery/folding.h"
#include "functions.h"

namespace chancery::query {
namespace {

/// "line 2, column 7", counted from one in code points.
std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("line {}, column {}", std::count(before.begin(), before.end(), '\n') + 1,
                     code_point_count(before.substr(line_start)) + 1);
}

enum class NameKind { label, type, key };

class NameWarner {
 public:
  NameWarner(const Statement& statement, std::string_view text, const GraphView& graph)
      : statement_(statement), text_(text), graph_(graph) {}

  std::vector<std::string> run() {
    written_ = true;
    query(statement_.query);
    written_ = false;
    query(statement_.query);
    return std::move(warnings_);
  }

 private:
  void query(const Query& query) {
    for (const SingleQuery& branch : query.branches) {
      for (const Clause& clause : branch.clauses) {
        std::visit([this](const auto& form) { (*this)(form); }, clause.form);
      }
    }
  }

 public:
  void operator()(const Match& clause) {
    for (const PathPattern& each : clause.patterns) pattern(each, false);
    optional(clause.where);
  }
  void operator()(const Unwind& clause) { expression(*clause.list); }
  void operator()(const With& clause) {
    projection(clause.projection);
    optional(clause.where);
  }
  void operator()(const Return& clause) { projection(clause.projection); }
  void operator()(const Create& clause) {
    for (const PathPattern& each : clause.patterns) pattern(each, true);
  }
  void operator()(const Merge& clause) {
    pattern(clause.pattern, true);
    items(clause.on_create);
    items(clause.on_match);
  }
  void operator()(const Set& clause) { items(clause.items); }
  void operator()(const Remove& clause) {
    for (const RemoveItem& item : clause.items) expression(*item.target);
  }
  void operator()(const Delete& clause) {
    for (const ExpressionPtr& target : clause.targets) expression(*target);
  }
  void operator()(const Call& clause) {
    for (const ExpressionPtr& argument : clause.arguments) expression(*argument);
    optional(clause.where);
  }
  void operator()(const CallSubquery& clause) { query(*clause.query); }
  void operator()(const Foreach& clause) {
    expression(*clause.list);
    query(*clause.updates);
  }

 private:
  void optional(const ExpressionPtr& pointer) {
    if (pointer) expression(*pointer);
  }

  void projection(const Projection& projection) {
    for (const ProjectionItem& item : projection.items) expression(*item.expression);
    for (const SortItem& item : projection.order_by) expression(*item.expression);
  }

  void items(const std::vector<SetItem>& items) {
    for (const SetItem& item : items) {
      if (!item.key.text.empty()) found(NameKind::key, item.key, true);
      for (const Name& label : item.labels) found(NameKind::label, label, true);
      optional(item.value);
      if (item.value) map_keys(*item.value, true);
    }
  }

  void names_of(const PathPattern& pattern, bool creates) {
    for (const NodePattern& node : pattern.nodes) {
      for (const Name& label : node.labels) found(NameKind::label, label, creates);
      expression_names(node.label_expression, NameKind::label);
      if (node.properties) map_keys(*node.properties, creates);
    }
    for (const RelationshipPattern& relationship : pattern.relationships) {
      for (const Name& type : relationship.types) found(NameKind::type, type, creates);
      expression_names(relationship.type_expression, NameKind::type);
      if (relationship.properties) map_keys(*relationship.properties, creates);
      if (relationship.quantified) names_of(relationship.quantified->pattern, creates);
    }
  }

  void pattern(const PathPattern& pattern, bool creates) {
    names_of(pattern, creates);
    for_each_in_pattern(pattern, [this](const Expression& each) { expression(each); });
  }

  void expression_names(const LabelExpressionPtr& expression, NameKind kind) {
    if (expression) expression_names(*expression, kind);
  }
  void expression_names(const LabelExpression& expression, NameKind kind) {
    if (expression.kind == LabelExpression::Kind::name) found(kind, expression.name, false);
    for (const LabelExpression& operand : expression.operands) expression_names(operand, kind);
  }

  void map_keys(const Expression& map, bool creates) {
    if (const auto* literal = as<MapLiteral>(map)) {
      for (const MapEntry& entry : literal->entries) found(NameKind::key, entry.key, creates);
    }
  }

  void expression(const Expression& expression) {
    if (const auto* property = as<Property>(expression)) {
      if (is_entity(*property->subject)) found(NameKind::key, property->key, false);
    } else if (const auto* test = as<LabelTest>(expression)) {
      label_test(*test);
    } else if (const auto* projection = as<MapProjection>(expression)) {
      projected_keys(*projection);
    } else if (const auto* comprehension = as<PatternComprehension>(expression)) {
      pattern(comprehension->pattern, false);
    } else if (const auto* predicate = as<PatternExpression>(expression)) {
      pattern(predicate->pattern, false);
    } else if (const auto* subquery = as<SubqueryExpression>(expression)) {
      query(*subquery->query);
    }
    for_each_child(expression, [this](const Expression& child) { this->expression(child); });
  }

  void projected_keys(const MapProjection& projection) {
    if (!is_entity(*projection.subject)) return;
    for (const MapProjectionItem& item : projection.items) {
      if (item.kind == MapProjectionItem::Kind::property) found(NameKind::key, item.key, false);
    }
  }

  /// `r:KNOWS` asks for a relationship's type.
  void label_test(const LabelTest& test) {
    const TypeSet types = types_of(*test.subject);
    for (const Name& label : test.labels) {
      if (types == kNode) found(NameKind::label, label, false);
      if (types == kRelationship) found(NameKind::type, label, false);
    }
    if (types == kNode) expression_names(test.label_expression, NameKind::label);
    if (types == kRelationship) expression_names(test.label_expression, NameKind::type);
  }

  TypeSet types_of(const Expression& subject) const {
    const bool variable = as<Variable>(subject) != nullptr && subject.slot != kNoSlot;
    return variable ? statement_.slots[static_cast<std::size_t>(subject.slot)].types : kAnyType;
  }

  bool is_entity(const Expression& subject) const {
    const TypeSet types = types_of(subject);
    return types != 0 && (types & ~(kNode | kRelationship)) == 0;
  }

  bool knows(NameKind kind, const std::string& name) const {
    switch (kind) {
      case NameKind::label:
        return graph_.label_id(name).has_value();
      case NameKind::type:
        return graph_.type_id(name).has_value();
      case NameKind::key:
        return graph_.key_id(name).has_value();
    }
    return true;
  }

  std::vector<std::string> candidates(NameKind kind) const {
    std::vector<std::string> names;
    const auto collect = [&](const auto& ids) {
      for (const auto id : ids) names.emplace_back(graph_.name(id));
    };
    if (kind == NameKind::label) collect(graph_.labels());
    if (kind == NameKind::type) collect(graph_.types());
    if (kind == NameKind::key) collect(graph_.keys());
    return names;
  }

  void found(NameKind kind, const Name& name, bool creates) {
    if (written_) {
      if (creates) own_.emplace(kind, name.text);
      return;
    }
    if (creates || own_.contains({kind, name.text}) || knows(kind, name.text)) return;
    if (!warned_.emplace(kind, name.text).second) return;
    constexpr const char* kSays[] = {"No node has the label {}", "No relationship is of type {}",
                                     "Nothing has the property {}"};
    std::string text = fmt::format(fmt::runtime(kSays[static_cast<int>(kind)]), name.text);
    text += fmt::format(" ({})", place_of(text_, name.span.start));
    if (const auto meant = suggest(name.text, candidates(kind))) {
      text += fmt::format("; did you mean {}?", *meant);
    } else {
      text += ".";
    }
    warnings_.push_back(std::move(text));
  }

  const Statement& statement_;
  std::string_view text_;
  const GraphView& graph_;
  bool written_ = false;  ///< the first pass, which gathers what the statement writes
  std::set<std::pair<NameKind, std::string>> own_;
  std::set<std::pair<NameKind, std::string>> warned_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::vector<std::string> warn_of_unknown_names(const Statement& statement, std::string_view text,
                                               const GraphView& graph) {
  return NameWarner(statement, text, graph).run();
}

}  // namespace chancery::query
