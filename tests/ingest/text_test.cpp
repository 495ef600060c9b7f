#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dictionary/conjugation.h"
#include "dictionary/patterns.h"
#include "extract/analysis.h"
#include "text/plain_words.h"
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

/// The one token of a word that stands alone.
Token token_of(const std::string& text) {
  WordTable words;
  for (const char* word : {"a", "cyber", "declaration", "characteristics", "responsibilities",
                           "internationalisation"}) {
    words.intern(word);
  }
  const auto tokens = tokenize(text, words);
  return tokens.empty() ? Token{} : tokens.front();
}

TEST(Tokens, AreTheSameWhereTheTextEndsAndWhereItGoesOn) {
  for (const std::string word : {"a",
                                 "A",
                                 "of",
                                 "OF",
                                 "Of",
                                 "oF",
                                 "cyber",
                                 "Cyber",
                                 "CYBER",
                                 "cYber",
                                 "declaration",
                                 "DECLARATION",
                                 "Characteristics",
                                 "responsibilities",
                                 "Responsibilities",
                                 "RESPONSIBILITIES",
                                 "internationalisation",
                                 "INTERNATIONALISATION",
                                 "abcdefgh",
                                 "abcdefghi",
                                 "ABCDEFGHi"}) {
    const Token last = token_of(word);  // too near the end for eight bytes at once
    for (const std::string behind : {" ", ", and so on, and so on", ")               ",
                                     ".               ", "-based things, and more"}) {
      const Token token = token_of(word + behind);
      EXPECT_EQ(token.end, last.end) << word << behind;
      EXPECT_EQ(token.word, last.word) << word << behind;
      EXPECT_EQ(token.capital, last.capital) << word << behind;
      EXPECT_EQ(token.lower, last.lower) << word << behind;
      EXPECT_EQ(token.all_caps, last.all_caps) << word << behind;
      EXPECT_EQ(token.digit, last.digit) << word << behind;
    }
  }
}

/// What may begin at the tokens of a text.
std::vector<Starts> starts_in(const std::string& text, const WordTable& words) {
  std::vector<Token> tokens;
  std::vector<Starts> starts;
  std::vector<WordClasses> classes;
  tokenize(text, 0, static_cast<std::uint32_t>(text.size()), words, {tokens, starts, classes});
  EXPECT_EQ(starts.size(), tokens.size());
  EXPECT_EQ(classes.size(), tokens.size());
  return starts;
}

TEST(Tokens, SayWhatMayBeginAtThem) {
  WordTable words;
  words.mark_start(words.intern("dialogue"), kHeadNoun);
  words.finish(std::vector<WordClasses>(words.last() + 1));
  EXPECT_EQ(starts_in("the Dialogue (of 2024), a dialogue", words),
            (std::vector<Starts>{0, kHeadNoun | kCapital, kOpensBracket, 0, kNumeric,
                                 kMayEndSentence, 0, 0, kHeadNoun}));
  EXPECT_EQ(starts_in("U.S. ships", words)[0] & kMayEndSentence, kMayEndSentence);
  EXPECT_EQ(starts_in("Harbours.We", words)[1], kMayEndSentence);
}

TEST(Tokens, BringWhatIsKnownOfTheirWords) {
  WordTable words;
  const std::vector<std::string> known = {"to", "cybersecurity", "straightforward",  // 15 letters
                                          "responsibilities", "caf\u00E9"};
  std::vector<WordClasses> classes(1);
  for (const std::string& word : known) {
    words.mark_start(words.intern(word), kQuality);
    classes.push_back(classes.size());
  }
  words.finish(classes);
  for (const std::string& word : known) {
    std::vector<Token> tokens;
    std::vector<Starts> starts;
    std::vector<WordClasses> read;
    const std::string text = "go " + word + " and on and on and on";
    tokenize(text, 0, static_cast<std::uint32_t>(text.size()), words, {tokens, starts, read});
    EXPECT_EQ(starts[1], kQuality) << word;
    EXPECT_EQ(read[1], words.find(word)) << word;
    EXPECT_EQ(starts[0], 0u);
    EXPECT_EQ(read[0], 0u);
  }
}

// The letters of a word are found alike eight and sixteen bytes at a time.
TEST(PlainWords, AreReadAlikeBothWays) {
  std::uint32_t random = 99;
  for (int round = 0; round < 20000; ++round) {
    char bytes[16];
    for (char& byte : bytes) {
      random = random * 1664525 + 1013904223;
      const char usual[] = {'a', 'z', 'A', 'Z', 'q', 'Q', 'm', 'e'};
      byte = (random >> 24) < 12 ? static_cast<char>(random >> 16) : usual[random >> 29];
      if (round % 3 == 0) byte = static_cast<char>(byte | 0x20);
    }
    const PlainWord slow = letters_of(bytes), quick = letters_at_once(bytes);
    ASSERT_EQ(slow.size, quick.size) << round;
    if (slow.size == 0) continue;
    EXPECT_EQ(slow.letters, quick.letters) << round;
    EXPECT_EQ(slow.spelling, quick.spelling) << round;
  }
}

