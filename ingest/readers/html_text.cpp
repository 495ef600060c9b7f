#include "readers/html_text.h"

#include <algorithm>
#include <array>

#include "readers.h"
#include "readers/html_tree.h"

namespace chancery {
namespace ingest {
namespace {

bool is_reference_char(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '#';
}

std::size_t code_point_length(std::string_view text) {
  std::size_t length = text.empty() ? 0 : 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

/// Gumbo decodes a text node as a whole; this finds which source bytes made which characters.
class TextAlignment {
 public:
  TextAlignment(TextBuilder& builder, std::string_view decoded, std::string_view original,
                bool fold)
      : builder_(builder), decoded_(decoded), original_(original), fold_(fold) {}

  void append() {
    while (!decoded_.empty()) {
      append_common_prefix();
      if (decoded_.empty()) return;
      if (!original_.empty() && original_.front() == '&' && append_reference()) continue;
      if (!original_.empty() && original_.front() == '\r' && decoded_.front() == '\n') {
        take(1, original_.substr(0, 2) == "\r\n" ? 2 : 1);
        continue;
      }
      // Pieces that gumbo gathered from several places of a malformed table.
      builder_.append_decoded(fold_ ? fold_space(decoded_) : std::string(decoded_), original_);
      return;
    }
  }

 private:
  void append_common_prefix() {
    const std::size_t most = std::min(decoded_.size(), original_.size());
    std::size_t same = 0;
    while (same < most && decoded_[same] == original_[same] && original_[same] != '&') ++same;
    const std::string_view piece = original_.substr(0, same);
    fold_ ? builder_.append_folded(piece) : builder_.append(piece);
    decoded_.remove_prefix(same);
    original_.remove_prefix(same);
  }

  void take(std::size_t decoded, std::size_t original) {
    const std::string_view text = decoded_.substr(0, decoded);
    if (text == original_.substr(0, original)) {
      builder_.append(original_.substr(0, original));
    } else {
      builder_.append_decoded(text, original_.substr(0, original));
    }
    decoded_.remove_prefix(decoded);
    original_.remove_prefix(original);
  }

  /// The longest spelling after which both sides agree again: a reference may lack its semicolon
  /// and may stand for two code points.
  bool append_reference() {
    constexpr std::size_t kLongest = 40;
    std::size_t length = 1;
    while (length < original_.size() && length < kLongest && is_reference_char(original_[length])) {
      ++length;
    }
    if (length < original_.size() && original_[length] == ';') ++length;
    const std::size_t one = code_point_length(decoded_);
    const std::size_t two = one + code_point_length(decoded_.substr(one));
    for (; length >= 1; --length) {
      for (const std::size_t decoded : {one, two}) {
        if (!agree_after(decoded, length)) continue;
        take(decoded, length);
        return true;
      }
    }
    return false;
  }

  bool agree_after(std::size_t decoded, std::size_t original) const {
    constexpr std::size_t kEnough = 12;
    const std::string_view rest = decoded_.substr(decoded, kEnough);
    const std::string_view source = original_.substr(original, kEnough);
    const std::size_t most = std::min(rest.size(), source.size());
    for (std::size_t i = 0; i < most; ++i) {
      if (source[i] == '&' || source[i] == '\r') return true;
      if (rest[i] != source[i]) return false;
    }
    return rest.size() <= source.size();
  }

  TextBuilder& builder_;
  std::string_view decoded_;
  std::string_view original_;
  bool fold_;
};

}  // namespace

void append_html_text(TextBuilder& builder, const GumboText& node, bool fold) {
  const std::string_view original(node.original_text.data, node.original_text.length);
  TextAlignment(builder, node.text, original, fold).append();
}

std::string decode_html_entity(std::string_view reference) {
  const HtmlTree tree(reference);
  const GumboNode* node = &tree.document();
  while (children(*node).length > 0) {
    const GumboVector& nodes = children(*node);
    node = static_cast<const GumboNode*>(nodes.data[nodes.length - 1]);
  }
  const bool text = node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE;
  return text ? std::string(node->v.text.text) : std::string(reference);
}

std::string_view declared_html_encoding(std::string_view bytes) {
  constexpr std::size_t kPrescan = 4096;
  constexpr std::array<std::string_view, 2> kMarks = {"charset=", "encoding="};
  const std::string_view head = bytes.substr(0, kPrescan);
  for (const std::string_view mark : kMarks) {
    const auto found = std::search(head.begin(), head.end(), mark.begin(), mark.end(),
                                   [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    if (found == head.end()) continue;
    std::size_t start = static_cast<std::size_t>(found - head.begin()) + mark.size();
    while (start < head.size() && (head[start] == '"' || head[start] == '\'')) ++start;
    const std::size_t end = std::min(head.find_first_of("\"' ;/>?", start), head.size());
    return head.substr(start, end - start);
  }
  return {};
}

}  // namespace ingest
}  // namespace chancery
