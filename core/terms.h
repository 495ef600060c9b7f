#pragma once

// The words of texts as the full-text index keeps them, as numbers: who indexes many texts meets
// each word many times, and it is folded and stemmed once. Tested by folding_test.cpp.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "word_breaks.h"
#include "word_numbers.h"

struct sb_stemmer;

namespace chancery {

/// Of one thread.
class Terms {
 public:
  using Number = std::uint32_t;

  struct Place {
    Number term = 0;
    std::uint32_t start = 0;  ///< bytes of the text
    std::uint32_t end = 0;
  };

  static Terms& of_thread();

  /// The terms of a text as index_terms() gives them, each at its position. Valid until the next
  /// call.
  const std::vector<Place>& read(std::string_view text, std::string_view language);
  std::string_view text(Number term) const { return vocabulary_->text(term); }

  /// All terms there are. After very many a new one is begun; who keeps numbers keeps theirs.
  class Vocabulary {
   public:
    std::string_view text(Number term) const { return *texts_[term]; }
    Number size() const { return static_cast<Number>(texts_.size()); }
    Number number_of(std::string term);

   private:
    std::unordered_map<std::string, Number> numbers_;
    std::vector<const std::string*> texts_;  // by number
  };
  const std::shared_ptr<Vocabulary>& vocabulary() const { return vocabulary_; }

 private:
  struct StemmerDelete {
    void operator()(sb_stemmer* stemmer) const;
  };

  /// What is known of a language.
  struct Language {
    std::unique_ptr<sb_stemmer, StemmerDelete> stemmer;
    WordNumbers words;
  };

  Language& language_of(std::string_view tag);
  void add_words(std::string_view text, std::span<const Word> words, Language& language);
  bool add_to_run(std::string_view text, Word word);
  void add(Number term, std::size_t start, std::size_t end);
  void flush_run(std::string_view text);
  Number number_of_new_word(std::string_view word, Language& language);
  void forget();

  std::map<std::string, Language, std::less<>> languages_;
  std::shared_ptr<Vocabulary> vocabulary_ = std::make_shared<Vocabulary>();
  std::vector<Word> words_;
  std::vector<Place> places_;
  std::size_t run_start_ = 0;  // of neighbouring words of a script without spaces
  std::size_t run_end_ = 0;
};

/// NFKC case folding with all dashes as "-" and all apostrophes as "'": folding.cpp.
std::string fold_case(std::string_view text);
/// Han, Thai and other scripts that are written without spaces: folding.cpp.
bool is_unspaced_script(std::int32_t code_point);

}  // namespace chancery
