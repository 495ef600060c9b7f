#include "completion.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "chancery/query/documentation.h"
#include "chancery/query/engine.h"

namespace chancery::cli {

namespace {

constexpr std::size_t kMostNames = 50;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool starts_with_folded(std::string_view word, std::string_view prefix) {
  return word.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), word.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) ==
                  std::tolower(static_cast<unsigned char>(b));
         });
}

/// What stands around the cursor: an open string, and the innermost open bracket.
struct Surroundings {
  char quote = 0;
  std::size_t string_start = 0;  // just behind the quote
  char bracket = 0;
};

Surroundings look_around(std::string_view text) {
  Surroundings out;
  std::string brackets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (out.quote != 0) {
      if (c == '\\')
        ++i;
      else if (c == out.quote)
        out.quote = 0;
    } else if (c == '\'' || c == '"') {
      out.quote = c;
      out.string_start = i + 1;
    } else if (c == '(' || c == '[' || c == '{') {
      brackets += c;
    } else if ((c == ')' || c == ']' || c == '}') && !brackets.empty()) {
      brackets.pop_back();
    }
  }
  out.bracket = brackets.empty() ? '\0' : brackets.back();
  return out;
}

template <typename Ids>
std::vector<std::string> names(const GraphView& view, const Ids& ids, std::string_view prefix) {
  std::set<std::string> out;
  for (auto id : ids)
    if (starts_with_folded(view.name(id), prefix)) out.insert(std::string(view.name(id)));
  return {out.begin(), out.end()};
}

std::vector<std::string> names_in_string(const GraphView& view, std::string_view prefix,
                                         char quote) {
  std::vector<std::string> out;
  for (const std::string& name : view.complete_name(prefix, kMostNames)) {
    std::string escaped;
    for (char c : name) {
      if (c == quote || c == '\\') escaped += '\\';
      escaped += c;
    }
    out.push_back(escaped + quote);
  }
  return out;
}

std::vector<std::string> words(std::string_view all, std::string_view prefix) {
  std::set<std::string> out;
  const bool lower = !prefix.empty() && std::islower(static_cast<unsigned char>(prefix.front()));
  for (std::string keyword : query::keywords()) {
    if (!starts_with_folded(keyword, prefix)) continue;
    if (lower)
      std::transform(keyword.begin(), keyword.end(), keyword.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    out.insert(keyword);
  }
  for (const auto& entry : query::documentation())
    if (starts_with_folded(entry.name, prefix)) out.insert(entry.name + "(");
  // Variables: words of the text itself, so that names introduced above are offered.
  for (std::size_t i = 0; i < all.size();) {
    if (!is_word(all[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < all.size() && is_word(all[end])) ++end;
    const std::string_view word = all.substr(i, end - i);
    if (word.size() > prefix.size() && word.substr(0, prefix.size()) == prefix &&
        !std::isdigit(static_cast<unsigned char>(word.front())))
      out.insert(std::string(word));
    i = end;
  }
  return {out.begin(), out.end()};
}

Completion help_topics(std::string_view line, std::size_t start) {
  Completion out{start, {}};
  for (const auto& entry : query::documentation())
    if (starts_with_folded(entry.name, line.substr(start))) out.candidates.push_back(entry.name);
  return out;
}

Completion shell_command(std::string_view line) {
  Completion out;
  for (const std::string& command : shell_commands())
    if (command.substr(0, line.size()) == line) out.candidates.push_back(command);
  return out;
}

}  // namespace

const std::vector<std::string>& shell_commands() {
  static const std::vector<std::string> commands = {
      ":editions", ":explain", ":format", ":help",   ":labels", ":param", ":params",
      ":quit",     ":refresh", ":rows",   ":schema", ":types",  ":why"};
  return commands;
}

Completion complete(const Database& database, std::string_view before, std::string_view line) {
  if (before.empty() && !line.empty() && line.front() == ':' &&
      line.find(' ') == std::string_view::npos)
    return shell_command(line);
  constexpr std::string_view kHelpCommand = ":help ";
  if (before.empty() && line.starts_with(kHelpCommand))
    return help_topics(line, kHelpCommand.size());
  const std::string all = std::string(before) + std::string(line);
  const Surroundings around = look_around(all);
  const auto view = database.graph()->snapshot();
  const bool string_on_line = around.quote != 0 && around.string_start >= before.size();
  if (string_on_line) {
    const std::size_t start = around.string_start - before.size();
    return {start, names_in_string(*view, line.substr(start), around.quote)};
  }
  std::size_t start = line.size();
  while (start > 0 && is_word(line[start - 1])) --start;
  const std::string_view prefix = line.substr(start);
  const char ahead = start > 0 ? line[start - 1] : '\0';
  if ((ahead == ':' || ahead == '|') && around.bracket == '[')
    return {start, names(*view, view->types(), prefix)};
  if (ahead == ':') return {start, names(*view, view->labels(), prefix)};
  if (ahead == '.' || (around.bracket == '{' && (ahead == '{' || ahead == ' ')))
    return {start, names(*view, view->keys(), prefix)};
  return {start, words(all, prefix)};
}

}  // namespace chancery::cli
