#include "tree_query_generator.h"

#include <vector>

namespace chancery::query {
namespace {

class TreeQuery {
 public:
  explicit TreeQuery(Dice& dice) : dice_(dice), hops_(dice.roll(5)) {}

  std::string text() {
    std::string pattern = "MATCH " + first_node();
    for (unsigned hop = 1; hop <= hops_; ++hop) {
      const bool apart = dice_.chance(15);
      if (apart) pattern += where(hop) + " MATCH ";
      pattern += (apart ? "" : ", ") + path(hop);
    }
    return pattern + where(hops_ + 1) + " RETURN " + columns();
  }

 private:
  std::string label() { return dice_.chance(40) ? ":" + dice_.pick(kLabels) : ""; }

  std::string first_node() {
    static constexpr const char* kAnchors[] = {" {id: 1}", " {x: 1}", " {y: 'v1'}"};
    return "(n0" + label() + (dice_.chance(30) ? dice_.pick(kAnchors) : "") + ")";
  }

  std::string path(unsigned hop) {
    static constexpr const char* kTypesOfHop[] = {"", ":R", ":R", ":S", ":R|S", ":!T"};
    const std::string number = std::to_string(hop);
    const std::string from = std::to_string(dice_.roll(hop));
    const std::string relationship = "[r" + number + dice_.pick(kTypesOfHop) + "]";
    const std::string to = "(n" + number + label() + ")";
    switch (dice_.roll(5)) {
      case 0:
        return "(n" + from + ")-" + relationship + "-" + to;
      case 1:
      case 2:
        return "(n" + from + ")<-" + relationship + "-" + to;
      default:
        return "(n" + from + ")-" + relationship + "->" + to;
    }
  }

  std::string node(unsigned nodes) { return "n" + std::to_string(dice_.roll(nodes)); }

  std::string where(unsigned nodes) {
    if (dice_.chance(50)) return "";
    static constexpr const char* kTests[] = {".x > 0",     ".x = 1", ".y = 'v1'",      ".y <> 'v1'",
                                             ".x IS NULL", ":B",     ".d IS NOT NULL", ".x < 1.5"};
    std::string text = " WHERE " + node(nodes) + dice_.pick(kTests);
    if (dice_.chance(30)) text += " AND " + node(nodes) + dice_.pick(kTests);
    if (dice_.chance(10)) text += " AND " + node(nodes) + " <> " + node(nodes);
    if (dice_.chance(15)) text += " AND " + joint(nodes);
    if (dice_.chance(10)) text += " AND EXISTS { (" + node(nodes) + ")-[:S]->() }";
    return text;
  }

  /// Mostly of one property.
  std::string joint(unsigned nodes) {
    static constexpr const char* kJointComparisons[] = {" = ",  " <> ", " < ",
                                                        " <= ", " > ",  " >= "};
    const std::string left = property();
    const std::string right = dice_.chance(70) ? left : property();
    return node(nodes) + "." + left + dice_.pick(kJointComparisons) + node(nodes) + "." + right;
  }

  std::string columns() {
    std::string text;
    const unsigned keys = dice_.roll(3);
    for (unsigned i = 0; i < keys; ++i) {
      text += (dice_.chance(30) ? node(hops_ + 1) : node(hops_ + 1) + "." + property()) + " AS k" +
              std::to_string(i) + ", ";
    }
    const unsigned aggregates = 1 + dice_.roll(2);
    for (unsigned i = 0; i < aggregates; ++i) {
      text += (i > 0 ? ", " : "") + aggregate() + " AS a" + std::to_string(i);
    }
    return text;
  }

  std::string property() {
    static constexpr const char* kProperties[] = {"x", "y", "d", "id"};
    return dice_.pick(kProperties);
  }

  std::string aggregate() {
    const std::string any = node(hops_ + 1);
    switch (dice_.roll(9)) {
      case 0:
        return "count(" + any + "." + property() + ")";
      case 1:
        return hops_ > 0 ? "count(r" + std::to_string(1 + dice_.roll(hops_)) + ")" : "count(n0)";
      case 2:
        return "sum(" + any + ".id)";
      case 3:
        return "count(DISTINCT " + any + ")";
      case 4:
        return "max(" + any + ".x)";
      case 5:
        return "count(" + any + ")";
      default:
        return "count(*)";
    }
  }

  Dice& dice_;
  unsigned hops_;
};

}  // namespace

std::string tree_query(Dice& dice) { return TreeQuery(dice).text(); }

}  // namespace chancery::query
