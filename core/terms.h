#pragma once

// The words of texts as the full-text index keeps them, as numbers: who indexes many texts meets
// each word many times, and it is folded and stemmed once. Tested by folding_test.cpp.

#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "word_breaks.h"
#include "word_numbers.h"

struct sb_stemmer;

namespace chancery {

/// Of one thread.
class Terms {
 public:
  using Number = std::uint32_t;

  /// The terms of a text, each at its position, and where in the text each stands.
  struct Reading {
    std::span<const Number> terms;
    std::span<const Word> places;  ///< as many
  };

  static Terms& of_thread();

  /// The terms of a text as index_terms() gives them, each at its position. Valid until the next
  /// call.
  Reading read(std::string_view text, std::string_view language);
  std::string_view text(Number term) const { return vocabulary_->text(term); }

  /// All terms there are. After very many a new one is begun; who keeps numbers keeps theirs.
  class Vocabulary {
   public:
    std::string_view text(Number term) const { return texts_[term]; }
    Number size() const { return static_cast<Number>(texts_.size()); }
    Number number_of(std::string_view term);

   private:
    WordNumbers numbers_;
    std::vector<std::string_view> texts_;  // by number, in bytes_
    std::pmr::monotonic_buffer_resource bytes_;
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
  void find_numbers(std::string_view text, std::span<const Word> words, Language& language);
  void add_words(std::string_view text, std::span<const Word> words, Language& language);
  void add_to_run(std::string_view text, Word word);
  void add(Number term, Word word);
  void flush_run(std::string_view text);
  Number number_of_new_word(std::string_view word, Language& language);
  void forget();

  std::map<std::string, Language, std::less<>> languages_;
  std::shared_ptr<Vocabulary> vocabulary_ = std::make_shared<Vocabulary>();
  std::vector<Word> words_;
  std::vector<Number> numbers_;  // of words_; some may not be known
  std::vector<Number> terms_;
  std::vector<Word> places_;
  std::size_t run_start_ = 0;  // of neighbouring words of a script without spaces
  std::size_t run_end_ = 0;
};

/// NFKC case folding with all dashes as "-" and all apostrophes as "'": folding.cpp.
std::string fold_case(std::string_view text);
/// Han, Thai and other scripts that are written without spaces: folding.cpp.
bool is_unspaced_script(std::int32_t code_point);

}  // namespace chancery
