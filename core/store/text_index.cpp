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

std::map<std::string, Posting> postings_of(NodeId node, const std::vector<IndexTerm>& terms) {
  std::map<std::string, Posting> postings;
  for (const IndexTerm& term : terms) {
    Posting& posting = postings[term.text];
    posting.node = node;
    posting.length = length_of(terms);
    posting.positions.push_back(term.position);
  }
  return postings;
}

// Where the postings of one node go, term by term.
class NodePostings {
 public:
  NodePostings(Batch& rows, const IndexState& index, NodeId node, NodeId fresh)
      : rows_(rows),
        node_(node),
        block_(block_of(node)),
        in_base_(block_ < fresh),
        key_(index_prefix(index.label, index.key)) {}

  void add(const std::vector<IndexTerm>& terms) {
    const std::uint64_t length = length_of(terms);
    bool late = false;
    for (const IndexTerm& term : terms) {
      late |=
          !append_occurrence(rows_.of(Family::text), open(term.text), node_, length, term.position);
    }
    // A node whose text came later than those of nodes after it.
    if (!late) return;
    for (const auto& [term, posting] : postings_of(node_, terms)) set(term, posting);
  }

  void remove(const std::vector<IndexTerm>& terms) {
    for (const auto& [term, posting] : postings_of(node_, terms)) set(term, std::nullopt);
  }

 private:
  PendingRows::Number open(std::string_view term) {
    make_key(term);
    return rows_.open(Family::text, key_, in_base_);
  }

  void set(std::string_view term, const std::optional<Posting>& posting) {
    PendingRows& text = rows_.of(Family::text);
    const std::string bytes = with_posting(block_, text[open(term)].value, node_, posting);
    bytes.empty() ? text.erase(key_) : void(text.put(key_, bytes));
  }

  void make_key(std::string_view term) {
    key_.resize(2 * kWordBytes);
    append_key_text(key_, term);
    append_big_endian(key_, raw(block_), kIdBytes);
  }

  Batch& rows_;
  NodeId node_;
  NodeId block_;
  bool in_base_;
  std::string key_;
};

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
  return postings_of(node, terms_of(text));
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

void update_text_index(Batch& rows, IndexState& index, NodeId node, NodeId fresh,
                       const IndexedText& before, const IndexedText& after) {
  const bool had = before.text.type() == ValueType::string;
  const bool has = after.text.type() == ValueType::string;
  if (before == after || (!had && !has)) return;
  NodePostings postings(rows, index, node, fresh);
  if (had) {
    const std::vector<IndexTerm> terms = terms_of(before);
    postings.remove(terms);
    index.terms -= length_of(terms);
  }
  if (has) {
    const std::vector<IndexTerm> terms = terms_of(after);
    postings.add(terms);
    index.terms += length_of(terms);
    index.languages.insert(text_language(after.language));
  }
  index.entries += static_cast<std::uint64_t>(has) - static_cast<std::uint64_t>(had);
}

}  // namespace chancery
