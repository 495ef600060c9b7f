#pragma once

// Words as numbers. Dictionaries and texts share one table, so that matching compares integers;
// spelling variants ("behaviour"), Cyrillic case endings and the Arabic article fall together in
// it.

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chancery::ingest {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

/// What may begin at a token, a bit each. A stage looks at the tokens that have its bit and leaves
/// out passages without any: most find nothing in most passages.
using Starts = std::uint32_t;
inline constexpr Starts kStartsName = 1u << 0;
inline constexpr Starts kStartsConcept = 1u << 1;  ///< a label of the ontology
inline constexpr Starts kStartsTopic = 1u << 2;    ///< a phrase that means a concept
inline constexpr Starts kStartsCue = 1u << 3;
inline constexpr Starts kStartsNominal = 1u << 4;
inline constexpr Starts kStartsTitle = 1u << 5;
inline constexpr Starts kStartsSpace = 1u << 6;     ///< what qualities are said of
inline constexpr Starts kStartsNumbered = 1u << 7;  ///< a text known by its number
inline constexpr Starts kStartsDate = 1u << 8;      ///< month or season
inline constexpr Starts kStartsPerson = 1u << 9;
inline constexpr Starts kHeadNoun = 1u << 10;  ///< says what a name is of
inline constexpr Starts kCountedNoun = 1u << 11;
inline constexpr Starts kQuality = 1u << 12;
inline constexpr Starts kResolution = 1u << 13;       ///< "78/16" after it is a resolution
inline constexpr Starts kAttack = 1u << 14;           ///< one cyber operation
inline constexpr Starts kStartsCondition = 1u << 18;  ///< "if", "unless"
inline constexpr Starts kGovernmentNoun = 1u << 19;   ///< "Administration", "leaders"
// Of the token, whatever its word:
inline constexpr Starts kNumeric = 1u << 15;  ///< has a digit
inline constexpr Starts kCapital = 1u << 16;  ///< begins with a capital letter
inline constexpr Starts kOpensBracket = 1u << 17;
inline constexpr Starts kAllCaps = 1u << 20;
// Of the token in its passage, in Analysis::starts alone:
inline constexpr Starts kKnownName = 1u << 21;  ///< a dictionary's name begins here
// Of the token in its text:
inline constexpr Starts kMayEndSentence = 1u << 22;
inline constexpr std::size_t kStartBits = 23;

/// A set of WordClass bits (dictionary/lexicon.h).
using WordClasses = std::uint64_t;

/// What the dictionaries know of a word.
struct KnownWord {
  WordId word = kUnknownWord;
  Starts starts = 0;
  WordClasses classes = 0;
};

/// Hash for lookup by string_view in maps with string keys.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// A word of at most fifteen bytes as two numbers, zeros behind its end and its length in the last
/// byte: compared and hashed at once rather than byte by byte. Nearly all words of all languages
/// are as short.
struct ShortWord {
  static constexpr std::size_t kMost = 15;
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  bool operator==(const ShortWord&) const = default;
};

/// Of the first `size` bytes, at most ShortWord::kMost; behind them are zeros.
inline ShortWord padded_word(const char (&bytes)[ShortWord::kMost + 1], std::size_t size) {
  char padded[sizeof bytes];
  std::memcpy(padded, bytes, sizeof padded);
  padded[ShortWord::kMost] = static_cast<char>(size);
  ShortWord word;
  std::memcpy(&word.head, padded, sizeof word.head);
  std::memcpy(&word.tail, padded + sizeof word.head, sizeof word.tail);
  return word;
}

/// Filled while dictionaries load, then only read: find() is safe from many threads. Open
/// addressing over one array, because every word of every text is looked up here.
class WordTable {
 public:
  /// `variant` is another spelling of `standard` from now on.
  void add_spelling(std::string_view variant, std::string_view standard);
  /// Inflectional ending of Cyrillic words, cut before words are compared.
  void add_ending(std::string_view ending);

  /// Letters written together with the Arabic word behind them: the article, cut before words are
  /// compared, or a particle ("and", "for").
  void add_prefix(std::string_view prefix, bool article);
  /// Bytes of the particle that a word begins with, the article or a known word behind it; else 0.
  std::size_t particle_length(std::string_view surface) const;

  /// A word that begins sentences far more often than it stands inside names ("The", "We").
  void add_starter(std::string_view word);
  bool is_starter(WordId word) const { return word < starters_.size() && starters_[word]; }

  /// Notes what may begin with the word.
  void mark_start(WordId word, Starts bits);
  Starts starts(WordId word) const { return known(word).starts; }
  /// Notes the classes, by WordId, of every word, and puts what is known of words beside their
  /// spellings. After all words are there and marked.
  void finish(std::span<const WordClasses> classes);
  /// What was noted of the word.
  const KnownWord& known(WordId word) const { return known_[word < known_.size() ? word : 0]; }

  WordId intern(std::string_view surface);
  /// kUnknownWord where no dictionary has the word.
  WordId find(std::string_view surface) const;
  /// Where known() begins to look for the letters.
  std::size_t place(const ShortWord& letters) const {
    std::uint64_t hash = letters.head ^ std::rotl(letters.tail * 0xC2B2AE3D27D4EB4F, 32);
    hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
    return hash >> shift_;
  }
  /// Lets the memory there come near, while the text is read on. Inlined early: a call that is seen
  /// to change nothing is left out by compilers.
  [[gnu::always_inline]] void prefetch(std::size_t place) const {
    __builtin_prefetch(&slots_[place]);
  }
  /// Words are numbered from 1 to this.
  WordId last() const { return static_cast<WordId>(known_.size() - 1); }
  /// The word that a punctuation mark of ASCII is.
  const KnownWord& find_mark(char mark) const {
    if (mark == '-') return known(padded_word({}, 0));  // left out of words, it leaves nothing
    return known(padded_word({mark}, 1));
  }
  /// What is known of a word in small ASCII letters alone, by its place(); of finish() where that
  /// was called.
  const KnownWord& known(const ShortWord& letters, std::size_t place) const {
    while (slots_[place].known.word != kUnknownWord && slots_[place].key != letters) {
      place = next(place);
    }
    return slots_[place].known;
  }
  const KnownWord& known(const ShortWord& letters) const { return known(letters, place(letters)); }

 private:
  struct alignas(32) Slot {  // two in a line of cache
    ShortWord key;
    KnownWord known;
  };
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }
  void normalise(std::string_view surface, std::string& key) const;
  WordId find_normalised(std::string_view surface) const;
  WordId lookup(std::string_view key) const;
  void put(std::string_view key, WordId word);
  void put(const ShortWord& key, WordId word);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  int shift_ = 64 - 10;                 ///< by it a hash becomes an index of slots_
  std::size_t used_ = 0;                ///< slots
  TextMap<WordId> longer_words_;        ///< that are no ShortWord
  std::vector<std::string> endings_;    ///< longest first
  std::vector<std::string> articles_;   ///< longest first
  std::vector<std::string> particles_;  ///< longest first
  std::vector<bool> starters_;          ///< by WordId
  std::vector<KnownWord> known_ = std::vector<KnownWord>(1);  ///< by WordId
};

}  // namespace chancery::ingest
