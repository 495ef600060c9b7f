#pragma once

// Scores annotations against reference annotations by the rules at the end of the annotation
// guide: entities by type and a shared surface, relations between right entities, means over
// documents. Says which are wrong and where they stand in the text, what each rule of the
// extractor contributes, and what changed since an earlier run.

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/export.h"
#include "chancery/ingest/extract.h"

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
  Tally& operator+=(const Tally& other);
};
using TypeTallies = std::map<std::string, Tally>;

/// Mean over the documents that have or get any.
struct MeanScore {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  std::size_t documents = 0;
};

/// A relation between ids of the reference. The end that is no right entity is "?" and the id
/// that the system gave it.
struct Triple {
  std::string subject;
  std::string type;
  std::string object;
  auto operator<=>(const Triple&) const = default;
};

/// A relation that the system gave, and what it read it with.
struct Reading {
  Triple triple;
  bool right = false;
  std::string cue;              ///< the words that say it, where they are known
  std::set<std::string> rules;  ///< ids; empty where the annotations came from elsewhere
  std::set<std::string> rows;   ///< rows of dictionaries, "verbs/stance.tsv:12"
};

enum class Fault {
  missed,
  spurious,
  wrong_type,      ///< an entity of another type or concept, a relation of another type
  wrong_direction  ///< a relation between the right entities the wrong way round
};
/// "missed", "spurious", "wrong type", "wrong direction".
std::string_view to_string(Fault fault);

/// One thing that is wrong, with its evidence. A wrong type or direction counts in the scores as
/// one thing missed and one given in vain.
struct ScoringError {
  Fault fault = Fault::missed;
  bool relation = false;   ///< else an entity
  std::string type;        ///< of what was wanted, or where nothing was, of what was given
  std::string wanted;      ///< for people; empty where it is spurious
  std::string given;       ///< for people; empty where it was missed
  std::string quote;       ///< the sentence, white space folded; empty where none was found
  std::string cue;         ///< of a relation: the words that say it
  std::string rule;        ///< that made what was given, or empty
  std::string source_row;  ///< of the dictionary behind it, or empty
};

/// One document, scored.
struct DocumentScore {
  std::string name;      ///< of the reference file, without extension
  std::string sha256;    ///< hex, of the text's file; empty where it was not read
  bool missing = false;  ///< there was no output of the system; it counts as empty
  TypeTallies entity_types;
  TypeTallies relation_types;
  Tally aliases;  ///< surfaces of right entities, topics aside
  std::vector<Reading> readings;
  std::vector<ScoringError> errors;
  Tally entities() const;
  Tally named_entities() const;  ///< without topics
  Tally relations() const;
};

/// All documents of a reference, scored, in order of name.
struct Evaluation {
  std::vector<DocumentScore> documents;
  MeanScore entities() const;
  MeanScore named_entities() const;  ///< without topics
  MeanScore relations() const;
  TypeTallies entity_types() const;  ///< pooled over documents
  TypeTallies relation_types() const;
  Tally pooled_entities() const;
  Tally pooled_relations() const;
  double alias_recall() const;
};

/// What one document is scored by.
struct ScoredDocument {
  std::string name;
  std::string reference;             ///< JSON in the reference format
  std::optional<std::string> system; /**< the same; empty: no output. Without it the annotations
                                          themselves are scored. */
  /// What the extractor says of the text; sentences are quoted from it.
  Annotations annotations = {};
};

/// Throws Error(input_error) where `reference` or `system` is not in the reference format.
DocumentScore score_document(const ScoredDocument& document);

/// Reads every *.json of `references`, and the text of the same name in `texts` (*.txt, *.md,
/// *.html and so on, also in its folders), extracts it and scores it. Where `annotations` is a
/// folder, its file of the same name is scored in place of what the extractor says.
/// Throws Error(input_error) with file and, where there is one, line: a folder that holds
/// nothing, a reference without text, what is no annotation, a type that the ontology of the
/// dictionaries does not have.
Evaluation evaluate(const std::filesystem::path& references, const std::filesystem::path& texts,
                    const Dictionaries& dictionaries,
                    const std::filesystem::path& annotations = {});

/// What rests on one rule, or on one row of a dictionary.
struct RuleSupport {
  std::string rule;
  std::string cue;                     ///< of the first relation it gave
  std::vector<std::string> documents;  ///< names of those with a reference that it fired in;
                                       ///< empty: nothing is known of its precision
  std::uint64_t elsewhere = 0;         ///< documents without a reference that it fired in
  Tally relations;                     ///< it gave, and the right ones among them
  MeanScore without;                   ///< relations, had the rule not been there
  /// Lowest and highest precision when one of its documents is left out; nullopt where it fired
  /// in one document only.
  std::optional<std::pair<double, double>> precision_range;
  std::uint64_t fired_in() const { return documents.size() + elsewhere; }
};

/// Documents that each rule and row fired in, by its id.
struct Firing {
  std::map<std::string, std::uint64_t> rules;
  std::map<std::string, std::uint64_t> rows;
};

/// Counts over documents without a reference, files or folders; one that `evaluation` has too,
/// under whatever name, is passed over. Throws Error(input_error) as find_documents() and
/// read_document().
Firing count_firing(const std::vector<std::filesystem::path>& paths,
                    const Dictionaries& dictionaries, const Evaluation& evaluation);

struct Support {
  std::vector<RuleSupport> rules;  ///< in order of relations given, most first
  std::vector<RuleSupport> rows;
};
Support rule_support(const Evaluation& evaluation, const Firing& elsewhere = {});

/// A figure in two runs.
struct Change {
  std::string name;
  double before = 0;
  double after = 0;
};

/// What changed from one run to another.
struct Comparison {
  std::size_t documents = 0;  ///< that both runs have; only these are compared
  std::vector<std::string> only_before;
  std::vector<std::string> only_after;
  std::vector<Change> figures;
  std::vector<Change> entity_types;                    ///< F1, pooled
  std::vector<Change> relation_types;                  ///< F1, pooled
  std::vector<Change> entities;                        ///< F1 by document
  std::vector<Change> relations;                       ///< F1 by document
  std::vector<std::pair<std::string, Triple>> won;     ///< document and relation: right now
  std::vector<std::pair<std::string, Triple>> lost;    ///< right before
  std::vector<std::pair<std::string, Triple>> raised;  ///< given in vain now, not before
  std::vector<std::pair<std::string, Triple>> gone;    ///< given in vain before, not now
};
Comparison compare(const Evaluation& before, const Evaluation& after);

/// All of it as one JSON object, with a newline at the end.
std::string to_json(const Evaluation& evaluation, const Support* support = nullptr,
                    const Comparison* comparison = nullptr);

/// The scores and readings of a file that to_json() wrote; errors and rules are not read back.
/// Throws Error(input_error) where it cannot be read or is something else.
Evaluation read_evaluation(const std::filesystem::path& run);

}  // namespace CHANCERY_API
}  // namespace chancery
