// chancery why: the sentences that prove a relationship.

#include <charconv>
#include <iostream>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "commands.h"
#include "evidence_text.h"
#include "opening.h"

namespace chancery::cli {

namespace {

std::optional<RelationshipId> as_relationship_id(const std::string& word) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return RelationshipId{number};
}

std::vector<Evidence> look_up(const Database& database, const std::vector<std::string>& words) {
  if (words.size() == 1) {
    const auto id = as_relationship_id(words[0]);
    if (!id)
      throw Error(ErrorKind::argument_error,
                  "name a relationship by its number, or write: chancery why \"A\" TYPE \"B\"");
    if (!database.graph()->snapshot()->relationship(*id))
      throw Error(ErrorKind::entity_not_found, "there is no relationship " + words[0]);
    return database.evidence(*id);
  }
  if (words.size() == 2) return database.evidence(words[0], "", words[1]);
  if (words.size() == 3) return database.evidence(words[0], words[1], words[2]);
  throw Error(ErrorKind::argument_error, "write: chancery why \"A\" TYPE \"B\"");
}

}  // namespace

int run_why(const WhyArguments& arguments) {
  const Database database = open_for_reading(arguments.database, arguments.edition);
  const std::vector<Evidence> proofs = look_up(database, arguments.words);
  if (arguments.json) {
    List list;
    for (const Evidence& proof : proofs) list.push_back(to_value(proof));
    std::cout << to_json(Value(std::move(list))) << "\n";
  } else {
    std::cout << render_evidence(database, proofs, standard_output());
  }
  if (!proofs.empty()) return kOk;
  std::cerr << "chancery: no statement says so\n";
  return kIncomplete;
}

}  // namespace chancery::cli
