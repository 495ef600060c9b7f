#pragma once

// What the dictionaries hold once loaded: entities and their names, topics, relation signatures,
// verb and noun cues, and the closed word classes of the languages.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "chancery/ingest/extract.h"
#include "dictionary/patterns.h"
#include "dictionary/words.h"

namespace chancery::ingest {

enum class EntityType : std::uint8_t {
  state,
  region,
  place,
  organization,
  person,
  process,
  instrument,
  event,
  programme,
  incident,
  threat_actor,
  topic
};
inline constexpr std::size_t kEntityTypes = 12;
using TypeMask = std::uint16_t;

/// "State", "ThreatActor": as the annotation guide writes it.
std::string_view to_string(EntityType type);
std::optional<EntityType> entity_type(std::string_view name);
/// "org:", "event:": how the ids of a type begin.
std::string_view id_prefix(EntityType type);
constexpr TypeMask mask(EntityType type) {
  return static_cast<TypeMask>(1u << static_cast<unsigned>(type));
}
template <typename... Types>
constexpr TypeMask mask(EntityType first, Types... rest) {
  return static_cast<TypeMask>(mask(first) | mask(rest...));
}
inline constexpr TypeMask kActors =
    mask(EntityType::state, EntityType::organization, EntityType::person, EntityType::threat_actor);

/// A dictionary's entity.
struct KnownEntity {
  std::string id;
  EntityType type = EntityType::topic;
  std::string kind;
  std::string name;
  std::vector<std::string> aliases;  ///< each once
  std::string parent;
  std::string country;
  std::string date;
  std::string valid;
  std::string iso;
  std::string url;
  std::string source_row;
};

/// How the letters of a text must look for a name to count.
enum class CasePolicy : std::uint8_t { any, capital, exact };

/// One name of an entity.
struct NameForm {
  std::uint32_t entity = 0;
  EntityType type = EntityType::topic;  ///< of the entity
  CasePolicy policy = CasePolicy::any;
  bool weak = false;       ///< needs support from elsewhere in the document
  bool adjective = false;  ///< "Ukrainian": says "of" the entity
  bool dated = false;      ///< has `from` or `until`
  std::string surface;     ///< as written in the dictionary
  std::string language;    ///< of the form, empty for any
  std::string from;        ///< ISO 8601: no earlier document means the entity by it
  std::string until;       ///< ISO 8601: a later document rather means another of the name
};

struct RelationType {
  std::string name;
  TypeMask subjects = 0;
  TypeMask objects = 0;
  bool symmetric = false;
  bool stance = false;
  std::string status;
};

/// Where a cue stands in the clause.
enum class CueKind : std::uint8_t {
  verb,       ///< subject VERB object
  adjective,  ///< subject BE adjective object
  noun,       ///< possessor's NOUN object
  control,    ///< governs another verb and says nothing itself ("continue to")
  modal       ///< "will" before a verb that is no cue itself
};

/// One row of verbs/*.tsv.
struct Cue {
  CueKind kind = CueKind::verb;
  std::uint16_t relation = 0;  ///< index into relations; kNoRelation where it only blocks
  bool main = false;           ///< heads its own clause even after an infinitive
  bool act = false;            ///< names an act that shows through an outer stance
  bool calls = false;          ///< who stands in its gap is called upon ("invite ~ to")
  bool event_implied = false;  ///< without an object the meeting told of is meant ("took part")
  bool gap_objects = false;    ///< who stands in its gap is its object ("support ~ efforts")
  std::string status;
  std::string polarity;
  double strength = 0;
  std::string strength_word;
  std::string source_row;
};
inline constexpr std::uint16_t kNoRelation = 0xFFFF;

/// The relation types that rules name; kNoRelation where the ontology lacks one.
struct RelationIds {
  std::uint16_t addresses = kNoRelation;
  std::uint16_t adopted = kNoRelation;
  std::uint16_t assists = kNoRelation;
  std::uint16_t attacked = kNoRelation;
  std::uint16_t attributed_to = kNoRelation;
  std::uint16_t based_on = kNoRelation;
  std::uint16_t calls_on = kNoRelation;
  std::uint16_t commits_to = kNoRelation;
  std::uint16_t concerned_about = kNoRelation;
  std::uint16_t condemns = kNoRelation;
  std::uint16_t cooperates_with = kNoRelation;
  std::uint16_t established = kNoRelation;
  std::uint16_t located_in = kNoRelation;
  std::uint16_t opposes = kNoRelation;
  std::uint16_t participated_in = kNoRelation;
  std::uint16_t sanctioned = kNoRelation;
  std::uint16_t supports = kNoRelation;
};

/// How names and a phrase stand; extract/nominals.cpp has an example of each.
enum class NominalShape : std::uint8_t {
  owner_target,
  between,
  compound,
  of_list,
  by,
  act,
  basis,
  contained,
  reflected,
  member,
  partners
};

/// Two names tied by a phrase between or around them (verbs/nominal.tsv).
struct NominalRule {
  std::uint16_t relation = 0;
  NominalShape shape = NominalShape::owner_target;
  std::string name;  ///< of the rule: "nominal.by"
  std::string status;
  std::string source_row;
};

/// Where a head noun may be written with a small letter.
enum class SmallHead : std::uint8_t {
  never,
  named,  ///< after capitalised words: "Young Leaders program"
  issued  ///< after the body whose text it is: "OECD guidelines"
};

/// The last or first noun of a name that no dictionary has, and what such a name is.
struct HeadNoun {
  EntityType type = EntityType::organization;
  std::string kind;
  bool initial = true;  ///< may stand before "of", "for", "on": "Bureau of ..."
  SmallHead small = SmallHead::never;
  std::uint8_t least = 2;                       ///< words of such a name
  EntityType alone = EntityType::organization;  ///< what it names without a number or a date
};

/// Two nouns that say together what a name is: "Working Group".
struct HeadPair {
  WordId first = 0;
  WordId second = 0;
  HeadNoun noun;
};

/// A kind of text that is known by its number: "Regulation (EU) 2019/881".
struct NumberedText {
  std::string prefix;           ///< of the id
  bool bracket_before = false;  ///< "(EU)" must stand before the number
  bool year_behind = false;     ///< "(2017)" must stand behind it
};

/// A noun that a number, a date or an owner makes one thing: "seventh session", "report of X".
struct CountedNoun {
  EntityType type = EntityType::event;
  bool numbered = false;         ///< "the second meeting", "the 2023 report"
  bool dated = false;            ///< "the declaration of 10 March 2023"
  bool owned = false;            ///< "the report of the Secretary-General"
  bool modified_behind = false;  ///< "quatrième dialogue bilatéral": adjectives follow the noun
};

/// A quality wished for cyberspace: "open", "secure", "resilient".
inline constexpr std::uint32_t kNoTopic = 0xFFFFFFFF;
struct Quality {
  std::uint32_t topic = kNoTopic;  ///< index into entities; none where it names no concept alone
  std::uint8_t rank = 0;           ///< of several the lowest names the concept
};

/// What a word is in the name of a person.
enum class NamePart : std::uint8_t { none, given, family, particle };

/// Closed word classes; bits of Lexicon::classes.
enum WordClass : WordClasses {
  kDeterminer = 1ull << 0,
  kPossessive = 1ull << 1,
  kAdverb = 1ull << 2,
  kBe = 1ull << 3,
  kHave = 1ull << 4,
  kModal = 1ull << 5,
  kPreposition = 1ull << 6,
  kConjunction = 1ull << 7,
  kIssuerPronoun = 1ull << 8,  ///< we, our
  kPronoun = 1ull << 9,
  kNegation = 1ull << 10,
  kOrdinal = 1ull << 11,
  kLinker = 1ull << 12,  ///< may stand inside a name: of, for, on, the, and
  kMonth = 1ull << 13,
  kRelative = 1ull << 14,  ///< that, which, who
  kAbbreviation = 1ull << 15,
  kListing = 1ull << 16,  ///< including, such, namely
  kCondition = 1ull << 17,
  kFuture = 1ull << 18,      ///< will, shall
  kGovernment = 1ull << 19,  ///< "Government of X", "leaders of X" stand for X
  kSeries = 1ull << 20,      ///< next, first, annual: part of an event's name
  kAdjective = 1ull << 21,   ///< common modifiers that may stand inside a cue
  kTo = 1ull << 22,
  kPassiveBy = 1ull << 23,
  kWhole = 1ull << 24,         ///< both sides, participants: stand for the parties
  kAnnounced = 1ull << 25,     ///< "the following statement": the text itself
  kGeneric = 1ull << 26,       ///< "working", "action": singles nothing out in a name
  kOperation = 1ull << 27,     ///< "cyberattack", "compromise": one cyber operation
  kCyber = 1ull << 28,         ///< "cyber", "ransomware": makes an attack one in cyberspace
  kPerpetrated = 1ull << 29,   ///< "carried" out, "conducted" by: who did it follows
  kValue = 1ull << 30,         ///< "essential": makes "stressing that" support
  kAside = 1ull << 31,         ///< "under", "pursuant": what follows is no object
  kDeed = 1ull << 32,          ///< "efforts", "conduct": what a party does stands for the party
  kShared = 1ull << 33,        ///< "joint", "trilateral": the issuers' own
  kEffort = 1ull << 34,        ///< "recovery": who helps it helps its owner
  kSubordinator = 1ull << 35,  ///< "as", "because": with a pronoun begins a clause of its own
  kAlliance = 1ull << 36,      ///< "alliance", "ties": of named parties, they cooperate
  kMemberNoun = 1ull << 37,    ///< "ally", "member": in apposition says who belongs
  kNormSet = 1ull << 38        ///< "principles": a text that lists them makes them one thing
};

/// Bits of the payloads of Lexicon::titles.
enum TitleRank : std::uint32_t {
  kHeadTitle = 1,    ///< of a head of state or government
  kHonorific = 2,    ///< "Mr.": no office
  kBeforeTitle = 4,  ///< "Acting": belongs to the office behind it
  kSmallTitle = 8    ///< also without a capital, outside English
};

/// Bits of Lexicon::verb_forms.
enum VerbForm : std::uint8_t { kBase = 1, kThird = 2, kPast = 4, kParticiple = 8, kGerund = 16 };

/// Everything loaded. Immutable after loading.
class Lexicon : public Dictionaries {
 public:
  const std::string& digest() const override { return content_digest; }
  std::size_t name_count() const override { return names.size(); }
  std::size_t entity_count() const override { return entities.size(); }
  std::string_view rule_description(std::string_view rule) const override {
    const auto at = rules.find(rule);
    return at == rules.end() ? std::string_view{} : at->second;
  }
  std::string_view row_text(std::string_view source_row) const override {
    const auto at = row_texts.find(source_row);
    return at == row_texts.end() ? std::string_view{} : at->second;
  }

