// HTML: the visible text by blocks, navigation and page chrome marked as furniture.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "metadata.h"
#include "readers.h"
#include "readers/html_text.h"
#include "readers/html_tree.h"

namespace chancery {
namespace ingest {
namespace {

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

/// Never shown as text.
bool is_dropped(GumboTag tag) {
  return is_one_of(tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
                         GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_SVG, GUMBO_TAG_MATH,
                         GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO, GUMBO_TAG_HEAD});
}

bool is_inline(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_A,     GUMBO_TAG_ABBR,  GUMBO_TAG_ACRONYM, GUMBO_TAG_B,      GUMBO_TAG_BDI,
            GUMBO_TAG_BDO,   GUMBO_TAG_BIG,   GUMBO_TAG_CITE,    GUMBO_TAG_CODE,   GUMBO_TAG_DATA,
            GUMBO_TAG_DEL,   GUMBO_TAG_DFN,   GUMBO_TAG_EM,      GUMBO_TAG_FONT,   GUMBO_TAG_I,
            GUMBO_TAG_INS,   GUMBO_TAG_KBD,   GUMBO_TAG_MARK,    GUMBO_TAG_Q,      GUMBO_TAG_S,
            GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
            GUMBO_TAG_SUB,   GUMBO_TAG_SUP,   GUMBO_TAG_TIME,    GUMBO_TAG_TT,     GUMBO_TAG_U,
            GUMBO_TAG_VAR,   GUMBO_TAG_WBR,   GUMBO_TAG_IMG,     GUMBO_TAG_RUBY,   GUMBO_TAG_NOBR,
            GUMBO_TAG_LABEL, GUMBO_TAG_BR,    GUMBO_TAG_UNKNOWN});
}

bool is_chrome(const GumboNode& element, bool inside_body) {
  const GumboTag tag = element.v.element.tag;
  if (is_one_of(tag, {GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_FORM, GUMBO_TAG_BUTTON,
                      GUMBO_TAG_SELECT, GUMBO_TAG_MENU})) {
    return true;
  }
  // The header of an article holds its title.
  if (is_one_of(tag, {GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER})) return !inside_body;
  const std::string_view role = attribute(element, "role");
  return role == "navigation" || role == "banner" || role == "contentinfo" || role == "search";
}

std::uint8_t heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6
             ? static_cast<std::uint8_t>(tag - GUMBO_TAG_H1 + 1)
             : 0;
}

/// Preorder over a tree with a stack of our own: pages nest as deep as they like.
template <typename Enter, typename Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  struct Step {
    const GumboNode* node;
    unsigned next_child;
  };
  std::vector<Step> stack;
  const auto push = [&](const GumboNode& node) {
    if (enter(node)) stack.push_back({&node, 0});
  };
  push(root);
  while (!stack.empty()) {
    Step& step = stack.back();
    const GumboVector& nodes = children(*step.node);
    if (step.next_child < nodes.length) {
      push(*static_cast<const GumboNode*>(nodes.data[step.next_child++]));
    } else {
      leave(*step.node);
      stack.pop_back();
    }
  }
}

/// What the elements around a piece of text say of it.
struct Context {
  bool furniture = false;
  bool preformatted = false;
  bool quote = false;
  bool row = false;
  std::uint8_t heading = 0;
  std::uint8_t list_depth = 0;
  bool inside_body = false;
};

class HtmlLayout {
 public:
  /// `body` is the element that holds the document proper, null for all of the tree.
  HtmlLayout(TextBuilder& builder, const GumboNode* body) : builder_(builder), body_(body) {
    Context outermost;
    outermost.furniture = body != nullptr;
    contexts_.push_back(outermost);
  }

  void read(const GumboNode& root) {
    walk(
        root, [this](const GumboNode& node) { return enter(node); },
        [this](const GumboNode& node) { leave(node); });
    builder_.end_block();
  }

 private:
  struct Numbering {
    bool ordered;
    long next;
  };

