#pragma once

// Full text over one property of the nodes with one label: postings with positions, BM25
// (Robertson and Zaragoza 2009). The language of a text is the node's property `language`.

#include <map>

#include "chancery/graph.h"
#include "store/batch.h"
#include "store/catalog.h"
#include "store/graph_reads.h"
#include "store/posting_block.h"

namespace chancery {

/// The property that names the language of a node's texts, BCP 47.
inline constexpr std::string_view kLanguageKey = "language";

/// The primary subtag of a language tag in lower case, empty for what is none: what decides the
/// stems of a text.
std::string text_language(std::string_view tag);

/// A text and its language; what is no string is no text.
struct IndexedText {
  Value text;
  std::string language;
  bool operator==(const IndexedText& other) const {
    return language == other.language && equivalent(text, other.text);
  }
};

/// What a text index holds of a node with these properties.
IndexedText indexed_text(const Catalog& catalog, const IndexState& index,
                         std::string_view properties);

/// Keeps the postings of a batch in line with the texts of nodes.
class TextIndexWriter {
 public:
  /// `fresh`: nodes from there on are not in what the batch rests on.
  TextIndexWriter(Batch& rows, NodeId fresh) : rows_(rows), fresh_(fresh) {}

  /// Replaces what the index holds of a node: `before` by `after`.
  void update(IndexState& index, NodeId node, const IndexedText& before, const IndexedText& after);

 private:
  void turn_to(const IndexState& index, NodeId node);
  std::uint64_t add(const IndexedText& text);
  std::uint64_t remove(const IndexedText& text);
  PendingRows::Number row_of(std::uint32_t term, std::string_view text);
  void set(std::string_view term, const std::optional<Posting>& posting);
  void make_key(std::string_view term);

  Batch& rows_;
  NodeId fresh_;
  // What is written to, and the rows of its terms that are known, by their number.
  LabelId label_ = LabelId::none;
  KeyId property_ = KeyId::none;
  NodeId node_ = NodeId::none;
  NodeId block_ = NodeId::none;
  std::uint64_t generation_ = 0;
  std::vector<PendingRows::Number> known_rows_;
  std::string key_;
};

/// See GraphView::search_text(). Throws Error(argument_error) where there is no such index or the
/// query has more than kMaxQueryTerms words.
inline constexpr std::size_t kMaxQueryTerms = 256;
std::vector<TextHit> search_text_index(const GraphReads& reads, LabelId label, KeyId key,
                                       std::string_view query, std::size_t limit);

/// What a text makes in an index, by term: what verify compares with.
std::map<std::string, Posting> text_postings(NodeId node, const IndexedText& text);

/// The key of the row with the postings of a term in a block of nodes.
std::string posting_key(const IndexState& index, std::string_view term, NodeId block);

}  // namespace chancery
