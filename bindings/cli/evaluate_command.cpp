// chancery evaluate: extraction scored against reference annotations.

#include <iostream>

#include "chancery/ingest/evaluate.h"
#include "commands.h"
#include "dictionaries.h"
#include "evaluation_text.h"

namespace chancery::cli {

namespace {

constexpr std::size_t kErrorKinds = 10;

}  // namespace

int run_evaluate(const EvaluateArguments& arguments) {
  // Before the work: a wrong file must not be found out after it.
  std::optional<ingest::Evaluation> before;
  if (!arguments.against.empty()) before = ingest::read_evaluation(arguments.against);
  const auto dictionaries =
      load_dictionaries(arguments.dictionaries, arguments.gazetteers, arguments.verbs);
  const ingest::Evaluation evaluation =
      ingest::evaluate(arguments.references, arguments.texts, *dictionaries, arguments.annotations);
  std::optional<ingest::Support> support;
  if (arguments.rules || arguments.json) {
    ingest::Firing elsewhere;
    if (!arguments.unannotated.empty()) {
      elsewhere = ingest::count_firing(arguments.unannotated, *dictionaries, evaluation);
    }
    support = ingest::rule_support(evaluation, elsewhere);
  }
  std::optional<ingest::Comparison> comparison;
  if (before) comparison = ingest::compare(*before, evaluation);

  if (arguments.json) {
    std::cout << ingest::to_json(evaluation, support ? &*support : nullptr,
                                 comparison ? &*comparison : nullptr);
    return kOk;
  }
  const std::size_t width = standard_output().width;
  std::cout << scores_text(evaluation);
  if (arguments.errors) {
    std::cout << "\n" << errors_text(evaluation, width);
    std::cout << "\n" << error_kinds_text(evaluation, kErrorKinds);
  }
  if (support) std::cout << "\n" << support_text(*support, evaluation);
  if (comparison) std::cout << "\n" << comparison_text(*comparison);
  return kOk;
}

}  // namespace chancery::cli
