#include "store/text_index.h"

#include <algorithm>

#include "chancery/folding.h"
#include "store/bytes.h"

namespace chancery {
namespace {

// A text is at least one word long, so that an empty one cannot divide by zero.
std::uint64_t length_of(const std::vector<IndexTerm>& terms) {
  return std::max<std::uint64_t>(terms.size(), 1);
}

std::vector<IndexTerm> terms_of(const IndexedText& text) {
  if (text.text.type() != ValueType::string) return {};
  return index_terms(text.text.as_string(), text_language(text.language));
}

PendingRows postings(const IndexState& index, NodeId node, const std::vector<IndexTerm>& terms) {
  const std::string prefix = index_prefix(index.label, index.key);
  std::map<std::string, std::vector<std::uint32_t>> positions;
  for (const IndexTerm& term : terms) {
    std::string key = prefix;
    append_key_text(key, term.text);
    positions[with_node(std::move(key), node)].push_back(term.position);
  }
  PendingRows rows;
  for (auto& [key, places] : positions) {
    std::string value;
    append_varint(value, length_of(terms));
    std::uint32_t last = 0;
    for (const std::uint32_t place : places) {
      append_varint(value, place - last);
      last = place;
    }
    rows.emplace(key, std::move(value));
  }
  return rows;
}

}  // namespace

std::string text_language(std::string_view tag) {
  std::string primary;
  for (const char letter : tag.substr(0, tag.find_first_of("-_"))) {
    const char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    if (lower < 'a' || lower > 'z') return {};
    primary.push_back(lower);
  }
  return primary.size() == 2 || primary.size() == 3 ? primary : std::string();
}

PendingRows text_postings(const IndexState& index, NodeId node, const IndexedText& text) {
  return postings(index, node, terms_of(text));
}

IndexedText indexed_text(const Catalog& catalog, const IndexState& index,
                         std::string_view properties) {
  IndexedText result{find_property(properties, index.key), {}};
  const auto language_key = catalog.dictionary().keys.find(kLanguageKey);
  if (language_key == 0 || result.text.is_null()) return result;
  const Value language = find_property(properties, static_cast<KeyId>(language_key));
  if (language.type() == ValueType::string) result.language = language.as_string();
  return result;
}

void update_text_index(Batch& rows, IndexState& index, NodeId node, const IndexedText& before,
                       const IndexedText& after) {
  const bool had = before.text.type() == ValueType::string;
  const bool has = after.text.type() == ValueType::string;
  if (before == after || (!had && !has)) return;
  const std::vector<IndexTerm> old_terms = terms_of(before);
  const std::vector<IndexTerm> new_terms = terms_of(after);
  const PendingRows old_rows = postings(index, node, old_terms);
  PendingRows new_rows = postings(index, node, new_terms);
  for (const auto& [key, value] : old_rows) {
    if (!new_rows.contains(key)) rows.erase(Family::text, key);
  }
  for (auto& [key, value] : new_rows) rows.put(Family::text, key, std::move(*value));
  index.entries += static_cast<std::uint64_t>(has) - static_cast<std::uint64_t>(had);
  if (had) index.terms -= length_of(old_terms);
  if (has) index.terms += length_of(new_terms);
  if (has) index.languages.insert(text_language(after.language));
}

}  // namespace chancery
