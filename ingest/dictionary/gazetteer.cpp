// Names of the world: states, organizations and the rest, topics, relation types.

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "dictionary/builder.h"
#include "dictionary/city_names.h"
#include "dictionary/conjugation.h"
#include "text/tokens.h"

namespace chancery::ingest {
namespace {

constexpr std::array<std::string_view, kEntityTypes> kTypeNames = {
    "State",      "Region", "Place",     "Organization", "Person",      "Process",
    "Instrument", "Event",  "Programme", "Incident",     "ThreatActor", "Topic"};

constexpr std::size_t kLongestShortForm = 6;

struct Alias {
  std::string_view text;
  std::vector<std::string_view> flags;
};

/// Cuts "{cs,lang=fr}" from the end of an alias.
Alias parse_alias(std::string_view text, const TsvRow& row, std::string_view column) {
  Alias alias{trimmed(text), {}};
  if (alias.text.empty() || alias.text.back() != '}') return alias;
  const auto open = alias.text.rfind('{');
  if (open == std::string_view::npos) {
    row.fail(column, "The flags of \"" + std::string(text) + "\" have no opening brace.");
  }
  for (auto flag : split(alias.text.substr(open + 1, alias.text.size() - open - 2), ',')) {
    flag = trimmed(flag);
    const bool known = flag == "cs" || flag == "ci" || flag == "weak" ||
                       flag.starts_with("lang=") || flag.starts_with("from=") ||
                       flag.starts_with("until=");
    if (!known) {
      row.fail(column, "Unknown flag \"" + std::string(flag) + "\" of \"" + std::string(text) +
                           "\"; known are cs, ci, weak, lang=, from=, until=.");
    }
    alias.flags.push_back(flag);
  }
  alias.text = trimmed(alias.text.substr(0, open));
  return alias;
}

bool is_acronym(std::string_view text) {
  std::size_t letters = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      ++letters;
    else if (!((c >= '0' && c <= '9') || c == '.' || c == '&' || c == '-'))
      return false;
  }
  return letters > 0 && letters <= kLongestShortForm;
}

CasePolicy default_policy(std::string_view text, EntityType type, std::size_t words) {
  if (is_acronym(text)) return CasePolicy::exact;
  return type != EntityType::topic && words == 1 ? CasePolicy::capital : CasePolicy::any;
}

/// Topic labels match in the other number too: "cyber threat" for "cyber threats".
std::string other_number(std::string_view label) {
  if (label.empty() || static_cast<unsigned char>(label.back()) >= 0x80) return {};
  if (label.ends_with("ss") || label.ends_with("us") || label.ends_with("is")) return {};
  if (label.ends_with("ies")) return std::string(label.substr(0, label.size() - 3)) + "y";
  if (label.ends_with("s")) return std::string(label.substr(0, label.size() - 1));
  return regular_plural(label);
}

std::uint32_t add_entity(KnownEntity entity, const TsvRow& row, Lexicon& lexicon) {
  const auto index = static_cast<std::uint32_t>(lexicon.entities.size());
  entity.source_row = row.source();
  if (const auto [at, fresh] = lexicon.entity_by_id.emplace(entity.id, index); !fresh) {
    row.fail("id", "The id \"" + entity.id + "\" is defined before, in " +
                       lexicon.entities[at->second].source_row + ".");
  }
  lexicon.entities.push_back(std::move(entity));
  return index;
}

void add_names(const TsvRow& row, std::string_view column, std::uint32_t entity, bool adjective,
               Lexicon& lexicon) {
  for (const auto text : row.list(column)) add_name(text, entity, adjective, row, column, lexicon);
}

std::string display_country(const char* iso, const char* language) {
  icu::UnicodeString name;
  icu::Locale("und", iso).getDisplayCountry(icu::Locale(language), name);
  std::string utf8;
  return name.toUTF8String(utf8);
}

bool boolean(const TsvRow& row, std::string_view column) {
  const std::string_view cell = row[column];
  if (cell == "true") return true;
  if (!cell.empty() && cell != "false") row.fail(column, "Write true or false here.");
  return false;
}

TypeMask type_list(const TsvRow& row, std::string_view column) {
  TypeMask types = 0;
  for (const auto item : row.list(column)) {
    if (item == "*") return static_cast<TypeMask>((1u << kEntityTypes) - 1);
    const auto type = entity_type(item);
    if (!type) row.fail(column, "Unknown entity type \"" + std::string(item) + "\".");
    types = static_cast<TypeMask>(types | mask(*type));
  }
  return types;
}

void add_city_names(std::uint32_t index, const TsvRow& row, Lexicon& lexicon) {
  const auto state = lexicon.find_entity(lexicon.entities[index].country);
  if (!state) return;
  const std::string iso = lexicon.entities[*state].iso;
  for (const std::string& name : city_names(row["name"], iso)) {
    add_name(name, index, false, row, "name", lexicon);
  }
}

}  // namespace

