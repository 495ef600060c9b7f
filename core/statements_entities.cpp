#include "statements_entities.h"

#include <algorithm>
#include <array>
#include <utility>

#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::size_t kDigestBytes = 16;  // of SHA-256

std::string label_of_kind(std::string_view kind) {
  std::string label;
  bool capital = true;
  for (const char letter : kind) {
    const bool separator = letter == '-' || letter == ' ' || letter == '_';
    if (!separator) {
      label.push_back(capital && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32)
                                                                : letter);
    }
    capital = separator;
  }
  return label;
}

// The contribution with this record. Most documents say of an entity what others have said, which
// is found without its digest where these are few.
const Contribution* find_record(const KnownEntity& entity, std::string_view record) {
  constexpr std::size_t kFew = 16;
  if (entity.contributions.size() > kFew) return nullptr;
  const auto found = std::ranges::find(entity.contributions, record, &Contribution::record);
  return found == entity.contributions.end() ? nullptr : &*found;
}

// What is there becomes what is there `now` and what was not there `before`. All ascend by key.
void merge_properties(std::string_view there, std::string_view before, std::string_view now,
                      PropertyWriter& out) {
  std::vector<std::pair<KeyId, std::string_view>> all;
  for (ByteReader reader(now); !reader.at_end();) all.push_back(next_property(reader));
  for (ByteReader reader(there); !reader.at_end();) {
    const auto [key, value] = next_property(reader);
    if (find_stored(now, key).empty() && find_stored(before, key).empty()) {
      all.emplace_back(key, value);
    }
  }
  out.clear();
  for (const auto& [key, value] : all) out.add_written(key, value);
}

auto place_of(KnownEntity& entity, std::string_view digest) {
  // Most have one, which the memory keeps once: its bytes need not be looked at.
  const bool alone =
      entity.contributions.size() == 1 && entity.contributions[0].digest.data() == digest.data();
  if (alone) return entity.contributions.begin();
  return std::ranges::lower_bound(entity.contributions, digest, {}, &Contribution::digest);
}

}  // namespace

EntityLedger::OfDocument EntityLedger::contribution_of(KnownEntity& entity,
                                                       const EntityRecord& record) {
  const bool again = !entity.contributions.empty();
  if (again) {
    given_.clear();
    append_record_as_given(given_, record);
    if (entity.given == given_) return {&entity, entity.given_digest, entity.given_record};
  }
  const OfDocument stored = stored_as(entity, record);
  if (again && entity.given.empty()) {
    entity.given = memory_->keep(given_);
    entity.given_digest = stored.digest;
    entity.given_record = stored.record;
  }
  return stored;
}

EntityLedger::OfDocument EntityLedger::stored_as(KnownEntity& entity, const EntityRecord& record) {
  bytes_.clear();
  append_record(bytes_, record);
  if (const Contribution* const known = find_record(entity, bytes_)) {
    return {&entity, known->digest, known->record};
  }
  memory_->digest.update(bytes_);
  const std::array<char, 32> all = memory_->digest.finish_bytes();
  const std::string_view digest(all.data(), kDigestBytes);
  const auto place = place_of(entity, digest);
  if (place != entity.contributions.end() && place->digest == digest) {
    return {&entity, place->digest, place->record};
  }
  return {&entity, memory_->keep(digest), memory_->keep(bytes_)};
}

// By entity id and digest, each once.
std::vector<EntityLedger::OfDocument> EntityLedger::contributions_of(
    std::span<const EntityRecord> entities) {
  std::vector<OfDocument> result;
  result.reserve(entities.size());
  entities_.reserve(entities.size());
  for (const EntityRecord& record : entities) {
    KnownEntity& entity = memory_->entity(transaction_, record.id);
    entities_.push_back(&entity);
    result.push_back(contribution_of(entity, record));
  }
  const auto name = [](const OfDocument& each) {
    return ContributionName(each.entity->id, each.digest);
  };
  std::ranges::sort(result, {}, name);
  const auto again = std::ranges::unique(result, {}, name);
  result.erase(again.begin(), again.end());
  return result;
}

std::string EntityLedger::contributed_before(const std::string& document_id) const {
  const bool fresh =
      memory_->complete && memory_->document(transaction_, document_id) == NodeId::none;
  if (fresh) return {};
  return transaction_.rows()
      .get(Family::contributions, document_contributions_key(document_id))
      .value_or(std::string());
}

void EntityLedger::write_row(std::string_view document_id,
                             std::span<const OfDocument> contributions) {
  const std::string key = document_contributions_key(document_id);
  if (contributions.empty()) return transaction_.rows().erase(Family::contributions, key);
  bytes_.clear();
  for (const OfDocument& each : contributions) {
    append_string(bytes_, each.entity->id);
    append_string(bytes_, each.digest);
  }
  transaction_.rows().put(Family::contributions, key, bytes_);
}

// What they say together: kept, or one of the records.
std::string_view EntityLedger::merge(const KnownEntity& entity) {
  const std::string_view merged = merge_contributions(entity.contributions, bytes_);
  return merged.data() == bytes_.data() ? memory_->keep(merged) : merged;
}

void EntityLedger::note_change(KnownEntity& entity, std::string_view added) {
  if (!changes_.empty() && changes_.back().entity == &entity) {
    changes_.back().added = {};
    return;
  }
  if (!entity.merged) entity.merged = merge(entity);
  changes_.push_back({&entity, *entity.merged, added});
}

