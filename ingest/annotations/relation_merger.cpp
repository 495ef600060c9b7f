#include "annotations/relation_merger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace chancery::ingest {
namespace {

constexpr std::array<std::string_view, 4> kStatuses = {"done", "ongoing", "planned", "conditional"};
constexpr std::array<std::string_view, 2> kPolarities = {"positive", "negative"};

bool before_passage(const Place& place, std::uint32_t passage) { return place.passage < passage; }

template <typename Words>
bool is_one_of(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

RelationMerger::RelationMerger(Annotations& annotations, std::uint32_t annotator,
                               const Lexicon& lexicon, const Places& places,
                               const GivenEntities& entities, std::span<const NamedPlace> named)
    : annotations_(annotations),
      annotator_(annotator),
      lexicon_(lexicon),
      places_(places),
      entities_(entities),
      mentions_(annotations.entities.size()) {
  index_mentions(named);
  for (std::size_t i = 0; i < annotations.statements.size(); ++i) {
    const StatementRecord& statement = annotations.statements[i];
    statements_.emplace(
        key(statement.subject, statement.type, statement.object, statement.polarity), i);
  }
  if (annotations.document.issuers.size() != 1) return;
  for (std::uint32_t i = 0; i < annotations.entities.size(); ++i) {
    if (annotations.entities[i].id == annotations.document.issuers.front()) issuer_ = i;
  }
}

void RelationMerger::index_mentions(std::span<const NamedPlace> named) {
  for (const MentionRecord& mention : annotations_.mentions) {
    mentions_[mention.entity].push_back({mention.passage, mention.span});
  }
  for (const auto& [entity, place] : named) mentions_[entity].push_back(place);
  for (auto& places : mentions_) std::sort(places.begin(), places.end());
}

RelationMerger::Key RelationMerger::key(std::uint32_t subject, const std::string& type,
                                        std::uint32_t object, const std::string& polarity) const {
  const std::uint16_t relation = lexicon_.relation(type);
  const bool symmetric = relation != kNoRelation && lexicon_.relations[relation].symmetric;
  if (symmetric && object < subject) std::swap(subject, object);
  return {subject, type, object, polarity};
}

std::string RelationMerger::add(const GivenRelation& relation) {
  StatementRecord statement;
  if (std::string fault = read(relation, statement); !fault.empty()) return fault;
  const Key said = key(statement.subject, statement.type, statement.object, statement.polarity);
  if (const auto there = statements_.find(said); there != statements_.end()) {
    return agree(relation, annotations_.statements[there->second]);
  }
  if (std::string fault = prove(relation, statement); !fault.empty()) return fault;
  statements_.emplace(said, annotations_.statements.size());
  annotations_.statements.push_back(std::move(statement));
  ++added_;
  return {};
}

std::string RelationMerger::read_end(const std::string& id, std::uint32_t& index) const {
  const auto at = entities_.find(id);
  if (at == entities_.end()) return fmt::format("there is no entity \"{}\"", id);
  if (!at->second) return fmt::format("the entity \"{}\" was skipped", id);
  index = *at->second;
  return {};
}

std::string RelationMerger::read(const GivenRelation& relation, StatementRecord& statement) const {
  const std::uint16_t number = lexicon_.relation(relation.type);
  if (number == kNoRelation) return fmt::format("there is no relation type {}", relation.type);
  const RelationType& type = lexicon_.relations[number];
  std::string fault = read_end(relation.subject, statement.subject);
  if (fault.empty()) fault = read_end(relation.object, statement.object);
  if (!fault.empty()) return fault;
  const auto fits = [&](std::uint32_t entity, TypeMask types) {
    const auto of = entity_type(annotations_.entities[entity].type);
    return of && (mask(*of) & types) != 0;
  };
  if (statement.subject == statement.object) return "both ends are the same entity";
  if (!fits(statement.subject, type.subjects) || !fits(statement.object, type.objects)) {
    return fmt::format("{} does not lead from a {} to a {}", type.name,
                       annotations_.entities[statement.subject].type,
                       annotations_.entities[statement.object].type);
  }
  statement.type = type.name;
  statement.status = relation.status.empty() ? type.status : relation.status;
  statement.polarity = relation.polarity.empty() ? "positive" : relation.polarity;
  statement.title = relation.title;
  statement.confidence = relation.confidence;
  statement.annotators = {annotator_};
  if (issuer_ && *issuer_ != statement.subject) statement.speaker = issuer_;
  if (!is_one_of(kStatuses, statement.status)) {
    return fmt::format("there is no status \"{}\"", statement.status);
  }
  if (!is_one_of(kPolarities, statement.polarity)) {
    return fmt::format("there is no polarity \"{}\"", statement.polarity);
  }
  const bool sure = statement.confidence >= 0 && statement.confidence <= 1;
  return sure ? "" : "its confidence is not between 0 and 1";
}

/// The words and the sentence of the statement stay those that were there first.
std::string RelationMerger::agree(const GivenRelation& relation, StatementRecord& statement) {
  std::string reason;
  const bool has_cue = relation.cue.span || !relation.cue.surface.empty();
  if (has_cue && places_.cues(relation.cue, reason).empty()) return "its cue " + reason;
  auto& annotators = statement.annotators;
  if (std::find(annotators.begin(), annotators.end(), annotator_) != annotators.end()) return {};
  annotators.push_back(annotator_);
  statement.confidence = std::max(statement.confidence, relation.confidence);
  ++agreed_;
  return {};
}

std::string RelationMerger::prove(const GivenRelation& relation, StatementRecord& statement) const {
  const bool has_cue = relation.cue.span || !relation.cue.surface.empty();
  if (!has_cue) {
    return prove_by_ends(statement) ? "" : "no sentence mentions both ends, and it has no cue";
  }
  std::string reason;
  const std::vector<Place> cues = places_.cues(relation.cue, reason);
  if (cues.empty()) return "its cue " + reason;
  if (relation.cue.span) {
    statement.passage = cues.front().passage;
    statement.cue = cues.front().span;
  } else if (!prove_by_cues(cues, statement)) {
    return "several sentences have its cue, and no mention of its object follows them";
  }
  statement.span = annotations_.passages[statement.passage].span;
  return "";
}

const Place* RelationMerger::first_mention(std::uint32_t entity, std::uint32_t passage) const {
  const auto& places = mentions_[entity];
  const auto at = std::lower_bound(places.begin(), places.end(), passage, before_passage);
  return at != places.end() && at->passage == passage ? &*at : nullptr;
}

/// The first sentence of those that mention both ends, else of those that mention one; else the
/// only one ("They agreed to meet again"), or the nearest before the object: the head of its list.
bool RelationMerger::prove_by_cues(const std::vector<Place>& cues,
                                   StatementRecord& statement) const {
  const Place* best = nullptr;
  int most = 0;
  for (const Place& cue : cues) {
    const int ends = (first_mention(statement.subject, cue.passage) != nullptr) +
                     (first_mention(statement.object, cue.passage) != nullptr);
    if (ends <= most) continue;
    most = ends;
    best = &cue;
    if (ends == 2) break;
  }
  if (best == nullptr)
    best = cues.size() == 1 ? &cues.front() : nearest_before(statement.object, cues);
  if (best == nullptr) return false;
  statement.passage = best->passage;
  statement.cue = best->span;
  return true;
}

const Place* RelationMerger::nearest_before(std::uint32_t entity,
                                            const std::vector<Place>& cues) const {
  const Place* nearest = nullptr;
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  const auto& places = mentions_[entity];
  for (const Place& cue : cues) {
    const auto at = std::lower_bound(places.begin(), places.end(), cue.passage, before_passage);
    if (at == places.end() || at->passage - cue.passage >= least) continue;
    least = at->passage - cue.passage;
    nearest = &cue;
  }
  return nearest;
}

/// The first sentence that mentions both; the words that say it reach from one to the other.
bool RelationMerger::prove_by_ends(StatementRecord& statement) const {
  for (const Place& subject : mentions_[statement.subject]) {
    const Place* object = first_mention(statement.object, subject.passage);
    if (object == nullptr) continue;
    statement.passage = subject.passage;
    statement.cue = {std::min(subject.span.start, object->span.start),
                     std::max(subject.span.end, object->span.end)};
    statement.span = annotations_.passages[statement.passage].span;
    return true;
  }
  return false;
}

}  // namespace chancery::ingest
