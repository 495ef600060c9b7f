#pragma once

// The annotators of a run: which of them speak of a document, in which version, and what they say.

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annotations/known_names.h"
#include "annotations/merge.h"
#include "chancery/ingest/annotator.h"
#include "chancery/ingest/document.h"
#include "document_ids.h"

namespace chancery::ingest {

/// The annotators that speak of one document. Their AnnotatorSet outlives it.
class DocumentAnnotators {
 public:
  /// " + my-model 1.0": what they add to the name of the extractor; empty for none.
  std::string names() const;
  /// What each says, merged in their order; one result each. Throws Error(input_error) where one
  /// fails; the message names it.
  std::vector<MergeResult> annotate(const Document& document, Annotations& annotations) const;

 private:
  friend class AnnotatorSet;
  struct Source {
    AnnotatorRecord record;
    const Annotator* model = nullptr;  ///< or
    std::filesystem::path file;        ///< of these
    std::string json;                  ///< annotations
  };
  static GivenAnnotations given_by(const Source& source, const Document& document);

  const KnownNames* known_ = nullptr;  ///< where there are sources
  std::vector<Source> sources_;
};

class AnnotatorSet {
 public:
  /// The annotators outlive it. Throws Error(input_error): a name that is empty or stands twice,
  /// an annotator without function, a folder that is missing or holds no *.json.
  AnnotatorSet(std::span<const Annotator> models, std::span<const AnnotationFolder> folders,
               std::span<const IdentifiedDocument> documents, const Lexicon& lexicon);

  /// Reads the annotation files of a document. Throws Error(input_error) for one that cannot be.
  DocumentAnnotators of(const IdentifiedDocument& document) const;
  /// All zero, in the order in which documents are annotated.
  std::vector<AnnotatorReport> reports() const;
  /// Files of no document of the run.
  const std::vector<std::string>& notices() const { return notices_; }

 private:
  using Files = std::map<std::string, std::filesystem::path>;  ///< by document id
  struct Folder {
    std::string name;
    Files files;
  };
  void add_name(const std::string& name);
  void add_folder(const AnnotationFolder& folder, std::span<const IdentifiedDocument> documents);

  std::span<const Annotator> models_;
  std::vector<Folder> folders_;
  std::vector<std::string> names_;
  std::vector<std::string> notices_;
  std::optional<KnownNames> known_;
};

}  // namespace chancery::ingest
