// Verbs and the nouns made of them: which words say which relation.

#include <algorithm>
#include <array>

#include "chancery/folding.h"
#include "dictionary/builder.h"
#include "dictionary/conjugation.h"

namespace chancery::ingest {
namespace {

constexpr std::uint8_t kDefaultGap = 4;

void add_form(std::string_view word, VerbForm form, std::vector<WordId>& forms, Lexicon& lexicon) {
  if (word.empty()) return;
  const WordId id = lexicon.words.intern(word);
  if (lexicon.verb_forms.size() <= id) lexicon.verb_forms.resize(id + 1);
  lexicon.verb_forms[id] = static_cast<std::uint8_t>(lexicon.verb_forms[id] | form);
  forms.push_back(id);
}

std::vector<WordId> add_conjugation(const Conjugation& verb, Lexicon& lexicon) {
  std::vector<WordId> forms;
  add_form(verb.base, kBase, forms, lexicon);
  add_form(verb.third, kThird, forms, lexicon);
  add_form(verb.past, kPast, forms, lexicon);
  add_form(verb.participle, kParticiple, forms, lexicon);
  add_form(verb.gerund, kGerund, forms, lexicon);
  return forms;
}

CueKind cue_kind(const TsvRow& row) {
  const std::string_view kind = row["kind"];
  if (kind.empty() || kind == "verb") return CueKind::verb;
  if (kind == "adjective") return CueKind::adjective;
  if (kind == "noun") return CueKind::noun;
  if (kind == "control") return CueKind::control;
  if (kind == "modal") return CueKind::modal;
  row.fail("kind", "The kind is verb, adjective, noun, control or modal.");
}

std::uint16_t cue_relation(const TsvRow& row, const Lexicon& lexicon) {
  const std::string_view name = row["relation"];
  if (name.empty() || name == "-") return kNoRelation;
  const std::uint16_t relation = lexicon.relation(name);
  if (relation == kNoRelation) {
    row.fail("relation", "Unknown relation type \"" + std::string(name) + "\".");
  }
  return relation;
}

/// Finds the cue on the scale of strength: its longest beginning that the scale names.
void set_strength(std::string_view pattern, const Lexicon& lexicon, Cue& cue) {
  std::string words;
  for (const auto part : split(pattern, ' ')) {
    if (part.empty() || part.front() == '~') continue;
    auto word = part.substr(0, part.find('/'));
    if (word.front() == '+') word.remove_prefix(1);
    if (word.ends_with("?")) word.remove_suffix(1);
    (words += words.empty() ? "" : " ") += fold_name(word);
    if (const auto at = lexicon.strengths.find(words); at != lexicon.strengths.end()) {
      cue.strength = at->second;
      cue.strength_word = words;
    }
  }
}

void set_flags(const TsvRow& row, Cue& cue) {
  for (const auto flag : row.list("flags")) {
    if (flag == "main")
      cue.main = true;
    else if (flag == "act")
      cue.act = true;
    else if (flag == "calls")
      cue.calls = true;
    else if (flag == "event")
      cue.event_implied = true;
    else if (flag == "gap")
      cue.gap_objects = true;
    else
      row.fail("flags", "Unknown flag \"" + std::string(flag) +
                            "\"; known are main, act, calls, event, gap.");
  }
}

constexpr std::array<std::pair<std::string_view, NominalShape>, 11> kShapes = {
    {{"owner-target", NominalShape::owner_target},
     {"between", NominalShape::between},
     {"compound", NominalShape::compound},
     {"of-list", NominalShape::of_list},
     {"by", NominalShape::by},
     {"act", NominalShape::act},
     {"basis", NominalShape::basis},
     {"contained", NominalShape::contained},
     {"reflected", NominalShape::reflected},
     {"member", NominalShape::member},
     {"partners", NominalShape::partners}}};

NominalShape nominal_shape(const TsvRow& row) {
  const std::string_view name = row.required("shape");
  std::string known;
  for (const auto& [shape_name, shape] : kShapes) {
    if (shape_name == name) return shape;
    (known += known.empty() ? "" : ", ") += shape_name;
  }
  row.fail("shape", "Unknown shape \"" + std::string(name) + "\"; known are " + known + ".");
}

}  // namespace

const std::vector<WordId>& lemma_words(std::string_view lemma, Lexicon& lexicon) {
  const std::string key = fold_name(lemma);
  if (const auto at = lexicon.lemma_forms.find(key); at != lexicon.lemma_forms.end()) {
    return at->second;
  }
  return lexicon.lemma_forms.emplace(key, add_conjugation(conjugate_regular(key), lexicon))
      .first->second;
}

Pattern parse_pattern(std::string_view text, bool first_is_verb, const TsvRow& row,
                      std::string_view column, Lexicon& lexicon) {
  Pattern pattern;
  for (auto part : split(text, ' ')) {
    if (part.empty()) continue;
    PatternElement element;
    if (part.front() == '~') {
      part.remove_prefix(1);
      element.commas = part.ends_with(",");
      if (element.commas) part.remove_suffix(1);
      if (part.size() > 1 || (!part.empty() && (part[0] < '1' || part[0] > '9'))) {
        row.fail(column, "A gap is \"~\" or \"~\" and a digit from 1 in \"" + std::string(text) +
                             "\"; \"~5,\" may hold commas.");
      }
      element.gap = part.empty() ? kDefaultGap : static_cast<std::uint8_t>(part[0] - '0');
      pattern.push_back(element);
      continue;
    }
    if (part.ends_with("?")) {
      element.optional = true;
      part.remove_suffix(1);
    }
    for (auto word : split(part, '/')) {
      const bool verb = word.starts_with("+") || (first_is_verb && pattern.empty());
      if (word.starts_with("+")) word.remove_prefix(1);
      if (word.empty()) row.fail(column, "A word is missing in \"" + std::string(text) + "\".");
      if (verb) {
        const auto& forms = lemma_words(word, lexicon);
        element.words.insert(element.words.end(), forms.begin(), forms.end());
      } else {
        element.words.push_back(lexicon.words.intern(word));
      }
    }
    pattern.push_back(std::move(element));
  }
  if (pattern.empty() || pattern.front().words.empty() || pattern.front().optional) {
    row.fail(column, "The pattern \"" + std::string(text) + "\" must begin with a word.");
  }
  return pattern;
}

void load_verb_forms(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    const std::string lemma = fold_name(row.required("lemma"));
    std::vector<WordId> forms;
    add_form(lemma, kBase, forms, lexicon);
    for (const auto form : row.list("third")) add_form(form, kThird, forms, lexicon);
    for (const auto form : row.list("past")) add_form(form, kPast, forms, lexicon);
    for (const auto form : row.list("participle")) add_form(form, kParticiple, forms, lexicon);
    for (const auto form : row.list("gerund")) add_form(form, kGerund, forms, lexicon);
    if (!lexicon.lemma_forms.emplace(lemma, std::move(forms)).second) {
      row.fail("lemma", "The forms of \"" + lemma + "\" are given twice.");
    }
  }
}

