// Texts are worked on in pieces: what comes out does not show where these meet.

#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>

#include "chancery/folding.h"
#include "text_forms.h"
#include "text_parts.h"

namespace chancery::query {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

/// Texts of several pieces, whose places of division fall on all kinds of characters.
std::vector<std::string> long_texts() {
  std::vector<std::string> texts;
  for (const char* part : {"Straße ", "ΑΣ ΣΑΣ.Σ ", "e\u0301\u0327x", "각\u1112\u1161\u11ab",
                           "İIıiǅ", "ﷺ", "word", "АБВ\u0301Й", "'Σ'", "Σ"}) {
    for (std::size_t shift = 0; shift < 4; ++shift) {
      texts.push_back(std::string(shift, '.') + repeated(part, 3000));
    }
  }
  return texts;
}

TEST(LongTexts, CaseIsThatOfTheWholeText) {
  Limits limits;
  for (const std::string& text : long_texts()) {
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(text);
    const icu::Locale root = icu::Locale::getRoot();
    EXPECT_EQ(lower_case(text, limits), utf8(icu::UnicodeString(whole).toLower(root)));
    EXPECT_EQ(upper_case(text, limits), utf8(icu::UnicodeString(whole).toUpper(root)));
  }
}

TEST(LongTexts, NormalFormsAreThoseOfTheWholeText) {
  Limits limits;
  UErrorCode status = U_ZERO_ERROR;
  for (const std::string& text : long_texts()) {
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(text);
    const std::string nfc =
        utf8(icu::Normalizer2::getNFCInstance(status)->normalize(whole, status));
    const std::string nfkd =
        utf8(icu::Normalizer2::getNFKDInstance(status)->normalize(whole, status));
    EXPECT_EQ(normalized(text, "nfc", limits), nfc);
    EXPECT_EQ(normalized(text, "nfkd", limits), nfkd);
    EXPECT_EQ(is_normalized(text, "nfc", limits), text == nfc);
    EXPECT_TRUE(is_normalized(nfkd, "nfkd", limits));
  }
}

TEST(LongTexts, FoldingGoesWordByWord) {
  for (const char* part : {"Élysée", "L’Été — Ñandú", "ΆΈΉ", "Ёлка"}) {
    const std::string word = fold_name(part);
    EXPECT_EQ(fold_name(repeated(std::string(part) + "  ", 2000)),
              repeated(word + " ", 1999) + word);
  }
}

TEST(LongTexts, CharactersStayWholeWhenReversed) {
  Limits limits;
  for (const char* part : {"a", "e\u0301", "👩‍👩‍👧", "🇫🇷", "각"}) {
    const std::string text = "<" + repeated(part, 3000) + ">";
    EXPECT_EQ(reversed_text(text, limits), ">" + repeated(part, 3000) + "<");
  }
}

TEST(LongTexts, SearchFindsWhatFindFinds) {
  const std::string text = repeated("abaab", 30000) + "c" + repeated("ba", 50000);
  for (const std::string& part :
       {std::string("c"), std::string("abc"), repeated("abaab", 2000) + "c",
        repeated("ba", 20000) + "b", repeated("ba", 60000), repeated("abaab", 30000), text,
        text + "a", std::string()}) {
    for (std::size_t from :
         {std::size_t{0}, std::size_t{1}, std::size_t{65536}, text.size() - 2, text.size()}) {
      EXPECT_EQ(find_part(text, part, from), text.find(part, from)) << part.size() << ' ' << from;
    }
  }
}

}  // namespace
}  // namespace chancery::query
