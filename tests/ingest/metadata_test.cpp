#include "metadata.h"

#include <gtest/gtest.h>

#include "digest.h"
#include "language.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

TEST(IsoDate, ReadsTheUsualForms) {
  EXPECT_EQ(iso_date("2023-12-06"), "2023-12-06");
  EXPECT_EQ(iso_date("2023-12-06T10:00:00Z"), "2023-12-06");
  EXPECT_EQ(iso_date("2021-11-18 19:29:08-05:00"), "2021-11-18");
  EXPECT_EQ(iso_date("20231206"), "2023-12-06");
  EXPECT_EQ(iso_date("2023/12/6"), "2023-12-06");
  EXPECT_EQ(iso_date("2023-12"), "2023-12");
  EXPECT_EQ(iso_date("2023"), "2023");
  EXPECT_EQ(iso_date("6 December 2023"), "2023-12-06");
  EXPECT_EQ(iso_date("Wednesday, Dec. 6, 2023"), "2023-12-06");
  EXPECT_EQ(iso_date("December 2023"), "2023-12");
  EXPECT_EQ(iso_date("Sept 1 2023"), "2023-09-01");
}

TEST(IsoDate, RefusesTheRest) {
  for (const char* text : {"", "yesterday", "31/12", "2023-13-01", "31 February 99", "99999999",
                           "General Assembly", "0000-01-01"}) {
    EXPECT_EQ(iso_date(text), "") << text;
  }
}

TEST(SetMetadata, TheFirstValueOfAFieldStays) {
  Document document;
  set_metadata(document, "og:title", "First  title");
  set_metadata(document, "Title", "Second");
  set_metadata(document, "author", "Someone");
  set_metadata(document, "empty", "  ");
  EXPECT_EQ(document.title, "First title");
  EXPECT_EQ(document.metadata, (std::map<std::string, std::string>{{"author", "Someone"}}));
}

Document with_front_matter(const std::string& yaml) {
  return read_document("x.md", "---\n" + yaml + "---\n\nText.\n");
}

TEST(FrontMatter, ReadsWhatYamlMeans) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"author: A dialogue, the 9th [of many]", "A dialogue, the 9th [of many]"},
      {"author: 'Quoted: with a colon'", "Quoted: with a colon"},
      {"author: \"Double 'quoted'\"", "Double 'quoted'"},
      {"author: 'it''s'", "it's"},
      {"author: trailing   ", "trailing"},
      {"author: a # comment", "a"},
      {"author: tab\there", "tab here"},
      {"author: \u00e9t\u00e9", "\u00e9t\u00e9"},
      {"author: \"\\xE9t\\xe9\\_\\u2013 \\N x\"", "\u00e9t\u00e9 \u2013 \u0085 x"},
      {"author: \"two\\\n  \\ lines\"", "two lines"},
      {"author: over\n  two lines", "over two lines"},
      {"author: [a, null, '', [b], c]", "a; c"},
      {"author: NULL and void", "NULL and void"},
      {"author: yes", "yes"},
      {"author: !!str x", "x"},
      {"x: &one a\nauthor: *one", "a"},
      {"author: null", ""},
      {"author: ~", ""},
      {"author: ''", ""},
      {"author:", ""},
      {"author: {a: b}", ""},
  };
  for (const auto& [yaml, author] : cases) {
    const Document document = with_front_matter(yaml + "\n");
    const auto read = document.metadata.find("author");
    EXPECT_EQ(read == document.metadata.end() ? "" : read->second, author) << yaml;
    EXPECT_TRUE(document.notices.empty()) << yaml;
  }
  for (const std::string yaml : {"author: b: c", "author: *nobody", "author: \"a\" b",
                                 "author: d:", "author: \"\\uD800\""}) {
    EXPECT_EQ(with_front_matter(yaml + "\n").notices.size(), 1u) << yaml;
  }
}

TEST(Language, IsDetected) {
  EXPECT_EQ(detect_language("The parties agreed to cooperate on the security of networks."), "en");
  EXPECT_EQ(detect_language("Стороны договорились о сотрудничестве в области безопасности."), "ru");
  EXPECT_EQ(detect_language("Les parties sont convenues de coopérer dans ce domaine."), "fr");
  EXPECT_EQ(detect_language("双方同意在信息安全领域加强合作并继续对话。"), "zh");
  // Where the first words are of two languages, those behind them decide.
  std::string mixed =
      "Les ministres se sont félicités des progrès que les experts des deux gouvernements ont "
      "accomplis depuis leur rencontre du printemps, et ont remercié leur hôte de la visite du "
      "centre où de jeunes gens apprennent à protéger les réseaux des écoles. Ils les ont priés de "
      "rendre compte des mesures qui restent à prendre avant la fin de la prochaine année. ";
  EXPECT_EQ(detect_language(mixed), "fr");
  for (int i = 0; i < 8; ++i) {
    mixed +=
        "The ministers welcomed the progress that the experts of both governments have made since "
        "they met in the spring, and asked them to report on the measures which remain. They "
        "thanked the host for the warm welcome, and for the visit to the centre of the capital. ";
  }
  EXPECT_EQ(detect_language(mixed), "en");
  EXPECT_EQ(detect_language("12 34 56"), "und");
  EXPECT_EQ(detect_language(""), "und");
}

// Running English is known by its particles, without the detector; what only holds some is not.
TEST(Language, OfATextWithPartsInEnglish) {
  const std::string english =
      "The ministers welcomed the progress that the experts of both governments have made since "
      "they met in the spring, and asked them to report on the measures which remain. They thanked "
      "the host for the warm welcome, and for the visit to the centre of the capital, which has "
      "been "
      "at the head of the work with the schools. ";
  const std::string russian =
      "Министры приветствовали прогресс, достигнутый экспертами двух правительств со времени их "
      "встречи весной, и просили их доложить о мерах, которые остается принять до конца года. Они "
      "поблагодарили принимающую сторону за тёплый приём и за посещение центра столицы. ";
  const std::string dutch =
      "De ministers waren verheugd over de vooruitgang die de deskundigen van beide regeringen in "
      "het voorjaar hebben geboekt, en vroegen hen verslag uit te brengen over de maatregelen die "
      "nog moeten worden genomen. Zij dankten de gastheer voor het warme welkom in de hoofdstad. ";
  EXPECT_EQ(detect_language(english), "en");
  EXPECT_EQ(detect_language(english + russian + russian + russian + russian), "ru");
  EXPECT_EQ(detect_language(dutch + dutch + english.substr(0, 80) + dutch + dutch), "nl");
}

TEST(Language, TagsAreMadeRegular) {
  EXPECT_EQ(normalize_language("EN"), "en");
  EXPECT_EQ(normalize_language("en_us.UTF-8"), "en-US");
  EXPECT_EQ(normalize_language("zh-hant"), "zh-Hant");
  EXPECT_EQ(normalize_language("iw"), "he");
  EXPECT_EQ(normalize_language("no such language"), "");
  EXPECT_EQ(normalize_language("x"), "");
}

TEST(Slug, IsReadable) {
  EXPECT_EQ(slug("A-RES-78-16"), "a-res-78-16");
  EXPECT_EQ(slug("  Déclaration (finale)_v2 "), "declaration-finale-v2");
  EXPECT_EQ(slug("Договор 1"), "договор-1");
  EXPECT_EQ(slug("联合声明 2023"), "联合声明-2023");
  EXPECT_EQ(slug("***"), "document");
}

TEST(Digest, AgreesWithTheStandard) {
  // FIPS 180-4, example "abc".
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace chancery::ingest