void load_cues(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    Cue cue;
    cue.kind = cue_kind(row);
    cue.relation = cue_relation(row, lexicon);
    cue.status = row["status"];
    cue.polarity = row["polarity"];
    cue.source_row = row.source();
    lexicon.row_texts.insert_or_assign(cue.source_row, row.text());
    set_flags(row, cue);
    const bool verb = cue.kind == CueKind::verb || cue.kind == CueKind::control;
    row.required("cue");
    for (const auto text : row.list("cue")) {
      cue.strength = 0;
      cue.strength_word.clear();
      set_strength(text, lexicon, cue);
      lexicon.cue_patterns.add(parse_pattern(text, verb, row, "cue", lexicon),
                               static_cast<std::uint32_t>(lexicon.cues.size()));
      lexicon.cues.push_back(cue);
    }
  }
}

void load_nominal_rules(const TsvTable& table, Lexicon& lexicon) {
  for (const TsvRow& row : table.rows()) {
    NominalRule rule{cue_relation(row, lexicon), nominal_shape(row),
                     "nominal." + std::string(row["shape"]), std::string(row["status"]),
                     row.source()};
    lexicon.row_texts.insert_or_assign(rule.source_row, row.text());
    for (const auto text : row.list("words")) {
      lexicon.nominal_patterns.add(parse_pattern(text, false, row, "words", lexicon),
                                   static_cast<std::uint32_t>(lexicon.nominal_rules.size()));
      lexicon.nominal_rules.push_back(rule);
    }
  }
}

}  // namespace chancery::ingest
