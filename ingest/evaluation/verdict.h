#pragma once

// One document's annotations laid against its reference: what the scores and the list of errors
// are read from.

#include <map>
#include <string>
#include <vector>

#include "chancery/ingest/evaluate.h"
#include "evaluation/matching.h"
#include "evaluation/reference_file.h"

namespace chancery::ingest {

struct Verdict {
  ScoredAnnotations reference;
  ScoredAnnotations system;
  EntityLinks links;
  std::map<Triple, const ScoredRelation*> wanted;
  std::map<Triple, const ScoredRelation*> given;
  /// What `system` was written from; null where it came from elsewhere.
  const Annotations* annotations = nullptr;
  /// The statements behind a relation of the system; none where it came from elsewhere.
  std::vector<const StatementRecord*> statements_of(const ScoredRelation& relation) const;
};

/// Missed and spurious ones paired where they are one mistake, with the sentences of `text`.
std::vector<ScoringError> list_errors(const Verdict& verdict, const Annotations& text);

MeanScore mean_of(const std::vector<Tally>& documents);

/// The id of a statement's rule, else the name of the first annotator that has it.
std::string rule_of(const Annotations& annotations, const StatementRecord& statement);

}  // namespace chancery::ingest
