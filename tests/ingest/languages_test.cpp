// Names, concepts, dates and symbols in the other languages of the United Nations.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

const std::filesystem::path kCorpus = std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus";

Annotations read_note(const std::string& text) {
  static const auto loaded = Dictionaries::load({{kCorpus}, {}, {}});
  return extract(read_document("note.txt", text), *loaded).annotations;
}

/// The ids of what is named with just these words.
std::map<std::string, std::string> mentions_of(const std::string& text) {
  const Annotations annotations = read_note(text);
  std::map<std::string, std::string> found;
  for (const EntityRecord& entity : annotations.entities) {
    for (const std::string& surface : entity.aliases) {
      if (text.find(surface) != std::string::npos) found[surface] = entity.id;
    }
  }
  return found;
}

using Expected = std::map<std::string, std::string>;

void expect_named(const std::string& text, const Expected& expected) {
  const auto found = mentions_of(text);
  for (const auto& [surface, id] : expected) {
    const auto at = found.find(surface);
    EXPECT_EQ(at == found.end() ? "" : at->second, id) << surface;
  }
}

TEST(Languages, FrenchNamesStandBehindElidedArticles) {
  expect_named(
      "L'Union européenne et l'Égypte ont salué l'action de l'OTAN, de l'OSCE et d'Israël contre "
      "les "
      "rançongiciels à Genève.",
      {{"Union européenne", "org:eu"},
       {"Égypte", "state:eg"},
       {"OTAN", "org:nato"},
       {"OSCE", "org:osce"},
       {"Israël", "state:il"},
       {"rançongiciels", "topic:ransomware"},
       {"Genève", "place:geneva"}});
}

TEST(Languages, SpanishNamesAndConcepts) {
  expect_named(
      "La Organización de los Estados Americanos y el Japón debatieron la ciberdelincuencia, el "
      "cifrado y la respuesta a incidentes en Ginebra.",
      {{"Organización de los Estados Americanos", "org:oas"},
       {"Japón", "state:jp"},
       {"ciberdelincuencia", "topic:cybercrime"},
       {"cifrado", "topic:encryption"},
       {"respuesta a incidentes", "topic:incident-response"},
       {"Ginebra", "place:geneva"}});
}

TEST(Languages, RussianNamesInEveryCase) {
  expect_named(
      "Делегации Казахстана и Бразилии встретились с Японией в Пекине. Организацией Договора о "
      "коллективной безопасности предложены меры укрепления доверия и борьба с фишингом.",
      {{"Казахстана", "state:kz"},
       {"Бразилии", "state:br"},
       {"Японией", "state:jp"},
       {"Пекине", "place:beijing"},
       {"меры укрепления доверия", "topic:confidence-building"},
       {"фишингом", "topic:phishing"}});
}

TEST(Languages, ChineseNamesAndConceptsWithoutSpaces) {
  expect_named("法国、埃及和欧盟在北京讨论了勒索软件、数据跨境流动和能力建设。",
               {{"法国", "state:fr"},
                {"埃及", "state:eg"},
                {"欧盟", "org:eu"},
                {"北京", "place:beijing"},
                {"勒索软件", "topic:ransomware"},
                {"数据跨境流动", "topic:data-flows"},
                {"能力建设", "topic:capacity-building"}});
}

TEST(Languages, ArabicNamesBehindParticlesAndWithoutTheArticle) {
  expect_named(
      "ناقشت مصر وتونس وجامعة الدول العربية برامج الفدية وبناء القدرات وحقوق الإنسان في القاهرة.",
      {{"مصر", "state:eg"},
       {"تونس", "state:tn"},
       {"جامعة الدول العربية", "org:las"},
       {"برامج الفدية", "topic:ransomware"},
       {"بناء القدرات", "topic:capacity-building"},
       {"حقوق الإنسان", "topic:human-rights"},
       {"القاهرة", "place:cairo"}});
}

TEST(Languages, DatesOfResolutions) {
  const std::pair<const char*, const char*> texts[] = {
      {"La résolution 79/237 du 24 décembre 2024 rappelle la paix.", "A/RES/79/237"},
      {"La resolución 79/237 de 24 de diciembre de 2024 recuerda la paz.", "A/RES/79/237"},
      {"Резолюция 79/237 от 24 декабря 2024 года напоминает о мире.", "A/RES/79/237"},
      {"القرار 79/237 المؤرخ 24 ديسمبر 2024 يذكر بالسلام.", "A/RES/79/237"}};
  for (const auto& [text, symbol] : texts) {
    const Annotations annotations = read_note(text);
    const auto at = std::find_if(annotations.entities.begin(), annotations.entities.end(),
                                 [](const auto& e) { return e.id == "inst:a-res-79-237"; });
    ASSERT_NE(at, annotations.entities.end()) << text;
    EXPECT_EQ(at->properties.at("date").as_string(), "2024-12-24") << text;
  }
}

TEST(Languages, ChineseDatesAndResolutions) {
  const Annotations annotations = read_note("大会于2024年12月24日通过第79/237号决议。");
  EXPECT_TRUE(std::any_of(annotations.entities.begin(), annotations.entities.end(),
                          [](const auto& e) { return e.id == "inst:a-res-79-237"; }));
}

TEST(Languages, EveryConceptHasLabelsInEach) {
  std::ifstream topics(kCorpus / "ontology" / "topics.tsv");
  std::ifstream labels(kCorpus / "ontology" / "topic_labels.tsv");
  std::set<std::string> have;
  std::string line;
  while (std::getline(labels, line))
    have.insert(line.substr(0, line.find('\t', line.find('\t') + 1)));
  std::getline(topics, line);
  std::size_t count = 0;
  while (std::getline(topics, line)) {
    const std::string id = line.substr(0, line.find('\t'));
    for (const char* language : {"en", "fr", "es", "ru", "zh", "ar"}) {
      EXPECT_TRUE(have.contains(id + "\t" + language)) << id << " has no label in " << language;
    }
    ++count;
  }
  EXPECT_GT(count, 90u);
}

}  // namespace
}  // namespace chancery::ingest
