#include "update_generator.h"

namespace chancery::query {
namespace {

constexpr const char* kDirectedArrows[][2] = {{"-", "->"}, {"<-", "-"}};
constexpr const char* kNewLabels[] = {"A", "B", "C", "D"};

}  // namespace

std::string UpdateGenerator::statement() {
  std::string text = reading();
  text += update(false);
  if (dice_.chance(30) && nodes_ && !null_) {
    text += "WITH n MATCH (n)-[r]-(m) ";
    pair_ = relation_ = true;
    text += update(false);
  }
  return text + (dice_.chance(40) ? update(true) : "");
}

std::string UpdateGenerator::reading() {
  const unsigned kind = dice_.roll(6);
  nodes_ = kind > 0;
  relation_ = kind == 1 || kind == 2;
  pair_ = relation_ || kind == 3;
  null_ = kind == 4;
  switch (kind) {
    case 0:
      return "UNWIND [0, 1, 0, 2] AS n ";
    case 1:
      return "MATCH " + node("n") + "-[r:" + dice_.pick(kTypes) + "]->(m) ";
    case 2:
      return "MATCH " + node("n") + "-[r]-" + node("m") + " WHERE r.w > 0 ";
    case 3:
      return "MATCH " + node("n") + ", " + node("m") + " WHERE n.id < m.id ";
    case 4:
      return "OPTIONAL MATCH (n:" + dice_.pick(kLabels) + " {x: 1}) ";
    default:
      return "MATCH " + node("n") + " WHERE n.x = 1 OR n.y = 'v1' ";
  }
}

std::string UpdateGenerator::update(bool last) {
  if (last && nodes_ && dice_.chance(50)) return deletion();
  if (dice_.chance(20)) return loop();
  if (nodes_ && (null_ || dice_.chance(45))) return dice_.chance(60) ? set() : remove();
  return dice_.chance(50) ? create() : merge();
}

std::string UpdateGenerator::create() {
  const auto& arrow = kDirectedArrows[dice_.roll(2)];
  const std::string hop =
      arrow[0] + ("[:" + dice_.pick(kTypes)) + (dice_.chance(50) ? " {w: 2}]" : "]") + arrow[1];
  const std::string made = std::string("(:") + dice_.pick(kNewLabels) + map() + ")";
  if (!nodes_) return "CREATE " + made + (dice_.chance(50) ? hop + "(:A:B {x: n}) " : " ");
  return "CREATE (n)" + hop + (pair_ && dice_.chance(50) ? "(m) " : made + " ");
}

std::string UpdateGenerator::merge() {
  std::string text = "MERGE ";
  const std::string name = "k" + std::to_string(made_++);
  if (!nodes_ || dice_.chance(30)) {
    const char* value = nodes_ ? "1" : "n";
    text += "(" + name + ":" + dice_.pick(kNewLabels) + " {x: " + value + "}) ";
  } else {
    const auto& arrow = kDirectedArrows[dice_.roll(2)];
    text += std::string("(n)") + arrow[0] + "[:" + dice_.pick(kTypes) + " {w: 1}]" + arrow[1];
    if (pair_ && dice_.chance(60)) return text + "(m) ";
    text += "(" + name + ":" + dice_.pick(kNewLabels) + ") ";
  }
  if (dice_.chance(40)) text += "ON CREATE SET " + name + ".y = 'made' ";
  if (dice_.chance(40)) text += "ON MATCH SET " + name + ".z = 'met' ";
  return text;
}

std::string UpdateGenerator::set() {
  switch (dice_.roll(6)) {
    case 0:
      return std::string("SET n:") + dice_.pick(kNewLabels) + ":B ";
    case 1:
      return "SET n += " + map() + " ";
    case 2:
      return "SET n = {id: n.id, x: " + literal() + "} ";
    case 3:
      return relation_ ? "SET r.w = " + literal() + ", n.x = 2 " : "SET n.x = n.id ";
    case 4:
      return "SET n.y = " + literal() + ", n.x = n.y, n.z = coalesce(n.x, n.id) ";
    default:
      return "SET n.x = " + literal() + " ";
  }
}

std::string UpdateGenerator::remove() {
  switch (dice_.roll(4)) {
    case 0:
      return std::string("REMOVE n:") + dice_.pick(kNewLabels) + " ";
    case 1:
      return relation_ ? "REMOVE r.w " : "REMOVE n.d, n.l ";
    case 2:
      return "REMOVE n:A:B, n.x ";
    default:
      return "REMOVE n.x ";
  }
}

std::string UpdateGenerator::deletion() {
  switch (dice_.roll(5)) {
    case 0:
      return relation_ ? "DELETE r " : "DELETE n ";
    case 4:
      return relation_ ? "FOREACH (e IN [r, r] | DELETE e) "
                       : "FOREACH (e IN [n] | DETACH DELETE e) ";
    case 1:
      return pair_ ? "DETACH DELETE n, m " : "DETACH DELETE n ";
    case 2:
      return relation_ ? "DELETE r, n " : "DETACH DELETE n ";
    default:
      return "DETACH DELETE n ";
  }
}

/// A MERGE stands alone: another update beside it would decide what it finds for the next row.
std::string UpdateGenerator::loop() {
  constexpr const char* kLists[] = {"[0, 1]", "[1, 1, 2]", "['v1']", "[]", "null", "[null, 0]"};
  const std::string outer = element_;
  element_ = "i" + std::to_string(made_++);
  std::string text = "FOREACH (" + element_ + " IN " + dice_.pick(kLists) + " | ";
  if (outer.empty() && dice_.chance(25)) {
    text += loop();
  } else if (!null_ && dice_.chance(30)) {
    text += merge();
  } else if (nodes_) {
    text += set() + (dice_.chance(50) ? remove() + set() : "");
  } else {
    text += create();
  }
  element_ = outer;
  return text + ") ";
}

std::string UpdateGenerator::node(const char* name) {
  const std::string label = dice_.chance(60) ? ":" + dice_.pick(kLabels) : "";
  const std::string asked = dice_.chance(30) ? " {x: " + std::to_string(dice_.roll(3)) + "}" : "";
  return "(" + (name + label) + asked + ")";
}

std::string UpdateGenerator::literal() {
  if (!element_.empty() && dice_.chance(40)) return element_;
  constexpr const char* kLiterals[] = {"0", "1", "2", "1.0", "'v1'", "null", "true", "[1, 2]"};
  return dice_.pick(kLiterals);
}

std::string UpdateGenerator::map() {
  return " {id: " + std::to_string(10 + dice_.roll(90)) + ", x: " + literal() + "}";
}

}  // namespace chancery::query
