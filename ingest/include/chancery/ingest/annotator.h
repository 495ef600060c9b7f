#pragma once

// Annotations from outside, made by a model or by people, in the terms of the annotation guide.
// ingest() merges them with what the extractor finds, under the name of who made them.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/types.h"

namespace chancery {
namespace ingest CHANCERY_API {

/// Words of a document: at one place where there is a span, else wherever they stand as whole
/// words. White space of any kind and length counts as one blank.
struct GivenWords {
  std::string surface;           ///< with a span it may be empty; where it is not, it is compared
  std::optional<TextSpan> span;  ///< code points of the text that was annotated
};

struct GivenEntity {
  std::string id;  ///< for `relations` to refer to; an id of the dictionaries means that entity
  /// "Organization". Of several types the first under which a name of it is known, else the last.
  std::vector<std::string> types;
  std::string kind;                  ///< of an Organization: "agency"; or empty
  std::string name;                  ///< empty: the first mention
  std::string date;                  ///< ISO 8601 date or interval, or empty
  std::vector<GivenWords> mentions;  ///< none: known by `id` or `name`, meant by "we" or the like
};

struct GivenRelation {
  std::string subject;  ///< id of an entity of the same annotations
  std::string type;     ///< "SUPPORTS"
  std::string object;
  GivenWords cue;        ///< the words that say it; none: the words from one end to the other
  std::string status;    ///< "done", "ongoing", "planned", "conditional"; empty: as usual of `type`
  std::string polarity;  ///< "positive", "negative"; empty: positive
  std::string title;     ///< of HOLDS_POSITION, or empty
  double confidence = 1;  ///< in [0, 1]; below kDerivationThreshold a candidate
};

/// What an annotator says of one document.
struct GivenAnnotations {
  std::vector<GivenEntity> entities;
  std::vector<GivenRelation> relations;
};

/// Reads the reference format of the annotation guide, as to_reference_json() writes it. Beyond it,
/// a mention or cue may be {"start": 12, "end": 17} with or without "surface", "type" of an entity
/// a list, and a relation may have "confidence". Other keys are passed over. Throws
/// Error(input_error) that names the place: no JSON, a value of a wrong type, more than 64 MiB.
GivenAnnotations parse_annotations(std::string_view json);

/// A model. What `annotate` returns must depend on the text alone.
struct Annotator {
  std::string name;     ///< not empty, one annotator's in a run
  std::string version;  ///< may be empty; another version makes ingest() read documents again
  /// Called with Document::text, from several threads at once. What it throws fails the document.
  std::function<GivenAnnotations(const std::string& text)> annotate;
};

/// Annotations as files NAME.json, each for the document whose file is called NAME (its id without
/// "doc:" where several are). A file's version is the first 12 digits of its SHA-256.
struct AnnotationFolder {
  std::filesystem::path folder;
  std::string name;  ///< the annotator's; empty: that of the folder
};

/// What became of an annotator's annotations in a run.
struct AnnotatorReport {
  std::string name;
  std::uint64_t documents = 0;   ///< that were read and annotated
  std::uint64_t entities = 0;    ///< taken
  std::uint64_t unknown = 0;     ///< of these, known neither in the document nor to a dictionary
  std::uint64_t mentions = 0;    ///< that the extractor has not
  std::uint64_t statements = 0;  ///< that the extractor has not
  std::uint64_t agreed = 0;      ///< statements that the extractor has too
  std::uint64_t skipped = 0;     ///< mentions, entities, relations that fit neither text nor guide
};

}  // namespace CHANCERY_API
}  // namespace chancery
