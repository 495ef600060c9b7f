#include "store/text_index.h"

#include <algorithm>

#include "store/bytes.h"
#include "terms.h"

namespace chancery {
namespace {

// A text is at least one word long, so that an empty one cannot divide by zero.
std::uint64_t length_of(std::size_t terms) { return std::max<std::uint64_t>(terms, 1); }

const std::vector<Terms::Place>& places_of(const IndexedText& text) {
  return Terms::of_thread().read(text.text.as_string(), text_language(text.language));
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

std::map<std::string, Posting> text_postings(NodeId node, const IndexedText& text) {
  std::map<std::string, Posting> postings;
  if (text.text.type() != ValueType::string) return postings;
  const std::vector<Terms::Place>& places = places_of(text);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    Posting& posting = postings[std::string(Terms::of_thread().text(places[i].term))];
    posting.node = node;
    posting.length = length_of(places.size());
    posting.positions.push_back(i);
  }
  return postings;
}

std::string posting_key(const IndexState& index, std::string_view term, NodeId block) {
  std::string key = index_prefix(index.label, index.key);
  append_key_text(key, term);
  return with_node(std::move(key), block);
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

void TextIndexWriter::make_key(std::string_view term) {
  key_.resize(2 * kWordBytes);
  append_key_text(key_, term);
  append_big_endian(key_, raw(block_), kIdBytes);
}

void TextIndexWriter::turn_to(const IndexState& index, NodeId node) {
  node_ = node;
  const std::uint64_t generation = Terms::of_thread().generation();
  const bool same = index.label == label_ && index.key == property_ && block_of(node) == block_ &&
                    generation == generation_;
  if (same) return;
  label_ = index.label;
  property_ = index.key;
  block_ = block_of(node);
  generation_ = generation;
  known_rows_.clear();
  key_ = index_prefix(label_, property_);
}

// A row keeps its number, so that most occurrences need no look at the key.
PendingRows::Number TextIndexWriter::row_of(std::uint32_t term, std::string_view text) {
  if (term >= known_rows_.size()) {
    known_rows_.resize(Terms::of_thread().count(), PendingRows::kNone);
  }
  PendingRows::Number& row = known_rows_[term];
  if (row == PendingRows::kNone || rows_.of(Family::text)[row].erased) {
    make_key(text);
    row = rows_.open(Family::text, key_, block_ < fresh_);
  }
  return row;
}

void TextIndexWriter::set(std::string_view term, const std::optional<Posting>& posting) {
  PendingRows& text = rows_.of(Family::text);
  make_key(term);
  const PendingRows::Number row = rows_.open(Family::text, key_, block_ < fresh_);
  const std::string bytes = with_posting(block_, text[row].value, node_, posting);
  bytes.empty() ? text.erase(key_) : void(text.put(key_, bytes));
}

std::uint64_t TextIndexWriter::remove(const IndexedText& text) {
  std::uint64_t length = 1;
  for (const auto& [term, posting] : text_postings(node_, text)) {
    set(term, std::nullopt);
    length = posting.length;
  }
  return length;
}

std::uint64_t TextIndexWriter::add(const IndexedText& text) {
  const Terms& terms = Terms::of_thread();
  const std::vector<Terms::Place>& places = places_of(text);
  PendingRows& rows = rows_.of(Family::text);
  const std::uint64_t length = length_of(places.size());
  bool late = false;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PendingRows::Number row = row_of(places[i].term, terms.text(places[i].term));
    late |= !append_occurrence(rows, row, node_, length, i);
  }
  // A node whose text came later than those of nodes after it.
  if (late) {
    for (const auto& [term, posting] : text_postings(node_, text)) set(term, posting);
  }
  return length;
}

void TextIndexWriter::update(IndexState& index, NodeId node, const IndexedText& before,
                             const IndexedText& after) {
  const bool had = before.text.type() == ValueType::string;
  const bool has = after.text.type() == ValueType::string;
  if (before == after || (!had && !has)) return;
  turn_to(index, node);
  if (had) index.terms -= remove(before);
  if (has) {
    index.terms += add(after);
    index.languages.insert(text_language(after.language));
  }
  index.entries += static_cast<std::uint64_t>(has) - static_cast<std::uint64_t>(had);
}

}  // namespace chancery
