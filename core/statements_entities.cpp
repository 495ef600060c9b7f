#include "statements_entities.h"

#include <algorithm>
#include <utility>

#include "chancery/folding.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::size_t kDigestDigits = 32;  // 128 bits of SHA-256 in hex

std::vector<std::string> sorted_once(std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// The order of aliases means nothing, so records that differ only there are equal.
std::string encode(const EntityRecord& record) {
  std::vector<std::string_view> aliases(record.aliases.begin(), record.aliases.end());
  std::ranges::sort(aliases);
  const auto again = std::ranges::unique(aliases);
  aliases.erase(again.begin(), again.end());
  std::string bytes;
  append_string(bytes, record.type);
  append_string(bytes, record.kind);
  append_string(bytes, record.name);
  append_varint(bytes, record.known ? 1 : 0);
  append_varint(bytes, aliases.size());
  for (const std::string_view alias : aliases) append_string(bytes, alias);
  for (const auto& [key, value] : record.properties) {
    if (value.is_null()) continue;
    append_string(bytes, key);
    append_value(bytes, value);
  }
  return bytes;
}

EntityRecord decode(ByteReader& reader) {
  EntityRecord record;
  record.type = reader.string();
  record.kind = reader.string();
  record.name = reader.string();
  record.known = reader.varint() == 1;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    record.aliases.emplace_back(reader.string());
  }
  while (!reader.at_end()) {
    std::string key(reader.string());
    record.properties.emplace(std::move(key), read_value(reader));
  }
  return record;
}

ContributionSet old_contributions(const Reader& rows, std::string_view document_id) {
  const auto row = rows.get(Family::contributions, document_contributions_key(document_id));
  return row ? parse_contribution_set(*row) : ContributionSet();
}

std::string encode(std::span<const Contribution> contributions) {
  std::string bytes;
  for (const Contribution& contribution : contributions) {
    append_string(bytes, contribution.digest);
    append_varint(bytes, contribution.count);
    append_string(bytes, contribution.record);
  }
  return bytes;
}

// A pending row of contributions, fetched where the transaction has not written it yet.
PendingRows::Number pending_row(Batch& rows, std::string_view key) {
  const PendingRows& pending = rows.of(Family::contributions);
  const PendingRows::Number number = pending.find(key);
  if (number != PendingRows::kNone) return pending[number].erased ? PendingRows::kNone : number;
  return rows.has(Family::contributions, key) ? rows.open(Family::contributions, key)
                                              : PendingRows::kNone;
}

// Counts a record that stays among the contributions. False, and nothing is done, where it comes
// or goes.
bool recount(Batch& rows, std::string_view key, std::string_view digest, int step) {
  const PendingRows::Number number = pending_row(rows, key);
  if (number == PendingRows::kNone) return false;
  const std::string_view row = rows.of(Family::contributions)[number].value;
  ByteReader reader(row);
  while (!reader.at_end()) {
    const std::string_view here = reader.string();
    const std::size_t before = reader.position();
    const std::uint64_t count = reader.varint() + static_cast<std::uint64_t>(step);
    const std::size_t behind = reader.position();
    reader.string();
    if (here != digest) continue;
    if (count == 0) return false;
    std::string bytes;
    append_varint(bytes, count);
    if (bytes.size() == behind - before) {
      rows.overwrite(Family::contributions, number, before, bytes);
    } else {
      rows.put(Family::contributions, key,
               std::string(row.substr(0, before)) + bytes + std::string(row.substr(behind)));
    }
    return true;
  }
  return false;
}

bool better_name(const std::string& a, const std::string& b) {
  const std::size_t a_length = code_point_count(a);
  const std::size_t b_length = code_point_count(b);
  return a_length != b_length ? a_length > b_length : a < b;
}

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

}  // namespace

ContributionSet parse_contribution_set(std::string_view row) {
  ContributionSet result;
  ByteReader reader(row);
  while (!reader.at_end()) {
    std::string id(reader.string());
    std::string digest(reader.string());
    result.emplace(std::move(id), std::move(digest));
  }
  return result;
}

std::optional<EntityRecord> merge_records(std::vector<EntityRecord> records) {
  if (records.empty()) return std::nullopt;
  const auto known = std::ranges::find_if(records, &EntityRecord::known);
  if (known != records.end()) return *known;
  EntityRecord merged = records.front();
  std::vector<std::string> names;
  for (const EntityRecord& record : records) {
    if (better_name(record.name, merged.name)) merged.name = record.name;
    if (merged.type.empty()) merged.type = record.type;
    if (merged.kind.empty()) merged.kind = record.kind;
    names.push_back(record.name);
    names.insert(names.end(), record.aliases.begin(), record.aliases.end());
    merged.properties.insert(record.properties.begin(), record.properties.end());
  }
  merged.aliases = sorted_once(std::move(names));
  std::erase(merged.aliases, merged.name);
  return merged;
}

