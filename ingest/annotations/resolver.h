#pragma once

// Who an annotator means: an entity of the document, one of a dictionary, or a new one.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "annotations/known_names.h"
#include "chancery/ingest/annotator.h"
#include "chancery/statements.h"

namespace chancery::ingest {

class EntityResolver {
 public:
  /// Both outlive it. `annotations` gets the entities that it lacks.
  EntityResolver(const KnownNames& known, Annotations& annotations);

  struct Resolved {
    std::uint32_t entity = 0;  ///< index into annotations.entities
    bool unknown = false;      ///< made from its name alone
  };
  /// By id, else by names, the entity's own first; neither `types` nor `names` are empty. Where
  /// nobody is known by them a new one is made, if it `may_be_new`; never a State, which has a code
  /// and stands in a dictionary.
  std::optional<Resolved> resolve(const GivenEntity& given, std::span<const EntityType> types,
                                  std::span<const std::string> names, bool may_be_new);
  /// Notes another name of an entity.
  void add_name(std::uint32_t entity, const std::string& name);

 private:
  void index_names(std::uint32_t entity);
  void index_name(std::uint32_t entity, const std::string& name);
  std::optional<std::uint32_t> find(const GivenEntity& given, EntityType type,
                                    std::span<const std::string> names);
  std::optional<std::uint32_t> by_id(const std::string& id, EntityType type);
  std::optional<std::uint32_t> in_document(EntityType type,
                                           std::span<const std::string> names) const;
  std::uint32_t add_known(std::uint32_t known);
  std::uint32_t add(EntityRecord record);
  std::uint32_t add_unknown(const GivenEntity& given, EntityType type, const std::string& name);

  const KnownNames& known_;
  Annotations& annotations_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  /// By type and folded name: those who bear it, ascending.
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> by_name_;
};

}  // namespace chancery::ingest
