#include "terms.h"

#include <libstemmer.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "ascii.h"
#include "chancery/folding.h"
#include "chancery/work.h"

namespace chancery {
namespace {

constexpr std::size_t kPerTerm = 500;       // nanoseconds of work, roughly
constexpr std::size_t kMaxTermBytes = 120;  // longer words are cut: no text needs them whole
constexpr std::size_t kKept = 1 << 17;      // words remembered before all are forgotten
constexpr std::size_t kLongText = 1 << 18;  // words; the room for more is not kept
constexpr std::size_t kAtOnce = 1024;       // words between two looks at the clock
constexpr Terms::Number kNoTerm = WordNumbers::kUnknown - 1;

// Whether the word is part of one of a script without spaces.
bool is_of_run(std::string_view word) {
  std::size_t at = 0;
  return static_cast<unsigned char>(word.front()) >= 0x80 &&
         is_unspaced_script(next_code_point(word, at));
}

std::string cut_to_length(std::string term) {
  if (term.size() <= kMaxTermBytes) return term;
  std::size_t end = kMaxTermBytes;
  while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
  term.resize(end);
  return term;
}

// Stems a word of its language, accents and all, and folds the stem. `lower` is without capitals.
std::string stem_of(const std::string& lower, sb_stemmer* stemmer) {
  if (stemmer == nullptr || lower.size() > kMaxTermBytes) return cut_to_length(fold_name(lower));
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(lower.data()),
                                          static_cast<int>(lower.size()));
  if (stem == nullptr) return fold_name(lower);
  return fold_name(
      {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))});
}

}  // namespace

void Terms::StemmerDelete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

// Snowball's stemmers keep state, so each thread has its own.
Terms& Terms::of_thread() {
  thread_local Terms terms;
  return terms;
}

Terms::Language& Terms::language_of(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
  if (const auto found = languages_.find(primary); found != languages_.end()) return found->second;
  sb_stemmer* stemmer = sb_stemmer_new(fold_name(primary).c_str(), nullptr);
  if (stemmer == nullptr && primary != "en") return language_of("en");
  Language& language = languages_[std::string(primary)];
  language.stemmer.reset(stemmer);
  return language;
}

void Terms::forget() {
  for (auto& [tag, language] : languages_) language.words.clear();
  vocabulary_ = std::make_shared<Vocabulary>();
}

Terms::Number Terms::Vocabulary::number_of(std::string_view term) {
  if (term.empty()) return kNoTerm;
  if (const Number known = numbers_.find(term); known != WordNumbers::kUnknown) return known;
  const Number number = size();
  char* bytes = static_cast<char*>(bytes_.allocate(term.size(), 1));
  texts_.emplace_back(bytes, term.copy(bytes, term.size()));
  numbers_.add(term, number);
  return number;
}

// It may be there since other words of its text were looked up. Capitals change no stem, and most
// words that begin with one also stand somewhere without.
Terms::Number Terms::number_of_new_word(std::string_view word, Language& language) {
  Number number = language.words.find(word);
  if (number != WordNumbers::kUnknown) return number;
  const std::string lower = fold_case(word);
  if (lower != word && is_ascii(word)) number = language.words.find(lower);
  if (number == WordNumbers::kUnknown) {
    number = vocabulary_->number_of(stem_of(lower, language.stemmer.get()));
  }
  if (word.size() <= kMaxTermBytes) language.words.add(word, number);
  return number;
}

void Terms::add(Number term, Word word) {
  if (term == kNoTerm) return;
  terms_.push_back(term);
  places_.push_back(word);
}

// Overlapping pairs of characters, which do not depend on where a dictionary would cut the run.
void Terms::flush_run(std::string_view text) {
  if (run_start_ == run_end_) return;
  const auto add_piece = [&](std::size_t start, std::size_t end) {
    add(vocabulary_->number_of(fold_name(text.substr(start, end - start))),
        {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)});
  };
  std::size_t first = run_start_;
  std::size_t second = run_start_;
  next_code_point(text, second);
  if (second >= run_end_) add_piece(first, run_end_);
  while (second < run_end_) {
    std::size_t end = second;
    next_code_point(text, end);
    add_piece(first, end);
    first = second;
    second = end;
  }
  run_start_ = run_end_ = 0;
}

// It is added when its run ends.
void Terms::add_to_run(std::string_view text, Word word) {
  if (run_end_ != word.start) flush_run(text);
  if (run_start_ == run_end_) run_start_ = word.start;
  run_end_ = word.end;
}

// Makes numbers_ those of `words`. Words of scripts without spaces are never known.
void Terms::find_numbers(std::string_view text, std::span<const Word> words, Language& language) {
  numbers_.resize(words.size());
  language.words.find(text, words, numbers_);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (numbers_[i] != WordNumbers::kUnknown) continue;
    const std::string_view word = text.substr(words[i].start, words[i].end - words[i].start);
    if (!is_of_run(word)) numbers_[i] = number_of_new_word(word, language);
  }
}

void Terms::add_words(std::string_view text, std::span<const Word> words, Language& language) {
  find_numbers(text, words, language);
  const auto is_term = [](Number number) { return number < kNoTerm; };
  if (run_start_ == run_end_ && std::ranges::all_of(numbers_, is_term)) {
    terms_.insert(terms_.end(), numbers_.begin(), numbers_.end());
    places_.insert(places_.end(), words.begin(), words.end());
    return;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (numbers_[i] == WordNumbers::kUnknown) {
      add_to_run(text, words[i]);
      continue;
    }
    if (run_start_ != run_end_) flush_run(text);
    add(numbers_[i], words[i]);
  }
}

Terms::Reading Terms::read(std::string_view text, std::string_view language) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  text = text.substr(0, std::min(text.size(), kMost));
  Language& known = language_of(language.empty() ? "en" : language);
  if (known.words.size() > kKept || vocabulary_->size() > kKept) forget();
  if (words_.capacity() > kLongText) words_ = {};
  if (places_.capacity() > kLongText) places_ = {};
  if (terms_.capacity() > kLongText) terms_ = {};
  words_.clear();
  places_.clear();
  terms_.clear();
  run_start_ = run_end_ = 0;
  append_words(text, words_);
  for (std::span<const Word> rest = words_; !rest.empty();) {
    const auto part = rest.first(std::min(rest.size(), kAtOnce));
    report_work(part.size() * kPerTerm);
    add_words(text, part, known);
    rest = rest.subspan(part.size());
  }
  flush_run(text);
  return {terms_, places_};
}

std::vector<IndexTerm> index_terms(std::string_view text, std::string_view language) {
  Terms& terms = Terms::of_thread();
  std::vector<IndexTerm> result;
  const Terms::Reading reading = terms.read(text, language);
  for (std::size_t i = 0; i < reading.terms.size(); ++i) {
    const Word place = reading.places[i];
    result.push_back({std::string(terms.text(reading.terms[i])), static_cast<std::uint32_t>(i),
                      place.start, place.end});
  }
  return result;
}

}  // namespace chancery
