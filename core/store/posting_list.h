#pragma once

// The texts that hold a word or a phrase of a query, block by block as the full-text index has
// them: few bytes a text, read only when somebody asks for the texts of a block.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"
#include "store/posting_block.h"
#include "store/rocks.h"
#include "store/text_query.h"

namespace chancery {

class PostingList {
 public:
  /// The texts of up to kBlockNodes neighbouring nodes.
  struct Block {
    NodeId first = NodeId::none;
    BlockTexts head;
    std::size_t start = 0;  ///< in the bytes of the list
    std::size_t size = 0;
  };

  /// Adds a block behind the others; `texts` is what visit_texts() reads.
  void add(NodeId first, const BlockTexts& head, std::string_view texts);

  /// Ascending.
  const std::vector<Block>& blocks() const { return blocks_; }
  /// Of texts.
  std::uint64_t count() const { return count_; }
  /// See read_texts().
  std::span<const TextFrequency> read(const Block& block, const LengthLimits& limits,
                                      std::vector<TextFrequency>& room) const;

 private:
  std::vector<Block> blocks_;
  std::string bytes_;
  std::uint64_t count_ = 0;
};

/// The texts that hold `clause`; `index` is the index's index_prefix(). Throws Error(corruption).
PostingList texts_that_hold(const Reader& rows, const std::string& index, const TextClause& clause);

}  // namespace chancery
