#pragma once

// Annotations in the reference format, read back for scoring.

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dictionary/lexicon.h"

namespace chancery::ingest {

struct ScoredEntity {
  std::string id;
  std::string type;
  std::string name;
  std::vector<std::string> mentions;  ///< as written
  std::set<std::string> folded;       ///< the mentions, folded
  std::set<std::string> surfaces;     ///< folded mentions and the folded name
};

struct ScoredRelation {
  std::string subject;
  std::string type;
  std::string object;
  std::string cue;
};

struct ScoredAnnotations {
  std::vector<ScoredEntity> entities;
  std::vector<ScoredRelation> relations;
  std::map<std::string, std::size_t, std::less<>> by_id;  ///< index into entities
  const ScoredEntity* find(std::string_view id) const;
};

/// The bytes of an annotation file. Throws as read_source(), also where it is larger than any
/// annotation of one document can be.
std::string read_annotation_file(const std::filesystem::path& path);

/// Throws Error(input_error) with `file`, and the line where one can
/// be named: no JSON, no list of entities, an entity or relation that lacks what scoring needs, an
/// id given twice.
ScoredAnnotations parse_annotations(const std::string& file, std::string_view text);

/// Throws Error(input_error) with file and line at the first type that the ontology does not have.
void check_types(const std::string& file, std::string_view text,
                 const ScoredAnnotations& annotations, const Lexicon& lexicon);

}  // namespace chancery::ingest
