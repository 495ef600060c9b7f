// Which stages have something to look for at a word: one look at a token's bits instead of one at
// each stage's own table.

#include "dictionary/builder.h"

namespace chancery::ingest {
namespace {

template <typename Value, typename Has>
void mark_where(const std::vector<Value>& by_word, const Has& has, Starts bit, WordTable& words) {
  for (WordId word = 0; word < by_word.size(); ++word) {
    if (has(by_word[word])) words.mark_start(word, bit);
  }
}

}  // namespace

void mark_starts(Lexicon& lexicon) {
  WordTable& words = lexicon.words;
  lexicon.name_patterns.finish(kStartsName, words);
  lexicon.concept_patterns.finish(kStartsConcept, words);
  lexicon.topic_patterns.finish(kStartsTopic, words);
  lexicon.cue_patterns.finish(kStartsCue, words);
  lexicon.nominal_patterns.finish(kStartsNominal, words);
  lexicon.titles.finish(kStartsTitle, words);
  lexicon.spaces.finish(kStartsSpace, words);
  lexicon.numbered.finish(kStartsNumbered, words);
  const auto listed = [](auto index) { return index != 0; };
  mark_where(lexicon.months, listed, kStartsDate, words);
  mark_where(lexicon.head_noun_of, listed, kHeadNoun, words);
  mark_where(lexicon.counted_noun_of, listed, kCountedNoun, words);
  mark_where(lexicon.quality_of, listed, kQuality, words);
  const auto begins_person = [](NamePart part) {
    return part == NamePart::given || part == NamePart::family;
  };
  mark_where(lexicon.name_parts, begins_person, kStartsPerson, words);
  const auto attack = [](WordClasses classes) { return (classes & kOperation) != 0; };
  mark_where(lexicon.classes, attack, kAttack, words);
  const auto condition = [](WordClasses classes) { return (classes & kCondition) != 0; };
  mark_where(lexicon.classes, condition, kStartsCondition, words);
  const auto government = [](WordClasses classes) { return (classes & kGovernment) != 0; };
  mark_where(lexicon.classes, government, kGovernmentNoun, words);
  for (const WordId word : lexicon.seasons) words.mark_start(word, kStartsDate);
  for (const WordId word : lexicon.resolutions) words.mark_start(word, kResolution);
  words.finish(lexicon.classes);
}

}  // namespace chancery::ingest
