// Passages: sentences, headings, items and furniture, in order, covering the text.

#include <algorithm>
#include <functional>
#include <numeric>

#include "extract/stages.h"
#include "text/sentences.h"

namespace chancery::ingest {
namespace {

/// More tokens than this are no heading, whatever the markup says.
constexpr std::uint32_t kLongestHeading = 400;

/// Paragraphs between blank lines, for a document whose reader gave no layout.
std::vector<Block> plain_blocks(const std::string& text) {
  std::vector<Block> blocks;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    if (text.find_first_not_of(" \t\r\n", at) < end) {
      Block block;
      block.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      blocks.push_back(block);
    }
    at = end + 2;
  }
  return blocks;
}

class PassageReader {
 public:
  explicit PassageReader(Analysis& analysis) : analysis_(analysis) {}

  void read(const Block& block, std::uint32_t index) {
    const auto first = static_cast<std::uint32_t>(analysis_.tokens.size());
    analysis_.read_tokens(block.span.start, block.span.end);
    const auto last = static_cast<std::uint32_t>(analysis_.tokens.size());
    if (first == last) return;
    const bool heading = block.kind == Block::Kind::title || block.kind == Block::Kind::heading;
    if (heading && last - first <= kLongestHeading) {
      heading_ = tidy(analysis_.text(TokenSpan{first, last}));
      add(Passage::Kind::heading, {first, last}, block, index).states = false;
    } else if (block.kind == Block::Kind::furniture) {
      add(Passage::Kind::furniture, {first, last}, block, index).states = false;
    } else {
      add_sentences(first, last, block, index);
    }
  }

 private:
  Passage& add(Passage::Kind kind, TokenSpan tokens, const Block& block, std::uint32_t index) {
    Passage passage;
    passage.kind = kind;
    passage.tokens = tokens;
    passage.begin = analysis_.tokens[tokens.first].begin;
    passage.end = analysis_.tokens[tokens.last - 1].end;
    passage.heading = kind == Passage::Kind::heading ? std::string() : heading_;
    passage.number = block.number;
    passage.block = index;
    passage.starts =
        std::accumulate(&analysis_.token_starts[tokens.first],
                        analysis_.token_starts.data() + tokens.last, Starts{0}, std::bit_or<>());
    passage.depth = block.kind == Block::Kind::item ? std::max<std::uint8_t>(block.level, 1) : 0;
    analysis_.passages.push_back(std::move(passage));
    return analysis_.passages.back();
  }

  void add_sentences(std::uint32_t first, std::uint32_t last, const Block& block,
                     std::uint32_t index) {
    const bool item = block.kind == Block::Kind::item;
    std::uint32_t start = first;
    for (const std::uint32_t end :
         sentence_ends(analysis_.tokens, analysis_.token_starts, first, last, analysis_.lexicon)) {
      const bool opens_item = item && start == first;
      add(opens_item ? Passage::Kind::item : Passage::Kind::sentence, {start, end}, block, index);
      start = end;
    }
  }

  Analysis& analysis_;
  std::string heading_;
};

}  // namespace

void read_passages(Analysis& analysis) {
  PassageReader reader(analysis);
  constexpr std::size_t kBytesPerToken = 5;
  analysis.tokens.reserve(analysis.document.text.size() / kBytesPerToken);
  analysis.token_starts.reserve(analysis.document.text.size() / kBytesPerToken);
  analysis.classes.reserve(analysis.document.text.size() / kBytesPerToken);
  const bool laid_out = !analysis.document.blocks.empty();
  const auto plain = laid_out ? std::vector<Block>() : plain_blocks(analysis.document.text);
  const auto& blocks = laid_out ? analysis.document.blocks : plain;
  for (std::uint32_t i = 0; i < blocks.size(); ++i) reader.read(blocks[i], i);
  analysis.note_starts();
  analysis.mention_index.assign(analysis.tokens.size(), kNone);
}

}  // namespace chancery::ingest
