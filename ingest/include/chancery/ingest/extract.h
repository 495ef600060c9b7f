#pragma once

// Extraction: a pure function of one document and the dictionaries.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/ingest/document.h"
#include "chancery/statements.h"

namespace chancery {
namespace ingest CHANCERY_API {

/// Where dictionaries are read from. Each folder may hold gazetteer/, ontology/ and verbs/ with
/// *.tsv files; a later folder or file adds to the ones before.
struct DictionaryPaths {
  std::vector<std::filesystem::path> folders;
  std::vector<std::filesystem::path> gazetteers;  ///< single files
  std::vector<std::filesystem::path> verbs;       ///< single files
};

/// The compiled knowledge of the domain: names, topics, relation signatures, verb frames,
/// patterns. Immutable and shared by all threads.
class Dictionaries {
 public:
  /// Throws Error(input_error) with file, line and column at the first row that cannot be used.
  static std::shared_ptr<const Dictionaries> load(const DictionaryPaths& paths);
  /// The dictionaries that came with Chancery: CHANCERY_CORPUS, else beside the library
  /// (../share/chancery/corpus), else where it was built.
  static std::shared_ptr<const Dictionaries> load_default();
  static std::filesystem::path default_folder();

  virtual ~Dictionaries() = default;
  /// Hex SHA-256 over the content: part of an edition's fingerprint.
  virtual const std::string& digest() const = 0;
  virtual std::size_t name_count() const = 0;
  virtual std::size_t entity_count() const = 0;
  /// What a rule of the extractor reads, in a line, by the id that evidence names
  /// ("clause.finite"); empty where there is no such rule.
  virtual std::string_view rule_description(std::string_view rule) const = 0;
  /// The row of a verb lexicon that evidence names ("verbs/stance.tsv:12"), its cells with " · "
  /// between; empty where there is none. Of two files of one name the later one's.
  virtual std::string_view row_text(std::string_view source_row) const = 0;
};

/// Everything that one document says. Never throws for what a document contains; text that was
/// not understood is counted in `unparsed_sentences`.
struct Extraction {
  Annotations annotations;
  std::uint64_t sentences = 0;
  std::uint64_t unparsed_sentences = 0;  ///< with a main verb, and no statement from it
};
Extraction extract(const Document& document, const Dictionaries& dictionaries);

/// The annotations in the reference format of the annotation guide: one JSON object, UTF-8,
/// indented by two, with a newline at the end. Candidates are left out.
std::string to_reference_json(const Annotations& annotations);

}  // namespace CHANCERY_API
}  // namespace chancery