std::string_view to_string(EntityType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::string_view id_prefix(EntityType type) {
  constexpr std::array<std::string_view, kEntityTypes> kPrefixes = {
      "state:", "region:", "place:", "org:",      "person:", "proc:",
      "inst:",  "event:",  "prog:",  "incident:", "actor:",  "topic:"};
  return kPrefixes[static_cast<std::size_t>(type)];
}

std::optional<EntityType> entity_type(std::string_view name) {
  const auto at = std::find(kTypeNames.begin(), kTypeNames.end(), name);
  if (at == kTypeNames.end()) return std::nullopt;
  return static_cast<EntityType>(at - kTypeNames.begin());
}

std::uint16_t Lexicon::relation(std::string_view name) const {
  for (std::size_t i = 0; i < relations.size(); ++i) {
    if (relations[i].name == name) return static_cast<std::uint16_t>(i);
  }
  return kNoRelation;
}

std::optional<std::uint32_t> Lexicon::find_entity(std::string_view id) const {
  const auto at = entity_by_id.find(id);
  if (at == entity_by_id.end()) return std::nullopt;
  return at->second;
}

Pattern literal_pattern(std::string_view text, Lexicon& lexicon) {
  Pattern pattern;
  const auto tokens = tokenize(text, lexicon.words);
  const WordId the = lexicon.words.intern("the");
  for (const Token& token : tokens) {
    const WordId word = lexicon.words.intern(lookup_form(text, token));
    if (word == the && !pattern.empty()) continue;
    pattern.push_back({{word}, 0, false});
  }
  return pattern;
}

void add_name(std::string_view text, std::uint32_t entity, bool adjective, const TsvRow& row,
              std::string_view column, Lexicon& lexicon) {
  const Alias alias = parse_alias(text, row, column);
  Pattern pattern = literal_pattern(alias.text, lexicon);
  if (pattern.empty()) row.fail(column, "A name has no letters here.");
  const EntityType type = lexicon.entities[entity].type;
  NameForm form;
  form.entity = entity;
  form.type = type;
  form.adjective = adjective;
  form.surface = alias.text;
  form.policy = default_policy(alias.text, type, pattern.size());
  for (const auto flag : alias.flags) {
    if (flag == "cs") form.policy = CasePolicy::exact;
    if (flag == "ci") form.policy = CasePolicy::any;
    if (flag == "weak") form.weak = true;
    if (flag.starts_with("lang=")) form.language = flag.substr(5);
    if (flag.starts_with("from=")) form.from = flag.substr(5);
    if (flag.starts_with("until=")) form.until = flag.substr(6);
  }
  form.dated = !form.from.empty() || !form.until.empty();
  const auto index = static_cast<std::uint32_t>(lexicon.names.size());
  lexicon.names.push_back(form);
  const bool topic = type == EntityType::topic;
  PatternSet& patterns = topic ? lexicon.concept_patterns : lexicon.name_patterns;
  patterns.add(std::move(pattern), index);
  if (topic && form.policy == CasePolicy::any) {
    if (const std::string other = other_number(alias.text); !other.empty()) {
      patterns.add(literal_pattern(other, lexicon), index);
    }
  }
}

namespace {

void set_relation_ids(Lexicon& lexicon) {
  RelationIds& ids = lexicon.ids;
  ids.addresses = lexicon.relation("ADDRESSES");
  ids.adopted = lexicon.relation("ADOPTED");
  ids.assists = lexicon.relation("ASSISTS");
  ids.attacked = lexicon.relation("ATTACKED");
  ids.attributed_to = lexicon.relation("ATTRIBUTED_TO");
  ids.based_on = lexicon.relation("BASED_ON");
  ids.calls_on = lexicon.relation("CALLS_ON");
  ids.commits_to = lexicon.relation("COMMITS_TO");
  ids.concerned_about = lexicon.relation("CONCERNED_ABOUT");
  ids.condemns = lexicon.relation("CONDEMNS");
  ids.cooperates_with = lexicon.relation("COOPERATES_WITH");
  ids.established = lexicon.relation("ESTABLISHED");
  ids.located_in = lexicon.relation("LOCATED_IN");
  ids.opposes = lexicon.relation("OPPOSES");
  ids.participated_in = lexicon.relation("PARTICIPATED_IN");
  ids.sanctioned = lexicon.relation("SANCTIONED");
  ids.supports = lexicon.relation("SUPPORTS");
}

}  // namespace

void load_relations(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    RelationType relation;
    relation.name = row.required("type");
    if (lexicon.relation(relation.name) != kNoRelation) {
      row.fail("type", "The relation type " + relation.name + " is defined twice.");
    }
    relation.subjects = type_list(row, "subject");
    relation.objects = type_list(row, "object");
    relation.symmetric = boolean(row, "symmetric");
    relation.stance = boolean(row, "stance");
    relation.status = row.required("status");
    lexicon.relations.push_back(std::move(relation));
  }
  set_relation_ids(lexicon);
}

