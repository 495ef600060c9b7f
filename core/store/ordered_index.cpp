#include "store/ordered_index.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "store/keys.h"
#include "store/property_index.h"

namespace chancery {
namespace {

struct ValuedNode {
  NodeId node = NodeId::none;
  Value value;
};

// Merges the entries of the index with the nodes that have none: null, NaN, lists with one. Entries
// come in the order of their keys, which for some types is not all of the order of the values:
// those that share a part of their keys are read together and sorted.
class OrderedIndexCursor final : public NodeCursor {
 public:
  OrderedIndexCursor(const GraphReads& reads, KeyId key, IndexOrder walk)
      : reads_(reads), key_(key), walk_(std::move(walk)) {}

  void open(const std::string& low, const std::string& high) {
    entries_ = scan_index(reads_.rows(), low, high, walk_.descending);
    step();
  }

  // What the index does not hold: NaN and lists with one are put in their place; nodes without the
  // property are walked again when it is their turn.
  void add_missing(LabelId label) {
    valued_.resize(reads_.catalog().next_node);
    const std::string index = index_prefix(label, key_);
    const auto entries = scan_index(reads_.rows(), index, prefix_successor(index));
    while (entries->next()) valued_[raw(trailing_node(entries->key()))] = true;
    const auto labelled = reads_.nodes_with_label(label);
    for (NodeId node = labelled->next(); node != NodeId::none; node = labelled->next()) {
      if (valued_[raw(node)]) continue;
      ValuedNode missing = valued(node);
      if (missing.value.is_null()) continue;
      valued_[raw(node)] = true;
      missing_.push_back(std::move(missing));
    }
    sort(missing_);
    if (walk_.nulls) labelled_ = reads_.nodes_with_label(label);
  }

  NodeId next() override {
    NodeId node = walk_.descending ? next_without_value() : next_with_value();
    if (node == NodeId::none) node = walk_.descending ? next_with_value() : next_without_value();
    return node;
  }

 private:
  void step() { has_entry_ = entries_->next(); }

  static OrderedPart part_of(std::string_view entry) {
    constexpr std::size_t kIndexBytes = 2 * kWordBytes;
    return ordered_part(entry.substr(kIndexBytes, entry.size() - kIndexBytes - kIdBytes));
  }

  bool wanted(NodeId node, std::string_view entry) const {
    return in_range(reads_, key_, walk_.range, node, entry);
  }

  NodeId next_without_value() {
    NodeId node = NodeId::none;
    while (labelled_) {
      node = labelled_->next();
      if (node == NodeId::none) labelled_ = nullptr;
      if (node != NodeId::none && !valued_[raw(node)]) break;
    }
    return node;
  }

  NodeId next_with_value() {
    if (missing_at_ < missing_.size()) {
      if (!ahead_) ahead_ = valued(next_indexed());
      const bool missing_first =
          ahead_->node == NodeId::none || !before(*ahead_, missing_[missing_at_]);
      if (missing_first) return missing_[missing_at_++].node;
    }
    return ahead_ ? std::exchange(ahead_, std::nullopt)->node : next_indexed();
  }

  NodeId next_indexed() {
    while (group_at_ == group_.size() && has_entry_) {
      const std::string_view entry = entries_->key();
      if (!part_of(entry).exact) {
        gather_group();
        continue;
      }
      const NodeId node = trailing_node(entry);
      const bool found = wanted(node, entry);
      step();
      if (found) return node;
    }
    return group_at_ < group_.size() ? group_[group_at_++].node : NodeId::none;
  }

  void gather_group() {
    group_.clear();
    group_at_ = 0;
    const std::string part(part_of(entries_->key()).part);
    for (; has_entry_ && part_of(entries_->key()).part == part; step()) {
      const NodeId node = trailing_node(entries_->key());
      if (wanted(node, entries_->key())) group_.push_back(valued(node));
    }
    sort(group_);
  }

  ValuedNode valued(NodeId node) const { return {node, reads_.property(node, key_)}; }

  bool before(const ValuedNode& a, const ValuedNode& b) const {
    const std::weak_ordering result = order(a.value, b.value);
    return walk_.descending ? result > 0 : result < 0;
  }

  void sort(std::vector<ValuedNode>& nodes) const {
    std::ranges::stable_sort(
        nodes, [this](const ValuedNode& a, const ValuedNode& b) { return before(a, b); });
  }

  const GraphReads& reads_;
  KeyId key_;
  IndexOrder walk_;
  std::unique_ptr<Cursor> entries_;
  bool has_entry_ = false;
  std::vector<ValuedNode> group_;
  std::size_t group_at_ = 0;
  std::vector<bool> valued_;  // by id, the nodes that come by their value
  std::unique_ptr<NodeCursor> labelled_;
  std::vector<ValuedNode> missing_;
  std::size_t missing_at_ = 0;
  std::optional<ValuedNode> ahead_;  // the next entry, while there are missing ones to merge
};

}  // namespace

std::unique_ptr<NodeCursor> index_in_order(const GraphReads& reads, LabelId label, KeyId key,
                                           IndexOrder walk) {
  require_property_index(reads, label, key);
  const auto keys = range_keys(index_prefix(label, key), walk.range);
  if (!keys) return cursor_over({});
  const Catalog& catalog = reads.catalog();
  const bool complete = walk.range.low || walk.range.high ||
                        catalog.find_index(IndexInfo::Kind::property, label, key)->entries ==
                            catalog.nodes_with(label);
  auto cursor = std::make_unique<OrderedIndexCursor>(reads, key, std::move(walk));
  cursor->open(keys->first, keys->second);
  if (!complete) cursor->add_missing(label);
  return cursor;
}

}  // namespace chancery
