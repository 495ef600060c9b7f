#include "annotations/merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotations/mention_merger.h"
#include "annotations/places.h"
#include "annotations/relation_merger.h"
#include "annotations/resolver.h"
#include "chancery/error.h"
#include "extract/analysis.h"
#include "metadata.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kLongestName = 300;  // bytes; an id is made of it
constexpr std::size_t kMostNotices = 5;
/// More of either in one document are a fault; bounds the time that a merge takes.
constexpr std::size_t kMostGiven = 20'000;

/// A date, or an interval of two.
bool is_date(std::string_view text) {
  const auto slash = text.find('/');
  const std::string_view first = text.substr(0, slash);
  const std::string_view last = slash == std::string_view::npos ? first : text.substr(slash + 1);
  return !first.empty() && iso_date(first) == first && !last.empty() && iso_date(last) == last;
}

/// Takes out entities from number `first` on that no mention and no statement has: of a name that
/// stands only inside longer ones, say.
void drop_unused(Annotations& annotations, std::size_t first) {
  std::vector<bool> used(annotations.entities.size());
  std::fill_n(used.begin(), first, true);
  for (const MentionRecord& mention : annotations.mentions) used[mention.entity] = true;
  for (const StatementRecord& statement : annotations.statements) {
    used[statement.subject] = used[statement.object] = true;
  }
  std::vector<std::uint32_t> moved(used.size());
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    moved[i] = next;
    if (!used[i]) continue;
    if (next != i) annotations.entities[next] = std::move(annotations.entities[i]);
    ++next;
  }
  annotations.entities.resize(next);
  for (MentionRecord& mention : annotations.mentions) mention.entity = moved[mention.entity];
  for (StatementRecord& statement : annotations.statements) {
    statement.subject = moved[statement.subject];
    statement.object = moved[statement.object];
  }
}

class Merger {
 public:
  Merger(const GivenAnnotations& given, std::uint32_t annotator, const KnownNames& known,
         Annotations& annotations)
      : given_(given),
        annotator_(annotator),
        known_(known),
        annotations_(annotations),
        entities_before_(annotations.entities.size()),
        places_(annotations, given),
        resolver_(known, annotations),
        mentions_(annotations, annotator) {}

  MergeResult run() {
    for (const GivenEntity& entity : given_.entities) add(entity);
    result_.counts.documents = 1;
    result_.counts.mentions = mentions_.finish();
    add_relations();
    drop_unused(annotations_, entities_before_);
    const std::uint64_t unsaid = result_.counts.skipped - result_.notices.size();
    if (unsaid > 0) result_.notices.push_back(fmt::format("skipped {} more", unsaid));
    return std::move(result_);
  }

 private:
  /// What of an entity stands in the text.
  struct Located {
    std::vector<std::string> names;  ///< its own first, then those mentioned
    std::vector<Place> places;
    bool mentioned = false;
  };

  void skip(const std::string& what) {
    ++result_.counts.skipped;
    if (result_.notices.size() < kMostNotices) result_.notices.push_back("skipped " + what);
  }

  void add(const GivenEntity& entity) {
    const auto [at, fresh] = entities_.emplace(entity.id, std::nullopt);
    std::vector<EntityType> types;
    std::string fault = fresh ? read(entity, types) : "its id stands twice";
    if (fault.empty()) fault = resolve(entity, types, at->second);
    if (!fault.empty()) skip(fmt::format("the entity \"{}\": {}", entity.id, fault));
  }

  /// What is wrong with an entity whatever the text says; nothing where all is well.
  std::string read(const GivenEntity& entity, std::vector<EntityType>& types) const {
    for (const std::string& name : entity.types) {
      const auto type = entity_type(name);
      if (!type) return fmt::format("there is no entity type \"{}\"", name);
      types.push_back(*type);
    }
    if (types.empty()) return "it has no type";
    if (!entity.kind.empty() && !known_.is_kind(entity.kind)) {
      return fmt::format("there is no kind of organization \"{}\"", entity.kind);
    }
    if (!entity.date.empty() && !is_date(entity.date)) {
      return fmt::format("\"{}\" is no ISO 8601 date", entity.date);
    }
    return {};
  }

  std::string resolve(const GivenEntity& entity, const std::vector<EntityType>& types,
                      std::optional<std::uint32_t>& index) {
    const Located located = locate(entity);
    if (!entity.mentions.empty() && !located.mentioned) return "it has no mention in the text";
    const bool named = !located.names.empty();
    if (named && located.names.front().size() > kLongestName) return "its name is too long";
    const auto resolved = resolver_.resolve(entity, types, located.names, located.mentioned);
    if (!resolved) {
      return located.mentioned
                 ? fmt::format("no dictionary has a state \"{}\"", located.names.front())
                 : "it has no mention in the text and no name that is known";
    }
    index = resolved->entity;
    ++result_.counts.entities;
    result_.counts.unknown += resolved->unknown;
    for (const std::string& name : located.names) resolver_.add_name(*index, name);
    for (const Place& place : located.places) {
      mentions_.add(place, *index);
      named_.emplace_back(*index, place);
    }
    return {};
  }

  Located locate(const GivenEntity& entity) {
    Located located;
    if (!tidy(entity.name).empty()) located.names.push_back(tidy(entity.name));
    for (const GivenWords& mention : entity.mentions) {
      std::string reason;
      const std::vector<Place> places = places_.mentions(mention, reason);
      if (!reason.empty()) {
        skip(fmt::format("a mention of the entity \"{}\": \"{}\" {}", entity.id, mention.surface,
                         reason));
        continue;
      }
      located.mentioned = true;
      located.names.push_back(mention.surface.empty() ? places_.surface(places.front())
                                                      : tidy(mention.surface));
      located.places.insert(located.places.end(), places.begin(), places.end());
    }
    return located;
  }

  void add_relations() {
    RelationMerger relations(annotations_, annotator_, known_.lexicon(), places_, entities_,
                             named_);
    for (std::size_t i = 0; i < given_.relations.size(); ++i) {
      const GivenRelation& relation = given_.relations[i];
      const std::string fault = relations.add(relation);
      if (fault.empty()) continue;
      skip(fmt::format("the relation {} ({} {} {}): {}", i + 1, relation.subject, relation.type,
                       relation.object, fault));
    }
    result_.counts.statements = relations.added();
    result_.counts.agreed = relations.agreed();
  }

  const GivenAnnotations& given_;
  std::uint32_t annotator_;
  const KnownNames& known_;
  Annotations& annotations_;
  std::size_t entities_before_;
  Places places_;
  EntityResolver resolver_;
  MentionMerger mentions_;
  GivenEntities entities_;
  std::vector<NamedPlace> named_;
  MergeResult result_;
};

}  // namespace

MergeResult merge(const GivenAnnotations& given, const AnnotatorRecord& annotator,
                  const KnownNames& known, Annotations& annotations) {
  if (given.entities.size() > kMostGiven || given.relations.size() > kMostGiven) {
    throw Error(
        ErrorKind::input_error,
        fmt::format("These are more than {} entities or relations for one document.", kMostGiven));
  }
  const auto index = static_cast<std::uint32_t>(annotations.annotators.size());
  annotations.annotators.push_back(annotator);
  return Merger(given, index, known, annotations).run();
}

}  // namespace chancery::ingest
