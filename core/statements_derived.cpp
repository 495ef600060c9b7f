#include "statements_derived.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>

#include "chancery/statements.h"
#include "statements_memory.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
namespace {

// A date may be an interval, "2023-12-06/2023-12-07".
std::string_view first_day(std::string_view date) { return date.substr(0, date.find('/')); }
std::string_view last_day(std::string_view date) { return date.substr(date.find('/') + 1); }

int nearness_to_done(std::string_view status) {
  constexpr std::array<std::string_view, 4> kOrder = {"conditional", "planned", "ongoing", "done"};
  const auto found = std::ranges::find(kOrder, status);
  return found == kOrder.end() ? -1 : static_cast<int>(found - kOrder.begin());
}

std::string text_at(const GraphView& view, RelationshipId relationship, KeyId key) {
  const Value value = view.property(relationship, key);
  return value.type() == ValueType::string ? value.as_string() : std::string();
}

}  // namespace

// Polarities are few, and not worth it.
std::size_t DerivedPlaceHash::operator()(const DerivedPlace& place) const noexcept {
  constexpr std::size_t kSpread = 0x9E3779B97F4A7C15;  // of the golden ratio (Knuth, 6.4)
  const std::size_t ends = raw(place.subject) * kSpread + raw(place.object);
  return (ends * kSpread + raw(place.type)) * kSpread;
}

void EvidenceFields::append_to(std::string& out) const {
  append_string(out, date);
  append_string(out, status);
  append_string(out, title);
}

EvidenceRow EvidenceRow::decode(std::string_view bytes) {
  ByteReader reader(bytes);
  EvidenceRow row;
  row.date = reader.string();
  row.status = reader.string();
  row.title = reader.string();
  return row;
}

void DerivedSummary::add(const EvidenceFields& row) {
  ++statements;
  const std::string_view from = first_day(row.date);
  const std::string_view until = last_day(row.date);
  const auto rank = [](std::string_view day, std::string_view its_status) {
    return std::tuple(day, nearness_to_done(its_status), its_status);
  };
  if (statements == 1 || rank(until, row.status) > rank(last, status)) status = row.status;
  if (first.empty() || (!from.empty() && from < first)) first = from;
  if (until > last) last = until;
  if (!row.title.empty() && std::pair<std::string_view, std::string_view>(until, row.title) >=
                                std::pair<std::string_view, std::string_view>(title_date, title)) {
    title = row.title;
    title_date = until;
  }
}

void DerivedSummary::write(const KnowledgeWords& words, const std::string& polarity,
                           PropertyWriter& out) const {
  out.clear();
  out.add(words.title, title);
  out.add(words.status, status);
  out.add(words.polarity, polarity);
  out.add(words.statements, static_cast<std::int64_t>(statements));
  out.add(words.first, first);
  out.add(words.last, last);
}

EvidenceRows evidence_rows(const Reader& rows, RelationshipId relationship) {
  EvidenceRows result;
  const auto cursor = rows.scan_prefix(Family::evidence, id_key(relationship));
  while (cursor->next()) {
    result.emplace(trailing_node(cursor->key()), EvidenceRow::decode(cursor->value()));
  }
  return result;
}

std::optional<RelationshipId> find_derived(const GraphView& view, const DerivedKey& key) {
  const auto type = view.type_id(key.type);
  const auto polarity = view.key_id("polarity");
  if (!type || !polarity) return std::nullopt;
  // A user may have made relationships of the same type: what has no evidence is not ours.
  for (const RelationshipId id : view.between(key.subject, *type, key.object)) {
    if (text_at(view, id, *polarity) == key.polarity &&
        reads_of(view).rows().any_with_prefix(Family::evidence, id_key(id))) {
      return id;
    }
  }
  return std::nullopt;
}

DerivedWriter::DerivedWriter(StoreTransaction& transaction, std::shared_ptr<DocumentMemory> memory)
    : transaction_(transaction), memory_(std::move(memory)) {}

DerivedState& DerivedWriter::touch(const DerivedPlace& place) {
  const auto [entry, fresh] = memory_->derived.try_emplace(place);
  DerivedState& state = entry->second;
  if (fresh && !memory_->complete) {
    const DerivedKey key{place.subject, std::string(transaction_.name(place.type)), place.object,
                         place.polarity};
    state.relationship =
        find_derived(transaction_.view_beside_memory(), key).value_or(RelationshipId::none);
  }
  if (!std::exchange(state.is_touched, true)) touched_.emplace_back(&entry->first, &state);
  return state;
}

