#pragma once

// Puts what an annotator says of a document beside what the extractor has read.

#include <cstdint>
#include <string>
#include <vector>

#include "annotations/known_names.h"
#include "chancery/ingest/annotator.h"
#include "chancery/statements.h"

namespace chancery::ingest {

struct MergeResult {
  AnnotatorReport counts;            ///< of this document
  std::vector<std::string> notices;  ///< what was skipped, and why
};

/// Adds entities, mentions and statements. What the annotations have already stays; a statement
/// that they have gets the annotator beside its rule. What fits neither the text nor the guide is
/// skipped and said. Throws Error(input_error) for more than a document can have.
MergeResult merge(const GivenAnnotations& given, const AnnotatorRecord& annotator,
                  const KnownNames& known, Annotations& annotations);

}  // namespace chancery::ingest