  WordClasses word_class(WordId word) const { return classes[word]; }
  std::uint8_t verb_form(WordId word) const { return verb_forms[word]; }
  /// Null where the word is no head noun.
  const HeadNoun* head_noun(WordId word) const {
    const std::uint16_t at = word < head_noun_of.size() ? head_noun_of[word] : 0;
    return at == 0 ? nullptr : &head_nouns[at - 1];
  }
  /// Null where the word is no counted noun.
  const CountedNoun* counted_noun(WordId word) const {
    const std::uint16_t at = word < counted_noun_of.size() ? counted_noun_of[word] : 0;
    return at == 0 ? nullptr : &counted_nouns[at - 1];
  }
  /// Null where the word is no quality.
  const Quality* quality(WordId word) const {
    const std::uint8_t at = word < quality_of.size() ? quality_of[word] : 0;
    return at == 0 ? nullptr : &qualities[at - 1u];
  }
  /// First names of persons.
  bool is_given_name(WordId word) const { return name_part(word) == NamePart::given; }
  /// Family names that stand first: "Zhang Wei".
  bool is_family_name(WordId word) const { return name_part(word) == NamePart::family; }
  /// 1 to 12, or 0 where the word is no month.
  unsigned month(WordId word) const { return word < months.size() ? months[word] : 0; }
  NamePart name_part(WordId word) const {
    return word < name_parts.size() ? name_parts[word] : NamePart::none;
  }
  std::uint16_t relation(std::string_view name) const;
  std::optional<std::uint32_t> find_entity(std::string_view id) const;