// Adds the row to the summary, where that can be done without the other rows.
void DerivedWriter::take_up(DerivedState& state, const EvidenceFields& row) const {
  state.must_sum |= !row.title.empty() && !state.is_dated;
  if (state.must_sum) return;
  if (!std::exchange(state.is_summed, true)) state.summary = stored_summary(state.relationship);
  state.summary.add(row);
}

void DerivedWriter::add(const DerivedPlace& place, NodeId statement, const EvidenceFields& row) {
  DerivedState& state = touch(place);
  if (state.relationship == RelationshipId::none) state.is_summed = state.is_dated = true;
  take_up(state, row);
  row.append_to(evidence_bytes_);
  evidence_.push_back({&state, statement, evidence_bytes_.size()});
}

void DerivedWriter::drop(const DerivedPlace& place, NodeId statement) {
  DerivedState& state = touch(place);
  if (state.relationship == RelationshipId::none) return;
  state.must_sum = true;
  transaction_.rows().erase(Family::evidence, evidence_key(state.relationship, statement));
}

DerivedSummary DerivedWriter::stored_summary(RelationshipId relationship) const {
  const KnowledgeWords& words = memory_->words;
  DerivedSummary summary;
  const Value count = transaction_.property(relationship, words.statements);
  if (count.type() == ValueType::integer) {
    summary.statements = static_cast<std::uint64_t>(count.as_integer());
  }
  summary.first = text_at(transaction_, relationship, words.first);
  summary.last = text_at(transaction_, relationship, words.last);
  summary.status = text_at(transaction_, relationship, words.status);
  summary.title = text_at(transaction_, relationship, words.title);
  return summary;
}

void DerivedWriter::settle(const DerivedPlace& place, DerivedState& state) {
  if (std::exchange(state.must_sum, false)) {
    state.summary = {};
    for (const auto& [statement, row] : evidence_rows(transaction_.rows(), state.relationship)) {
      state.summary.add(row.fields());
    }
    state.is_summed = state.is_dated = true;
  }
  if (state.summary.statements == 0) {
    transaction_.remove(state.relationship);
    state = {};  // known to be not there
    return;
  }
  state.summary.write(memory_->words, place.polarity, properties_);
  transaction_.set_properties(state.relationship, properties_.bytes());
}

// A relationship is made when all is known that it says, which spares a row for its properties.
void DerivedWriter::make(const DerivedPlace& place, DerivedState& state) {
  state.summary.write(memory_->words, place.polarity, properties_);
  state.relationship =
      transaction_.connect(place.subject, place.type, place.object, properties_.bytes());
}

void DerivedWriter::write_evidence() {
  const std::string_view bytes = evidence_bytes_;
  std::size_t begin = 0;
  for (const Evidence& each : evidence_) {
    transaction_.rows().put_new(Family::evidence,
                                evidence_key(each.state->relationship, each.statement),
                                bytes.substr(begin, each.end - begin));
    begin = each.end;
  }
  evidence_.clear();
  evidence_bytes_.clear();
}

void DerivedWriter::settle() {
  std::vector<Touched> old;
  for (const Touched& touched : touched_) {
    const auto& [place, state] = touched;
    state->is_touched = false;
    if (state->relationship != RelationshipId::none) {
      old.push_back(touched);
    } else if (state->summary.statements > 0) {
      make(*place, *state);
    }
  }
  touched_.clear();
  write_evidence();
  for (const auto& [place, state] : old) settle(*place, *state);
}

