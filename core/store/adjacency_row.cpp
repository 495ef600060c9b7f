#include "store/adjacency_row.h"

#include <algorithm>

namespace chancery {

std::vector<AdjacencyStep> read_steps(NodeId node, std::string_view row) {
  std::vector<AdjacencyStep> steps;
  visit_steps(node, row, [&](const AdjacencyStep& step) { steps.push_back(step); });
  return steps;
}

std::string steps_row(NodeId node, std::span<const AdjacencyStep> steps) {
  std::string row;
  AdjacencyStep before = before_first_step(node);
  for (const AdjacencyStep& step : steps) {
    append_step(row, before, step);
    before = step;
  }
  return row;
}

AdjacencyChange read_change(NodeId node, std::string_view bytes) {
  AdjacencyChange change;
  ByteReader reader(bytes);
  std::uint64_t relationship = 0;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    relationship += reader.varint();
    change.removed.push_back(static_cast<RelationshipId>(relationship));
  }
  change.added = read_steps(node, bytes.substr(reader.position()));
  return change;
}

std::string change_bytes(NodeId node, const AdjacencyChange& change) {
  std::string bytes;
  append_varint(bytes, change.removed.size());
  std::uint64_t before = 0;
  for (const RelationshipId relationship : change.removed) {
    append_varint(bytes, raw(relationship) - before);
    before = raw(relationship);
  }
  return bytes + steps_row(node, change.added);
}

void apply_change(const AdjacencyChange& change, std::vector<AdjacencyStep>& steps) {
  if (!change.removed.empty()) {
    std::erase_if(steps, [&](const AdjacencyStep& step) {
      return std::ranges::binary_search(change.removed, step.relationship);
    });
  }
  steps.insert(steps.end(), change.added.begin(), change.added.end());
}

void combine(AdjacencyChange& first, const AdjacencyChange& second) {
  std::vector<RelationshipId> removed;
  std::ranges::set_union(first.removed, second.removed, std::back_inserter(removed));
  // What was added and taken out again has never been in the row.
  std::erase_if(removed, [&](RelationshipId relationship) {
    return std::ranges::binary_search(first.added, relationship, {}, &AdjacencyStep::relationship);
  });
  apply_change(second, first.added);
  first.removed = std::move(removed);
}

std::string changed_row(NodeId node, std::string_view row,
                        std::span<const std::string_view> changes) {
  std::vector<AdjacencyStep> steps = read_steps(node, row);
  for (const std::string_view change : changes) apply_change(read_change(node, change), steps);
  return steps_row(node, steps);
}

}  // namespace chancery
