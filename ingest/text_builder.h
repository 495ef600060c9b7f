#pragma once

// Builds a document's text out of pieces of its UTF-8 source, keeping blocks and the offset map.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {

/// One block after another: begin_block(), pieces, end_block(). Every piece of `source` that is
/// appended must lie in `source`, in ascending order.
class TextBuilder {
 public:
  explicit TextBuilder(std::string_view source) : source_(source) {}

  /// Ends the block before, if it is open.
  void begin_block(Block::Kind kind, std::uint8_t level = 0, std::string number = {});
  /// A block that got no visible text leaves no trace.
  void end_block();
  bool in_block() const { return open_; }
  Block& block() { return block_; }

  /// A piece of the source, as it stands.
  void append(std::string_view piece);
  /// A piece of running text: each run of white space becomes one character.
  void append_folded(std::string_view piece);
  /// `text` for the bytes `piece` of the source (an entity, an escape).
  void append_decoded(std::string_view text, std::string_view piece);
  /// White space of the reader's own, e.g. between two cells of a table. Nothing at the start of
  /// a block or after white space.
  void insert_space(char space);

  const std::string& text() const { return text_; }
  /// Moves text, blocks and map into the document; the map leads to `source`.
  void finish(Document& document);

 private:
  std::uint32_t offset_of(std::string_view piece) const {
    return static_cast<std::uint32_t>(piece.data() - source_.data());
  }
  bool at_space() const;

  std::string_view source_;
  std::string text_;
  std::vector<Block> blocks_;
  OffsetMap map_;
  Block block_;
  bool open_ = false;
};

/// Space, tab, line feed, carriage return, form feed.
bool is_ascii_space(char c);
bool is_ascii_digit(char c);
bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words);
/// Without white space (also U+00A0 and U+FEFF) at both ends.
std::string_view trim(std::string_view text);
/// Trimmed, and each run of white space as one space: what is shown of a title.
std::string fold_space(std::string_view text);

}  // namespace ingest
}  // namespace chancery
