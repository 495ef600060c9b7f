#pragma once

// Creates what a pattern of CREATE or MERGE describes and the row does not hold yet.

#include <string>
#include <utility>
#include <vector>

#include "../eval.h"
#include "context.h"
#include "graph_writer.h"

namespace chancery::query {

class PatternCreator {
 public:
  /// `patterns` and `context` must outlive it.
  PatternCreator(std::vector<const PathPattern*> patterns, ExecContext& context);

  /// Throws Error(semantic_error, "MergeReadOwnWrites") where a property of the pattern is null:
  /// MERGE would never find what it creates.
  void check_no_null(Row& row);

  /// Creates, and puts nodes, relationships and named paths into their slots.
  void create(Row& row);

 private:
  /// `{key: value}` or a parameter; unset: no properties.
  struct Properties {
    Evaluator map;
    TextSpan span;
  };

  struct NodeStep {
    std::size_t slot;
    std::vector<std::string> labels;
    Properties properties;
  };
  struct RelationshipStep {
    std::size_t slot;
    std::size_t start;
    std::size_t end;
    std::string type;
    Properties properties;
  };

  void add_pattern(const PathPattern& pattern, SlotSet& made);
  Properties compile_properties(const ExpressionPtr& properties);
  Map evaluate(const Properties& properties, Row& row);
  void check_no_null(const Properties& properties, Row& row);
  NodeId end_of(std::size_t slot, const Row& row) const;
  void create(const RelationshipStep& step, Row& row);

  ExecContext& context_;
  std::vector<const PathPattern*> patterns_;
  std::vector<NodeStep> nodes_;
  std::vector<RelationshipStep> relationships_;
  Value scratch_;
};

}  // namespace chancery::query