std::vector<Contribution> parse_contributions(std::string_view row) {
  std::vector<Contribution> result;
  ByteReader reader(row);
  while (!reader.at_end()) {
    Contribution& contribution = result.emplace_back();
    contribution.digest = reader.string();
    contribution.count = reader.varint();
    contribution.record = reader.string();
  }
  return result;
}

std::optional<EntityRecord> merge_contributions(std::string_view row, std::string_view entity_id) {
  std::vector<EntityRecord> records;
  for (const Contribution& contribution : parse_contributions(row)) {
    ByteReader reader(contribution.record);
    EntityRecord record = decode(reader);
    record.id = entity_id;
    if (record.known) return record;  // wins over all others
    records.push_back(std::move(record));
  }
  return merge_records(std::move(records));
}

Map entity_properties(const EntityRecord& record) {
  Map properties = record.properties;
  properties["id"] = record.id;
  properties["name"] = record.name;
  if (!record.kind.empty()) properties["kind"] = record.kind;
  List aliases;
  for (const std::string& alias : sorted_once(record.aliases)) aliases.emplace_back(alias);
  if (!aliases.empty()) properties["aliases"] = std::move(aliases);
  return properties;
}

std::vector<std::string> entity_labels(const EntityRecord& record) {
  std::vector<std::string> labels = {"Entity"};
  if (!record.type.empty()) labels.push_back(record.type);
  const std::string kind = label_of_kind(record.kind);
  if (!kind.empty() && kind != record.type) labels.push_back(kind);
  return labels;
}

NodeId EntityLedger::find(const std::string& entity_id) const {
  const KnowledgeWords& words = memory_->words;
  return find_remembered(transaction_, *memory_, words.entity, memory_->entities, entity_id);
}

// Most documents say the same of an entity as the one before: a dictionary does.
std::shared_ptr<const DocumentMemory::Contributed> EntityLedger::contributed(
    const EntityRecord& entity, std::shared_ptr<const DocumentMemory::Contributed>& last) {
  std::string bytes = encode(entity);
  if (last && last->bytes == bytes) return last;
  digest_.update(bytes);
  last = std::make_shared<DocumentMemory::Contributed>(
      DocumentMemory::Contributed{std::move(bytes), digest_.finish().substr(0, kDigestDigits)});
  return last;
}

// By entity id and digest, each once.
std::vector<EntityLedger::OfDocument> EntityLedger::contributions_of(
    std::span<const EntityRecord> entities) {
  std::vector<OfDocument> result;
  result.reserve(entities.size());
  for (const EntityRecord& entity : entities) {
    auto& last = memory_->contributed[entity.id];
    const bool first = memory_->complete && !last;
    result.push_back({&entity.id, contributed(entity, last), first});
  }
  const auto key = [](const OfDocument& each) {
    return std::pair<std::string_view, std::string_view>(*each.entity_id, each.what->digest);
  };
  std::ranges::stable_sort(result, {}, key);
  const auto again = std::ranges::unique(result, {}, key);
  result.erase(again.begin(), again.end());
  // Of several records of an entity the one that is counted first makes the row.
  for (std::size_t i = result.size(); i-- > 1;) {
    if (*result[i].entity_id != *result[i - 1].entity_id) continue;
    result[i - 1].first |= std::exchange(result[i].first, false);
  }
  return result;
}

void EntityLedger::change_count(const std::string& entity_id, const Contributing& what, int step) {
  Batch& rows = transaction_.rows();
  const std::string key = contributions_key(entity_id);
  if (!what.first && recount(rows, key, what.digest, step)) return;
  const auto row = what.first ? std::nullopt : rows.get(Family::contributions, key);
  const auto [change, first] = changed_.try_emplace(entity_id);
  if (first) {
    change->second = {row ? merge_contributions(*row, entity_id) : std::nullopt, !row};
  } else {
    change->second.fresh = false;
  }
  std::vector<Contribution> all = parse_contributions(row ? *row : std::string_view());
  const auto place = std::ranges::lower_bound(all, what.digest, {}, &Contribution::digest);
  if (step > 0) {
    all.insert(place, {what.digest, 1, what.record});
  } else if (place != all.end() && place->digest == what.digest) {
    all.erase(place);
  }
  if (all.empty()) return rows.erase(Family::contributions, key);
  rows.put(Family::contributions, key, encode(all));
}

NodeId EntityLedger::create_node(std::span<const LabelId> labels, Map properties) {
  Properties interned;
  for (auto& [key, value] : properties) {
    interned.emplace_back(transaction_.intern_key(key), std::move(value));
  }
  return transaction_.create_node(labels, encode_properties(std::move(interned)));
}

