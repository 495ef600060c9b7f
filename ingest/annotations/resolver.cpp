#include "annotations/resolver.h"

#include <algorithm>

#include "chancery/folding.h"
#include "extract/stages.h"
#include "slug.h"

namespace chancery::ingest {

EntityResolver::EntityResolver(const KnownNames& known, Annotations& annotations)
    : known_(known), annotations_(annotations) {
  for (std::uint32_t i = 0; i < annotations.entities.size(); ++i) {
    by_id_.emplace(annotations.entities[i].id, i);
    index_names(i);
  }
}

void EntityResolver::index_names(std::uint32_t entity) {
  const EntityRecord& record = annotations_.entities[entity];
  index_name(entity, record.name);
  for (const std::string& alias : record.aliases) index_name(entity, alias);
}

void EntityResolver::index_name(std::uint32_t entity, const std::string& name) {
  auto& bearers = by_name_[{annotations_.entities[entity].type, fold_name(name)}];
  if (std::find(bearers.begin(), bearers.end(), entity) == bearers.end()) bearers.push_back(entity);
}

void EntityResolver::add_name(std::uint32_t entity, const std::string& name) {
  EntityRecord& record = annotations_.entities[entity];
  auto& aliases = record.aliases;
  if (std::find(aliases.begin(), aliases.end(), name) != aliases.end()) return;
  aliases.push_back(name);
  index_name(entity, name);
}

std::optional<EntityResolver::Resolved> EntityResolver::resolve(const GivenEntity& given,
                                                                std::span<const EntityType> types,
                                                                std::span<const std::string> names,
                                                                bool may_be_new) {
  for (const EntityType type : types) {
    if (const auto entity = find(given, type, names)) return Resolved{*entity, false};
  }
  if (types.back() == EntityType::state || !may_be_new) return std::nullopt;
  return Resolved{add_unknown(given, types.back(), names.front()), true};
}

std::optional<std::uint32_t> EntityResolver::find(const GivenEntity& given, EntityType type,
                                                  std::span<const std::string> names) {
  if (const auto entity = by_id(given.id, type)) return entity;
  if (const auto entity = in_document(type, names)) return entity;
  for (const std::string& name : names) {
    if (const auto known = known_.find(name, type)) return add_known(*known);
  }
  return std::nullopt;
}

std::optional<std::uint32_t> EntityResolver::by_id(const std::string& id, EntityType type) {
  if (const auto at = by_id_.find(id); at != by_id_.end()) {
    const bool fits = annotations_.entities[at->second].type == to_string(type);
    return fits ? std::optional(at->second) : std::nullopt;
  }
  const auto known = known_.lexicon().find_entity(id);
  if (!known || known_.lexicon().entities[*known].type != type) return std::nullopt;
  return add_known(*known);
}

/// The one that bears most of the names; of several the first in the document.
std::optional<std::uint32_t> EntityResolver::in_document(EntityType type,
                                                         std::span<const std::string> names) const {
  std::map<std::uint32_t, std::size_t> votes;
  for (const std::string& name : names) {
    const auto at = by_name_.find({std::string(to_string(type)), fold_name(name)});
    if (at == by_name_.end()) continue;
    for (const std::uint32_t bearer : at->second) ++votes[bearer];
  }
  const auto most = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == votes.end() ? std::nullopt : std::optional(most->first);
}

std::uint32_t EntityResolver::add_known(std::uint32_t known) {
  const KnownEntity& entity = known_.lexicon().entities[known];
  if (const auto at = by_id_.find(entity.id); at != by_id_.end()) return at->second;
  return add(known_record(entity));
}

std::uint32_t EntityResolver::add(EntityRecord record) {
  const auto index = static_cast<std::uint32_t>(annotations_.entities.size());
  by_id_.emplace(record.id, index);
  annotations_.entities.push_back(std::move(record));
  index_names(index);
  return index;
}

std::uint32_t EntityResolver::add_unknown(const GivenEntity& given, EntityType type,
                                          const std::string& name) {
  EntityRecord record;
  record.id = std::string(id_prefix(type)) + slug(name);
  record.type = to_string(type);
  // Another slug of the same letters is the same name, unless the id says another type.
  if (const auto same = by_id(record.id, type)) return *same;
  if (by_id_.contains(record.id) || known_.lexicon().find_entity(record.id)) {
    record.id += "-" + slug(record.type);
  }
  record.name = name;
  if (type == EntityType::organization) record.kind = given.kind;
  if (!given.date.empty()) record.properties.emplace("date", Value(given.date));
  return add(std::move(record));
}

}  // namespace chancery::ingest
