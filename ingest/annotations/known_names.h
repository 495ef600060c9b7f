#pragma once

// The names of the dictionaries, to be asked by someone who says what a name is.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dictionary/lexicon.h"

namespace chancery::ingest {

class KnownNames {
 public:
  /// The lexicon outlives it.
  explicit KnownNames(const Lexicon& lexicon);

  const Lexicon& lexicon() const { return lexicon_; }
  /// The one entity of a type that bears a name, in the case that its dictionary row asks for;
  /// nullopt for none and for several.
  std::optional<std::uint32_t> find(std::string_view name, EntityType type) const;
  /// Whether some Organization is of that kind.
  bool is_kind(const std::string& kind) const { return kinds_.contains(kind); }

 private:
  bool case_agrees(const NameForm& form, std::string_view name) const;

  const Lexicon& lexicon_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> names_;  ///< by folded name
  std::set<std::string> kinds_;
};

}  // namespace chancery::ingest
