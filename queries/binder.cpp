#include "binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "ast_visit.h"
#include "binder_state.h"
#include "procedures.h"
#include "spelling.h"

namespace chancery::query {

void bind(Statement& statement, const Parameters* parameters, Limits& limits) {
  Binder(statement, parameters, limits).run();
}

namespace {

bool updates(const Clause& clause) {
  return std::visit(
      Overloaded{[](const Create&) { return true; }, [](const Merge&) { return true; },
                 [](const Set&) { return true; }, [](const Remove&) { return true; },
                 [](const Delete&) { return true; }, [](const Foreach&) { return true; },
                 [](const auto&) { return false; }},
      clause.form);
}

std::string_view keyword(const Clause& clause) {
  return std::visit(
      Overloaded{[](const Match& match) { return match.optional ? "OPTIONAL MATCH" : "MATCH"; },
                 [](const Unwind&) { return "UNWIND"; }, [](const With&) { return "WITH"; },
                 [](const Return&) { return "RETURN"; }, [](const Create&) { return "CREATE"; },
                 [](const Merge&) { return "MERGE"; }, [](const Set&) { return "SET"; },
                 [](const Remove&) { return "REMOVE"; }, [](const Delete&) { return "DELETE"; },
                 [](const Call&) { return "CALL"; }, [](const CallSubquery&) { return "CALL"; },
                 [](const Foreach&) { return "FOREACH"; }},
      clause.form);
}

bool imports_only(const Projection& projection) {
  if (projection.distinct || !projection.order_by.empty() || projection.skip || projection.limit) {
    return false;
  }
  for (const ProjectionItem& item : projection.items) {
    const Variable* variable = as<Variable>(*item.expression);
    if (variable == nullptr || variable->name != item.name) return false;
  }
  return true;
}

}  // namespace

// ---- Scopes, slots, errors ---------------------------------------------------------------------

Slot Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    const auto found = scope->names.find(name);
    if (found != scope->names.end()) return found->second;
  }
  return kNoSlot;
}

Slot Binder::new_slot(std::string_view name, StaticType type) {
  statement_.slots.push_back({.name = std::string(name), .types = type.types});
  elements_.push_back(type.elements);
  return static_cast<Slot>(statement_.slots.size() - 1);
}

Slot Binder::declare(Scope& scope, const Name& name, StaticType type) {
  if (scope.find(name.text) != kNoSlot) {
    fail("VariableAlreadyBound", fmt::format("The variable {} is already defined.", name.text),
         name.span);
  }
  const Slot slot = new_slot(name.text, type);
  scope.names.emplace(name.text, slot);
  return slot;
}

StaticType Binder::type_of(Slot slot) const {
  const auto at = static_cast<std::size_t>(slot);
  return {.types = statement_.slots[at].types, .elements = elements_[at]};
}

void Binder::use_parameter(const std::string& name, TextSpan span, bool standalone_argument) {
  if (seen_parameters_.insert(name).second) statement_.parameters.push_back(name);
  if (parameters_ == nullptr || parameters_->find(name) != parameters_->end()) return;
  const std::string asked = parameter_text(name);
  fail("MissingParameter",
       standalone_argument
           ? fmt::format("The procedure takes its argument {} from the parameter {}, which is "
                         "missing.",
                         name, asked)
           : fmt::format("The query asks for the parameter {}, which is missing.", asked),
       span, ErrorKind::parameter_missing);
}

void Binder::fail(std::string detail, const std::string& message, TextSpan span,
                  ErrorKind kind) const {
  ErrorPlace place;
  place.span = span;
  throw Error(kind, std::move(detail), Phase::compile, message, place);
}

void Binder::fail_undefined(const std::string& name, TextSpan span, const Scope& scope,
                            std::string_view advice) const {
  std::vector<std::string> known;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    for (const auto& entry : at->names) known.push_back(entry.first);
  }
  // One or two letters resemble any others.
  const bool guess = advice.empty() || name.size() > 2;
  const std::optional<std::string> meant = guess ? suggest(name, known) : std::nullopt;
  const bool seen = std::ranges::any_of(statement_.slots,
                                        [&](const SlotInfo& slot) { return slot.name == name; });
  if (seen) {
    fail("UndefinedVariable",
         fmt::format("The variable {} is defined elsewhere in the query, but not here; CALL, "
                     "WITH and RETURN pass on only what they name.",
                     name),
         span);
  }
  const std::string text = fmt::format("for text write {}.", string_literal(name));
  fail("UndefinedVariable",
       meant ? fmt::format("The variable {} is not defined; did you mean {}?", name, *meant)
             : fmt::format("The variable {} is not defined; {}", name,
                           advice.empty() ? text : advice),
       span);
}

// ---- Queries -----------------------------------------------------------------------------------

void Binder::run() { bind_query(statement_.query, nullptr, QueryKind::statement); }

