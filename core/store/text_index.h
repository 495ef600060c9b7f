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

/// Replaces what the index holds of a node: `before` by `after`. `fresh`: nodes from there on are
/// not in what the batch rests on.
void update_text_index(Batch& rows, IndexState& index, NodeId node, NodeId fresh,
                       const IndexedText& before, const IndexedText& after);

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
