#include "store/text_index.h"

#include <algorithm>
#include <numeric>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kMostGathered = 1 << 20;

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

TextIndexWriter::TextIndexWriter(Batch& rows, NodeId fresh) : rows_(rows), fresh_(fresh) {
  rows_.gather_text({[this] { settle(); }, [this] { return bytes(); }});
}

std::size_t TextIndexWriter::bytes() const {
  std::size_t bytes = 0;
  for (const Stage& stage : stages_) bytes += stage.gathered.size() * sizeof(Gathered);
  return bytes;
}

TextIndexWriter::Stage& TextIndexWriter::stage_of(const IndexState& index, NodeId node) {
  auto found = std::ranges::find_if(stages_, [&](const Stage& stage) {
    return stage.label == index.label && stage.property == index.key;
  });
  if (found == stages_.end()) {
    found = stages_.emplace(stages_.end());
    found->label = index.label;
    found->property = index.key;
    found->block = block_of(node);
  }
  if (found->block != block_of(node)) {
    settle(*found);
    found->rows.clear();
    found->block = block_of(node);
  }
  return *found;
}

// key_ is then that of the row.
PendingRows::Number TextIndexWriter::open(const Stage& stage, std::string_view term) {
  key_ = index_prefix(stage.label, stage.property);
  append_key_text(key_, term);
  append_big_endian(key_, raw(stage.block), kIdBytes);
  return rows_.open(Family::text, key_, stage.block < fresh_);
}

PendingRows::Number TextIndexWriter::row_of(Stage& stage, Terms::Number term) {
  if (term >= stage.rows.size()) stage.rows.resize(stage.vocabulary->size(), PendingRows::kNone);
  PendingRows::Number& row = stage.rows[term];
  if (row == PendingRows::kNone || rows_.of(Family::text)[row].erased) {
    row = open(stage, stage.vocabulary->text(term));
  }
  return row;
}

void TextIndexWriter::set(const Stage& stage, std::string_view term, NodeId node,
                          const std::optional<Posting>& posting) {
  PendingRows& text = rows_.of(Family::text);
  const PendingRows::Number row = open(stage, term);
  const std::string bytes = with_posting(stage.block, text[row].value, node, posting);
  bytes.empty() ? text.erase(key_) : void(text.put(key_, bytes));
}

std::uint64_t TextIndexWriter::remove(Stage& stage, NodeId node, const IndexedText& text) {
  settle(stage);
  std::uint64_t length = 1;
  for (const auto& [term, posting] : text_postings(node, text)) {
    set(stage, term, node, std::nullopt);
    length = posting.length;
  }
  return length;
}

std::uint64_t TextIndexWriter::add(Stage& stage, NodeId node, const IndexedText& text) {
  const std::vector<Terms::Place>& places = places_of(text);
  const auto& vocabulary = Terms::of_thread().vocabulary();
  if (stage.vocabulary != vocabulary) {
    settle(stage);
    stage.rows.clear();
    stage.vocabulary = vocabulary;
  }
  if (node <= stage.last) settle(stage);  // a term's occurrences are gathered in their order
  stage.last = node;
  rows_.note_text();
  const auto length = static_cast<std::uint32_t>(length_of(places.size()));
  const auto offset = static_cast<std::uint32_t>(raw(node) - raw(stage.block));
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    stage.gathered.push_back({places[i].term, {offset, i, length}});
  }
  if (stage.gathered.size() > kMostGathered) settle(stage);
  return length;
}

void TextIndexWriter::settle() {
  for (Stage& stage : stages_) settle(stage);
}

// By term, which leaves each term's in their order.
void TextIndexWriter::settle(Stage& stage) {
  if (stage.gathered.empty()) return;
  std::vector<std::uint32_t> ends(stage.vocabulary->size() + 1);
  for (const Gathered& each : stage.gathered) ++ends[each.term + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Occurrence> sorted(stage.gathered.size());
  for (const Gathered& each : stage.gathered) sorted[ends[each.term]++] = each.occurrence;
  stage.gathered.clear();
  std::uint32_t start = 0;
  for (Terms::Number term = 0; term < stage.vocabulary->size(); ++term) {
    const std::uint32_t end = ends[term];
    if (end > start) write(stage, term, std::span(sorted).subspan(start, end - start));
    start = end;
  }
}

void TextIndexWriter::write(Stage& stage, Terms::Number term,
                            std::span<const Occurrence> occurrences) {
  if (append_occurrences(rows_.of(Family::text), row_of(stage, term), occurrences)) return;
  // Nodes whose text came later than those of nodes after them.
  for (auto at = occurrences.begin(); at != occurrences.end();) {
    Posting posting{static_cast<NodeId>(raw(stage.block) + at->offset), at->length, {}};
    const std::uint32_t offset = at->offset;
    for (; at != occurrences.end() && at->offset == offset; ++at) {
      posting.positions.push_back(at->position);
    }
    set(stage, stage.vocabulary->text(term), posting.node, posting);
  }
}

void TextIndexWriter::update(IndexState& index, NodeId node, const IndexedText& before,
                             const IndexedText& after) {
  const bool had = before.text.type() == ValueType::string;
  const bool has = after.text.type() == ValueType::string;
  if (before == after || (!had && !has)) return;
  Stage& stage = stage_of(index, node);
  if (had) index.terms -= remove(stage, node, before);
  if (has) {
    index.terms += add(stage, node, after);
    index.languages.insert(text_language(after.language));
  }
  index.entries += static_cast<std::uint64_t>(has) - static_cast<std::uint64_t>(had);
}

}  // namespace chancery
