#include "store/name_index.h"

#include <algorithm>
#include <set>

#include "chancery/folding.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {

namespace {

using NameRows = std::vector<std::pair<std::string, std::string_view>>;

// Both by key. Most names stay.
void replace_name_rows(Batch& rows, const NameRows& before, const NameRows& now) {
  auto old = before.begin();
  const auto erase_until = [&](const auto& stop) {
    for (; old != before.end() && !stop(old->first); ++old) rows.erase(Family::names, old->first);
  };
  for (const auto& [key, name] : now) {
    erase_until([&](const std::string& gone) { return gone >= key; });
    const bool there = old != before.end() && old->first == key;
    if (!there || old->second != name) rows.put(Family::names, key, name);
    if (there) ++old;
  }
  erase_until([](const std::string&) { return false; });
}

}  // namespace

std::vector<std::pair<std::string, std::string_view>> name_rows(
    NodeId node, std::span<const std::string_view> names) {
  std::vector<std::pair<std::string, std::string_view>> rows;
  rows.reserve(names.size());
  for (const std::string_view name : names) {
    rows.emplace_back(with_node(name_prefix(fold_name(name)), node), name);
  }
  constexpr auto kKey = [](const auto& row) -> const std::string& { return row.first; };
  std::ranges::stable_sort(rows, {}, kKey);
  const auto again = std::ranges::unique(rows, {}, kKey);
  rows.erase(again.begin(), again.end());
  return rows;
}

std::vector<std::string_view> names_in(std::string_view row) {
  std::vector<std::string_view> names;
  ByteReader reader(row);
  while (!reader.at_end()) names.push_back(reader.string());
  return names;
}

void write_names(Batch& rows, NodeId node, std::span<const std::string_view> names, bool fresh) {
  const std::string list_key = names_of_node_key(node);
  const auto row = fresh ? std::nullopt : rows.get(Family::names, list_key);
  std::string list;
  for (const std::string_view name : names) append_string(list, name);
  if (list == (row ? std::string_view(*row) : std::string_view())) return;
  if (row) {
    replace_name_rows(rows, name_rows(node, names_in(*row)), name_rows(node, names));
    return names.empty() ? rows.erase(Family::names, list_key)
                         : rows.put(Family::names, list_key, list);
  }
  const auto put = fresh ? &Batch::put_new : &Batch::put;
  (rows.*put)(Family::names, list_key, list);
  for (const auto& [key, name] : name_rows(node, names)) (rows.*put)(Family::names, key, name);
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