TEST(Words, AreFoundWhateverTheirLength) {
  WordTable words;
  std::string word;
  std::vector<std::pair<std::string, WordId>> known;
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    word += letter;
    if (word.size() % 2 == 0) known.emplace_back(word, words.intern(word));
  }
  for (const auto& [spelled, id] : known) {
    EXPECT_EQ(words.find(spelled), id);
    EXPECT_EQ(words.find(spelled.substr(1)), kUnknownWord) << spelled;
    EXPECT_EQ(words.find(spelled.substr(0, spelled.size() - 1)), kUnknownWord) << spelled;
    EXPECT_EQ(words.find(spelled.substr(0, spelled.size() - 1) + "0"), kUnknownWord) << spelled;
  }
}

TEST(Words, OfADottedAcronymMayLackTheLastDot) {
  WordTable words;
  const WordId acronym = words.intern("U.S.");
  EXPECT_EQ(words.find("U.S"), acronym);
  EXPECT_EQ(words.find("u.s."), acronym);
}

TEST(Words, IncludeMarks) {
  WordTable words;
  for (const char mark : std::string("%-,(")) {
    const WordId known = words.intern(std::string(1, mark));
    EXPECT_EQ(words.find_mark(mark).word, known) << mark;
    EXPECT_EQ(words.find(std::string(1, mark)), known) << mark;
  }
  EXPECT_EQ(words.find_mark('&').word, kUnknownWord);
}

TEST(Words, AreFoundInLongLines) {
  WordTable words;
  const WordId one = words.intern("one"), two = words.intern("two");
  std::string line;
  for (int i = 0; i < 50; ++i) line += "one two Two other ";
  const auto tokens = tokenize(line, words);
  ASSERT_EQ(tokens.size(), 200u);
  for (std::size_t i = 0; i < tokens.size(); i += 4) {
    EXPECT_EQ(tokens[i].word, one);
    EXPECT_EQ(tokens[i + 1].word, two);
    EXPECT_EQ(tokens[i + 2].word, two);
    EXPECT_EQ(tokens[i + 3].word, kUnknownWord);
  }
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
    if (!finished_) set_.finish(1, words_);
    finished_ = true;
    return longest_of_finished(text);
  }
  std::uint32_t longest_of_finished(const std::string& text) {
    const auto tokens = tokenize(text, words_);
    PatternMatches matches;
    set_.match(tokens, 0, matches);
    return matches.empty() ? 0 : matches.front().end;
  }
  WordTable words_;
  PatternSet set_;
  bool finished_ = false;
};

TEST_F(PatternTest, PrefersTheLongestMatch) {
  set_.add({word("take")}, 1);
  set_.add({word("take"), word("stock")}, 2);
  EXPECT_EQ(longest("take stock of"), 2u);
  EXPECT_EQ(longest("take part"), 1u);
}

TEST_F(PatternTest, MayMatchOnlyWhereTheSecondWordAgrees) {
  set_.add({word("take"), word("stock")}, 1);
  set_.add({word("share")}, 2);
  set_.finish(kStartsCue, words_);
  const auto may_match = [&](const char* text) {
    return set_.may_match(tokenize(text, words_), 0);
  };
  EXPECT_TRUE(may_match("take stock"));
  EXPECT_FALSE(may_match("take part"));
  EXPECT_FALSE(may_match("take"));
  EXPECT_FALSE(may_match("stock"));
  EXPECT_TRUE(may_match("share"));
}

TEST_F(PatternTest, KeepsPatternsApartThatEndAlike) {
  set_.add({word("take"), word("part")}, 1);
  set_.add({word("play"), word("part")}, 1);
  set_.add({word("want"), word("part")}, 2);
  set_.add({word("want"), word("part"), word("payment")}, 3);
  set_.finish(1, words_);
  const auto payload = [&](const char* text) {
    PatternMatches matches;
    set_.match(tokenize(text, words_), 0, matches);
    return matches.empty() ? 0u : matches.front().payload;
  };
  EXPECT_EQ(payload("take part"), 1u);
  EXPECT_EQ(payload("play part"), 1u);
  EXPECT_EQ(payload("want part"), 2u);
  EXPECT_EQ(payload("want part payment"), 3u);
  EXPECT_EQ(payload("take part payment"), 1u);
}

