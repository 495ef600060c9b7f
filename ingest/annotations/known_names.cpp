#include "annotations/known_names.h"

#include "chancery/folding.h"
#include "extract/analysis.h"

namespace chancery::ingest {

KnownNames::KnownNames(const Lexicon& lexicon) : lexicon_(lexicon) {
  for (std::uint32_t i = 0; i < lexicon.names.size(); ++i) {
    names_[fold_name(lexicon.names[i].surface)].push_back(i);
  }
  for (const KnownEntity& entity : lexicon.entities) kinds_.insert(entity.kind);
}

bool KnownNames::case_agrees(const NameForm& form, std::string_view name) const {
  return form.policy != CasePolicy::exact || tidy(name) == tidy(form.surface);
}

std::optional<std::uint32_t> KnownNames::find(std::string_view name, EntityType type) const {
  const auto at = names_.find(fold_name(name));
  if (at == names_.end()) return std::nullopt;
  std::optional<std::uint32_t> found;
  for (const std::uint32_t index : at->second) {
    const NameForm& form = lexicon_.names[index];
    if (lexicon_.entities[form.entity].type != type || !case_agrees(form, name)) continue;
    if (found && *found != form.entity) return std::nullopt;
    found = form.entity;
  }
  return found;
}

}  // namespace chancery::ingest
