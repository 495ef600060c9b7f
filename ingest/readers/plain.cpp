// Plain text. The text stays as it is; lines are grouped into blocks, page furniture is marked.

#include <algorithm>

#include "metadata.h"
#include "readers.h"
#include "readers/plain_lines.h"

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kWidestWrappedLine = 180;  // bytes; longer ones are whole paragraphs
constexpr std::size_t kLongestHeadLine = 150;
constexpr std::size_t kMastheadLines = 40;

bool starts_lower(std::string_view text) {
  // Cyrillic and accented letters are not judged: a wrong "no" only keeps a block whole.
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

char last_mark(std::string_view text) {
  constexpr std::string_view kClosing[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99"};
  bool stripped = true;
  while (stripped && !text.empty()) {
    stripped = false;
    for (const std::string_view mark : kClosing) {
      if (text.size() > mark.size() && text.substr(text.size() - mark.size()) == mark) {
        text.remove_suffix(mark.size());
        stripped = true;
      }
    }
  }
  return text.empty() ? '\0' : text.back();
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != set.npos && c != '\0'; }

/// Whether the text's lines were broken to a width (so that a paragraph is several lines).
bool is_hard_wrapped(const std::vector<Line>& lines) {
  std::size_t visible = 0;
  std::size_t wide = 0;
  for (const Line& line : lines) {
    visible += !line.text.empty();
    wide += line.text.size() > kWidestWrappedLine;
  }
  return wide * 20 <= visible;
}

class PlainLayout {
 public:
  PlainLayout(std::string_view source, Document& document)
      : source_(source), lines_(split_lines(source)), document_(document) {}

  void read() {
    mark_furniture(lines_);
    wrapped_ = is_hard_wrapped(lines_);
    for (std::size_t at = 0; at < lines_.size();) at = read_group(at);
    mark_continuations();
    read_masthead();
    document_.text = source_;
    const auto size = static_cast<std::uint32_t>(source_.size());
    document_.to_source.append({0, 0, size, size});
    document_.blocks = std::move(blocks_);
  }

 private:
  /// One block, or a blank line; yields the line after it.
  std::size_t read_group(std::size_t first) {
    if (lines_[first].text.empty()) return first + 1;
    std::size_t end = first + 1;
    while (end < lines_.size() && joins(first, end)) ++end;
    // Furniture runs over blank lines, which then must not end the block.
    while (lines_[end - 1].text.empty()) --end;
    add_block(first, end);
    return end;
  }

  bool joins(std::size_t first, std::size_t next) const {
    if (lines_[next].furniture != lines_[first].furniture) return false;
    if (lines_[first].furniture) return true;
    if (lines_[next].text.empty()) return false;
    // A label on a line of its own ("3.") is followed by its text.
    const std::string_view label = item_label(lines_[first].text);
    if (next == first + 1 && !label.empty() && label.size() == lines_[first].text.size()) {
      return true;
    }
    return wrapped_ && !starts_item(next);
  }

  /// An item inside a group of lines starts where the line before has come to an end, so that
  /// the "12." of a sentence does not.
  bool starts_item(std::size_t line) const {
    const std::string_view before = lines_[line - 1].text;
    return !item_label(lines_[line].text).empty() &&
           (is_one_of(last_mark(before), ".;:,!?") || before.size() < 40);
  }

  void add_block(std::size_t first, std::size_t end) {
    Block block;
    const char* const start = lines_[first].text.data();
    const std::string_view last = lines_[end - 1].text;
    block.span.start = static_cast<std::uint32_t>(start - source_.data());
    block.span.end = static_cast<std::uint32_t>(last.data() + last.size() - source_.data());
    const std::string_view label = item_label(lines_[first].text);
    if (lines_[first].furniture) {
      block.kind = Block::Kind::furniture;
    } else if (!label.empty()) {
      block.kind = Block::Kind::item;
      block.level = item_depth(label, label_before_);
      block.number = label;
      label_before_ = label;
    } else if (end - first <= 3 && looks_like_heading(text_of(block))) {
      block.kind = Block::Kind::heading;
      block.level = 2;
    }
    blocks_.push_back(std::move(block));
  }

  static bool looks_like_heading(std::string_view text) {
    return text.size() <= kLongestHeadLine && !starts_lower(text) &&
           !is_one_of(last_mark(text), ".;,:!?");
  }

  std::string_view text_of(const Block& block) const {
    return source_.substr(block.span.start, block.span.end - block.span.start);
  }

  void mark_continuations() {
    for (std::size_t i = 0; i + 2 < blocks_.size(); ++i) {
      if (blocks_[i].kind == Block::Kind::furniture ||
          blocks_[i + 1].kind != Block::Kind::furniture) {
        continue;
      }
      std::size_t next = i + 1;
      while (next < blocks_.size() && blocks_[next].kind == Block::Kind::furniture) ++next;
      if (next < blocks_.size() && is_cut(blocks_[i], blocks_[next])) join(i, next);
    }
  }

  bool is_cut(const Block& before, const Block& after) const {
    if (after.kind == Block::Kind::item) return false;
    const char mark = last_mark(text_of(before));
    if (is_one_of(mark, ".!?:;")) return false;
    if (starts_lower(text_of(after))) return true;
    return before.kind != Block::Kind::heading && after.kind != Block::Kind::heading && mark != ',';
  }

  void join(std::size_t before, std::size_t after) {
    for (const std::size_t i : {before, after}) {
      if (blocks_[i].kind != Block::Kind::heading) continue;
      blocks_[i].kind = Block::Kind::paragraph;
      blocks_[i].level = 0;
    }
    blocks_[before].continued = true;
  }

  /// Symbol, date and title as the first page of an official document gives them.
  void read_masthead() {
    std::size_t seen = 0;
    std::string adopted;
    for (const Line& line : lines_) {
      if (line.text.empty()) continue;
      if (++seen > kMastheadLines) break;
      if (document_.symbol.empty() && is_symbol_line(line.text)) document_.symbol = line.text;
      if (line.text.size() > 30) continue;
      const bool adoption = line.text.substr(0, 3) == "on ";
      const std::string date = iso_date(adoption ? line.text.substr(3) : line.text);
      if (date.size() != 10) continue;
      std::string& field = adoption ? adopted : document_.date;
      if (field.empty()) field = date;
    }
    if (!adopted.empty()) document_.date = adopted;
    read_title();
  }

  void read_title() {
    constexpr std::size_t kFirstBlocks = 40;
    const std::size_t end = std::min(blocks_.size(), kFirstBlocks);
    for (std::size_t i = 0; i < end; ++i) {
      const std::size_t number = resolution_number(text_of(blocks_[i]));
      if (number > 0 && blocks_[i].kind != Block::Kind::furniture) {
        return set_title(blocks_[i], text_of(blocks_[i]).substr(number));
      }
    }
    for (std::size_t i = 0; i < end; ++i) {
      if (blocks_[i].kind == Block::Kind::furniture) continue;
      if (blocks_[i].kind != Block::Kind::heading) return;
      const std::string_view text = text_of(blocks_[i]);
      if (std::count(text.begin(), text.end(), ' ') >= 2 && iso_date(text).size() != text.size()) {
        return set_title(blocks_[i], text);
      }
    }
  }

  /// Length of "78/16. " before the title of a resolution, else 0.
  static std::size_t resolution_number(std::string_view text) {
    const std::size_t stop = text.find(". ");
    if (stop == text.npos || stop > 8 || text.find('/') >= stop) return 0;
    const bool number = text.substr(0, stop).find_first_not_of("0123456789/") == text.npos;
    return number && text.size() < 600 ? stop + 2 : 0;
  }

  void set_title(Block& block, std::string_view text) {
    document_.title = fold_space(text);
    block.kind = Block::Kind::title;
    block.level = 0;
  }

  std::string_view source_;
  std::vector<Line> lines_;
  Document& document_;
  std::vector<Block> blocks_;
  std::string label_before_;
  bool wrapped_ = true;
};

}  // namespace

void read_plain(std::string_view source, Document& document) {
  PlainLayout(source, document).read();
}

}  // namespace ingest
}  // namespace chancery
