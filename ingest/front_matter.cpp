#include "front_matter.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <new>
#include <string>

#include "metadata.h"
#include "text_builder.h"

namespace chancery {
namespace ingest {
namespace {

// Far above what anyone writes; keeps hostile YAML from costing anything.
constexpr std::size_t kMostBytes = 64 << 10;
constexpr std::size_t kMostNesting = 64;
constexpr std::size_t kMostItems = 256;

struct FrontMatter {
  std::string_view yaml;
  std::size_t body = 0;
};

std::string_view line_at(std::string_view text, std::size_t start) {
  return text.substr(start, text.find('\n', start) - start);
}

std::string_view without_trailing_space(std::string_view line) {
  while (!line.empty() && is_ascii_space(line.back())) line.remove_suffix(1);
  return line;
}

FrontMatter find_front_matter(std::string_view text) {
  if (without_trailing_space(line_at(text, 0)) != "---") return {};
  const std::size_t start = text.find('\n') + 1;
  if (start == 0) return {};
  for (std::size_t at = start; at < text.size() && at - start <= kMostBytes;) {
    const std::string_view line = line_at(text, at);
    const std::size_t next = std::min(text.size(), at + line.size() + 1);
    const std::string_view mark = without_trailing_space(line);
    if (mark == "---" || mark == "...") return {text.substr(start, at - start), next};
    at = next;
  }
  return {};
}

/// Flow brackets are all that can nest deeply in little space; indentation costs its square.
bool nests_too_deep(std::string_view yaml) {
  std::size_t depth = 0;
  for (const char c : yaml) {
    if ((c == '[' || c == '{') && ++depth > kMostNesting) return true;
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return false;
}

/// The tree of a YAML text. Aliases are resolved; nothing is copied for them.
class YamlTree {
 public:
  explicit YamlTree(std::string_view yaml) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()),
                                 yaml.size());
    valid_ = yaml_parser_load(&parser_, &document_) != 0;
  }
  ~YamlTree() {
    if (valid_) yaml_document_delete(&document_);
    yaml_parser_delete(&parser_);
  }
  YamlTree(const YamlTree&) = delete;
  YamlTree& operator=(const YamlTree&) = delete;

  bool valid() const { return valid_; }
  std::string problem() const { return parser_.problem == nullptr ? "" : parser_.problem; }
  /// Of the problem, counted from 0.
  std::size_t line() const { return parser_.problem_mark.line; }
  /// Null where there is nothing but comments.
  const yaml_node_t* root() { return yaml_document_get_root_node(&document_); }
  const yaml_node_t& node(int index) { return *yaml_document_get_node(&document_, index); }

 private:
  yaml_parser_t parser_{};
  yaml_document_t document_{};
  bool valid_ = false;
};

/// Empty for null ("~") and for what is no scalar.
std::string_view scalar_text(const yaml_node_t& node) {
  if (node.type != YAML_SCALAR_NODE) return {};
  const auto& scalar = node.data.scalar;
  const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
  const bool null =
      scalar.style == YAML_PLAIN_SCALAR_STYLE && is_one_of(text, {"~", "null", "Null", "NULL"});
  return null ? std::string_view() : text;
}

/// A scalar, or the scalars of a list joined by "; "; anything deeper is left out.
std::string flat_value(YamlTree& tree, const yaml_node_t& node) {
  if (node.type != YAML_SEQUENCE_NODE) return std::string(scalar_text(node));
  std::string joined;
  const auto& items = node.data.sequence.items;
  const std::size_t count = std::min<std::size_t>(items.top - items.start, kMostItems);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view text = scalar_text(tree.node(items.start[i]));
    if (!joined.empty() && !text.empty()) joined += "; ";
    joined += text;
  }
  return joined;
}

void read_fields(YamlTree& tree, Document& document) {
  const yaml_node_t* const root = tree.root();
  if (root == nullptr || (root->type == YAML_SCALAR_NODE && scalar_text(*root).empty())) return;
  if (root->type != YAML_MAPPING_NODE) {
    document.notices.push_back("line 2: the front matter is not a map of fields; it was left out");
    return;
  }
  const auto& pairs = root->data.mapping.pairs;
  const std::size_t count = std::min<std::size_t>(pairs.top - pairs.start, kMostItems);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view key = scalar_text(tree.node(pairs.start[i].key));
    set_metadata(document, key, flat_value(tree, tree.node(pairs.start[i].value)));
  }
}

}  // namespace

std::size_t read_front_matter(std::string_view text, Document& document) {
  const FrontMatter found = find_front_matter(text);
  if (found.body == 0) return 0;
  if (nests_too_deep(found.yaml)) {
    document.notices.push_back("line 2: the front matter nests too deep; it was left out");
    return found.body;
  }
  YamlTree tree(found.yaml);
  if (tree.valid()) {
    read_fields(tree, document);
  } else {
    // Lines count from 0 within the YAML, which starts on the second line of the file.
    document.notices.push_back(
        fmt::format("line {}: the front matter is not valid YAML ({}); it was left out",
                    tree.line() + 2, tree.problem()));
  }
  return found.body;
}

}  // namespace ingest
}  // namespace chancery
