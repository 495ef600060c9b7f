#include "dictionary/words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "chancery/folding.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kShortestStem = 6;  // bytes: three Cyrillic letters
constexpr std::size_t kShortestRest = 4;  // bytes: two Arabic letters

/// Lower-case ASCII into `key`; false at the first other byte.
bool fold_ascii(std::string_view surface, std::string& key) {
  key.clear();
  for (const char c : surface) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    key += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  return true;
}

/// At most ShortWord::kMost bytes.
ShortWord short_word(std::string_view key) {
  char bytes[ShortWord::kMost + 1] = {};
  std::memcpy(bytes, key.data(), key.size());
  return padded_word(bytes, key.size());
}

bool is_dotted_acronym(std::string_view key) {
  return key.size() >= 3 && key[1] == '.' && key[0] >= 'a' && key[0] <= 'z';
}

bool is_cyrillic(std::string_view key) {
  return key.size() >= 2 && (key[0] == '\xD0' || key[0] == '\xD1');
}

bool is_arabic(std::string_view key) {
  return key.size() >= 2 && key[0] >= '\xD8' && key[0] <= '\xDB';
}

/// Letters that are written with and without their marks: alif, final ya, ta marbuta.
void fold_arabic(std::string& key) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSame = {
      {{"\u0623", "\u0627"},
       {"\u0625", "\u0627"},
       {"\u0622", "\u0627"},
       {"\u0649", "\u064A"},
       {"\u0629", "\u0647"}}};
  for (std::size_t at = 0; at + 1 < key.size(); at += 2) {
    for (const auto& [letter, plain] : kSame) {
      if (std::string_view(key).substr(at, 2) == letter) key.replace(at, 2, plain);
    }
  }
}

/// What is left of the key behind the longest prefix that leaves a word; the key where none does.
std::string_view without_prefix(std::string_view key, const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (key.size() >= kShortestRest + prefix.size() && key.starts_with(prefix)) {
      return key.substr(prefix.size());
    }
  }
  return key;
}

}  // namespace

void WordTable::add_prefix(std::string_view prefix, bool article) {
  auto& prefixes = article ? articles_ : particles_;
  prefixes.push_back(fold_name(prefix));
  fold_arabic(prefixes.back());
  std::stable_sort(prefixes.begin(), prefixes.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

void WordTable::add_spelling(std::string_view variant, std::string_view standard) {
  const WordId word = intern(standard);
  std::string key;
  normalise(variant, key);
  put(key, word);
}

void WordTable::add_ending(std::string_view ending) {
  endings_.push_back(fold_name(ending));
  std::stable_sort(endings_.begin(), endings_.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

void WordTable::add_starter(std::string_view word) {
  const WordId id = intern(word);
  if (starters_.size() <= id) starters_.resize(id + 1);
  starters_[id] = true;
}

void WordTable::mark_start(WordId word, Starts bits) { known_[word].starts |= bits; }

void WordTable::finish(std::span<const WordClasses> classes) {
  for (WordId word = 0; word <= last(); ++word) known_[word].classes = classes[word];
  for (Slot& slot : slots_) slot.known = known_[slot.known.word];
}

void WordTable::normalise(std::string_view surface, std::string& key) const {
  if (!fold_ascii(surface, key)) key = fold_name(surface);
  if (is_dotted_acronym(key) && key.back() != '.') key += '.';
  std::erase(key, '-');  // "co-chair" and "cochair"
  if (is_arabic(key)) {
    fold_arabic(key);
    key.erase(0, key.size() - without_prefix(key, articles_).size());
  }
  if (is_cyrillic(key)) {
    for (const std::string& ending : endings_) {
      if (key.size() >= kShortestStem + ending.size() && key.ends_with(ending)) {
        key.resize(key.size() - ending.size());
        break;
      }
    }
  }
}

WordId WordTable::lookup(std::string_view key) const {
  if (key.size() <= ShortWord::kMost) return known(short_word(key)).word;
  const auto at = longer_words_.find(key);
  return at != longer_words_.end() ? at->second : kUnknownWord;
}

void WordTable::put(std::string_view key, WordId word) {
  if (lookup(key) != kUnknownWord) return;
  if (key.size() > ShortWord::kMost) {
    longer_words_.emplace(key, word);
    return;
  }
  if (++used_ * 2 > slots_.size()) grow();
  put(short_word(key), word);
}

void WordTable::put(const ShortWord& key, WordId word) {
  std::size_t at = place(key);
  while (slots_[at].known.word != kUnknownWord) at = next(at);
  slots_[at] = {key, {word}};
}

void WordTable::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  --shift_;
  for (const Slot& slot : before) {
    if (slot.known.word != kUnknownWord) put(slot.key, slot.known.word);
  }
}

WordId WordTable::intern(std::string_view surface) {
  std::string key;
  normalise(surface, key);
  if (const WordId known = lookup(key); known != kUnknownWord) return known;
  known_.push_back({last() + 1});
  put(key, last());
  return last();
}

/// As find_normalised, without its cost: for short words in ASCII.
WordId WordTable::find(std::string_view surface) const {
  if (surface.size() >= ShortWord::kMost) return find_normalised(surface);
  char key[ShortWord::kMost + 1] = {};
  std::size_t size = 0;
  for (const char c : surface) {
    if (static_cast<unsigned char>(c) >= 0x80) return find_normalised(surface);
    if (c == '-') continue;
    key[size++] = (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  const bool dotted = surface.size() >= 3 && surface[1] == '.' && surface.back() != '.' &&
                      key[0] >= 'a' && key[0] <= 'z';
  if (dotted) key[size++] = '.';
  return known(padded_word(key, size)).word;
}

WordId WordTable::find_normalised(std::string_view surface) const {
  thread_local std::string key;  // spares an allocation for each word of a text
  normalise(surface, key);
  return lookup(key);
}

std::size_t WordTable::particle_length(std::string_view surface) const {
  if (!is_arabic(surface)) return 0;
  for (const std::string& particle : particles_) {
    if (surface.size() < kShortestRest + particle.size() || !surface.starts_with(particle))
      continue;
    const std::string_view rest = surface.substr(particle.size());
    const bool article =
        std::any_of(articles_.begin(), articles_.end(), [&](const std::string& letters) {
          return rest.starts_with(letters) && rest.size() > kShortestRest + letters.size();
        });
    const bool word = rest.size() > kShortestRest && find(rest) != kUnknownWord;
    if (article || word) return particle.size();
  }
  return 0;
}

}  // namespace chancery::ingest
