// Closed word classes, spellings, head nouns, titles and months.

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "dictionary/builder.h"
#include "dictionary/conjugation.h"

namespace chancery::ingest {
namespace {

const std::map<std::string_view, WordClasses>& class_names() {
  static const std::map<std::string_view, WordClasses> names = {{"determiner", kDeterminer},
                                                                {"possessive", kPossessive},
                                                                {"adverb", kAdverb},
                                                                {"be", kBe},
                                                                {"have", kHave},
                                                                {"modal", kModal},
                                                                {"preposition", kPreposition},
                                                                {"conjunction", kConjunction},
                                                                {"issuer", kIssuerPronoun},
                                                                {"pronoun", kPronoun},
                                                                {"negation", kNegation},
                                                                {"ordinal", kOrdinal},
                                                                {"linker", kLinker},
                                                                {"relative", kRelative},
                                                                {"abbreviation", kAbbreviation},
                                                                {"listing", kListing},
                                                                {"condition", kCondition},
                                                                {"future", kFuture},
                                                                {"government", kGovernment},
                                                                {"series", kSeries},
                                                                {"adjective", kAdjective},
                                                                {"to", kTo},
                                                                {"by", kPassiveBy},
                                                                {"whole", kWhole},
                                                                {"announced", kAnnounced},
                                                                {"generic", kGeneric},
                                                                {"value", kValue},
                                                                {"aside", kAside},
                                                                {"operation", kOperation},
                                                                {"cyber", kCyber},
                                                                {"perpetrated", kPerpetrated},
                                                                {"deed", kDeed},
                                                                {"shared", kShared},
                                                                {"effort", kEffort},
                                                                {"subordinator", kSubordinator},
                                                                {"alliance", kAlliance},
                                                                {"member", kMemberNoun},
                                                                {"norm set", kNormSet},
                                                                {"number", 0},
                                                                {"season", 0},
                                                                {"resolution", 0},
                                                                {"occasion", 0},
                                                                {"occasion behind", 0},
                                                                {"starter", 0}};
  return names;
}

void add_class(WordId word, WordClasses bits, Lexicon& lexicon) {
  if (lexicon.classes.size() <= word) lexicon.classes.resize(word + 1);
  lexicon.classes[word] |= bits;
}

SmallHead small_head(const TsvRow& row) {
  const std::string_view small = row["small"];
  if (small == "named") return SmallHead::named;
  if (small == "issued") return SmallHead::issued;
  if (!small.empty()) row.fail("small", "A head noun is written small \"named\" or \"issued\".");
  return SmallHead::never;
}

std::uint8_t least_words(const TsvRow& row) {
  const std::string_view least = row["least"];
  if (least.empty()) return 2;
  if (least.size() != 1 || least[0] < '2' || least[0] > '9') {
    row.fail("least", "The least number of words of a name is a digit from 2.");
  }
  return static_cast<std::uint8_t>(least[0] - '0');
}

}  // namespace

void load_function_words(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view name = row.required("class");
    const auto at = class_names().find(name);
    if (at == class_names().end()) {
      row.fail("class", "Unknown word class \"" + std::string(name) + "\".");
    }
    unsigned number = 0;
    for (const std::string_view word : row.list("words")) {
      const WordId id = lexicon.words.intern(word);
      if (name == "starter") lexicon.words.add_starter(word);
      if (name == "ordinal") lexicon.ordinals.emplace(id, ++number);
      if (name == "number") lexicon.numbers.insert(id);
      if (name == "season") lexicon.seasons.insert(id);
      if (name == "resolution") lexicon.resolutions.insert(id);
      if (name == "occasion") lexicon.occasions.insert(id);
      if (name == "occasion behind") lexicon.occasions_behind.insert(id);
      add_class(id, at->second, lexicon);
    }
  }
}

void load_spellings(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    for (const auto variant : row.list("variants")) {
      lexicon.words.add_spelling(variant, row.required("standard"));
    }
  }
}

void load_endings(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    for (const auto ending : row.list("endings")) lexicon.words.add_ending(ending);
  }
}

void load_prefixes(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view role = row.required("role");
    if (role != "article" && role != "particle")
      row.fail("role", "The role is article or particle.");
    for (const auto prefix : row.list("prefixes")) {
      lexicon.words.add_prefix(prefix, role == "article");
    }
  }
}

void load_head_nouns(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const auto type = entity_type(row.required("type"));
    if (!type) row.fail("type", "Unknown entity type \"" + std::string(row["type"]) + "\".");
    const std::string_view position = row["position"];
    if (!position.empty() && position != "final") {
      row.fail("position", "The position is \"final\" or empty.");
    }
    const SmallHead small = small_head(row);
    const auto alone = row["alone"].empty() ? type : entity_type(row["alone"]);
    if (!alone) row.fail("alone", "Unknown entity type \"" + std::string(row["alone"]) + "\".");
    for (const auto word : row.list("words")) {
      const HeadNoun noun{*type, std::string(row["kind"]), position.empty(),
                          small, least_words(row),         *alone};
      if (const auto parts = split(word, ' '); parts.size() == 2) {
        lexicon.head_pairs.push_back(
            {lexicon.words.intern(parts[0]), lexicon.words.intern(parts[1]), noun});
        continue;
      }
      const WordId id = lexicon.words.intern(word);
      if (lexicon.head_noun_of.size() <= id) lexicon.head_noun_of.resize(id + 1);
      if (lexicon.head_noun_of[id] != 0) continue;  // "Dialogue" of French: as the row before says
      lexicon.head_nouns.push_back(noun);
      lexicon.head_noun_of[id] = static_cast<std::uint16_t>(lexicon.head_nouns.size());
    }
  }
}