  bool enter(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
        node.type == GUMBO_NODE_CDATA) {
      add_text(node);
      return false;
    }
    if (node.type == GUMBO_NODE_DOCUMENT) return true;
    if (!is_element(node)) return false;
    const GumboTag tag = node.v.element.tag;
    if (is_dropped(tag) || gumbo_get_attribute(&node.v.element.attributes, "hidden")) return false;
    if (tag == GUMBO_TAG_BR) {
      if (builder_.in_block()) builder_.insert_space('\n');
      return false;
    }
    if (is_inline(tag)) return true;
    enter_block(node);
    return true;
  }

  void leave(const GumboNode& node) {
    if (!is_element(node) || is_inline(node.v.element.tag)) return;
    const GumboTag tag = node.v.element.tag;
    const bool cell = is_one_of(tag, {GUMBO_TAG_TD, GUMBO_TAG_TH}) && contexts_.back().row;
    if (!cell) builder_.end_block();
    if (is_one_of(tag, {GUMBO_TAG_OL, GUMBO_TAG_UL})) lists_.pop_back();
    contexts_.pop_back();
  }

  void enter_block(const GumboNode& element) {
    const GumboTag tag = element.v.element.tag;
    Context context = contexts_.back();
    if (&element == body_) {
      context.furniture = false;
      context.inside_body = true;
    }
    context.furniture = context.furniture || is_chrome(element, context.inside_body);
    context.preformatted = context.preformatted || tag == GUMBO_TAG_PRE;
    context.quote = context.quote || tag == GUMBO_TAG_BLOCKQUOTE;
    if (const std::uint8_t level = heading_level(tag)) context.heading = level;
    if (is_one_of(tag, {GUMBO_TAG_OL, GUMBO_TAG_UL})) enter_list(element, context);
    if (tag == GUMBO_TAG_LI) enter_item();
    const bool cell = is_one_of(tag, {GUMBO_TAG_TD, GUMBO_TAG_TH}) && context.row;
    if (cell && builder_.in_block()) {
      builder_.insert_space('\t');
    } else if (!cell) {
      builder_.end_block();
      context.row = tag == GUMBO_TAG_TR;
    }
    contexts_.push_back(context);
  }

  void enter_list(const GumboNode& list, Context& context) {
    constexpr std::uint8_t kDeepest = 200;
    const std::string start(attribute(list, "start").substr(0, 9));
    lists_.push_back({list.v.element.tag == GUMBO_TAG_OL,
                      start.empty() ? 1 : std::strtol(start.c_str(), nullptr, 10)});
    if (context.list_depth < kDeepest) ++context.list_depth;
  }

  void enter_item() {
    label_.clear();
    if (!lists_.empty() && lists_.back().ordered) {
      label_ = std::to_string(lists_.back().next++) + ".";
    }
  }

  void begin_block() {
    const Context& context = contexts_.back();
    if (context.furniture) {
      builder_.begin_block(Block::Kind::furniture);
    } else if (context.heading > 0) {
      const bool title = context.heading == 1 && !has_title_;
      has_title_ = has_title_ || title;
      builder_.begin_block(title ? Block::Kind::title : Block::Kind::heading,
                           title ? 0 : context.heading);
    } else if (context.row) {
      builder_.begin_block(Block::Kind::table);
    } else if (context.list_depth > 0) {
      builder_.begin_block(Block::Kind::item, context.list_depth, label_);
      label_.clear();
    } else {
      builder_.begin_block(context.quote ? Block::Kind::quote : Block::Kind::paragraph);
    }
  }

  void add_text(const GumboNode& node) {
    if (!builder_.in_block()) {
      if (trim(node.v.text.text).empty()) return;
      begin_block();
    }
    append_html_text(builder_, node.v.text, !contexts_.back().preformatted);
  }

  TextBuilder& builder_;
  const GumboNode* body_;
  std::vector<Context> contexts_;
  std::vector<Numbering> lists_;
  std::string label_;
  bool has_title_ = false;
};

std::string text_of(const GumboNode& root) {
  std::string text;
  walk(
      root,
      [&](const GumboNode& node) {
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
          text += node.v.text.text;
        }
        return true;
      },
      [](const GumboNode&) {});
  return text;
}

/// Metadata of the head and the element that holds the document proper.
struct PageScan {
  const GumboNode* title = nullptr;
  const GumboNode* first_time = nullptr;
  const GumboNode* main = nullptr;
  const GumboNode* article = nullptr;
  unsigned articles = 0;

  const GumboNode* body() const { return main ? main : articles == 1 ? article : nullptr; }
};

void scan_meta(const GumboNode& meta, Document& document) {
  std::string_view key = attribute(meta, "name");
  if (key.empty()) key = attribute(meta, "property");
  if (key.empty()) key = attribute(meta, "http-equiv");
  if (key.empty()) key = attribute(meta, "itemprop");
  set_metadata(document, key, attribute(meta, "content"));
}

void scan_element(const GumboNode& node, Document& document, PageScan& scan) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_HTML:
      set_metadata(document, "language", attribute(node, "lang"));
      break;
    case GUMBO_TAG_META:
      scan_meta(node, document);
      break;
    case GUMBO_TAG_LINK:
      if (attribute(node, "rel") == "canonical") {
        set_metadata(document, "canonical", attribute(node, "href"));
      }
      break;
    case GUMBO_TAG_TITLE:
      if (!scan.title) scan.title = &node;
      break;
    case GUMBO_TAG_TIME:
      if (!scan.first_time) scan.first_time = &node;
      break;
    case GUMBO_TAG_MAIN:
      if (!scan.main) scan.main = &node;
      break;
    case GUMBO_TAG_ARTICLE:
      ++scan.articles;
      scan.article = &node;
      break;
    default:
      if (!scan.main && attribute(node, "role") == "main") scan.main = &node;
  }
}

PageScan scan_page(const GumboNode& root, Document& document) {
  PageScan scan;
  walk(
      root,
      [&](const GumboNode& node) {
        if (is_element(node)) scan_element(node, document, scan);
        return true;
      },
      [](const GumboNode&) {});
  return scan;
}

bool has_text_outside_furniture(const Document& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(),
                     [](const Block& block) { return block.kind != Block::Kind::furniture; });
}

void lay_out(std::string_view source, const GumboNode& root, const GumboNode* body,
             Document& document) {
  TextBuilder builder(source);
  HtmlLayout(builder, body).read(root);
  builder.finish(document);
}

}  // namespace

void read_html(std::string_view source, Document& document) {
  const HtmlTree tree(source);
  const PageScan scan = scan_page(tree.document(), document);
  if (scan.title) set_metadata(document, "title", text_of(*scan.title));
  if (scan.first_time && document.date.empty()) {
    document.date = iso_date(attribute(*scan.first_time, "datetime"));
  }
  lay_out(source, tree.document(), scan.body(), document);
  // An empty <main>, which a script was to fill: then the page is all there is.
  if (scan.body() && !has_text_outside_furniture(document)) {
    lay_out(source, tree.document(), nullptr, document);
  }
}

void append_html_fragment(std::string_view fragment, TextBuilder& builder) {
  const HtmlTree tree(fragment);
  HtmlLayout(builder, nullptr).read(tree.document());
}

}  // namespace ingest
}  // namespace chancery
