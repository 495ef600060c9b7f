#include "query_generator.h"

#include <algorithm>
#include <utility>

namespace chancery::query {
namespace {

constexpr const char* kKeys[] = {"x", "x", "y", "id", "d", "l", "w"};
constexpr const char* kComparisons[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
constexpr const char* kQuantifiers[] = {"{1,2}", "{0,1}", "{2}", "{1,3}", "{,2}"};
constexpr const char* kParameters[] = {"$number", "$number", "$text", "$nothing"};
constexpr const char* kArrows[][2] = {{"-", "->"}, {"<-", "-"}, {"-", "-"}};

}  // namespace

Map generated_parameters() {
  return {{"number", Value(1)},
          {"text", Value("v1")},
          {"list", List{Value(0), Value(2), Value()}},
          {"nothing", Value()}};
}

std::string QueryGenerator::query() {
  const bool in_union = dice_.chance(10);
  std::string text = single_query(in_union);
  if (!in_union) return text;
  text += dice_.chance(50) ? " UNION " : " UNION ALL ";
  variables_.clear();
  return text + single_query(true);
}

std::string QueryGenerator::single_query(bool in_union) {
  std::string text;
  const unsigned before = 1 + dice_.roll(2);
  for (unsigned i = 0; i < before; ++i) text += reading_clause(i == 0);
  if (dice_.chance(35)) {
    text += with();
    if (dice_.chance(60)) text += reading_clause(false);
  }
  return text + return_clause(in_union);
}

std::string QueryGenerator::reading_clause(bool first) {
  if (dice_.chance(10)) {
    const std::string list = dice_.chance(50) ? "[0, 1, null]" : "[" + literal() + ", 'v1', 2]";
    return "UNWIND " + list + " AS " + fresh("v", Kind::value) + " ";
  }
  if (!first && dice_.chance(12)) return call();
  if (dice_.chance(8)) return shortest_match();
  return match(dice_.chance(first ? 10 : 40));
}

/// CALL (nodes) { ... }, which gives one value a row.
std::string QueryGenerator::call() {
  std::string imported;
  std::vector<Variable> inside;
  for (const Variable& variable : variables_) {
    if (variable.kind != Kind::node || inside.size() == 2) continue;
    imported += (imported.empty() ? "" : ", ") + variable.name;
    inside.push_back(variable);
  }
  const std::vector<Variable> outside = std::exchange(variables_, inside);
  const std::string name = "v" + std::to_string(made_++);
  const auto query = [&] {
    variables_ = inside;
    const std::string read = match(dice_.chance(20));
    return read + "RETURN " + (dice_.chance(40) ? aggregate() : value()) + " AS " + name;
  };
  std::string text = query();
  if (dice_.chance(20)) text += (dice_.chance(50) ? " UNION " : " UNION ALL ") + query();
  variables_ = outside;
  variables_.push_back({name, Kind::value});
  return (dice_.chance(25) ? "OPTIONAL CALL (" : "CALL (") + imported + ") { " + text + " } ";
}

std::string QueryGenerator::paths_query() {
  if (dice_.chance(60)) {
    const std::string text = shortest_match();
    return text + "RETURN " + value() + " AS c0, count(*) AS a, sum(length(" +
           paths_of_known_length().front() + ")) AS l";
  }
  const std::string trails = "MATCH " + node() + relationship(100) + node();
  const std::string more = dice_.chance(30) ? relationship(50) + node() : "";
  const std::string where = dice_.chance(50) ? " WHERE " + predicate(1) : "";
  const std::string columns = property() + " AS c0, " + property() + " AS c1";
  return trails + more + where + " RETURN " +
         (dice_.chance(70) ? "DISTINCT " + columns
                           : columns + ", count(DISTINCT " + value() + ") AS a");
}

/// Of a path that is one among several only the length is defined.
std::string QueryGenerator::shortest_match() {
  constexpr const char* kSome[] = {"shortestPath(", "ANY SHORTEST ", "SHORTEST 2 ",
                                   "SHORTEST 4 PATHS "};
  constexpr const char* kAll[] = {"allShortestPaths(", "ALL SHORTEST ", "SHORTEST 2 GROUPS ",
                                  "SHORTEST 3 PATH GROUPS "};
  const bool all = dice_.chance(50);
  const std::string form = all ? dice_.pick(kAll) : dice_.pick(kSome);
  const std::string start = node();
  const bool called = form.ends_with("(");
  const std::string hop = shortest_hop(called, all);
  const std::string path = fresh("p", all ? Kind::path : Kind::some_path);
  std::string text = (dice_.chance(20) ? "OPTIONAL MATCH " : "MATCH ") + path + " = " + form +
                     start + hop + node() + (called ? ")" : "");
  // A selector's WHERE sees what was selected, which is not defined where it is one among several.
  const bool sees_steps = (called || all) && dice_.chance(50);
  if (dice_.chance(40)) text += " WHERE " + (sees_steps ? steps(path) : predicate(1));
  return text + " ";
}

/// `[:R*1..3]`, or with a WHERE of its own, quantified.
std::string QueryGenerator::shortest_hop(bool called, bool all) {
  const auto& arrow = kArrows[dice_.roll(3)];
  const std::string type = dice_.chance(50) ? ":" + dice_.pick(kTypes) : "";
  const std::string least = std::to_string(dice_.roll(4));
  const std::string properties = dice_.chance(10) ? " {w: " + integer() + "}" : "";
  if (called || dice_.chance(50)) {
    const std::string list = dice_.chance(20) && all ? fresh("s", Kind::list) : "";
    return arrow[0] + ("[" + list + type + "*" + least + "..4" + properties + "]") + arrow[1];
  }
  // Which relationships are in the list is not defined where the path is one among several.
  const std::string name = all ? fresh("s", Kind::list) : "s" + std::to_string(made_++);
  const std::string where =
      dice_.chance(70) ? " WHERE " + name + ".w" + dice_.pick(kComparisons) + integer() : "";
  return arrow[0] + ("[" + name + type + properties + where + "]") + arrow[1] + "{" + least + ",4}";
}

/// A predicate of every node or relationship of a path.
std::string QueryGenerator::steps(const std::string& path) {
  constexpr const char* kKinds[] = {"all", "none", "any"};
  const bool of_nodes = dice_.chance(50);
  const std::string list = std::string(of_nodes ? "nodes(" : "relationships(") + path + ")";
  return dice_.pick(kKinds) + "(e IN " + list + " WHERE e." + (of_nodes ? "x" : "w") +
         dice_.pick(kComparisons) + integer() + ")";
}

std::string QueryGenerator::match(bool optional) {
  std::string text = optional ? "OPTIONAL MATCH " : "MATCH ";
  text += path(dice_.chance(15));
  if (dice_.chance(25)) text += ", " + path(false);
  if (dice_.chance(60)) text += " WHERE " + predicate();
  return text + " ";
}

// ---- Patterns ----------------------------------------------------------------------------------

std::string QueryGenerator::path(bool named) {
  std::string text = node();
  const unsigned hops = dice_.roll(3);
  for (unsigned i = 0; i < hops; ++i) {
    text += dice_.chance(10) ? quantified() : relationship();
    text += node();
  }
  return named ? fresh("p", Kind::path) + " = " + text : text;
}

std::string QueryGenerator::node() {
  std::string text = "(";
  std::string name;
  if (dice_.chance(85)) {
    name = "n" + std::to_string(dice_.roll(4));
    if (!knows(name)) variables_.push_back({name, Kind::node});
    text += name;
  }
  if (dice_.chance(40)) text += labels();
  if (dice_.chance(15)) {
    const std::vector<std::string> values = names(Kind::value);
    if (!values.empty() && dice_.chance(50)) {
      text += " {x: " + dice_.pick(values) + "}";
    } else {
      text += dice_.chance(50) ? " {x: " + integer() + "}" : " {y: 'v1'}";
    }
  } else if (!name.empty() && dice_.chance(8)) {
    text += " WHERE " + name + ".x" + dice_.pick(kComparisons) + integer();
  }
  return text + ")";
}

std::string QueryGenerator::labels() {
  switch (dice_.roll(8)) {
    case 0:
      return ":" + dice_.pick(kLabels) + "|" + dice_.pick(kLabels);
    case 1:
      return ":!" + dice_.pick(kLabels);
    case 2:
      return ":" + dice_.pick(kLabels) + "&" + dice_.pick(kLabels);
    case 3:
      return ":%";
    default:
      return ":" + dice_.pick(kLabels);
  }
}

std::string QueryGenerator::relationship(unsigned variable_percent) {
  std::string inner;
  const bool variable_length = dice_.chance(variable_percent);
  if (dice_.chance(30)) {
    inner = variable_length ? fresh("s", Kind::list) : fresh("r", Kind::relationship);
  }
  if (dice_.chance(50)) inner += ":" + dice_.pick(kTypes);
  if (inner.find(':') != std::string::npos && dice_.chance(30)) inner += "|" + dice_.pick(kTypes);
  if (variable_length) {
    const unsigned least = dice_.roll(4) % 3;
    inner += "*" + std::to_string(least) + ".." + std::to_string(2 + dice_.roll(2));
  }
  if (dice_.chance(10)) {
    inner += " {w: " + integer() + "}";
  } else if (inner.starts_with("r") && dice_.chance(15)) {
    inner +=
        " WHERE " + inner.substr(0, inner.find(':')) + ".w" + dice_.pick(kComparisons) + integer();
  }
  inner = "[" + inner + "]";
  switch (dice_.roll(3)) {
    case 0:
      return "-" + inner + "->";
    case 1:
      return "<-" + inner + "-";
    default:
      return "-" + inner + "-";
  }
}

/// `((g1)-[g2]->(g3) WHERE ...){1,2}`, or the short form. Outside, its variables are lists.
std::string QueryGenerator::quantified() {
  const auto& arrow = kArrows[dice_.roll(3)];
  const std::string type = dice_.chance(50) ? ":" + dice_.pick(kTypes) : "";
  if (dice_.chance(30)) {
    const std::string name = fresh("s", Kind::list);
    const std::string where = " WHERE " + name + ".w" + dice_.pick(kComparisons) + integer();
    return arrow[0] + ("[" + name + type + (dice_.chance(50) ? where : "") + "]") + arrow[1] +
           dice_.pick(kQuantifiers);
  }
  const std::string first = fresh("s", Kind::list);
  const std::string hop = dice_.chance(50) ? fresh("s", Kind::list) : "";
  const std::string last = dice_.chance(50) ? fresh("s", Kind::list) : "";
  std::string text = "((" + first + (dice_.chance(25) ? labels() : "") + ")" + arrow[0];
  text += ("[" + hop + type + "]") + arrow[1];
  if (dice_.chance(20)) text += "(" + (dice_.chance(50) ? labels() : "") + ")-->";
  text += "(" + last + (dice_.chance(25) ? labels() : "") + ")";
  if (dice_.chance(40)) {
    text += " WHERE " + first + ".x" + dice_.pick(kComparisons) +
            (last.empty() || dice_.chance(50) ? integer() : last + ".x");
  }
  return text + ")" + dice_.pick(kQuantifiers);
}

/// Starts at a known node where there is one and makes no variable.
std::string QueryGenerator::anonymous_path() {
  constexpr const char* kHops[] = {"-->", "<--", "--", "-[:R]->", "<-[:S|T]-", "-[:R*1..2]-"};
  const std::vector<std::string> nodes = names(Kind::node);
  std::string text = "(" + (nodes.empty() ? "" : dice_.pick(nodes)) + ")";
  text += dice_.pick(kHops);
  if (!nodes.empty() && dice_.chance(25)) return text + "(" + dice_.pick(nodes) + ")";
  text += dice_.chance(60) ? "(" + labels() + ")" : "()";
  if (dice_.chance(25)) text += dice_.pick(kHops) + "()";
  return text;
}

// ---- Expressions -------------------------------------------------------------------------------

std::string QueryGenerator::integer() { return std::to_string(dice_.roll(3)); }

std::string QueryGenerator::literal() {
  switch (dice_.roll(9)) {
    case 0:
      return "'v" + integer() + "'";
    case 1:
      return "1.5";
    case 5:
      return dice_.pick(kParameters);
    case 2:
      return "date('2020-01-02')";
    case 3:
      return dice_.chance(50) ? "null" : "true";
    case 4:
      return "[0, 1]";
    default:
      return integer();
  }
}

std::string QueryGenerator::property() {
  const std::vector<std::string> values = names(Kind::value);
  if (!values.empty() && dice_.chance(20)) return dice_.pick(values);
  std::vector<std::string> subjects = names(Kind::node);
  for (std::string& name : names(Kind::relationship)) subjects.push_back(std::move(name));
  if (subjects.empty()) return literal();
  const std::string& subject = dice_.pick(subjects);
  return subject + "." + (subject.starts_with("r") ? "w" : dice_.pick(kKeys));
}

std::string QueryGenerator::value(unsigned depth) {
  const std::vector<std::string> values = names(Kind::value);
  const std::vector<std::string> paths = paths_of_known_length();
  const std::vector<std::string> relationships = names(Kind::relationship);
  const std::vector<std::string> lists = names(Kind::list);
  switch (dice_.roll(15)) {
    case 0:
      return shown_variable();
    case 1:
      return values.empty() ? property() : dice_.pick(values);
    case 2:
      return paths.empty() ? property() : "length(" + dice_.pick(paths) + ")";
    case 3:
      return relationships.empty() ? property() : "type(" + dice_.pick(relationships) + ")";
    case 4:
      return lists.empty() ? literal() : "size(" + dice_.pick(lists) + ")";
    case 5:
      return "coalesce(" + property() + ", " + literal() + ")";
    case 6:
      return "[i IN [0, 1, 2] WHERE i > " + integer() + " | " + property() + "]";
    case 7:
      return depth == 0 ? property() : "COUNT { " + anonymous_path() + " }";
    case 12:
      return lists.empty() ? literal() : "[e IN " + dice_.pick(lists) + " | e.w]";
    case 13:
      return depth == 0 ? property() : "size(" + list_of_found() + ")";
    case 8:
      return depth == 0 ? property() : choice();
    default:
      return property();
  }
}

std::string QueryGenerator::choice() {
  const std::string last = " THEN " + value(0) + " ELSE " + literal() + " END";
  const std::string subject = "CASE " + property() + " WHEN ";
  switch (dice_.roll(5)) {
    case 0:
      return subject + literal() + ", " + literal() + last;
    case 1:
      return subject + integer() + " THEN " + value(0) + " WHEN IS NULL, > " + value(0) + last;
    case 2:
      return subject + "STARTS WITH 'v', IN [0, null], = " + property() + last;
    default:
      return "CASE WHEN " + predicate(0) + last;
  }
}

std::string QueryGenerator::shown_variable() {
  std::vector<std::string> shown;
  for (const Variable& variable : variables_) {
    if (variable.kind != Kind::some_path) shown.push_back(variable.name);
  }
  return shown.empty() ? literal() : dice_.pick(shown);
}

/// A list whose items are defined, but not their order.
std::string QueryGenerator::list_of_found() {
  const std::string key = std::string(".") + dice_.pick(kKeys);
  const std::vector<std::string> nodes = names(Kind::node);
  const std::string pattern = "(" + (nodes.empty() ? "" : dice_.pick(nodes)) + ")" +
                              (dice_.chance(50) ? "-->" : "-[:R|S]-") + "(k)";
  const std::string where =
      dice_.chance(50) ? " WHERE k.x" + std::string(dice_.pick(kComparisons)) + literal() : "";
  if (dice_.chance(50)) return "[" + pattern + where + " | k" + key + "]";
  return "COLLECT { MATCH " + pattern + where + " RETURN " + (dice_.chance(30) ? "DISTINCT " : "") +
         "k" + key + " AS k }";
}

std::string QueryGenerator::pattern_predicate() {
  switch (dice_.roll(5)) {
    case 3:
      return literal() + " IN " + list_of_found();
    case 0:
      return "EXISTS { " + anonymous_path() + " }";
    case 1:
      return "EXISTS { MATCH (m" + labels() + ")--(k) WHERE m.x" + dice_.pick(kComparisons) +
             property() + " }";
    case 2:
      return "COUNT { " + anonymous_path() + " }" + dice_.pick(kComparisons) + integer();
    default:
      return names(Kind::node).empty() ? "EXISTS { " + anonymous_path() + " }" : anonymous_path();
  }
}

/// What an index, or the number of an element, may answer.
std::string QueryGenerator::lookup() {
  const std::vector<std::string> nodes = names(Kind::node);
  const std::vector<std::string> relationships = names(Kind::relationship);
  const std::string number = std::to_string(1 + dice_.roll(6));
  const std::string key = property();
  switch (dice_.roll(5)) {
    case 0:
      return "(" + key + " = " + literal() + " OR " + literal() + " = " + key + ")";
    case 1:
      return "any(e IN [0, 'v1', " + literal() + "] WHERE " + key + " = e)";
    case 2:
      return relationships.empty() ? "true" : "id(" + dice_.pick(relationships) + ") = " + number;
    case 3:
      return nodes.empty() ? "true" : "elementId(" + dice_.pick(nodes) + ") = '" + number + "'";
    default:
      return nodes.empty() ? "true"
                           : "(id(" + dice_.pick(nodes) + ") = " + number + " OR " + key + " = " +
                                 literal() + ")";
  }
}

std::string QueryGenerator::predicate(unsigned depth) {
  const std::vector<std::string> nodes = names(Kind::node);
  switch (dice_.roll(depth > 0 ? 15 : 8)) {
    case 0:
      return property() + dice_.pick(kComparisons) + property();
    case 1:
      return property() + " IN " + (dice_.chance(30) ? "$list" : "[0, 2, 'v1', " + literal() + "]");
    case 2:
      return property() + (dice_.chance(50) ? " IS NULL" : " IS NOT NULL");
    case 3:
      return property() + " STARTS WITH 'v'";
    case 4:
      return nodes.size() < 2
                 ? property() + " = 'v1'"
                 : dice_.pick(nodes) + (dice_.chance(50) ? " = " : " <> ") + dice_.pick(nodes);
    case 5:
      return nodes.empty() ? "true" : dice_.pick(nodes) + labels();
    case 8:
      return "NOT (" + predicate(depth - 1) + ")";
    case 9:
      return "(" + predicate(depth - 1) + " OR " + predicate(depth - 1) + ")";
    case 10:
      return "(" + predicate(depth - 1) + " AND " + predicate(depth - 1) + ")";
    case 11:
      return "(" + predicate(depth - 1) + " XOR " + predicate(depth - 1) + ")";
    case 12:
      return pattern_predicate();
    case 13:
      return value(0) + dice_.pick(kComparisons) + value(0);
    case 14:
      return lookup();
    default:
      return property() + dice_.pick(kComparisons) + literal();
  }
}

std::string QueryGenerator::aggregate() {
  const std::vector<std::string> nodes = names(Kind::node);
  switch (dice_.roll(6)) {
    case 0:
      return "count(" + property() + ")";
    case 1:
      return "count(DISTINCT " + property() + ")";
    case 2:
      return "min(" + property() + ")";
    case 3:
      return "max(" + property() + ")";
    case 4:
      return nodes.empty() ? "count(*)" : "sum(" + dice_.pick(nodes) + ".id)";
    default:
      return "count(*)";
  }
}

// ---- Projections -------------------------------------------------------------------------------

std::string QueryGenerator::order_and_page(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) {
    text += (text.empty() ? " ORDER BY " : ", ") + column + (dice_.chance(30) ? " DESC" : "");
  }
  if (dice_.chance(30)) text += " SKIP " + std::to_string(dice_.roll(3));
  if (dice_.chance(50)) text += " LIMIT " + std::to_string(dice_.roll(5));
  return text;
}

std::string QueryGenerator::with() {
  const bool distinct = dice_.chance(25);
  std::vector<Variable> kept;
  std::string items;
  const auto item = [&](const std::string& text, const Variable& variable) {
    items += (items.empty() ? "" : ", ") + text;
    kept.push_back(variable);
  };
  for (const Variable& variable : variables_) {
    if (kept.size() == 3 || variable.kind == Kind::some_path || dice_.chance(50)) continue;
    if (variable.kind == Kind::node && dice_.chance(20)) {
      const Variable renamed{"m" + std::to_string(made_++), Kind::node};
      item(variable.name + " AS " + renamed.name, renamed);
    } else {
      item(variable.name, variable);
    }
  }
  const bool aggregates = dice_.chance(40);
  if (aggregates || kept.empty() || dice_.chance(40)) {
    const Variable made{"v" + std::to_string(made_++), Kind::value};
    item((aggregates ? aggregate() : value()) + " AS " + made.name, made);
  }
  variables_ = kept;
  std::string text = (distinct ? "WITH DISTINCT " : "WITH ") + items;
  if (dice_.chance(25)) {
    std::vector<std::string> columns;
    for (const Variable& variable : kept) columns.push_back(variable.name);
    text += order_and_page(columns);
  }
  if (dice_.chance(30)) text += " WHERE " + predicate(1);
  return text + " ";
}

std::string QueryGenerator::return_clause(bool in_union) {
  std::string items;
  std::vector<std::string> columns;
  const auto item = [&](const std::string& text, const std::string& name) {
    items += (items.empty() ? "" : ", ") + text + " AS " + name;
    columns.push_back(name);
  };
  const unsigned keys = in_union ? 2 : dice_.roll(3);
  for (unsigned i = 0; i < keys; ++i) item(value(), "c" + std::to_string(i));
  bool bags = false;
  if (!in_union && (keys == 0 || dice_.chance(30))) {
    bags = dice_.chance(20);
    const std::string distinct = dice_.chance(30) ? "DISTINCT " : "";
    if (bags) item("collect(" + distinct + property() + ")", kBagColumn);
    if (!bags || dice_.chance(30)) item(aggregate(), "a");
  }
  std::string text = (!bags && dice_.chance(25) ? "RETURN DISTINCT " : "RETURN ") + items;
  if (!in_union && !bags && dice_.chance(35)) text += order_and_page(columns);
  return text;
}

// ---- Names -------------------------------------------------------------------------------------

std::vector<std::string> QueryGenerator::names(Kind kind) const {
  std::vector<std::string> found;
  for (const Variable& variable : variables_) {
    if (variable.kind == kind) found.push_back(variable.name);
  }
  return found;
}

std::vector<std::string> QueryGenerator::paths_of_known_length() const {
  std::vector<std::string> found = names(Kind::path);
  for (std::string& name : names(Kind::some_path)) found.push_back(std::move(name));
  return found;
}

bool QueryGenerator::knows(const std::string& name) const {
  return std::ranges::any_of(variables_,
                             [&](const Variable& variable) { return variable.name == name; });
}

std::string QueryGenerator::fresh(const char* prefix, Kind kind) {
  variables_.push_back({prefix + std::to_string(made_++), kind});
  return variables_.back().name;
}

}  // namespace chancery::query
