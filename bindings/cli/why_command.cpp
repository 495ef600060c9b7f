// chancery why: the sentences that prove a relationship.

#include <iostream>

#include "commands.h"
#include "dictionaries.h"
#include "evidence_text.h"
#include "opening.h"

namespace chancery::cli {

int run_why(const WhyArguments& arguments) {
  const Database database = open_for_reading(arguments.database, arguments.edition);
  const std::vector<Evidence> proofs = look_up_evidence(database, arguments.words);
  const auto dictionaries =
      load_dictionaries(arguments.dictionaries, arguments.gazetteers, arguments.verbs);
  if (arguments.json) {
    List list;
    for (const Evidence& proof : proofs) list.push_back(explained(proof, *dictionaries));
    std::cout << to_json(Value(std::move(list))) << "\n";
  } else {
    std::cout << render_evidence(database, proofs, *dictionaries, standard_output());
  }
  if (!proofs.empty()) return kOk;
  std::cerr << "chancery: no statement says so\n";
  return kIncomplete;
}

}  // namespace chancery::cli