  WordTable words;
  std::vector<KnownEntity> entities;
  TextMap<std::uint32_t> entity_by_id;
  std::vector<NameForm> names;
  PatternSet name_patterns;     ///< of all but topics; payload: index into names
  PatternSet concept_patterns;  ///< of topics; payload: index into names
  std::vector<RelationType> relations;
  RelationIds ids;
  std::vector<Cue> cues;
  PatternSet cue_patterns;  ///< payload: index into cues
  std::vector<std::uint32_t> topic_patterns_entity;
  PatternSet topic_patterns;  ///< payload: index into topic_patterns_entity
  std::vector<NominalRule> nominal_rules;
  PatternSet nominal_patterns;  ///< payload: index into nominal_rules
  /// Payload: 1 for the office of a head of state or government, 2 for a form of address.
  PatternSet titles;  ///< payload: bits of TitleRank
  std::vector<HeadNoun> head_nouns;
  std::vector<HeadPair> head_pairs;
  std::vector<Quality> qualities;
  std::vector<std::uint8_t> quality_of;  ///< by WordId: index into qualities plus one, or 0
  std::vector<NumberedText> numbered_texts;
  PatternSet numbered;                      ///< payload: index into numbered_texts
  PatternSet spaces;                        ///< what qualities are said of
  std::vector<std::uint16_t> head_noun_of;  ///< by WordId: index into head_nouns plus one, or 0
  std::vector<CountedNoun> counted_nouns;
  std::vector<std::uint16_t>
      counted_noun_of;               ///< by WordId: index into counted_nouns plus one, or 0
  std::vector<NamePart> name_parts;  ///< by WordId
  std::vector<std::uint8_t> months;  ///< by WordId
  std::unordered_map<WordId, unsigned> ordinals;
  std::vector<WordClasses> classes{0};   ///< by WordId, of every word
  std::unordered_set<WordId> numbers;    ///< "two", "several"
  std::unordered_set<WordId> occasions;  ///< "held", "during": one meeting of a series follows
  std::unordered_set<WordId> occasions_behind;  ///< "met", "took": one meeting stands before
  std::unordered_set<WordId> resolutions;
  std::unordered_set<WordId> seasons;       ///< "spring", "early": stand before a year
  std::vector<std::uint8_t> verb_forms{0};  ///< by WordId, of every word
  TextMap<std::vector<WordId>> lemma_forms;
  TextMap<std::uint32_t> publishers;  ///< entity by host name
  /// Persons by a single name that counts after a title only ("President Biden"), folded.
  TextMap<std::vector<std::uint32_t>> titled_names;
  TextMap<double> strengths;       ///< by strength word
  TextMap<std::string> rules;      ///< what each reads, by its id
  TextMap<std::string> row_texts;  ///< of cues and nominal rules, by their source
  std::string content_digest;
};

/// The one implementation of Dictionaries.
const Lexicon& lexicon_of(const Dictionaries& dictionaries);

}  // namespace chancery::ingest
