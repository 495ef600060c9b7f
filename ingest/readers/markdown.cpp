// Markdown by md4c, the one file that knows it. Its callbacks hand out pieces of the source, so
// the offset map is exact; marks are left out, escapes and entities become small runs.

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "front_matter.h"
#include "readers.h"
#include "readers/html_text.h"

namespace chancery {
namespace ingest {
namespace {

class MarkdownLayout {
 public:
  MarkdownLayout(std::string_view source, std::size_t body)
      : builder_(source),
        source_(source),
        body_(source.substr(body)),
        callbacks_left_(1000 + 8 * body_.size()) {}

  /// False where the document costs out of proportion to its size (a table with empty cells by
  /// the million); then nothing was read.
  bool read(Document& document) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return layout(self).enter(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return layout(self).leave(type);
    };
    parser.enter_span = [](MD_SPANTYPE, void*, void* self) { return layout(self).count(); };
    parser.leave_span = [](MD_SPANTYPE, void*, void* self) { return layout(self).count(); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return layout(self).text(type, {text, size});
    };
    const auto size = static_cast<MD_SIZE>(body_.size());
    if (md_parse(body_.data(), size, &parser, this) != 0) return false;
    builder_.finish(document);
    return true;
  }

 private:
  struct Level {
    bool ordered = false;
    unsigned next = 1;
    char mark = '.';
  };

  static MarkdownLayout& layout(void* self) { return *static_cast<MarkdownLayout*>(self); }

  int count() { return callbacks_left_-- == 0 ? -1 : 0; }

  int enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
        close_block();
        lists_.push_back({});
        break;
      case MD_BLOCK_OL: {
        const auto* list = static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
        close_block();
        lists_.push_back({true, list->start, list->mark_delimiter});
        break;
      }
      case MD_BLOCK_LI:
        close_block();
        enter_item();
        break;
      case MD_BLOCK_QUOTE:
        close_block();
        ++quotes_;
        break;
      case MD_BLOCK_H:
        heading_ = static_cast<std::uint8_t>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
        close_block();
        break;
      case MD_BLOCK_TR:
        close_block();
        row_ = true;
        break;
      case MD_BLOCK_TD:
      case MD_BLOCK_TH:
        if (builder_.in_block()) builder_.insert_space('\t');
        gap_.reset();
        break;
      case MD_BLOCK_HTML:
        close_block();
        html_.emplace();
        break;
      default:
        close_block();
    }
    return count();
  }

  int leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) return count();
    if (type == MD_BLOCK_HTML) append_html();
    close_block();
    if ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && !lists_.empty()) lists_.pop_back();
    if (type == MD_BLOCK_QUOTE && quotes_ > 0) --quotes_;
    if (type == MD_BLOCK_H) heading_ = 0;
    if (type == MD_BLOCK_TR) row_ = false;
    return count();
  }

  void enter_item() {
    label_.clear();
    Level& list = lists_.back();
    if (list.ordered) (label_ = std::to_string(list.next++)) += list.mark;
  }

  void close_block() {
    builder_.end_block();
    gap_.reset();
  }

  void begin_block() {
    const auto depth = static_cast<std::uint8_t>(std::min<std::size_t>(lists_.size(), 255));
    if (heading_ > 0) {
      const bool title = heading_ == 1 && !std::exchange(has_title_, has_title_ || heading_ == 1);
      builder_.begin_block(title ? Block::Kind::title : Block::Kind::heading, title ? 0 : heading_);
    } else if (row_) {
      builder_.begin_block(Block::Kind::table);
    } else if (depth > 0) {
      builder_.begin_block(Block::Kind::item, depth, std::exchange(label_, {}));
    } else {
      builder_.begin_block(quotes_ > 0 ? Block::Kind::quote : Block::Kind::paragraph);
    }
  }

  int text(MD_TEXTTYPE type, std::string_view piece) {
    if (type == MD_TEXT_HTML && html_) {
      if (in_source(piece)) extend_html(piece);
    } else if (type == MD_TEXT_HTML) {
      if (is_line_break(piece)) gap_ = gap_ ? gap_ : '\n';
    } else if (!in_source(piece)) {
      // md4c's own "\n" for a line break: what it stands for is known at the next piece.
      if (builder_.in_block()) gap_ = '\n';
    } else if (!piece.empty()) {
      if (!builder_.in_block()) begin_block();
      fill_gap(piece);
      if (type == MD_TEXT_ENTITY) {
        builder_.append_decoded(decode_entity(piece), piece);
      } else {
        builder_.append(piece);
      }
      end_ = static_cast<std::size_t>(piece.data() - source_.data()) + piece.size();
    }
    return count();
  }

  /// The line break between the piece before and this one, with the marks around it.
  void fill_gap(std::string_view piece) {
    constexpr std::size_t kLongestGap = 64;
    if (!gap_) return;
    gap_.reset();
    const auto start = static_cast<std::size_t>(piece.data() - source_.data());
    if (start <= end_ || start - end_ > kLongestGap) return builder_.insert_space('\n');
    const std::string_view between = source_.substr(end_, start - end_);
    if (between == "\n") {
      builder_.append(between);
    } else {
      builder_.append_decoded("\n", between);
    }
  }

  bool in_source(std::string_view piece) const {
    const std::less<const char*> before;
    return !before(piece.data(), source_.data()) &&
           before(piece.data(), source_.data() + source_.size());
  }

  static bool is_line_break(std::string_view tag) {
    return tag.size() >= 4 && tag[0] == '<' && (tag[1] | 0x20) == 'b' && (tag[2] | 0x20) == 'r' &&
           (tag[3] == '>' || tag[3] == '/' || tag[3] == ' ');
  }

  void extend_html(std::string_view piece) {
    if (html_->empty()) {
      html_ = piece;
    } else {
      const auto size = static_cast<std::size_t>(piece.data() + piece.size() - html_->data());
      html_ = std::string_view(html_->data(), size);
    }
  }

  void append_html() {
    const std::string_view fragment = std::exchange(html_, std::nullopt).value_or("");
    if (!fragment.empty()) append_html_fragment(fragment, builder_);
  }

  const std::string& decode_entity(std::string_view reference) {
    constexpr std::size_t kMostNames = 4096;
    if (entities_.size() > kMostNames) entities_.clear();
    const auto [entry, fresh] = entities_.try_emplace(std::string(reference));
    if (fresh) entry->second = decode_html_entity(reference);
    return entry->second;
  }

  TextBuilder builder_;
  std::string_view source_;
  std::string_view body_;
  std::size_t callbacks_left_;
  std::vector<Level> lists_;
  std::string label_;
  unsigned quotes_ = 0;
  std::uint8_t heading_ = 0;
  bool row_ = false;
  bool has_title_ = false;
  std::optional<std::string_view> html_;
  std::optional<char> gap_;
  std::size_t end_ = 0;  ///< of the piece before, in the source
  std::unordered_map<std::string, std::string> entities_;
};

void take_title(Document& document) {
  if (!document.title.empty()) return;
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::title && block.kind != Block::Kind::heading) continue;
    const std::uint32_t length = block.span.end - block.span.start;
    document.title = fold_space(std::string_view(document.text).substr(block.span.start, length));
    return;
  }
}

}  // namespace

void read_markdown(std::string_view source, Document& document) {
  const std::size_t body = read_front_matter(source, document);
  if (!MarkdownLayout(source, body).read(document)) {
    document.notices.push_back("the Markdown is too involved to parse; it was read as plain text");
    return read_plain(source, document);
  }
  take_title(document);
}

}  // namespace ingest
}  // namespace chancery
