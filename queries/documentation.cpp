#include "chancery/query/documentation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "functions.h"
#include "procedures.h"

namespace chancery::query {
namespace {

constexpr std::string_view kPreamble =
    "# Functions and procedures\n\n"
    "Made by `make reference` from the descriptions beside the code; a test compares the two and\n"
    "runs every example on the graph of `corpus/`. The same texts are shown by `:help NAME` in "
    "the\n"
    "shell, by `chancery help NAME` and by `chancery.help(\"NAME\")` in Python.\n\n"
    "Functions are called in any case; procedures with CALL, as written. `[, x]` may be left out.\n"
    "A null argument makes a null result unless the text says otherwise. Positions and lengths of\n"
    "texts count Unicode code points.\n";

template <typename Described>
Documentation entry_of(const Described& described, std::string_view group) {
  return {std::string(described.name), std::string(described.signature),
          std::string(described.text), std::string(described.example),
          std::string(group),          false};
}

std::string family_of(std::string_view procedure) {
  return "Procedures: " + std::string(procedure.substr(0, procedure.find('.')));
}

std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

/// Groups in the order in which they were first asked for: functions, aggregates, procedures.
std::vector<std::string> groups_in_order() {
  std::vector<std::string> groups;
  for (const FunctionGroup& group : function_groups()) groups.emplace_back(group.title);
  groups.emplace_back(kAggregateGroup);
  for (const auto& procedure : all_procedures()) {
    const std::string family = family_of(procedure->name);
    if (groups.back() != family) groups.push_back(family);
  }
  return groups;
}

using Entries = std::vector<Documentation>;

std::map<std::string, Entries> entries_by_group() {
  std::map<std::string, Entries> by_group;
  for (Documentation& entry : documentation()) by_group[entry.group].push_back(std::move(entry));
  return by_group;
}

std::string full_text(const Documentation& entry) {
  return fmt::format("{}{}\n\n{}\n\nExample:\n    {}\n", entry.procedure ? "CALL " : "",
                     entry.signature, entry.text, entry.example);
}

/// One line each, under the headings that `wanted` admits; empty where it admits none.
template <typename Wanted>
std::string overview(Wanted wanted) {
  std::string out;
  const auto by_group = entries_by_group();
  for (const std::string& group : groups_in_order()) {
    const Entries& entries = by_group.at(group);
    if (!wanted(group, entries.front().procedure)) continue;
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", group);
    std::size_t width = 0;
    for (const Documentation& entry : entries) width = std::max(width, entry.name.size());
    for (const Documentation& entry : entries) {
      out += fmt::format("  {:<{}}  {}\n", entry.name, width, first_sentence(entry.text));
    }
  }
  return out;
}

[[noreturn]] void throw_unknown(std::string_view topic) {
  std::vector<std::string> known;
  for (const Documentation& entry : documentation()) known.push_back(entry.name);
  const std::optional<std::string> meant = suggest(topic, known);
  throw Error(ErrorKind::argument_error,
              fmt::format("There is no function or procedure {}; {}", topic,
                          meant ? fmt::format("did you mean {}?", *meant)
                                : "the topics functions and procedures list them all."));
}

std::string anchor(std::string_view heading) {
  std::string out;
  for (const char c : fold_name(heading)) {
    if (c == ' ') out += '-';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') out += c;
  }
  return out;
}

std::string table_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::vector<Documentation> documentation() {
  Entries all;
  for (const FunctionGroup& group : function_groups()) {
    for (const Function& each : group.functions) all.push_back(entry_of(each, group.title));
  }
  for (const Aggregate* each : aggregates()) all.push_back(entry_of(*each, kAggregateGroup));
  for (const auto& each : all_procedures()) {
    all.push_back(
        {each->name, signature(*each), each->text, each->example, family_of(each->name), true});
  }
  std::ranges::sort(all, {}, &Documentation::name);
  return all;
}

std::string help(std::string_view topic) {
  const std::string wanted = fold_name(topic);
  for (const Documentation& entry : documentation()) {
    if (fold_name(entry.name) == wanted) return full_text(entry);
  }
  const std::string list = overview([&](const std::string& group, bool procedure) {
    return fold_name(group) == wanted || wanted == (procedure ? "procedures" : "functions");
  });
  if (list.empty()) throw_unknown(topic);
  return list;
}

std::string reference() {
  std::string out(kPreamble);
  out += '\n';
  const std::vector<std::string> groups = groups_in_order();
  for (const std::string& group : groups) out += fmt::format("- [{}](#{})\n", group, anchor(group));
  const auto by_group = entries_by_group();
  for (const std::string& group : groups) {
    out += fmt::format("\n## {}\n\n| signature | what it does | example |\n|---|---|---|\n", group);
    for (const Documentation& entry : by_group.at(group)) {
      out += fmt::format("| `{}` | {} | `{}` |\n", table_cell(entry.signature),
                         table_cell(entry.text), table_cell(entry.example));
    }
  }
  return out;
}

}  // namespace chancery::query