NodeId EntityLedger::write_node(const std::string& entity_id,
                                const std::optional<EntityRecord>& before,
                                const EntityRecord& after) {
  std::vector<LabelId> labels;
  for (const std::string& label : entity_labels(after)) {
    labels.push_back(transaction_.intern_label(label));
  }
  Map properties = entity_properties(after);
  NodeId node = find(entity_id);
  if (node == NodeId::none) {
    node = create_node(labels, std::move(properties));
    memory_->entities[entity_id] = node;
  } else {
    if (before) remove_old(node, *before, labels, properties);
    for (const LabelId label : labels) transaction_.add_label(node, label);
    for (const auto& [key, value] : properties) {
      transaction_.set_property(node, transaction_.intern_key(key), value);
    }
  }
  std::vector<std::string> names = sorted_once(after.aliases);
  names.insert(names.begin(), after.name);
  transaction_.set_names(node, names);
  return node;
}

void EntityLedger::remove_old(NodeId node, const EntityRecord& before,
                              std::span<const LabelId> labels, const Map& properties) {
  for (const std::string& label : entity_labels(before)) {
    const LabelId old = transaction_.intern_label(label);
    if (std::ranges::find(labels, old) == labels.end()) transaction_.remove_label(node, old);
  }
  for (const auto& [key, value] : entity_properties(before)) {
    if (!properties.contains(key)) {
      transaction_.set_property(node, transaction_.intern_key(key), Value());
    }
  }
}

// Of an entity that is new it is what the document has contributed, which need not be read back.
std::optional<EntityRecord> EntityLedger::record_after(const Change& change,
                                                       const std::string& entity_id,
                                                       const EntityRecord* contributed) const {
  if (change.fresh && contributed != nullptr) return merge_records({*contributed});
  const auto row = transaction_.rows().get(Family::contributions, contributions_key(entity_id));
  return row ? merge_contributions(*row, entity_id) : std::nullopt;
}

// Most documents say nothing new of what they name.
void EntityLedger::update_node(const std::string& entity_id,
                               const std::optional<EntityRecord>& before,
                               const EntityRecord& after) {
  const bool same = before && encode(*before) == encode(after);
  if (!same || find(entity_id) == NodeId::none) write_node(entity_id, before, after);
}

void EntityLedger::replace(std::string_view document_id, std::span<const EntityRecord> entities) {
  replace_rows(document_id, entities);
  std::unordered_map<std::string_view, const EntityRecord*> contributed;
  for (const EntityRecord& entity : entities) contributed.try_emplace(entity.id, &entity);
  for (const auto& [entity_id, change] : changed_) {
    const auto found = contributed.find(entity_id);
    const auto merged =
        record_after(change, entity_id, found == contributed.end() ? nullptr : found->second);
    if (merged) {
      update_node(entity_id, change.before, *merged);
    } else {
      forgotten_.insert(entity_id);
    }
  }
  for (const EntityRecord& entity : entities) nodes_.push_back(existing_node(entity.id));
}

void EntityLedger::replace_rows(std::string_view document_id,
                                std::span<const EntityRecord> entities) {
  const auto known = memory_->documents.find(std::string(document_id));
  const bool fresh =
      memory_->complete && (known == memory_->documents.end() || known->second == NodeId::none);
  ContributionSet gone =
      fresh ? ContributionSet() : old_contributions(transaction_.rows(), document_id);
  const std::vector<OfDocument> after = contributions_of(entities);
  std::string bytes;
  for (const OfDocument& each : after) {
    append_string(bytes, *each.entity_id);
    append_string(bytes, each.what->digest);
    const bool stays = !gone.empty() && gone.erase({*each.entity_id, each.what->digest}) > 0;
    if (!stays) change_count(*each.entity_id, {each.what->digest, each.what->bytes, each.first}, 1);
  }
  for (const auto& [entity_id, digest] : gone) change_count(entity_id, {digest, {}, false}, -1);
  const std::string row_key = document_contributions_key(document_id);
  if (after.empty()) {
    transaction_.rows().erase(Family::contributions, row_key);
  } else {
    transaction_.rows().put(Family::contributions, row_key, bytes);
  }
}

NodeId EntityLedger::existing_node(const std::string& entity_id) {
  const NodeId node = find(entity_id);
  if (node != NodeId::none) return node;
  // Somebody has deleted it by hand.
  const auto row = transaction_.rows().get(Family::contributions, contributions_key(entity_id));
  return write_node(entity_id, std::nullopt, *merge_contributions(row.value(), entity_id));
}

void EntityLedger::remove_forgotten() {
  for (const std::string& entity_id : forgotten_) {
    const NodeId node = find(entity_id);
    if (node != NodeId::none && transaction_.degree(node, Direction::both, {}) == 0) {
      transaction_.remove(node);
      memory_->entities[entity_id] = NodeId::none;
    }
  }
}

}  // namespace chancery