std::optional<Derivation> derivation_of(const KnowledgeReader& reader, NodeId statement) {
  const Map properties = reader.properties(statement);
  const auto confidence = properties.find("confidence");
  if (confidence == properties.end() || !confidence->second.is_number() ||
      confidence->second.as_number() < kDerivationThreshold) {
    return std::nullopt;
  }
  Derivation result;
  result.key.subject = reader.step(statement, Direction::outgoing, "SUBJECT");
  result.key.object = reader.step(statement, Direction::outgoing, "OBJECT");
  result.key.type = text_or_empty(properties, "type");
  result.key.polarity = text_or_empty(properties, "polarity");
  if (result.key.subject == NodeId::none || result.key.object == NodeId::none ||
      result.key.type.empty()) {
    return std::nullopt;
  }
  result.row.status = text_or_empty(properties, "status");
  result.row.title = text_or_empty(properties, "title");
  result.row.date = text_or_empty(properties, "date");
  if (result.row.date.empty()) {
    const NodeId passage = reader.step(statement, Direction::outgoing, "IN");
    const NodeId document = reader.step(passage, Direction::incoming, "HAS_PASSAGE");
    result.row.date = reader.text(document, "date");
  }
  return result;
}

namespace {

// The key that a relationship with evidence stands for.
std::optional<DerivedKey> key_of(const GraphView& view, RelationshipId relationship) {
  const auto record = view.relationship(relationship);
  const auto polarity = view.key_id("polarity");
  if (!record || !polarity) return std::nullopt;
  return DerivedKey{record->start, std::string(view.name(record->type)), record->end,
                    text_at(view, relationship, *polarity)};
}

std::vector<RelationshipId> relationships_with_evidence(const Reader& rows) {
  std::vector<RelationshipId> result;
  const auto cursor = rows.scan(Family::evidence, {}, {});
  while (cursor->next()) {
    const auto id = static_cast<RelationshipId>(read_big_endian(cursor->key().substr(0, kIdBytes)));
    if (result.empty() || result.back() != id) result.push_back(id);
  }
  return result;
}

bool summary_holds(const GraphView& view, RelationshipId relationship, const EvidenceRows& rows) {
  DerivedSummary summary;
  for (const auto& [statement, row] : rows) summary.add(row.fields());
  const auto holds = [&](std::string_view name, const Value& expected) {
    const auto key = view.key_id(name);
    return equivalent(key ? view.property(relationship, *key) : Value(), expected);
  };
  return holds("statements", static_cast<std::int64_t>(summary.statements)) &&
         holds("first", text_value(summary.first)) && holds("last", text_value(summary.last)) &&
         holds("status", text_value(summary.status)) && holds("title", text_value(summary.title));
}

std::map<DerivedKey, EvidenceRows> expected_evidence(const GraphView& view) {
  std::map<DerivedKey, EvidenceRows> expected;
  const auto label = view.label_id("Statement");
  if (!label) return expected;
  const KnowledgeReader reader(view);
  const auto statements = view.nodes_with_label(*label);
  for (NodeId node = statements->next(); node != NodeId::none; node = statements->next()) {
    if (auto derivation = derivation_of(reader, node)) {
      expected[derivation->key].emplace(node, std::move(derivation->row));
    }
  }
  return expected;
}

}  // namespace

std::vector<DerivedFault> find_derived_faults(const GraphView& view) {
  const Reader& rows = reads_of(view).rows();
  std::map<DerivedKey, std::vector<RelationshipId>> found;
  for (const RelationshipId id : relationships_with_evidence(rows)) {
    if (const auto key = key_of(view, id)) found[*key].push_back(id);
  }
  std::vector<DerivedFault> faults;
  for (auto& [key, statements] : expected_evidence(view)) {
    std::vector<RelationshipId> here;
    if (auto node = found.extract(key)) here = std::move(node.mapped());
    const bool right = here.size() == 1 && evidence_rows(rows, here.front()) == statements &&
                       summary_holds(view, here.front(), statements);
    if (!right) faults.push_back({key, std::move(here), std::move(statements)});
  }
  for (auto& [key, here] : found) faults.push_back({key, std::move(here), {}});
  return faults;
}

std::uint64_t rebuild_derived(Transaction& transaction) {
  StoreTransaction& store = store_transaction(transaction);
  store.forget_documents();
  DerivedWriter writer(store, memory_of(store));
  const std::vector<DerivedFault> faults = find_derived_faults(transaction);
  for (const DerivedFault& fault : faults) {
    for (const RelationshipId id : fault.found) transaction.remove(id);
    const DerivedKey& key = fault.key;
    for (const auto& [statement, row] : fault.expected) {
      writer.add({key.subject, key.object, transaction.intern_type(key.type), key.polarity},
                 statement, row.fields());
    }
  }
  writer.settle();
  return faults.size();
}

}  // namespace chancery
