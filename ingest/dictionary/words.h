#pragma once

// Words as numbers. Dictionaries and texts share one table, so that matching compares integers;
// spelling variants ("behaviour"), Cyrillic case endings and the Arabic article fall together in
// it.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chancery::ingest {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

/// Hash for lookup by string_view in maps with string keys.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// A word of small ASCII letters, spelled letter by letter: its place in the table comes with it.
class PlainWord {
 public:
  static constexpr std::uint32_t kMost = 48;

  void add(char letter) {
    letters_[size_++] = letter;
    hash_ = (hash_ ^ static_cast<unsigned char>(letter)) * kHashFactor;
  }
  std::string_view letters() const { return {letters_, size_}; }
  std::uint32_t hash() const { return hash_; }

  static constexpr std::uint32_t kHashSeed = 2166136261u;  // FNV-1a
  static constexpr std::uint32_t kHashFactor = 16777619u;

 private:
  std::uint32_t hash_ = kHashSeed;
  std::uint32_t size_ = 0;
  char letters_[kMost];
};

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

  /// Notes that patterns begin with the word (bits as in Token::starts).
  void mark_start(WordId word, std::uint8_t bits);
  std::uint8_t starts(WordId word) const { return word < starts_.size() ? starts_[word] : 0; }

  WordId intern(std::string_view surface);
  /// kUnknownWord where no dictionary has the word.
  WordId find(std::string_view surface) const;
  WordId find(const PlainWord& word) const { return lookup(word.letters(), word.hash()); }
  std::size_t size() const { return keys_.size() - 1; }
  /// Words are numbered from 1 to this.
  WordId last() const { return last_word_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    WordId word = kUnknownWord;
    std::uint32_t key = 0;  ///< index into keys_
  };
  void normalise(std::string_view surface, std::string& key) const;
  WordId find_normalised(std::string_view surface) const;
  WordId lookup(std::string_view key, std::uint32_t hash) const;
  void put(std::string_view key, WordId word);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::vector<std::string> keys_ = std::vector<std::string>(1);
  WordId last_word_ = 0;
  std::vector<std::string> endings_;    ///< longest first
  std::vector<std::string> articles_;   ///< longest first
  std::vector<std::string> particles_;  ///< longest first
  std::vector<bool> starters_;          ///< by WordId
  std::vector<std::uint8_t> starts_;    ///< by WordId
};

}  // namespace chancery::ingest
