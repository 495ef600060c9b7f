// Prints all that is known of the quality of extraction (make quality): scores on the annotated
// sets beside their floors, and what each rule contributes, counted over all of them.

#include <fmt/format.h>

#include <iostream>

#include "annotated_sets.h"
#include "chancery/error.h"
#include "evaluation_text.h"
#include "floors.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kErrorKinds = 10;

std::string floors_text(const Evaluation& evaluation, double Figure::*floor, bool with_aim) {
  std::string out = fmt::format("\n{:24} measured  floor{}\n", "figure", with_aim ? "    aim" : "");
  for (const Figure& figure : kFigures) {
    const double measured = figure.of(evaluation);
    out += fmt::format("{:24}   {:>6.3f} {:>6.3f}", figure.name, measured, figure.*floor);
    if (with_aim) out += fmt::format(" {:>6.3f}", figure.aim);
    out += measured < figure.*floor ? "  BELOW ITS FLOOR\n" : "\n";
  }
  return out;
}

void add_set(const char* title, const AnnotatedSet& set, double Figure::*floor, bool with_aim,
             const Dictionaries& dictionaries, Evaluation& all) {
  std::cout << "== " << title << "\n";
  if (!set.present()) {
    std::cout << "not here; CHANCERY_SHARED_DIR may name its place\n\n";
    return;
  }
  const Evaluation evaluation = evaluate(set.references, set.texts, dictionaries);
  std::cout << cli::scores_text(evaluation) << floors_text(evaluation, floor, with_aim) << "\n"
            << cli::error_kinds_text(evaluation, kErrorKinds) << "\n";
  all.documents.insert(all.documents.end(), evaluation.documents.begin(),
                       evaluation.documents.end());
}

void report() {
  const auto dictionaries =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  Evaluation all;
  add_set("the reference set", reference_set(), &Figure::reference_floor, true, *dictionaries, all);
  add_set("the annotated corpus", corpus_set(), &Figure::corpus_floor, false, *dictionaries, all);
  std::vector<std::filesystem::path> elsewhere{corpus_set().texts};
  if (std::filesystem::is_directory(releases())) elsewhere.push_back(releases());
  std::cout << "== rules, over all annotated documents; elsewhere: those without annotations, in\n";
  for (const auto& folder : elsewhere) std::cout << "   " << folder.string() << "\n";
  const Firing firing = count_firing(elsewhere, *dictionaries, all);
  std::cout << "\n" << cli::support_text(rule_support(all, firing), all);
}

}  // namespace
}  // namespace chancery::ingest

int main() {
  try {
    chancery::ingest::report();
  } catch (const chancery::Error& error) {
    std::cerr << "quality_report: " << error.render() << "\n";
    return 1;
  }
  return 0;
}
