#pragma once

// The texts that hold a word or a phrase of a query, block by block as the full-text index has
// them: few bytes a text, read only when somebody asks for the texts of a block.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"
#include "store/posting_block.h"
#include "store/rocks.h"
#include "store/text_query.h"

namespace chancery {

class StepRows;

/// Is asked for its blocks in their order.
class PostingList {
 public:
  /// The texts of up to kBlockNodes neighbouring nodes.
  struct Block {
    NodeId first = NodeId::none;
    BlockTexts head;
    std::size_t start = 0;  ///< in the bytes of the list; kInRow where they are not there
    std::size_t size = 0;
  };
  static constexpr std::size_t kInRow = ~std::size_t{0};

  PostingList();
  PostingList(PostingList&&) noexcept;
  PostingList& operator=(PostingList&&) noexcept;
  ~PostingList();

  /// Adds a block behind the others; `texts` is what read_texts() reads.
  void add(NodeId first, const BlockTexts& head, std::string_view texts);
  /// As add(), of the row of one term: of a common one, most rows are read again when they are
  /// asked for, which costs less than room for them, and not all are.
  void add_row(NodeId first, const BlockParts& row);
  bool has_rows() const { return has_rows_; }
  /// Where they are read from, from their begin.
  void read_from(std::unique_ptr<StepRows> rows);

  /// Ascending.
  const std::vector<Block>& blocks() const { return blocks_; }
  /// Of texts.
  std::uint64_t count() const { return count_; }
  /// See read_texts() and find_texts(). No block before one that was read is asked for.
  std::span<const TextFrequency> read(const Block& block, const LengthLimits& limits,
                                      std::vector<TextFrequency>& room);
  std::span<const TextFrequency> find(const Block& block, std::span<const std::uint32_t> offsets,
                                      std::vector<TextFrequency>& room);

 private:
  std::string_view texts_of(const Block& block);

  std::vector<Block> blocks_;
  std::string bytes_;
  std::uint64_t count_ = 0;
  bool has_rows_ = false;
  std::unique_ptr<StepRows> rows_;
};

/// The texts that hold `clause`; `index` is the index's index_prefix(). Throws Error(corruption).
PostingList texts_that_hold(const Reader& rows, const std::string& index, const TextClause& clause);

}  // namespace chancery