TEST_F(PatternTest, GoesOnWithAnyOfManyWords) {
  constexpr std::uint32_t kMany = 100;
  const auto nth = [](std::uint32_t i) {
    return "w" + std::string(i % 10, 'x') + std::string(i / 10, 'y');
  };
  for (std::uint32_t i = 0; i < kMany; ++i) set_.add({word("the"), word(nth(i).c_str())}, i);
  set_.finish(1, words_);
  for (std::uint32_t i = 0; i < kMany; ++i) {
    PatternMatches matches;
    set_.match(tokenize("the " + nth(i), words_), 0, matches);
    ASSERT_EQ(matches.size(), 1u) << nth(i);
    EXPECT_EQ(matches.front().payload, i);
  }
  EXPECT_EQ(longest_of_finished("the wz"), 0u);
}

TEST(PatternNodes, AreOneWhereTheyAreEqual) {
  PatternNodes nodes;
  const std::vector<std::uint32_t> accepts = {7};
  const std::uint32_t leaf = nodes.add({accepts, {}, nullptr, 0, 0, false});
  EXPECT_EQ(nodes.add({accepts, {}, nullptr, 0, 0, false}), leaf);
  EXPECT_NE(nodes.add({{}, {}, nullptr, leaf, 3, true}), leaf);
  const std::vector<WordId> words = {2, 5};
  const std::vector<std::uint32_t> behind = {leaf, leaf};
  const std::uint32_t fork = nodes.add({{}, words, behind.data(), 0, 0, false});
  EXPECT_EQ(nodes.at(fork).next(5), leaf);
  EXPECT_EQ(nodes.at(fork).next(4), 0u);
  EXPECT_EQ(nodes.at(leaf).accepts.front(), 7u);
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

TEST(Analysis, StartsAnewInTheMemoryOfTheOneBefore) {
  const Lexicon lexicon;
  Document longer, shorter;
  longer.text = "A B C d e f g h i j";
  shorter.text = "x Y";
  for (const Document* document : {&longer, &shorter, &longer}) {
    Analysis analysis(*document, lexicon);
    analysis.read_line();
    const auto fresh = tokenize(document->text, lexicon.words);
    const auto starts = starts_in(document->text, lexicon.words);
    ASSERT_EQ(analysis.tokens.size(), fresh.size());
    ASSERT_EQ(analysis.starts.size(), fresh.size());
    ASSERT_EQ(analysis.classes.size(), fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      const auto token = static_cast<std::uint32_t>(i);
      for (std::size_t bit = 0; bit < kStartBits; ++bit) {
        const Starts one = Starts{1} << bit;
        EXPECT_EQ(analysis.starts.has(token, one), (starts[i] & one) != 0);
      }
    }
    const std::uint32_t entity = analysis.entity_of(EntityType::event, "event:x", "X", {});
    EXPECT_TRUE(analysis.add_mention({0, 1}, entity));
    EXPECT_EQ(analysis.mentions_in({0, 50}).size(), 1u);
    EXPECT_TRUE(analysis.mentions_in({1, 2}).empty());
  }
}

TEST(Analysis, KeepsMentionsInOrderWhereverTheyAreAdded) {
  Document document;
  document.text = "a b c d e f";
  const Lexicon lexicon;
  Analysis analysis(document, lexicon);
  analysis.read_line();
  const std::uint32_t entity = analysis.entity_of(EntityType::event, "event:x", "X", {});
  for (const TokenSpan span : {TokenSpan{4, 5}, TokenSpan{0, 2}, TokenSpan{2, 3}}) {
    EXPECT_TRUE(analysis.add_mention(span, entity));
  }
  EXPECT_FALSE(analysis.add_mention({1, 4}, entity));
  analysis.index_mentions();
  for (const std::uint32_t token : {0u, 2u, 4u}) {
    ASSERT_NE(analysis.mention_at(token), nullptr);
    EXPECT_EQ(analysis.mention_at(token)->tokens.first, token);
  }
  EXPECT_EQ(analysis.mentions_in({1, 5}).size(), 2u);
  analysis.drop_mentions([](const Mention& mention) { return mention.tokens.first == 0; });
  EXPECT_EQ(analysis.mention_at(1), nullptr);
  ASSERT_NE(analysis.mention_at(4), nullptr);
  EXPECT_EQ(analysis.mention_at(4)->tokens.first, 4u);
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
       sentence_ends(tokens, starts_in(text, lexicon.words), 0,
                     static_cast<std::uint32_t>(tokens.size()), lexicon)) {
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