void EntityLedger::count(const OfDocument& what) {
  KnownEntity& entity = *what.entity;
  memory_->note_change(entity);
  const auto place = place_of(entity, what.digest);
  if (place != entity.contributions.end() && place->digest == what.digest) {
    ++place->count;
    return;
  }
  note_change(entity, what.record);
  entity.contributions.insert(place, {what.digest, 1, what.record});
}

void EntityLedger::discount(KnownEntity& entity, std::string_view digest) {
  const auto place = place_of(entity, digest);
  if (place == entity.contributions.end() || place->digest != digest) return;
  memory_->note_change(entity);
  if (place->count > 1) {
    --place->count;
    return;
  }
  note_change(entity, {});
  entity.contributions.erase(place);
}

// Both are ascending, so that changes come by entity id.
void EntityLedger::count_all(std::span<const OfDocument> now, std::string_view row_before) {
  const std::vector<ContributionName> before = parse_document_contributions(row_before);
  auto old = before.begin();
  const auto drop_until = [&](auto stop) {
    for (; old != before.end() && !stop(*old); ++old) {
      discount(memory_->entity(transaction_, old->first), old->second);
    }
  };
  for (const OfDocument& each : now) {
    const ContributionName name(each.entity->id, each.digest);
    drop_until([&](const ContributionName& gone) { return gone >= name; });
    if (old != before.end() && *old == name) {
      ++old;
    } else {
      count(each);
    }
  }
  drop_until([](const ContributionName&) { return false; });
}

void EntityLedger::read_labels(const StoredRecord& record, std::vector<LabelId>& labels) {
  labels.assign(1, memory_->words.entity);
  if (!record.type.empty()) labels.push_back(transaction_.intern_label(record.type));
  if (record.kind.empty()) return;
  const std::string kind = label_of_kind(record.kind);
  if (!kind.empty() && kind != record.type) labels.push_back(transaction_.intern_label(kind));
}

// Those of the node of an entity. Its own words win over properties of the same name.
void EntityLedger::read_properties(std::string_view id, const StoredRecord& record,
                                   PropertyWriter& out) {
  const KnowledgeWords& words = memory_->words;
  out.clear();
  out.add(words.id, id, /*even_empty=*/true);
  out.add(words.kind, record.kind);
  out.add(words.name, record.name, /*even_empty=*/true);
  out.add(words.aliases, record.aliases);
  for (const auto& [name, value] : record.properties) {
    const KeyId key = transaction_.intern_key(name);
    const bool taken = key == words.id || key == words.name ||
                       (key == words.kind && !record.kind.empty()) ||
                       (key == words.aliases && !record.aliases.empty());
    if (!taken) out.add_written(key, value);
  }
}

// Its own labels come first, in their order. What users have given the node beside stays.
void EntityLedger::update_node(const KnownEntity& entity, std::string_view before) {
  const std::optional<std::string> record = transaction_.reads().node(entity.node);
  if (!record) return;
  const NodeFields there = parse_node(*record);
  old_labels_.clear();
  old_properties_.clear();
  if (!before.empty()) {
    before_.read(before);
    read_labels(before_, old_labels_);
    read_properties(entity.id, before_, old_properties_);
  }
  const auto has = [](std::span<const LabelId> labels, LabelId label) {
    return std::ranges::find(labels, label) != labels.end();
  };
  std::vector<LabelId> labels;
  for (const LabelId label : labels_)
    if (!has(labels, label)) labels.push_back(label);
  for (const LabelId label : there.labels)
    if (!has(labels, label) && !has(old_labels_, label)) labels.push_back(label);
  merge_properties(there.properties, old_properties_.bytes(), properties_.bytes(), all_properties_);
  transaction_.rewrite(entity.node, *record, labels, all_properties_.bytes());
}

void EntityLedger::write_node(KnownEntity& entity, std::string_view before) {
  record_.read(*entity.merged);
  read_labels(record_, labels_);
  read_properties(entity.id, record_, properties_);
  const bool fresh = entity.node == NodeId::none;
  if (fresh) {
    entity.node = transaction_.create_node(labels_, properties_.bytes());
  } else {
    update_node(entity, before);
  }
  names_.assign(1, record_.name);
  names_.insert(names_.end(), record_.aliases.begin(), record_.aliases.end());
  transaction_.set_names(entity.node, names_, fresh);
}

bool EntityLedger::changes_nothing(const Change& change) {
  if (change.before.empty() || change.added.empty()) return false;
  before_.read(change.before);
  record_.read(change.added);
  return says_already(before_, record_);
}

void EntityLedger::settle(const Change& change) {
  KnownEntity& entity = *change.entity;
  if (!changes_nothing(change)) entity.merged = merge(entity);
  if (entity.contributions.empty()) {
    forgotten_.push_back(&entity);
  } else if (*entity.merged != change.before || entity.node == NodeId::none) {
    write_node(entity, change.before);
  }
}

void EntityLedger::replace(const std::string& document_id, std::span<const EntityRecord> entities) {
  const std::vector<OfDocument> now = contributions_of(entities);
  count_all(now, contributed_before(document_id));
  write_row(document_id, now);
  for (const Change& change : changes_) settle(change);
  for (KnownEntity* const entity : entities_) {
    if (entity->node == NodeId::none) {  // somebody has deleted it by hand
      if (!entity->merged) entity->merged = merge(*entity);
      write_node(*entity, {});
    }
    nodes_.push_back(entity->node);
  }
}

void EntityLedger::remove_forgotten() {
  for (KnownEntity* const entity : forgotten_) {
    if (entity->node == NodeId::none) continue;
    if (transaction_.degree(entity->node, Direction::both, {}) > 0) continue;
    transaction_.remove(entity->node);
    entity->node = NodeId::none;
  }
}

}  // namespace chancery
