#pragma once

// What extraction must reach on annotated documents. THE place to raise a floor: when a figure has
// improved for good, write what `make quality` prints, rounded down, in its column.

#include <array>

#include "chancery/ingest/evaluate.h"

namespace chancery::ingest {

struct Figure {
  const char* name;
  double corpus_floor;     ///< on corpus/annotations
  double reference_floor;  ///< on the reference set, where it is present
  double aim;              ///< on the reference set
  double (*of)(const Evaluation& evaluation);
};

// clang-format off
inline constexpr std::array<Figure, 8> kFigures = {{
    // figure                      corpus  reference  aim
    {"entities, precision",         0.94,   0.95,     0.93, [](const Evaluation& e) { return e.entities().precision; }},
    {"entities, recall",            0.90,   0.97,     0.88, [](const Evaluation& e) { return e.entities().recall; }},
    {"entities, F1",                0.92,   0.96,     0.90, [](const Evaluation& e) { return e.entities().f1; }},
    {"without topics, F1",          0.90,   0.97,     0.90, [](const Evaluation& e) { return e.named_entities().f1; }},
    {"relations, precision",        0.70,   0.87,     0.85, [](const Evaluation& e) { return e.relations().precision; }},
    {"relations, recall",           0.47,   0.82,     0.65, [](const Evaluation& e) { return e.relations().recall; }},
    {"relations, F1",               0.55,   0.84,     0.73, [](const Evaluation& e) { return e.relations().f1; }},
    {"alias recall",                0.93,   0.94,     0.92, [](const Evaluation& e) { return e.alias_recall(); }},
}};
// clang-format on

}  // namespace chancery::ingest
