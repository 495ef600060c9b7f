// Reads the dictionaries in a fixed order: word tables, ontology, names, verbs. The order of files
// within a folder is that of their names.

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "chancery/error.h"
#include "dictionary/builder.h"
#include "digest.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;
using Columns = std::vector<std::string_view>;

const Columns kEntityColumns = {"id",      "type",  "kind", "name", "aliases", "parent",
                                "country", "valid", "date", "url",  "note"};
const Columns kStateColumns = {"id",      "iso",     "name",       "adjectives",
                               "aliases", "capital", "government", "note"};
const Columns kCueColumns = {"lang",   "cue",      "kind",  "relation",
                             "status", "polarity", "flags", "note"};

class Loader {
 public:
  explicit Loader(const DictionaryPaths& paths) : paths_(paths) {
    for (const auto& folder : paths.folders) {
      if (!fs::is_directory(folder)) {
        throw Error(ErrorKind::input_error, "There is no dictionary folder here.",
                    {folder.string()});
      }
    }
    for (PatternSet* names : {&lexicon_->name_patterns, &lexicon_->concept_patterns}) {
      names->set_skipped(lexicon_->words.intern("the"));
    }
    lexicon_->cue_patterns.set_barrier(lexicon_->words.intern("that"));
  }

  std::shared_ptr<const Dictionaries> run() {
    load_words();
    load_ontology();
    load_gazetteers();
    each("patterns", "publishers", {"host", "entity", "note"}, load_publishers);
    each("patterns", "topic_patterns", {"topic", "patterns", "note"}, load_topic_patterns);
    each("patterns", "qualities", {"lang", "role", "words", "topic", "note"}, load_qualities);
    load_verbs();
    lexicon_->classes.resize(lexicon_->words.last() + 1);
    lexicon_->verb_forms.resize(lexicon_->words.last() + 1);
    mark_starts(*lexicon_);
    for (KnownEntity& entity : lexicon_->entities) keep_first_of_equals(entity.aliases);
    lexicon_->content_digest = sha256_hex(content_);
    return lexicon_;
  }

 private:
  static void keep_first_of_equals(std::vector<std::string>& texts) {
    auto kept = texts.begin();
    for (auto text = texts.begin(); text != texts.end(); ++text) {
      if (std::find(texts.begin(), kept, *text) != kept) continue;
      if (text != kept) *kept = std::move(*text);
      ++kept;
    }
    texts.erase(kept, texts.end());
  }

  using Load = std::function<void(const TsvTable&, Lexicon&)>;

  void load_one(const fs::path& path, const Columns& columns, const Load& load) {
    const TsvTable table(path, columns);
    load(table, *lexicon_);
    content_ += path.filename().string() + '\n' + table.content();
  }

  /// The table of this name in each dictionary folder that has it.
  void each(const char* folder, const std::string& name, const Columns& columns, const Load& load) {
    for (const auto& root : paths_.folders) {
      const fs::path path = root / folder / (name + ".tsv");
      if (fs::exists(path)) load_one(path, columns, load);
    }
  }

  /// All other tables of a folder, by name.
  void others(const char* folder, const Columns& known, const Columns& columns, const Load& load) {
    for (const auto& root : paths_.folders) {
      std::vector<fs::path> files;
      if (!fs::is_directory(root / folder)) continue;
      for (const auto& entry : fs::directory_iterator(root / folder)) {
        const std::string stem = entry.path().stem().string();
        const bool other = std::find(known.begin(), known.end(), stem) == known.end();
        if (entry.path().extension() == ".tsv" && other) files.push_back(entry.path());
      }
      std::sort(files.begin(), files.end());
      for (const auto& file : files) load_one(file, columns, load);
    }
  }

  void load_words() {
    each("patterns", "spelling", {"standard", "variants", "note"}, load_spellings);
    each("patterns", "endings", {"lang", "endings", "note"}, load_endings);
    each("patterns", "prefixes", {"lang", "role", "prefixes", "note"}, load_prefixes);
    each("patterns", "function_words", {"lang", "class", "words", "note"}, load_function_words);
    load_months(*lexicon_);
    each("patterns", "head_nouns",
         {"lang", "words", "type", "kind", "position", "small", "least", "alone", "note"},
         load_head_nouns);
    each("patterns", "counted_nouns", {"lang", "words", "type", "by", "note"}, load_counted_nouns);
    each("patterns", "person_names", {"part", "names", "note"}, load_person_names);
    each("patterns", "numbered", {"lang", "words", "prefix", "form", "note"}, load_numbered_texts);
    each("patterns", "titles", {"lang", "titles", "rank", "note"}, load_titles);
  }

  void load_ontology() {
    each("ontology", "relations",
         {"type", "subject", "object", "symmetric", "stance", "status", "description"},
         load_relations);
    each("ontology", "rules", {"rule", "description"}, load_rules);
    each("ontology", "strength", {"lemma", "value", "note"}, load_strengths);
    each("ontology", "topics", {"id", "label", "broader", "other labels"}, load_topics);
    each("ontology", "topic_labels", {"id", "lang", "labels", "note"}, load_topic_labels);
  }

  void load_gazetteers() {
    each("gazetteer", "states", kStateColumns, load_states);
    others("gazetteer", {"states"}, kEntityColumns, load_entities);
    for (const auto& file : paths_.gazetteers) load_one(file, kEntityColumns, load_entities);
    check_references(*lexicon_);
  }

  void load_verbs() {
    each("verbs", "forms", {"lang", "lemma", "third", "past", "participle", "gerund", "note"},
         load_verb_forms);
    others("verbs", {"forms", "nominal"}, kCueColumns, load_cues);
    for (const auto& file : paths_.verbs) load_one(file, kCueColumns, load_cues);
    each("verbs", "nominal", {"lang", "words", "shape", "relation", "status", "note"},
         load_nominal_rules);
  }

  const DictionaryPaths& paths_;
  std::shared_ptr<Lexicon> lexicon_ = std::make_shared<Lexicon>();
  std::string content_;
};

}  // namespace

const Lexicon& lexicon_of(const Dictionaries& dictionaries) {
  return static_cast<const Lexicon&>(dictionaries);
}

std::shared_ptr<const Dictionaries> Dictionaries::load(const DictionaryPaths& paths) {
  return Loader(paths).run();
}

std::shared_ptr<const Dictionaries> Dictionaries::load_default() {
  return load({{default_folder()}, {}, {}});
}

std::filesystem::path Dictionaries::default_folder() {
  if (const char* named = std::getenv("CHANCERY_CORPUS"); named != nullptr && *named != '\0') {
    return named;
  }
  Dl_info library{};
  static const char anchor = 0;
  if (dladdr(&anchor, &library) != 0 && library.dli_fname != nullptr) {
    const fs::path folder = fs::path(library.dli_fname).parent_path();
    for (const char* relative : {"../share/chancery/corpus", "../../share/chancery/corpus"}) {
      std::error_code ignored;
      if (fs::is_directory(folder / relative, ignored)) {
        return fs::weakly_canonical(folder / relative);
      }
    }
  }
  return CHANCERY_BUILD_CORPUS;
}

}  // namespace chancery::ingest
