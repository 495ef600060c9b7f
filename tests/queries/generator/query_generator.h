#pragma once

// Reading queries over the graphs of graph_generator.h, whose bag of rows openCypher defines: no
// LIMIT without a total order, no expression that can throw.

#include <string>
#include <vector>

#include "chancery/value.h"
#include "dice.h"

namespace chancery::query {

/// Columns whose name starts with this hold lists whose order is not defined.
inline constexpr const char* kBagColumn = "bag";

/// What the parameters in generated queries stand for.
Map generated_parameters();

class QueryGenerator {
 public:
  explicit QueryGenerator(Dice& dice) : dice_(dice) {}

  std::string query();
  /// One that looks for shortest paths, or for the ends of trails.
  std::string paths_query();

 private:
  /// `some_path`: one of several that are equally short.
  enum class Kind { node, relationship, list, path, some_path, value };
  struct Variable {
    std::string name;
    Kind kind;
  };

  std::string single_query(bool in_union);
  std::string reading_clause(bool first);
  std::string match(bool optional);
  std::string shortest_match();
  std::string shortest_hop(bool called, bool all);
  std::string call();
  std::string with();
  std::string return_clause(bool in_union);
  std::string order_and_page(const std::vector<std::string>& columns);

  std::string path(bool named);
  std::string node();
  std::string relationship(unsigned variable_percent = 15);
  std::string quantified();
  std::string labels();
  std::string anonymous_path();

  std::string predicate(unsigned depth = 2);
  std::string pattern_predicate();
  std::string lookup();
  std::string steps(const std::string& path);
  std::string list_of_found();
  std::string shown_variable();
  std::string choice();
  std::string value(unsigned depth = 1);
  std::string property();
  std::string literal();
  std::string aggregate();
  std::string integer();

  std::vector<std::string> names(Kind kind) const;
  std::vector<std::string> paths_of_known_length() const;
  bool knows(const std::string& name) const;
  std::string fresh(const char* prefix, Kind kind);

  Dice& dice_;
  std::vector<Variable> variables_;
  unsigned made_ = 0;  ///< names handed out by fresh()
};

}  // namespace chancery::query
