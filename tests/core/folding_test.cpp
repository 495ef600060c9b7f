#include "chancery/folding.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chancery {
namespace {

std::vector<std::string> terms(std::string_view text, std::string_view language = {}) {
  std::vector<std::string> words;
  for (const IndexTerm& term : index_terms(text, language)) words.push_back(term.text);
  return words;
}

using Words = std::vector<std::string>;

TEST(FoldName, FoldsCaseAccentsAndPunctuation) {
  EXPECT_EQ(fold_name("  European   Union\tAgency "), "european union agency");
  EXPECT_EQ(fold_name("Côte d’Ivoire"), "cote d'ivoire");
  EXPECT_EQ(fold_name("Türkiye"), "turkiye");
  EXPECT_EQ(fold_name("Łódź"), "lodz");
  EXPECT_EQ(fold_name("U.S.–EU"), "u.s.-eu");
  EXPECT_EQ(fold_name("STRASSE"), fold_name("Straße"));
  EXPECT_EQ(fold_name("ＥＮＩＳＡ"), "enisa");
  EXPECT_EQ(fold_name("Ελλάδα"), fold_name("ΕΛΛΑΔΑ"));
  EXPECT_EQ(fold_name("Орёл"), fold_name("ОРЕЛ"));
  EXPECT_EQ(fold_name("co\u00ADoperation"), "cooperation");
}

TEST(Folding, CommonCharactersFoldAsTheyDoBesideAnyOther) {
  const std::string thai = "\u0E01";  // no common one: the text with it goes to ICU whole
  std::vector<std::string> characters = {"\u2013", "\u2014", "\u2018", "\u2019",
                                         "\u201C", "\u201D", "`",      "\t"};
  for (unsigned c = 0xC0; c < 0x180; ++c) {
    characters.push_back({static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))});
  }
  for (const std::string& character : characters) {
    const std::string text = "Le " + character + " d" + character + "E";
    EXPECT_EQ(fold_name(text) + thai, fold_name(text + thai)) << character;
  }
}

TEST(FoldName, RemovesArabicVocalisation) {
  EXPECT_EQ(fold_name("مُحَمَّد"), fold_name("محمد"));
  EXPECT_EQ(fold_name("الأمـــن"), fold_name("الأمن"));
}

TEST(FoldName, KeepsMarksOfOtherScripts) { EXPECT_EQ(fold_name("が"), "が"); }

TEST(FoldName, ReplacesInvalidBytes) {
  EXPECT_EQ(fold_name("a\xFF"), "a\uFFFD");
  EXPECT_EQ(fold_name(""), "");
}

TEST(FoldName, IsIdempotent) {
  for (const char* name : {"Côte d’Ivoire", "ﬁnance İstanbul", "Łódź ＥＮ", "`a´", "Ὀδυσσεύς"}) {
    EXPECT_EQ(fold_name(fold_name(name)), fold_name(name)) << name;
  }
}

TEST(IndexTerms, StemsByLanguage) {
  EXPECT_EQ(terms("States cooperating"), (Words{"state", "cooper"}));
  EXPECT_EQ(terms("ENISA's agencies", "en"), (Words{"enisa", "agenc"}));
  EXPECT_EQ(terms("coopérations", "fr"), terms("COOPÉRATION", "fr-CA"));
  EXPECT_EQ(terms("сотрудничества", "ru"), terms("сотрудничество", "ru"));
  EXPECT_EQ(terms("cooperating", "xx"), terms("cooperating", "en"));
}

TEST(IndexTerms, GivesPositionsAndBytes) {
  const auto found = index_terms("Cyber — dialogue");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].text, "dialogu");
  EXPECT_EQ(found[1].position, 1U);
  EXPECT_EQ(found[1].start, 10U);
  EXPECT_EQ(found[1].end, 18U);
}

TEST(IndexTerms, MakesBigramsWhereThereAreNoSpaces) {
  EXPECT_EQ(terms("网络安全"), (Words{"网络", "络安", "安全"}));
  EXPECT_EQ(terms("中"), Words{"中"});
  EXPECT_EQ(terms("EU和中国 2023"), (Words{"eu", "和中", "中国", "2023"}));
  EXPECT_EQ(terms("サイバー"), (Words{"サイ", "イバ", "バー"}));
  EXPECT_FALSE(terms("ความมั่นคง").empty());
}

TEST(IndexTerms, BigramsOfAPartAreBigramsOfTheWhole) {
  const Words whole = terms("加强国际网络安全合作");
  for (const std::string& part : terms("网络安全")) {
    EXPECT_NE(std::find(whole.begin(), whole.end(), part), whole.end()) << part;
  }
}

TEST(IndexTerms, SurvivesHostileText) {
  EXPECT_TRUE(terms("").empty());
  EXPECT_NO_THROW(terms("\xFF\xC3 word \xE4\xB8"));
  const auto endless = index_terms(std::string(100'000, 'a'));
  ASSERT_EQ(endless.size(), 1U);
  EXPECT_LE(endless[0].text.size(), 120U);
}

TEST(CodePoints, CountAndOffset) {
  const std::string_view text = "a\u00E9\u4E2D\U0001F600";
  EXPECT_EQ(code_point_count(text), 4U);
  EXPECT_EQ(byte_offset(text, 0), 0U);
  EXPECT_EQ(byte_offset(text, 2), 3U);
  EXPECT_EQ(byte_offset(text, 3), 6U);
  EXPECT_EQ(byte_offset(text, 99), text.size());
  EXPECT_EQ(code_point_count("\xFF\xFE"
                             "a"),
            3U);
  EXPECT_EQ(code_point_count("\xE4\xB8"), 2U);
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("中国"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("ｅ"), 2U);
  EXPECT_EQ(display_width("😀"), 2U);
  EXPECT_EQ(display_width("Москва"), 6U);
}

}  // namespace
}  // namespace chancery
