#include "store/text_index.h"

#include <algorithm>
#include <utility>

#include "store/bytes.h"
#include "store/record.h"

namespace chancery {
namespace {

constexpr std::size_t kMostGathered = 1 << 20;

// A text is at least one word long, so that an empty one cannot divide by zero.
std::uint64_t length_of(std::size_t terms) { return std::max<std::uint64_t>(terms, 1); }

std::span<const Terms::Number> terms_of(const IndexedText& text) {
  return Terms::of_thread().read(*text.text, text_language(text.language)).terms;
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
  if (!text.text) return postings;
  const std::span<const Terms::Number> terms = terms_of(text);
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    Posting& posting = postings[std::string(Terms::of_thread().text(terms[i]))];
    posting.node = node;
    posting.length = length_of(terms.size());
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
  IndexedText result{stored_text(find_stored(properties, index.key)), {}};
  if (!result.text) return result;
  const auto language_key = static_cast<KeyId>(catalog.dictionary().keys.find(kLanguageKey));
  if (language_key != KeyId::none) {
    result.language = stored_text(find_stored(properties, language_key)).value_or("");
  }
  return result;
}

TextIndexWriter::TextIndexWriter(Batch& rows, NodeId fresh, TextMemory memory)
    : rows_(rows), fresh_(fresh), memory_(std::move(memory)) {
  rows_.gather_text({[this] { settle(); }, [this] { return bytes(); }});
}

std::size_t TextIndexWriter::bytes() const {
  std::size_t bytes = 0;
  for (const Stage& stage : stages_) {
    bytes += stage.terms.size() * sizeof(Terms::Number) + stage.texts.size() * sizeof(Text);
  }
  return bytes;
}

bool TextIndexWriter::in_base(NodeId block) const {
  constexpr NodeId kFirstNode{1};
  return std::max(block, kFirstNode) < fresh_;
}

TextIndexWriter::Stage& TextIndexWriter::stage_of(const IndexState& index, NodeId node) {
  const auto found = std::ranges::find_if(stages_, [&](const Stage& stage) {
    return stage.label == index.label && stage.property == index.key;
  });
  const NodeId block = block_of(node);
  Stage& stage = found == stages_.end() ? begin_stage(index, block) : *found;
  if (stage.block != block) turn_to(stage, block);
  return stage;
}

TextIndexWriter::Stage& TextIndexWriter::begin_stage(const IndexState& index, NodeId block) {
  Stage& stage = stages_.emplace_back();
  stage.label = index.label;
  stage.property = index.key;
  for (const auto& memory : memory_) {
    if (memory->label != index.label || memory->property != index.key || memory->block != block) {
      continue;
    }
    stage.block = stage.highest = block;
    stage.vocabulary = memory->vocabulary;
    stage.all_known = true;
    stage.memory = memory;
  }
  return stage;
}

void TextIndexWriter::turn_to(Stage& stage, NodeId block) {
  settle(stage);
  stage.rows.clear();
  stage.memory.reset();
  stage.all_known = !in_base(block) && (!stage.highest || *stage.highest < block);
  stage.highest = std::max(block, stage.highest.value_or(block));
  stage.block = block;
}

// key_ is then that of the row.
void TextIndexWriter::put_key(const Stage& stage, std::string_view term) {
  key_.clear();
  append_big_endian(key_, raw(stage.label), kWordBytes);
  append_big_endian(key_, raw(stage.property), kWordBytes);
  append_key_text(key_, term);
  append_big_endian(key_, raw(*stage.block), kIdBytes);
}

PendingRows::Number TextIndexWriter::open(const Stage& stage, std::string_view term) {
  put_key(stage, term);
  return rows_.open(Family::text, key_, in_base(*stage.block));
}

void TextIndexWriter::set(const Stage& stage, std::string_view term, NodeId node,
                          const std::optional<Posting>& posting) {
  PendingRows& text = rows_.of(Family::text);
  const PendingRows::Number row = open(stage, term);
  const std::string bytes = blocks_.with_posting(*stage.block, text[row].value, node, posting);
  bytes.empty() ? text.erase(key_) : void(text.put(key_, bytes));
}

std::uint64_t TextIndexWriter::remove(Stage& stage, NodeId node, const IndexedText& text) {
  settle(stage);
  forget_memory(stage);
  std::uint64_t length = 1;
  for (const auto& [term, posting] : text_postings(node, text)) {
    set(stage, term, node, std::nullopt);
    length = posting.length;
  }
  return length;
}

std::uint64_t TextIndexWriter::add(Stage& stage, NodeId node, const IndexedText& text) {
  const std::span<const Terms::Number> terms = terms_of(text);
  const auto& vocabulary = Terms::of_thread().vocabulary();
  if (stage.vocabulary != vocabulary) {
    settle(stage);
    stage.rows.clear();
    stage.memory.reset();
    stage.all_known &= !stage.vocabulary;
    stage.vocabulary = vocabulary;
  }
  if (node <= stage.last) settle(stage);  // a term's occurrences are gathered in their order
  stage.last = node;
  rows_.note_text();
  stage.texts.push_back({static_cast<std::uint32_t>(raw(node) - raw(*stage.block)),
                         static_cast<std::uint32_t>(terms.size())});
  stage.terms.insert(stage.terms.end(), terms.begin(), terms.end());
  if (stage.terms.size() > kMostGathered) settle(stage);
  return length_of(terms.size());
}

void TextIndexWriter::settle() {
  for (Stage& stage : stages_) settle(stage);
}

void TextIndexWriter::settle(Stage& stage) {
  if (stage.texts.empty()) return;
  sort(stage);
  stage.texts.clear();
  stage.terms.clear();
  std::uint32_t start = 0;
  for (const Terms::Number term : distinct_) {
    const std::uint32_t end = std::exchange(stage.rows[term].gathered, 0);
    write(stage, term, std::span(sorted_).subspan(start, end - start));
    start = end;
  }
}

// Puts what is gathered at the begin of sorted_: term behind term as in distinct_, each one's in
// their order. What is gathered of a term in its row is then where it ends.
void TextIndexWriter::sort(Stage& stage) {
  stage.rows.resize(stage.vocabulary->size());
  distinct_.clear();
  for (const Terms::Number term : stage.terms) {
    if (stage.rows[term].gathered++ == 0) distinct_.push_back(term);
  }
  std::uint32_t end = 0;
  for (const Terms::Number term : distinct_) {
    end += std::exchange(stage.rows[term].gathered, end);
  }
  if (sorted_.size() < end) sorted_.resize(end);
  auto term = stage.terms.begin();
  for (const Text& text : stage.texts) {
    const auto length = static_cast<std::uint32_t>(length_of(text.words));
    for (std::uint32_t i = 0; i < text.words; ++i) {
      sorted_[stage.rows[*term++].gathered++] = {text.offset, i, length};
    }
  }
}

void TextIndexWriter::write(Stage& stage, Terms::Number term,
                            std::span<const Occurrence> occurrences) {
  PendingRows& text = rows_.of(Family::text);
  PendingRows::Number& row = stage.rows[term].number;
  if (row == PendingRows::kNone && stage.all_known) {
    const std::string_view before = stage.memory ? stage.memory->row(term) : std::string_view();
    if (blocks_.write(value_, before, occurrences)) {
      put_key(stage, stage.vocabulary->text(term));
      row = text.put_new(key_, value_);
      return;
    }
  }
  if (row == PendingRows::kNone || text[row].erased)
    row = open(stage, stage.vocabulary->text(term));
  if (blocks_.append(text, row, occurrences)) return;
  // Nodes whose text came later than those of nodes after them.
  for (auto at = occurrences.begin(); at != occurrences.end();) {
    Posting posting{static_cast<NodeId>(raw(*stage.block) + at->offset), at->length, {}};
    const std::uint32_t offset = at->offset;
    for (; at != occurrences.end() && at->offset == offset; ++at) {
      posting.positions.push_back(at->position);
    }
    set(stage, stage.vocabulary->text(term), posting.node, posting);
  }
}

TextMemory TextIndexWriter::remembered() const {
  TextMemory memory;
  for (const Stage& stage : stages_) {
    if (stage.all_known && stage.vocabulary) memory.push_back(remembered(stage));
  }
  for (const auto& each : memory_) {
    const bool begun = std::ranges::any_of(stages_, [&](const Stage& stage) {
      return stage.label == each->label && stage.property == each->property;
    });
    if (!begun) memory.push_back(each);
  }
  return memory;
}

std::shared_ptr<const RememberedBlock> TextIndexWriter::remembered(const Stage& stage) const {
  auto memory = std::make_shared<RememberedBlock>();
  memory->label = stage.label;
  memory->property = stage.property;
  memory->block = *stage.block;
  memory->vocabulary = stage.vocabulary;
  const PendingRows& text = rows_.of(Family::text);
  const std::size_t before = stage.memory ? stage.memory->terms() : 0;
  for (std::size_t i = 0; i < std::max(stage.rows.size(), before); ++i) {
    const auto term = static_cast<Terms::Number>(i);
    const auto row = i < stage.rows.size() ? stage.rows[i].number : PendingRows::kNone;
    if (row != PendingRows::kNone) {
      memory->add(term, text[row].value);
    } else if (i < before) {
      memory->add(term, stage.memory->row(term));
    }
  }
  return memory;
}

// The rows are no longer as they are remembered.
void TextIndexWriter::forget_memory(Stage& stage) {
  if (stage.memory) stage.all_known = false;
  stage.memory.reset();
}

void TextIndexWriter::forget() {
  memory_.clear();
  for (Stage& stage : stages_) forget_memory(stage);
}

void RememberedBlock::add(Terms::Number term, std::string_view row) {
  if (term >= places_.size()) places_.resize(std::size_t{term} + 1);
  places_[term] = {bytes_.size(), row.size()};
  bytes_.append(row);
}

void TextIndexWriter::update(IndexState& index, NodeId node, const IndexedText& before,
                             const IndexedText& after) {
  if (before == after || (!before.text && !after.text)) return;
  Stage& stage = stage_of(index, node);
  if (before.text) index.terms -= remove(stage, node, before);
  if (after.text) {
    index.terms += add(stage, node, after);
    if (index.languages.empty() || stage.language != after.language) {
      index.languages.insert(text_language(after.language));
      stage.language = after.language;
    }
  }
  index.entries += std::uint64_t{after.text.has_value()} - std::uint64_t{before.text.has_value()};
}

}  // namespace chancery