void Binder::bind_query(Query& query, const Scope* outer, QueryKind kind) {
  bool first = true;
  for (SingleQuery& single : query.branches) {
    bind_single_query(single, query, outer, kind, first);
    first = false;
  }
}

void Binder::bind_single_query(SingleQuery& single, Query& query, const Scope* outer,
                               QueryKind kind, bool first_branch) {
  check_composition(single, kind);
  Scope scope;
  std::size_t next = 0;
  if (kind == QueryKind::call) {
    // Only a WITH in the first place sees the query around it.
    With* with = as<With>(single.clauses.front());
    if (with != nullptr && !with->is_filter && imports_only(with->projection)) {
      scope = bind_projection(with->projection, *outer, false);
      bind_where(with->where.get(), scope);
      next = 1;
    }
  } else {
    scope.outer = outer;
  }
  while (next + 1 < single.clauses.size()) bind_clause(single.clauses[next++], scope);
  std::vector<std::string> columns;
  if (next < single.clauses.size()) columns = bind_last_clause(single, scope, kind);
  if (first_branch) {
    query.columns = std::move(columns);
  } else {
    check_union_columns(query, single, columns);
  }
}

std::vector<std::string> Binder::bind_last_clause(SingleQuery& single, Scope& scope,
                                                  QueryKind kind) {
  Clause& clause = single.clauses.back();
  Call* call = as<Call>(clause);
  if (call != nullptr) {
    call->standalone = single.clauses.size() == 1 && kind == QueryKind::statement;
  }
  bind_clause(clause, scope);
  std::vector<std::string> columns;
  if (const Return* last = as<Return>(clause)) {
    for (const ProjectionItem& item : last->projection.items) {
      columns.push_back(item.name);
      single.results.push_back(item.slot);
    }
  } else if (call != nullptr && call->standalone) {
    for (const YieldItem& item : call->yields) {
      columns.push_back(item.alias ? item.alias->text : item.field.text);
      single.results.push_back(item.slot);
    }
  } else if (call != nullptr && !call->procedure->outputs.empty() && kind != QueryKind::exists &&
             kind != QueryKind::count) {
    fail("InvalidClauseComposition", "A query cannot end with this CALL; expected RETURN after it.",
         clause.span);
  }
  return columns;
}

void Binder::check_composition(const SingleQuery& single, QueryKind kind) const {
  const Clause& last = single.clauses.back();
  for (const Clause& clause : single.clauses) {
    if (as<Return>(clause) != nullptr && &clause != &last) {
      const Clause& next = (&clause)[1];
      fail("InvalidClauseComposition",
           fmt::format("RETURN ends a query; {} cannot follow it.", keyword(next)), next.span);
    }
    const bool reads_only =
        kind == QueryKind::exists || kind == QueryKind::count || kind == QueryKind::collect;
    if (reads_only && updates(clause)) {
      fail("InvalidClauseComposition",
           fmt::format("{} cannot stand in a subquery of an expression: that may only read.",
                       keyword(clause)),
           clause.span);
    }
  }
  const bool returns = as<Return>(last) != nullptr;
  if (kind == QueryKind::exists || kind == QueryKind::count) return;
  if (kind == QueryKind::collect && !returns) {
    fail("InvalidClauseComposition", "COLLECT { } needs a RETURN of one column.", single.span);
  }
  const bool calls = as<Call>(last) != nullptr || as<CallSubquery>(last) != nullptr;
  if (!returns && !updates(last) && !calls) {
    fail("InvalidClauseComposition",
         fmt::format("A query cannot end with {}; expected RETURN or an update after it.",
                     keyword(last)),
         last.span);
  }
}

void Binder::check_union_columns(const Query& query, const SingleQuery& single,
                                 const std::vector<std::string>& columns) const {
  if (columns == query.columns) return;
  fail("DifferentColumnsInUnion",
       fmt::format("All parts of a UNION must return the same columns: ({}) and ({}) differ.",
                   fmt::join(query.columns, ", "), fmt::join(columns, ", ")),
       single.clauses.back().span);
}

// ---- Clauses -----------------------------------------------------------------------------------

void Binder::bind_clause(Clause& clause, Scope& scope) {
  limits_.check();
  if (updates(clause)) statement_.writes = true;
  std::visit([&](auto& form) { bind_clause(form, scope); }, clause.form);
}

void Binder::bind_clause(Match& match, Scope& scope) {
  const Slot first_new = next_slot();
  for (PathPattern& pattern : match.patterns) bind_match_pattern(pattern, scope, first_new);
  for (PathPattern& pattern : match.patterns) bind_pattern_properties(pattern, scope);
  bind_where(match.where.get(), scope);
}

void Binder::bind_clause(Unwind& unwind, Scope& scope) {
  const StaticType list = bind_plain(*unwind.list, scope);
  // What is no list is a list of one.
  const bool known = list.types == kList;
  unwind.slot = declare(scope, unwind.variable, {.types = known ? list.elements : kAnyType});
}

