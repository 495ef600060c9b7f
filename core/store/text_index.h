#pragma once

// Full text over one property of the nodes with one label: postings with positions, BM25
// (Robertson and Zaragoza 2009). The language of a text is the node's property `language`.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/graph.h"
#include "store/batch.h"
#include "store/catalog.h"
#include "store/graph_reads.h"
#include "store/posting_block.h"
#include "store/text_memory.h"
#include "terms.h"

namespace chancery {

/// The property that names the language of a node's texts, BCP 47.
inline constexpr std::string_view kLanguageKey = "language";

/// The primary subtag of a language tag in lower case, empty for what is none: what decides the
/// stems of a text.
std::string text_language(std::string_view tag);

/// A text and its language, in the bytes of the node; what is no string is no text.
struct IndexedText {
  std::optional<std::string_view> text;
  std::string_view language;
  bool operator==(const IndexedText&) const = default;
};

/// What a text index holds of a node with these properties.
IndexedText indexed_text(const Catalog& catalog, const IndexState& index,
                         std::string_view properties);

/// Keeps the postings of a batch in line with the texts of nodes. What is added is gathered, and
/// becomes rows, a term at a time, when its block is full or somebody reads.
class TextIndexWriter {
 public:
  /// `fresh`: nodes from there on are not in what the batch rests on. `memory`: what the writer
  /// before has left of that.
  TextIndexWriter(Batch& rows, NodeId fresh, TextMemory memory = {});
  TextIndexWriter(const TextIndexWriter&) = delete;
  TextIndexWriter& operator=(const TextIndexWriter&) = delete;

  /// Replaces what the index holds of a node: `before` by `after`.
  void update(IndexState& index, NodeId node, const IndexedText& before, const IndexedText& after);
  /// Of memory, for what is gathered.
  std::size_t bytes() const;
  /// Drops what is gathered.
  void clear() { stages_.clear(); }
  /// Once all rows of the batch are in the store: what the next writer need not look up.
  TextMemory remembered() const;
  /// From now on rows are looked up: somebody else has changed some.
  void forget();

 private:
  /// A text whose terms are gathered.
  struct Text {
    std::uint32_t offset;  ///< of its node, from the block's first
    std::uint32_t words;
  };
  /// What there is of a term in the block.
  struct TermRow {
    PendingRows::Number number = PendingRows::kNone;
    std::uint32_t gathered = 0;  ///< while it is settled
  };
  /// The block of an index that is written to.
  struct Stage {
    LabelId label = LabelId::none;
    KeyId property = KeyId::none;
    std::optional<NodeId> block;
    std::optional<NodeId> highest;  ///< of all blocks that there were
    NodeId last = NodeId::none;     ///< node that was gathered last
    std::shared_ptr<const Terms::Vocabulary> vocabulary;
    std::vector<Text> texts;
    std::vector<Terms::Number> terms;  ///< those of `texts`, one behind the other
    std::vector<TermRow> rows;         ///< by term
    /// There are no rows of the block but `rows`, and those remembered of other terms.
    bool all_known = false;
    std::shared_ptr<const RememberedBlock> memory;
    std::optional<std::string> language;  ///< tag of the last text
  };

  Stage& stage_of(const IndexState& index, NodeId node);
  Stage& begin_stage(const IndexState& index, NodeId block);
  std::shared_ptr<const RememberedBlock> remembered(const Stage& stage) const;
  static void forget_memory(Stage& stage);
  std::uint64_t add(Stage& stage, NodeId node, const IndexedText& text);
  std::uint64_t remove(Stage& stage, NodeId node, const IndexedText& text);
  void settle();
  void settle(Stage& stage);
  void sort(Stage& stage);
  void write(Stage& stage, Terms::Number term, std::span<const Occurrence> occurrences);
  void turn_to(Stage& stage, NodeId block);
  void put_key(const Stage& stage, std::string_view term);
  void set(const Stage& stage, std::string_view term, NodeId node,
           const std::optional<Posting>& posting);
  PendingRows::Number open(const Stage& stage, std::string_view term);
  bool in_base(NodeId block) const;

  Batch& rows_;
  NodeId fresh_;
  TextMemory memory_;          // of the writer before
  std::vector<Stage> stages_;  // one of each index
  BlockWriter blocks_;
  // What is worked with while a block is settled: its terms in any order, and what they have.
  std::vector<Terms::Number> distinct_;
  std::vector<Occurrence> sorted_;
  std::string key_;
  std::string value_;
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