void load_rules(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    lexicon.rules.insert_or_assign(std::string(row.required("rule")),
                                   std::string(row.required("description")));
  }
}

void load_topics(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    KnownEntity topic;
    topic.id = "topic:" + std::string(row.required("id"));
    topic.name = row.required("label");
    if (const auto broader = row["broader"]; !broader.empty()) {
      topic.parent = "topic:" + std::string(broader);
    }
    for (const auto label : row.list("other labels")) topic.aliases.emplace_back(label);
    const std::uint32_t index = add_entity(std::move(topic), row, lexicon);
    add_name(row["label"], index, false, row, "label", lexicon);
    add_names(row, "other labels", index, false, lexicon);
  }
}

void load_topic_labels(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const auto entity = lexicon.find_entity("topic:" + std::string(row.required("id")));
    if (!entity) row.fail("id", "There is no topic \"" + std::string(row["id"]) + "\".");
    add_names(row, "labels", *entity, false, lexicon);
  }
}

void load_strengths(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    lexicon.strengths.insert_or_assign(fold_name(row.required("lemma")), row.fraction("value", 0));
  }
}

void load_states(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    KnownEntity state;
    state.id = row.required("id");
    state.type = EntityType::state;
    state.name = row.required("name");
    state.iso = row.required("iso");
    for (const auto alias : row.list("aliases")) {
      state.aliases.emplace_back(parse_alias(alias, row, "aliases").text);
    }
    const std::string iso = state.iso;
    const std::uint32_t index = add_entity(std::move(state), row, lexicon);
    add_name(row["name"], index, false, row, "name", lexicon);
    for (const char* language : {"en", "fr", "es", "ru", "zh", "ar"}) {
      const std::string name = display_country(iso.c_str(), language);
      if (!name.empty() && name != iso) add_name(name, index, false, row, "iso", lexicon);
    }
    add_names(row, "aliases", index, false, lexicon);
    add_names(row, "adjectives", index, true, lexicon);
    add_names(row, "government", index, false, lexicon);
  }
}

namespace {

/// A surname alone is half the world's name: it counts behind a title only.
void add_person_names(const TsvRow& row, std::uint32_t person, Lexicon& lexicon) {
  for (const auto alias : row.list("aliases")) {
    if (alias.find(' ') == std::string_view::npos) {
      lexicon.titled_names[fold_name(alias)].push_back(person);
    } else {
      add_name(alias, person, false, row, "aliases", lexicon);
    }
  }
}

}  // namespace

void load_entities(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    KnownEntity entity;
    const auto type = entity_type(row.required("type"));
    if (!type) row.fail("type", "Unknown entity type \"" + std::string(row["type"]) + "\".");
    entity.id = row.required("id");
    entity.type = *type;
    entity.kind = row["kind"];
    entity.name = row.required("name");
    entity.parent = row["parent"];
    entity.country = row["country"];
    entity.date = row["date"];
    entity.valid = row["valid"];
    entity.url = row["url"];
    for (const auto alias : row.list("aliases")) {
      entity.aliases.emplace_back(parse_alias(alias, row, "aliases").text);
    }
    const std::uint32_t index = add_entity(std::move(entity), row, lexicon);
    add_name(row["name"], index, false, row, "name", lexicon);
    if (*type == EntityType::person) {
      add_person_names(row, index, lexicon);
    } else {
      add_names(row, "aliases", index, false, lexicon);
    }
    if (*type == EntityType::place) add_city_names(index, row, lexicon);
  }
}

void load_publishers(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const auto entity = lexicon.find_entity(row.required("entity"));
    if (!entity) row.fail("entity", "No file defines \"" + std::string(row["entity"]) + "\".");
    lexicon.publishers.insert_or_assign(std::string(row.required("host")), *entity);
  }
}

void check_references(const Lexicon& lexicon) {
  for (const KnownEntity& entity : lexicon.entities) {
    for (const std::string* reference : {&entity.parent, &entity.country}) {
      if (reference->empty() || lexicon.find_entity(*reference)) continue;
      const auto colon = entity.source_row.rfind(':');
      throw Error(ErrorKind::input_error,
                  "\"" + entity.id + "\" refers to \"" + *reference + "\", which no file defines.",
                  {entity.source_row.substr(0, colon),
                   static_cast<unsigned>(std::stoul(entity.source_row.substr(colon + 1))), 1});
    }
  }
}

}  // namespace chancery::ingest
