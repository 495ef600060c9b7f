#include "text_builder.h"

#include <algorithm>
#include <utility>

namespace chancery {
namespace ingest {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bytes of the white space that `text` starts with, 0 where it starts with none.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.front()) < 0x80) return is_ascii_space(text.front());
  for (const std::string_view space : {kNoBreakSpace, kByteOrderMark}) {
    if (text.substr(0, space.size()) == space) return space.size();
  }
  return 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_space(text.back())) return 1;
  for (const std::string_view space : {kNoBreakSpace, kByteOrderMark}) {
    if (text.size() >= space.size() && text.substr(text.size() - space.size()) == space) {
      return space.size();
    }
  }
  return 0;
}

}  // namespace

bool is_ascii_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view trim(std::string_view text) {
  while (const std::size_t length = leading_space(text)) text.remove_prefix(length);
  while (const std::size_t length = trailing_space(text)) text.remove_suffix(length);
  return text;
}

std::string fold_space(std::string_view text) {
  std::string folded;
  text = trim(text);
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (const std::size_t length = leading_space(text.substr(end))) end += length;
    if (end > at) {
      folded += ' ';
      at = end;
    } else {
      folded += text[at++];
    }
  }
  return folded;
}

void TextBuilder::begin_block(Block::Kind kind, std::uint8_t level, std::string number) {
  end_block();
  block_ = {kind, {}, level, std::move(number), false};
  open_ = true;
  if (!text_.empty()) text_ += "\n\n";
  block_.span.start = static_cast<std::uint32_t>(text_.size());
}

void TextBuilder::end_block() {
  if (!open_) return;
  open_ = false;
  const std::string_view whole = std::string_view(text_).substr(block_.span.start);
  const std::string_view visible = trim(whole);
  if (visible.empty()) {
    // White space that came from the source stays, since the map already names it.
    const bool untouched = whole.empty() && block_.span.start >= 2;
    if (untouched) text_.resize(block_.span.start - 2);
    return;
  }
  block_.span.start += static_cast<std::uint32_t>(visible.data() - whole.data());
  block_.span.end = block_.span.start + static_cast<std::uint32_t>(visible.size());
  blocks_.push_back(std::move(block_));
}

bool TextBuilder::at_space() const {
  return text_.size() == block_.span.start || is_ascii_space(text_.back());
}

void TextBuilder::append(std::string_view piece) {
  if (piece.empty()) return;
  const auto length = static_cast<std::uint32_t>(piece.size());
  map_.append({static_cast<std::uint32_t>(text_.size()), offset_of(piece), length, length});
  text_ += piece;
}

void TextBuilder::append_folded(std::string_view piece) {
  while (!piece.empty()) {
    std::size_t length = 0;
    const bool space = is_ascii_space(piece.front());
    while (length < piece.size() && is_ascii_space(piece[length]) == space) ++length;
    const std::string_view run = piece.substr(0, length);
    piece.remove_prefix(length);
    if (!space) {
      append(run);
    } else if (!at_space()) {
      length == 1 ? append(run) : append_decoded(" ", run);
    }
  }
}

void TextBuilder::append_decoded(std::string_view text, std::string_view piece) {
  map_.append({static_cast<std::uint32_t>(text_.size()), offset_of(piece),
               static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(piece.size()), 0,
               0});
  text_ += text;
}

void TextBuilder::insert_space(char space) {
  if (!at_space()) text_ += space;
}

void TextBuilder::finish(Document& document) {
  end_block();
  document.text = std::move(text_);
  document.blocks = std::move(blocks_);
  document.to_source = std::move(map_);
}

}  // namespace ingest
}  // namespace chancery
