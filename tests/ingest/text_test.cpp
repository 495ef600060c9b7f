#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dictionary/conjugation.h"
#include "dictionary/patterns.h"
#include "extract/analysis.h"
#include "text/sentences.h"
#include "text/tokens.h"

namespace chancery::ingest {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  const WordTable words;
  std::vector<std::string> out;
  for (const Token& token : tokenize(text, words)) {
    out.emplace_back(surface(text, token));
  }
  return out;
}

using Words = std::vector<std::string>;

TEST(Tokens, KeepDottedAcronymsAndCutHyphens) {
  EXPECT_EQ(words_of("a U.S.-EU table"), (Words{"a", "U.S.", "EU", "table"}));
}

TEST(Tokens, KeepDocumentSymbolsWhole) {
  EXPECT_EQ(words_of("see A/RES/75/240."), (Words{"see", "A/RES/75/240", "."}));
}

TEST(Tokens, SplitThePossessive) {
  EXPECT_EQ(words_of("Chad\xE2\x80\x99s port and the states' ports"),
            (Words{"Chad", "\xE2\x80\x99s", "port", "and", "the", "states", "'", "ports"}));
}

TEST(Tokens, TreatNoBreakSpaceAsSpace) {
  EXPECT_EQ(words_of("Pilot\xC2\xA0Scheme"), (Words{"Pilot", "Scheme"}));
}

TEST(Tokens, CutFootnoteDigitsFromYearsButNotThousands) {
  EXPECT_EQ(words_of("2015,3 and 40,000"), (Words{"2015", ",", "3", "and", "40,000"}));
}

TEST(Tokens, MakeOneTokenOfEachHanCharacter) {
  EXPECT_EQ(words_of("网络。"), (Words{"网", "络", "。"}));
}

TEST(Tokens, KeepPrefixedVerbsWhole) {
  EXPECT_EQ(words_of("co-chaired a cross-regional panel"),
            (Words{"co-chaired", "a", "cross", "regional", "panel"}));
}

TEST(Words, JoinSpellingVariants) {
  WordTable words;
  words.add_spelling("harbour", "harbor");
  const WordId harbor = words.intern("harbor");
  EXPECT_EQ(words.find("Harbour"), harbor);
  EXPECT_EQ(words.find("harbours"), kUnknownWord);
}

TEST(Words, CutCyrillicEndings) {
  WordTable words;
  for (const char* ending : {"ия", "ии", "ией"}) words.add_ending(ending);
  const WordId sweden = words.intern("Швеция");
  EXPECT_EQ(words.find("Швецией"), sweden);
}

TEST(Conjugation, FollowsTheRegularRules) {
  EXPECT_EQ(conjugate_regular("carry").past, "carried");
  EXPECT_EQ(conjugate_regular("agree").gerund, "agreeing");
  EXPECT_EQ(conjugate_regular("stress").third, "stresses");
  EXPECT_EQ(conjugate_regular("welcome").gerund, "welcoming");
}

class PatternTest : public testing::Test {
 protected:
  PatternElement word(const char* text) { return {{words_.intern(text)}, 0, false}; }
  /// Longest match at the first token: its length in tokens, 0 for none.
  std::uint32_t longest(const std::string& text) {
    set_.mark_first_words(1, words_);
    const auto tokens = tokenize(text, words_);
    PatternMatches matches;
    set_.match(tokens, 0, matches);
    return matches.empty() ? 0 : matches.front().end;
  }
  WordTable words_;
  PatternSet set_;
};

TEST_F(PatternTest, PrefersTheLongestMatch) {
  set_.add({word("take")}, 1);
  set_.add({word("take"), word("stock")}, 2);
  EXPECT_EQ(longest("take stock of"), 2u);
  EXPECT_EQ(longest("take part"), 1u);
}

TEST_F(PatternTest, CrossesAGapButNoPunctuation) {
  set_.add({word("express"), {{}, 2, false}, word("concern")}, 1);
  EXPECT_EQ(longest("express very deep concern"), 4u);
  EXPECT_EQ(longest("express concern"), 2u);
  EXPECT_EQ(longest("express so very deep concern"), 0u);
  EXPECT_EQ(longest("express, concern"), 0u);
}

TEST_F(PatternTest, AGapHoldsCommasWhereItSaysSo) {
  set_.add({word("provide"), {{}, 4, true}, word("to")}, 1);
  EXPECT_EQ(longest("provide ships, ropes to"), 5u);
  EXPECT_EQ(longest("provide ships; ropes to"), 0u);
}

TEST_F(PatternTest, AGapHoldsAnAmount) {
  set_.add({word("provide"), {{}, 3, false}, word("to")}, 1);
  EXPECT_EQ(longest("provide $ten coins to"), 5u);
  EXPECT_EQ(longest("provide %ten coins to"), 0u);
}

TEST_F(PatternTest, AGapEndsAtTheBarrier) {
  set_.add({word("share"), {{}, 4, false}, word("support")}, 1);
  set_.set_barrier(words_.intern("that"));
  EXPECT_EQ(longest("share the strong support"), 4u);
  EXPECT_EQ(longest("share that they support"), 0u);
}

std::vector<std::string> sentences_of(const std::string& text) {
  Lexicon lexicon;
  lexicon.words.add_starter("The");
  lexicon.words.intern("No");
  lexicon.classes.resize(lexicon.words.last() + 1);
  lexicon.classes[lexicon.words.intern("No")] = kAbbreviation;
  const auto tokens = tokenize(text, lexicon.words);
  std::vector<std::string> out;
  std::uint32_t first = 0;
  for (const std::uint32_t end :
       sentence_ends(tokens, 0, static_cast<std::uint32_t>(tokens.size()), lexicon)) {
    out.push_back(text.substr(tokens[first].begin, tokens[end - 1].end - tokens[first].begin));
    first = end;
  }
  return out;
}

TEST(Sentences, DoNotBreakAfterADottedAcronym) {
  EXPECT_EQ(sentences_of("The U.S. Congress met. It rose."),
            (Words{"The U.S. Congress met.", "It rose."}));
  EXPECT_EQ(sentences_of("It left the U.S. The ship sank."),
            (Words{"It left the U.S.", "The ship sank."}));
}

TEST(Sentences, KeepNumbersInitialsAndAbbreviationsWithWhatFollows) {
  EXPECT_EQ(sentences_of("1. Welcomes it. See No. 10 by J. Doe."),
            (Words{"1. Welcomes it.", "See No. 10 by J. Doe."}));
}

TEST(Sentences, BreakWhereASpaceWasLost) {
  EXPECT_EQ(sentences_of("They left the harbour.We stayed."),
            (Words{"They left the harbour.", "We stayed."}));
  EXPECT_EQ(sentences_of("Begin TextThe ship sank."), (Words{"Begin Text", "The ship sank."}));
}

TEST(Sentences, BreakBeforeALetteredItem) {
  EXPECT_EQ(sentences_of("asks: (a) one; (b) two."), (Words{"asks: (a) one;", "(b) two."}));
}

TEST(Sentences, AreBounded) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "word ";
  EXPECT_GT(sentences_of(text).size(), 5u);
}

}  // namespace
}  // namespace chancery::ingest
