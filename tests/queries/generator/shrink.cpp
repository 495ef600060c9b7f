#include "shrink.h"

#include "ast.h"
#include "parser.h"

namespace chancery::query {
namespace {

/// Walks a tree and applies the step with a given number; a tree is not copyable, so each smaller
/// query is made from a tree of its own.
class Step {
 public:
  explicit Step(std::size_t number) : left_(number) {}

  /// False: the tree has no step of that number.
  bool apply(Statement& statement) {
    Query& query = statement.query;
    for (std::size_t i = 0; query.branches.size() > 1 && i < query.branches.size(); ++i) {
      if (now()) return erase(query.branches, i);
    }
    return this->query(query);
  }

 private:
  bool now() {
    if (left_ == 0) return true;
    --left_;
    return false;
  }

  template <typename T>
  static bool erase(std::vector<T>& items, std::size_t at) {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    return true;
  }
  bool drop(ExpressionPtr& optional) {
    if (!optional) return false;
    if (!now()) return expression(optional);
    optional.reset();
    return true;
  }
  template <typename T>
  bool drop_any(std::vector<T>& items, std::size_t keep) {
    for (std::size_t i = 0; items.size() > keep && i < items.size(); ++i) {
      if (now()) return erase(items, i);
    }
    return false;
  }
  bool unset(bool& flag) {
    if (!flag || !now()) return false;
    flag = false;
    return true;
  }

  bool query(Query& query) {
    for (SingleQuery& branch : query.branches) {
      if (drop_any(branch.clauses, 1)) return true;
      for (Clause& clause : branch.clauses) {
        if (std::visit([this](auto& form) { return this->clause(form); }, clause.form)) return true;
      }
    }
    return false;
  }

  template <typename Other>
  bool clause(Other&) {
    return false;
  }
  bool clause(Match& match) {
    if (drop_any(match.patterns, 1) || unset(match.optional) || drop(match.where)) return true;
    for (PathPattern& path : match.patterns) {
      if (pattern(path)) return true;
    }
    return false;
  }
  bool clause(Unwind& unwind) { return expression(unwind.list); }
  bool clause(With& with) { return drop(with.where) || projection(with.projection); }
  bool clause(Return& last) { return projection(last.projection); }

  bool projection(Projection& projection) {
    if (drop_any(projection.items, 1) || unset(projection.distinct)) return true;
    if (drop(projection.skip) || drop(projection.limit)) return true;
    // Without a total order SKIP and LIMIT have no one answer.
    if (!projection.skip && !projection.limit && drop_any(projection.order_by, 0)) return true;
    for (ProjectionItem& item : projection.items) {
      if (expression(item.expression)) return true;
    }
    return false;
  }

  bool pattern(PathPattern& path) {
    if (!path.relationships.empty()) {
      if (now()) {
        path.relationships.pop_back();
        path.nodes.pop_back();
        return true;
      }
      if (now()) return erase(path.relationships, 0) && erase(path.nodes, 0);
    }
    if (path.variable && now()) {
      path.variable.reset();
      return true;
    }
    for (NodePattern& node : path.nodes) {
      if (element(node, node.labels, node.label_expression)) return true;
    }
    for (RelationshipPattern& relationship : path.relationships) {
      if (element(relationship, relationship.types, relationship.type_expression)) return true;
      if (relationship.hops && now()) {
        relationship.hops.reset();
        return true;
      }
    }
    return false;
  }

  template <typename Element>
  bool element(Element& element, std::vector<Name>& names, LabelExpressionPtr& label_expression) {
    if (drop_any(names, 0) || drop(element.properties) || drop(element.where)) return true;
    if (label_expression && now()) {
      label_expression.reset();
      return true;
    }
    if (element.variable && now()) {
      element.variable.reset();
      return true;
    }
    return false;
  }

  /// Puts a part of an expression in its place, or makes a part smaller.
  bool expression(ExpressionPtr& whole) {
    const std::vector<ExpressionPtr*> parts = parts_of(*whole);
    if (as<Logical>(*whole) || as<Unary>(*whole) || as<Case>(*whole)) {
      for (ExpressionPtr* part : parts) {
        if (!now()) continue;
        ExpressionPtr kept = std::move(*part);
        whole = std::move(kept);
        return true;
      }
    }
    for (ExpressionPtr* part : parts) {
      if (expression(*part)) return true;
    }
    if (auto* inner = as<SubqueryExpression>(*whole)) return query(*inner->query);
    if (auto* inner = as<PatternExpression>(*whole)) return pattern(inner->pattern);
    return false;
  }

  static std::vector<ExpressionPtr*> parts_of(Expression& whole) {
    std::vector<ExpressionPtr*> parts;
    const auto add = [&](std::vector<ExpressionPtr>& items) {
      for (ExpressionPtr& item : items) parts.push_back(&item);
    };
    if (auto* logical = as<Logical>(whole)) add(logical->operands);
    if (auto* unary = as<Unary>(whole)) parts.push_back(&unary->operand);
    if (auto* comparison = as<Comparison>(whole)) add(comparison->operands);
    if (auto* call = as<FunctionCall>(whole)) add(call->arguments);
    if (auto* list = as<ListComprehension>(whole)) parts.push_back(&list->projection);
    if (auto* choice = as<Case>(whole)) {
      for (CaseAlternative& alternative : choice->alternatives) {
        for (CaseCondition& condition : alternative.when) {
          if (!condition.tests_subject) parts.push_back(&condition.expression);
        }
        parts.push_back(&alternative.then);
      }
      parts.push_back(&choice->otherwise);
    }
    std::erase_if(parts, [](const ExpressionPtr* part) { return *part == nullptr; });
    return parts;
  }

  std::size_t left_;
};

}  // namespace

std::vector<std::string> smaller_queries(const std::string& query) {
  std::vector<std::string> smaller;
  for (std::size_t number = 0;; ++number) {
    Statement statement = parse(query);
    if (!Step(number).apply(statement)) return smaller;
    smaller.push_back(unparse(statement));
  }
}

FailingCase shrink(FailingCase failing, const std::function<bool(const FailingCase&)>& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const std::string& query : smaller_queries(failing.query)) {
      FailingCase candidate{query, failing.graph};
      if (!fails(candidate)) continue;
      failing = std::move(candidate);
      smaller = true;
      break;
    }
    for (std::size_t i = failing.graph.size(); i-- > 0;) {
      FailingCase candidate{failing.query, failing.graph.without(i)};
      if (!fails(candidate)) continue;
      failing = std::move(candidate);
      smaller = true;
      break;
    }
  }
  return failing;
}

}  // namespace chancery::query
