#include "store/name_index.h"

#include <algorithm>
#include <set>

#include "chancery/folding.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
std::map<std::string, std::string> name_rows(NodeId node, std::span<const std::string> names) {
  std::map<std::string, std::string> rows;
  for (const std::string& name : names) {
    rows.emplace(with_node(name_prefix(fold_name(name)), node), name);
  }
  return rows;
}

std::vector<std::string> names_of(const Reader& rows, NodeId node) {
  const auto row = rows.get(Family::names, names_of_node_key(node));
  return row ? names_in(*row) : std::vector<std::string>();
}

std::vector<std::string> names_in(std::string_view row) {
  std::vector<std::string> names;
  ByteReader reader(row);
  while (!reader.at_end()) names.emplace_back(reader.string());
  return names;
}

void write_names(Batch& rows, NodeId node, std::span<const std::string> names, bool in_base) {
  const bool written = rows.of(Family::names).find(names_of_node_key(node)) != PendingRows::kNone;
  const auto old = in_base || written ? names_of(rows, node) : std::vector<std::string>();
  if (std::ranges::equal(old, names)) return;
  for (const auto& [key, name] : name_rows(node, old)) rows.erase(Family::names, key);
  if (names.empty()) return rows.erase(Family::names, names_of_node_key(node));
  std::string list;
  for (const std::string& name : names) append_string(list, name);
  rows.put(Family::names, names_of_node_key(node), std::move(list));
  for (const auto& [key, name] : name_rows(node, names)) rows.put(Family::names, key, name);
}

std::vector<NodeId> find_by_name(const Reader& rows, std::string_view name) {
  const std::string folded = fold_name(name);
  std::vector<NodeId> nodes;
  const auto cursor = rows.scan_prefix(Family::names, name_prefix(folded));
  while (cursor->next()) {
    // A key holds only the beginning of a very long name.
    if (folded.size() >= kMaxKeyText && fold_name(cursor->value()) != folded) continue;
    nodes.push_back(trailing_node(cursor->key()));
  }
  return nodes;
}

std::vector<std::string> complete_name(const Reader& rows, std::string_view prefix,
                                       std::size_t limit) {
  std::string low(1, static_cast<char>(NameRow::by_name));
  append_key_text_prefix(low, fold_name(prefix));
  std::vector<std::string> names;
  std::set<std::string, std::less<>> seen;
  const auto cursor = rows.scan_prefix(Family::names, low);
  while (names.size() < limit && cursor->next()) {
    if (seen.emplace(cursor->value()).second) names.emplace_back(cursor->value());
  }
  return names;
}

}  // namespace chancery
