// Scores the extractor on annotated documents: those of the corpus always, the reference set where
// it is present. The floors stand in floors.h.

#include <gtest/gtest.h>

#include "annotated_sets.h"
#include "floors.h"

namespace chancery::ingest {
namespace {

Evaluation score(const AnnotatedSet& set) {
  const auto dictionaries =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  return evaluate(set.references, set.texts, *dictionaries);
}

void expect_floors(const Evaluation& evaluation, double Figure::*floor) {
  for (const Figure& figure : kFigures) {
    EXPECT_GE(figure.of(evaluation), figure.*floor) << figure.name;
  }
}

TEST(Quality, OfTheAnnotatedCorpus) {
  const Evaluation evaluation = score(corpus_set());
  EXPECT_GE(evaluation.documents.size(), 22u);
  expect_floors(evaluation, &Figure::corpus_floor);
}

TEST(Quality, OfTheReferenceSet) {
  if (!reference_set().present()) {
    GTEST_SKIP() << "the reference set is not here; CHANCERY_SHARED_DIR may name its place";
  }
  expect_floors(score(reference_set()), &Figure::reference_floor);
}

}  // namespace
}  // namespace chancery::ingest
