#include "front_matter.h"

#include <fmt/format.h>
#include <unicode/utf8.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

/// yaml-cpp 0.7 writes the escapes \_ and \N as one byte, which is no UTF-8.
std::string as_utf8(const std::string& scalar) {
  std::string text;
  const auto size = static_cast<std::int32_t>(scalar.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t start = at;
    UChar32 c;
    U8_NEXT(scalar.data(), at, size, c);
    if (c >= 0) {
      text.append(scalar, static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
      continue;
    }
    const char latin1 = scalar[static_cast<std::size_t>(start)];
    text += latin1 == '\xA0' || latin1 == '\x85' ? std::string("\xC2") + latin1 : "\uFFFD";
    at = start + 1;
  }
  return text;
}

/// A scalar, or the scalars of a list joined by "; "; anything deeper is left out.
std::string flat_value(const YAML::Node& node) {
  if (node.IsScalar()) return as_utf8(node.Scalar());
  std::string joined;
  if (!node.IsSequence()) return joined;
  std::size_t items = 0;
  for (const YAML::Node& item : node) {
    if (++items > kMostItems) break;
    if (!item.IsScalar()) continue;
    if (!joined.empty()) joined += "; ";
    joined += as_utf8(item.Scalar());
  }
  return joined;
}

void read_fields(const YAML::Node& root, Document& document) {
  if (!root.IsMap()) {
    document.notices.push_back("line 2: the front matter is not a map of fields; it was left out");
    return;
  }
  std::size_t fields = 0;
  for (const auto& field : root) {
    if (++fields > kMostItems) break;
    if (!field.first.IsScalar()) continue;
    set_metadata(document, as_utf8(field.first.Scalar()), flat_value(field.second));
  }
}

bool is_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
}

/// The text of a scalar that is all on its line, without what YAML has a meaning for; nullopt where
/// that takes a closer look.
std::optional<std::string_view> plain_scalar(std::string_view value) {
  const char quote = value.empty() ? '\0' : value.front();
  if (quote == '"' || quote == '\'') {
    const std::string_view inside = value.substr(1, value.size() - 2);
    const bool whole = value.size() >= 2 && value.back() == quote &&
                       inside.find_first_of(quote == '"' ? "\"\\" : "'") == inside.npos;
    return whole ? std::optional(inside) : std::nullopt;
  }
  const bool word = is_ascii_digit(quote) || is_key(value.substr(0, 1));
  const bool null = is_one_of(value, {"null", "Null", "NULL"});
  const bool plain = word && !null && value.find(": ") == value.npos &&
                     value.find(" #") == value.npos && value.back() != ':';
  return plain ? std::optional(value) : std::nullopt;
}

/// Most front matter is a line a field, which needs no YAML library. False, and nothing is read,
/// where it is more than that.
bool read_plain_fields(std::string_view yaml, Document& document) {
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  for (std::size_t at = 0; at < yaml.size();) {
    const std::string_view line = line_at(yaml, at);
    at += line.size() + 1;
    const std::size_t colon = line.find(": ");
    if (colon == line.npos || !is_key(line.substr(0, colon)) || fields.size() == kMostItems) {
      return false;
    }
    const bool printable = std::all_of(line.begin(), line.end(), [](char c) {
      return static_cast<unsigned char>(c) >= ' ' && static_cast<unsigned char>(c) < 0x7F;
    });
    const auto value = plain_scalar(trim(line.substr(colon + 2)));
    if (!printable || !value) return false;
    fields.emplace_back(line.substr(0, colon), *value);
  }
  for (const auto& [key, value] : fields) set_metadata(document, key, value);
  return !fields.empty();
}

}  // namespace

std::size_t read_front_matter(std::string_view text, Document& document) {
  const FrontMatter found = find_front_matter(text);
  if (found.body == 0) return 0;
  if (read_plain_fields(found.yaml, document)) return found.body;
  if (nests_too_deep(found.yaml)) {
    document.notices.push_back("line 2: the front matter nests too deep; it was left out");
    return found.body;
  }
  try {
    const YAML::Node root = YAML::Load(std::string(found.yaml));
    if (!root.IsNull()) read_fields(root, document);
  } catch (const YAML::Exception& error) {
    // Lines count from 0 within the YAML, which starts on the second line of the file.
    const int line = error.mark.is_null() ? 2 : error.mark.line + 2;
    document.notices.push_back(fmt::format(
        "line {}: the front matter is not valid YAML ({}); it was left out", line, error.msg));
  }
  return found.body;
}

}  // namespace ingest
}  // namespace chancery
