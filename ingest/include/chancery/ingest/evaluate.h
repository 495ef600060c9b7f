#pragma once

// Scores annotations against reference annotations by the rules at the end of the annotation
// guide: entities by type and a shared surface, relations between right entities, means over
// documents.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"

namespace chancery {
namespace ingest CHANCERY_API {

/// Right, given and wanted things; the usual ratios, 0 where a denominator is 0.
struct Tally {
  std::uint64_t right = 0;
  std::uint64_t system = 0;
  std::uint64_t reference = 0;
  double precision() const { return system != 0 ? double(right) / double(system) : 0; }
  double recall() const { return reference != 0 ? double(right) / double(reference) : 0; }
  double f1() const;
};

/// Mean over the documents that have or get any.
struct MeanScore {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

struct EvaluationReport {
  std::size_t documents = 0;
  std::vector<std::string> missing;  ///< reference files without system output; they count as empty
  MeanScore entities;
  MeanScore relations;
  std::map<std::string, Tally> entity_types;
  std::map<std::string, Tally> relation_types;
  double alias_recall = 0;
  Tally pooled_entities() const;
  Tally pooled_relations() const;
};

/// One document in the reference format, as text. Throws Error(input_error) where one is no such
/// document.
struct ScoredDocument {
  std::string name;
  std::string reference;
  std::string system;  ///< empty: no output
};
EvaluationReport evaluate(const std::vector<ScoredDocument>& documents);

/// Every *.json of a folder of references against the file of the same name in `system`. Throws
/// Error(input_error) where the folder holds none.
EvaluationReport evaluate_folders(const std::filesystem::path& reference,
                                  const std::filesystem::path& system);

/// A table for people.
std::string to_text(const EvaluationReport& report);

}  // namespace CHANCERY_API
}  // namespace chancery
