// Random mutations against a plain model in memory: every read agrees, before and after commit.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "chancery/graph.h"
#include "temp_database.h"

namespace chancery {
namespace {

struct ModelNode {
  std::set<LabelId> labels;
  std::map<KeyId, Value> properties;
};

class GraphModel : public testing::TestWithParam<unsigned> {
 protected:
  GraphModel() : random_(GetParam()), tx_(db_->begin()) {
    for (const char* name : {"A", "B", "C"}) labels_.push_back(tx_->intern_label(name));
    for (const char* name : {"T", "U"}) types_.push_back(tx_->intern_type(name));
    for (const char* name : {"k", "l"}) keys_.push_back(tx_->intern_key(name));
    tx_->create_index(IndexInfo::Kind::property, labels_[0], keys_[0]);
    tx_->create_index(IndexInfo::Kind::property, labels_[1], keys_[0]);
    tx_->create_index(IndexInfo::Kind::text, labels_[0], keys_[1]);
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  template <typename Container>
  auto any_of(const Container& container) {
    return *std::next(container.begin(), static_cast<std::ptrdiff_t>(below(container.size())));
  }

  Value any_value() {
    switch (below(5)) {
      case 0:
        return {};
      case 1:
        return static_cast<std::int64_t>(below(4));
      case 2:
        return static_cast<double>(below(4)) / 2;
      case 3:
        return std::string(below(3), 'x');
      default:
        return below(2) == 0;
    }
  }

  void mutate() {
    const std::size_t choice = nodes_.empty() ? 0 : below(10);
    if (choice <= 1) return create_node();
    const NodeId node = any_of(nodes_).first;
    if (choice <= 3) return create_relationship(node, any_of(nodes_).first);
    if (choice <= 6) return set_property(node);
    if (choice == 7) return change_label(node);
    if (choice == 8 && !relationships_.empty()) return remove_relationship();
    remove_node(node);
  }

  void create_node() {
    const std::vector<LabelId> labels = {any_of(labels_), any_of(labels_)};
    nodes_[tx_->create_node(labels)].labels = {labels.begin(), labels.end()};
  }

  void create_relationship(NodeId start, NodeId end) {
    const TypeId type = any_of(types_);
    relationships_[tx_->create_relationship(start, type, end)] = {type, start, end};
  }

  void set_property(NodeId node) {
    const KeyId key = any_of(keys_);
    const Value value = key == keys_[1] && below(2) == 0 ? Value("some words here") : any_value();
    tx_->set_property(node, key, value);
    if (value.is_null()) {
      nodes_[node].properties.erase(key);
    } else {
      nodes_[node].properties[key] = value;
    }
  }

  void change_label(NodeId node) {
    const LabelId label = any_of(labels_);
    std::set<LabelId>& labels = nodes_[node].labels;
    if (below(2) == 0) {
      EXPECT_EQ(tx_->add_label(node, label), labels.insert(label).second);
    } else {
      EXPECT_EQ(tx_->remove_label(node, label), labels.erase(label) == 1);
    }
  }

  void remove_relationship() {
    const RelationshipId id = any_of(relationships_).first;
    tx_->remove(id);
    relationships_.erase(id);
  }

  void remove_node(NodeId node) {
    std::erase_if(relationships_, [&](const auto& entry) {
      const bool tied = entry.second.start == node || entry.second.end == node;
      if (tied) tx_->remove(entry.first);
      return tied;
    });
    tx_->remove(node);
    nodes_.erase(node);
  }

  static std::vector<NodeId> all(NodeCursor& cursor) {
    std::vector<NodeId> nodes;
    for (NodeId node = cursor.next(); node != NodeId::none; node = cursor.next()) {
      nodes.push_back(node);
    }
    return nodes;
  }

  template <typename Wanted>
  std::vector<NodeId> model_nodes(const Wanted& wanted) const {
    std::vector<NodeId> nodes;
    for (const auto& [id, node] : nodes_) {
      if (wanted(node)) nodes.push_back(id);
    }
    return nodes;
  }

  void check_nodes(const GraphView& view) const {
    EXPECT_EQ(view.node_count(), nodes_.size());
    EXPECT_EQ(all(*view.all_nodes()), model_nodes([](const ModelNode&) { return true; }));
    for (const LabelId label : labels_) {
      const auto expected =
          model_nodes([&](const ModelNode& node) { return node.labels.contains(label); });
      EXPECT_EQ(all(*view.nodes_with_label(label)), expected);
      EXPECT_EQ(view.node_count(label), expected.size());
    }
    for (const auto& [id, node] : nodes_) {
      EXPECT_EQ(view.properties(id).size(), node.properties.size());
      for (const auto& [key, value] : node.properties) {
        EXPECT_TRUE(equivalent(view.property(id, key), value));
      }
    }
  }

  void check_index(const GraphView& view) const {
    const Value wanted[] = {0, 1.0, 1.5, "", "xx", true};
    for (const LabelId label : {labels_[0], labels_[1]}) {
      for (const Value& value : wanted) {
        EXPECT_EQ(view.find(label, keys_[0], value), model_nodes([&](const ModelNode& node) {
                    const auto found = node.properties.find(keys_[0]);
                    return node.labels.contains(label) && found != node.properties.end() &&
                           equal(found->second, value) == true;
                  }));
      }
      ValueRange range;
      range.low = 0.5;
      range.high = 2;
      range.low_inclusive = false;
      EXPECT_EQ(all(*view.find_range(label, keys_[0], range)),
                model_nodes([&](const ModelNode& node) {
                  const auto found = node.properties.find(keys_[0]);
                  if (!node.labels.contains(label) || found == node.properties.end()) return false;
                  return found->second.is_number() && found->second.as_number() > 0.5 &&
                         found->second.as_number() <= 2;
                }));
    }
    EXPECT_EQ(view.search_text(labels_[0], keys_[1], "words", 10'000).size(),
              model_nodes([&](const ModelNode& node) {
                const auto found = node.properties.find(keys_[1]);
                return node.labels.contains(labels_[0]) && found != node.properties.end() &&
                       equal(found->second, "some words here") == true;
              }).size());
  }

  void check_order(const GraphView& view) const {
    for (const LabelId label : {labels_[0], labels_[1]}) {
      for (const bool descending : {false, true}) {
        auto nodes = all(*view.in_order(label, keys_[0], {{}, descending, true}));
        for (std::size_t i = 1; i < nodes.size(); ++i) {
          const auto step =
              order(view.property(nodes[i - 1], keys_[0]), view.property(nodes[i], keys_[0]));
          EXPECT_TRUE(descending ? step >= 0 : step <= 0);
        }
        std::ranges::sort(nodes);
        EXPECT_EQ(nodes, all(*view.nodes_with_label(label)));
      }
      auto with_value = all(*view.in_order(label, keys_[0], {{}, false, false}));
      std::ranges::sort(with_value);
      EXPECT_EQ(with_value, model_nodes([&](const ModelNode& node) {
                  return node.labels.contains(label) && node.properties.contains(keys_[0]);
                }));
      ValueRange range;
      range.low = 0.5;
      auto nodes = all(*view.in_order(label, keys_[0], {range, true, true}));
      std::ranges::sort(nodes);
      EXPECT_EQ(nodes, all(*view.find_range(label, keys_[0], range)));
    }
  }

  void check_topology(const GraphView& view) const {
    EXPECT_EQ(view.relationship_count(), relationships_.size());
    std::vector<Neighbour> scratch;
    for (const auto& [id, node] : nodes_) {
      std::multiset<RelationshipId> expected, got;
      for (const auto& [relationship, record] : relationships_) {
        if (record.start == id || record.end == id) expected.insert(relationship);
      }
      for (const Neighbour& step : view.neighbours(id, Direction::both, {}, scratch)) {
        got.insert(step.relationship);
      }
      EXPECT_EQ(got, expected);
      EXPECT_EQ(view.degree(id, Direction::outgoing, {}) + view.degree(id, Direction::incoming, {}),
                expected.size() + view.between(id, types_[0], id).size() +
                    view.between(id, types_[1], id).size());
    }
  }

  void check(const GraphView& view) const {
    check_nodes(view);
    check_index(view);
    check_order(view);
    check_topology(view);
  }

  std::mt19937 random_;
  TempDatabase db_;
  std::unique_ptr<Transaction> tx_;
  std::vector<LabelId> labels_;
  std::vector<TypeId> types_;
  std::vector<KeyId> keys_;
  std::map<NodeId, ModelNode> nodes_;
  std::map<RelationshipId, RelationshipRecord> relationships_;
};

TEST_P(GraphModel, AgreesWithTheStore) {
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 150; ++i) mutate();
    check(*tx_);
    tx_->commit(false);
    check(*db_->snapshot());
    tx_.reset();
    if (round == 3) db_.reopen();
    tx_ = db_->begin();
  }
  tx_.reset();
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Seeds, GraphModel, testing::Range(1u, 6u));

}  // namespace
}  // namespace chancery