void Binder::bind_clause(With& with, Scope& scope) {
  Scope after = bind_projection(with.projection, scope, false);
  if (with.where) {
    const bool sees_before = !with.projection.aggregating && !with.projection.distinct;
    const Scope* outer = after.outer;
    if (sees_before) after.outer = &scope;
    bind_where(with.where.get(), after);
    after.outer = outer;
  }
  scope = std::move(after);
}

void Binder::bind_clause(Return& clause, Scope& scope) {
  scope = bind_projection(clause.projection, scope, true);
}

void Binder::bind_clause(Create& create, Scope& scope) {
  const Slot first_new = next_slot();
  for (PathPattern& pattern : create.patterns)
    bind_created_pattern(pattern, scope, first_new, false);
}

void Binder::bind_clause(Merge& merge, Scope& scope) {
  const Slot first_new = next_slot();
  bind_created_pattern(merge.pattern, scope, first_new, true);
  bind_set_items(merge.on_create, scope);
  bind_set_items(merge.on_match, scope);
}

void Binder::bind_clause(Set& set, Scope& scope) { bind_set_items(set.items, scope); }

void Binder::bind_set_items(std::vector<SetItem>& items, const Scope& scope) {
  for (SetItem& item : items) {
    bind_element(*item.target, scope, "SET");
    if (item.kind == SetItem::Kind::labels) require_node(*item.target, item.span);
    if (!item.value) continue;
    if (item.kind == SetItem::Kind::property) {
      bind_property_value(*item.value, scope);
    } else {
      bind_property_map(*item.value, scope);
    }
  }
}

/// Labels are of nodes; what is known to be a relationship has none to change.
void Binder::require_node(const Expression& target, TextSpan span) const {
  if (target.slot == kNoSlot || (type_of(target.slot).types & kNode) != 0) return;
  fail("InvalidArgumentType",
       "Only nodes have labels, and a relationship keeps its type; to change it, create another.",
       span);
}

/// A node or relationship that is about to change.
void Binder::bind_element(Expression& target, const Scope& scope, std::string_view clause) {
  const StaticType type = bind_plain(target, scope);
  require(kNode | kRelationship, type, target, fmt::format("{} takes", clause));
}

void Binder::bind_clause(Remove& remove, Scope& scope) {
  for (RemoveItem& item : remove.items) {
    bind_element(*item.target, scope, "REMOVE");
    if (!item.key) require_node(*item.target, item.span);
  }
}

void Binder::bind_clause(Delete& clause, Scope& scope) {
  for (ExpressionPtr& target : clause.targets) {
    if (as<LabelTest>(*target) != nullptr) {
      fail("InvalidDelete",
           "DELETE takes nodes, relationships and paths; to drop a label write "
           "REMOVE.",
           target->span);
    }
    const StaticType type = bind_plain(*target, scope);
    require(kNode | kRelationship | kPath, type, *target, "DELETE takes");
  }
}

/// What `CALL (a, b) { }` may use of the query around it.
Scope Binder::imported_scope(const CallSubquery& call, const Scope& scope) const {
  Scope imported;
  for (const Name& name : *call.imported) {
    const Slot slot = scope.find(name.text);
    if (slot == kNoSlot) fail_undefined(name.text, name.span, scope);
    imported.names.emplace(name.text, slot);
  }
  if (call.imports_all) imported.outer = &scope;
  return imported;
}

void Binder::bind_clause(CallSubquery& call, Scope& scope) {
  if (call.imported) {
    const Scope imported = imported_scope(call, scope);
    bind_query(*call.query, &imported, QueryKind::call_in_scope);
  } else {
    bind_query(*call.query, &scope, QueryKind::call);
  }
  call.unit = call.query->columns.empty();
  const std::vector<Slot>& results = call.query->branches.front().results;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::string& name = call.query->columns[i];
    if (scope.find(name) != kNoSlot) {
      fail("VariableAlreadyBound",
           fmt::format("The subquery returns {}, which is already defined outside.", name),
           call.query->branches.front().clauses.back().span);
    }
    scope.names.emplace(name, results[i]);
  }
}

void Binder::check_updates(const Foreach& loop) const {
  for (const Clause& clause : loop.updates->branches.front().clauses) {
    if (updates(clause)) continue;
    fail("InvalidClauseComposition",
         fmt::format("{0} cannot stand in FOREACH, which only updates; in its place write UNWIND "
                     "list AS {1} and {0} behind it.",
                     keyword(clause), loop.variable.text),
         clause.span);
  }
}

void Binder::bind_clause(Foreach& loop, Scope& scope) {
  check_updates(loop);
  const StaticType list = bind_plain(*loop.list, scope);
  require(kList, list, *loop.list, "FOREACH takes");
  Scope inside = {.names = {}, .outer = &scope};
  loop.slot = declare(inside, loop.variable, {.types = list.elements});
  bind_query(*loop.updates, &inside, QueryKind::call_in_scope);
}

}  // namespace chancery::query
