#include "script.h"

#include <algorithm>
#include <cctype>

namespace chancery::cli {

namespace {

/// The offset behind the string, backtick or comment that starts at `at`; `at` where none does.
/// One that is not closed reaches to the end.
std::size_t skip_token(std::string_view text, std::size_t at) {
  const auto end_or = [&](std::size_t found, std::size_t length) {
    return found == std::string_view::npos ? text.size() : found + length;
  };
  if (text.substr(at, 2) == "//") return end_or(text.find('\n', at), 0);
  if (text.substr(at, 2) == "/*") return end_or(text.find("*/", at + 2), 2);
  const char quote = text[at];
  if (quote != '\'' && quote != '"' && quote != '`') return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote != '`')
      ++i;
    else if (text[i] == quote)
      return i + 1;
  }
  return text.size();
}

/// The offset of the next closing semicolon from `at`, or npos.
std::size_t find_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == ';') return at;
    const std::size_t behind = skip_token(text, at);
    at = behind == at ? at + 1 : behind;
  }
  return std::string_view::npos;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return text;
}

/// Takes the comment lines off the front and joins them as a title.
ScriptStatement with_title(std::string_view text) {
  ScriptStatement out;
  text = trim(text);
  while (text.substr(0, 2) == "//") {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(2, end - 2));
    if (!out.title.empty() && !line.empty()) out.title += ' ';
    out.title += line;
    text = trim(text.substr(end));
  }
  out.text = text;
  return out;
}

}  // namespace

std::vector<ScriptStatement> split_script(std::string_view script) {
  std::vector<ScriptStatement> out;
  std::size_t start = 0;
  while (start < script.size()) {
    const std::size_t end = std::min(find_end(script, start), script.size());
    ScriptStatement statement = with_title(script.substr(start, end - start));
    if (!statement.text.empty()) out.push_back(std::move(statement));
    start = end + 1;
  }
  return out;
}

bool is_complete(std::string_view text) { return find_end(text, 0) != std::string_view::npos; }

}  // namespace chancery::cli
