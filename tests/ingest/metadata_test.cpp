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

// A field with an escape is more than a plain line, and sends all of it through the YAML library.
TEST(FrontMatter, PlainLinesReadAsYamlDoes) {
  for (const std::string line : {"title: A dialogue, the 9th [of many]",
                                 "title: 'Quoted: with a colon'",
                                 "title: \"Double 'quoted'\"",
                                 "date: 2023-12-06 10:00:00-05:00",
                                 "author: null",
                                 "author: NULL and void",
                                 "source_url: https://a.example/b#c",
                                 "author: trailing   ",
                                 "author: ''",
                                 "author: yes",
                                 "author: 12.50",
                                 "author: a # comment",
                                 "author: b: c",
                                 "author: 'it''s'",
                                 "author: [a, b]",
                                 "author: *anchor",
                                 "author: - a",
                                 "author: d:",
                                 "author: \"a\" b",
                                 "author: tab\there",
                                 "author: \u00e9t\u00e9",
                                 "language: fr",

                                 "author:",
                                 "author : x",
                                 "2a: x",
                                 "author: ~",
                                 "author: !!str x"}) {
    const Document plain = with_front_matter(line + "\n");
    const Document yaml = with_front_matter(line + "\nzzz: \"\\x41\"\n");
    auto expected = yaml.metadata;
    const bool read = expected.erase("zzz") == 1;
    EXPECT_EQ(plain.metadata, expected) << line;
    EXPECT_EQ(plain.title, yaml.title) << line;
    EXPECT_EQ(plain.date, yaml.date) << line;
    EXPECT_EQ(plain.language, yaml.language) << line;
    EXPECT_EQ(plain.url, yaml.url) << line;
    EXPECT_EQ(plain.notices.empty(), read) << line;
  }
}

TEST(Language, IsDetected) {
  EXPECT_EQ(detect_language("The parties agreed to cooperate on the security of networks."), "en");
  EXPECT_EQ(detect_language("Стороны договорились о сотрудничестве в области безопасности."), "ru");
  EXPECT_EQ(detect_language("Les parties sont convenues de coopérer dans ce domaine."), "fr");
  EXPECT_EQ(detect_language("双方同意在信息安全领域加强合作并继续对话。"), "zh");
  EXPECT_EQ(detect_language("12 34 56"), "und");
  EXPECT_EQ(detect_language(""), "und");
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
