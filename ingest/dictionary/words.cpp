#include "dictionary/words.h"

#include <algorithm>

#include "chancery/folding.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kShortestStem = 6;  // bytes: three Cyrillic letters

/// Lower-case ASCII into `key`; false at the first other byte.
bool fold_ascii(std::string_view surface, std::string& key) {
  key.clear();
  for (const char c : surface) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    key += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  return true;
}

bool is_dotted_acronym(std::string_view key) {
  return key.size() >= 3 && key[1] == '.' && key[0] >= 'a' && key[0] <= 'z';
}

bool is_cyrillic(std::string_view key) {
  return key.size() >= 2 && (key[0] == '\xD0' || key[0] == '\xD1');
}

}  // namespace

void WordTable::add_spelling(std::string_view variant, std::string_view standard) {
  spellings_.emplace(fold_name(variant), fold_name(standard));
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

void WordTable::normalise(std::string_view surface, std::string& key) const {
  if (!fold_ascii(surface, key)) key = fold_name(surface);
  if (is_dotted_acronym(key) && key.back() != '.') key += '.';
  std::erase(key, '-');  // "co-chair" and "cochair"
  if (is_cyrillic(key)) {
    for (const std::string& ending : endings_) {
      if (key.size() >= kShortestStem + ending.size() && key.ends_with(ending)) {
        key.resize(key.size() - ending.size());
        break;
      }
    }
  }
  if (const auto it = spellings_.find(std::string_view(key)); it != spellings_.end()) {
    key = it->second;
  }
}

WordId WordTable::intern(std::string_view surface) {
  std::string key;
  normalise(surface, key);
  return ids_.emplace(std::move(key), static_cast<WordId>(ids_.size() + 1)).first->second;
}

WordId WordTable::find(std::string_view surface) const {
  thread_local std::string key;  // spares an allocation for each word of a text
  normalise(surface, key);
  const auto it = ids_.find(std::string_view(key));
  return it == ids_.end() ? kUnknownWord : it->second;
}

}  // namespace chancery::ingest