void load_counted_nouns(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const auto type = entity_type(row.required("type"));
    if (!type) row.fail("type", "Unknown entity type \"" + std::string(row["type"]) + "\".");
    CountedNoun noun{*type, false, false, false, row["lang"] != "en"};
    for (const auto by : row.list("by")) {
      if (by == "number") {
        noun.numbered = true;
      } else if (by == "date") {
        noun.dated = true;
      } else if (by == "owner") {
        noun.owned = true;
      } else {
        row.fail("by", "A noun is singled out by \"number\", \"date\" or \"owner\".");
      }
    }
    for (const auto word : row.list("words")) {
      const WordId id = lexicon.words.intern(word);
      if (lexicon.counted_noun_of.size() <= id) lexicon.counted_noun_of.resize(id + 1);
      lexicon.counted_nouns.push_back(noun);
      lexicon.counted_noun_of[id] = static_cast<std::uint16_t>(lexicon.counted_nouns.size());
    }
  }
}

void load_person_names(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view part = row.required("part");
    NamePart kind = NamePart::none;
    if (part == "given") kind = NamePart::given;
    if (part == "family") kind = NamePart::family;
    if (part == "particle") kind = NamePart::particle;
    if (kind == NamePart::none) row.fail("part", "The part is given, family or particle.");
    for (const auto name : row.list("names")) {
      const WordId id = lexicon.words.intern(name);
      if (lexicon.name_parts.size() <= id) lexicon.name_parts.resize(id + 1);
      lexicon.name_parts[id] = kind;
    }
  }
}

void load_numbered_texts(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view form = row.required("form");
    if (form != "number" && form != "bracket" && form != "year") {
      row.fail("form", "The form is number, bracket or year.");
    }
    const auto index = static_cast<std::uint32_t>(lexicon.numbered_texts.size());
    lexicon.numbered_texts.push_back(
        {std::string(row.required("prefix")), form == "bracket", form == "year"});
    for (const auto words : row.list("words")) {
      lexicon.numbered.add(literal_pattern(words, lexicon), index);
    }
  }
}

void load_titles(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view rank = row["rank"];
    std::uint32_t payload = row["lang"] == "en" ? 0u : kSmallTitle;
    if (rank == "head") {
      payload |= kHeadTitle;
    } else if (rank == "honorific") {
      payload |= kHonorific;
    } else if (rank == "before") {
      payload |= kBeforeTitle;
    } else if (!rank.empty()) {
      row.fail("rank", "The rank is \"head\", \"honorific\", \"before\" or empty.");
    }
    for (const auto title : row.list("titles")) {
      lexicon.titles.add(literal_pattern(title, lexicon), payload);
    }
  }
}

void load_topic_patterns(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const auto entity = lexicon.find_entity("topic:" + std::string(row.required("topic")));
    if (!entity) row.fail("topic", "There is no topic \"" + std::string(row["topic"]) + "\".");
    for (const auto text : row.list("patterns")) {
      const auto payload = static_cast<std::uint32_t>(lexicon.topic_patterns_entity.size());
      lexicon.topic_patterns_entity.push_back(*entity);
      lexicon.topic_patterns.add(parse_pattern(text, false, row, "patterns", lexicon), payload);
    }
  }
}

namespace {

/// Topics of qualities rank in the order of their first rows.
std::uint8_t rank_of(std::uint32_t topic, const Lexicon& lexicon) {
  std::uint8_t next = 0;
  for (const Quality& quality : lexicon.qualities) {
    if (quality.topic == topic) return quality.rank;
    if (quality.topic != kNoTopic) next = std::max<std::uint8_t>(next, quality.rank + 1);
  }
  return next;
}

}  // namespace

void load_qualities(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string_view role = row.required("role");
    if (role != "quality" && role != "space") row.fail("role", "The role is quality or space.");
    Quality quality;
    if (const auto topic = row["topic"]; !topic.empty()) {
      const auto entity = lexicon.find_entity("topic:" + std::string(topic));
      if (!entity) row.fail("topic", "There is no topic \"" + std::string(topic) + "\".");
      quality = {*entity, rank_of(*entity, lexicon)};
    }
    if (role == "quality") lexicon.qualities.push_back(quality);
    for (const auto word : row.list("words")) {
      if (role == "space") {
        lexicon.spaces.add(literal_pattern(word, lexicon), 0);
        continue;
      }
      const WordId id = lexicon.words.intern(word);
      if (lexicon.quality_of.size() <= id) lexicon.quality_of.resize(id + 1);
      lexicon.quality_of[id] = static_cast<std::uint8_t>(lexicon.qualities.size());
    }
  }
}

void load_months(Lexicon& lexicon) {
  for (const char* language : {"en", "fr", "es", "ru", "ar"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language), status);
    if (U_FAILURE(status)) continue;
    std::int32_t count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count);
    for (std::int32_t i = 0; i < count && i < 12; ++i) {
      std::string name;
      months[i].toUTF8String(name);
      const WordId word = lexicon.words.intern(name);
      if (lexicon.months.size() <= word) lexicon.months.resize(word + 1);
      if (lexicon.months[word] == 0) lexicon.months[word] = static_cast<std::uint8_t>(i + 1);
      add_class(word, kMonth, lexicon);
    }
  }
}

}  // namespace chancery::ingest
