#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "chancery/database.h"

namespace chancery::bench {

/// Persons who follow each other, by a seeded generator, so that every run has the same graph:
/// `persons` nodes (:Person {id, name, age, about}) with 24 FOLLOWS each, and a LIVES_IN to one of
/// the nodes (:City {name}). Ids and names are indexed, and the words of `about`.
class SocialGraph {
 public:
  SocialGraph(Graph& graph, std::uint64_t persons)
      : transaction_(graph.begin()), persons_(persons), cities_(persons / 14 + 1) {}

  void fill() {
    const LabelId person = transaction_->intern_label("Person");
    const LabelId city = transaction_->intern_label("City");
    for (const char* key : {"id", "name"})
      transaction_->create_index(IndexInfo::Kind::property, person, transaction_->intern_key(key));
    transaction_->create_index(IndexInfo::Kind::text, person, transaction_->intern_key("about"));
    std::vector<NodeId> cities;
    for (std::uint64_t i = 0; i < cities_; ++i) {
      cities.push_back(transaction_->create_node(std::vector<LabelId>{city}));
      set(cities.back(), "name", "city " + std::to_string(i));
    }
    std::vector<NodeId> people;
    for (std::uint64_t i = 0; i < persons_; ++i) people.push_back(make_person(person, i));
    join(people, cities);
    transaction_->commit();
  }

 private:
  NodeId make_person(LabelId label, std::uint64_t number) {
    const NodeId node = transaction_->create_node(std::vector<LabelId>{label});
    set(node, "id", static_cast<std::int64_t>(number));
    set(node, "name", "person " + std::to_string(number));
    set(node, "age", static_cast<std::int64_t>(16 + random_() % 54));
    std::string about;
    for (int i = 0; i < 8; ++i) about += "word" + std::to_string(random_() % 200) + " ";
    set(node, "about", about);
    return node;
  }

  void join(const std::vector<NodeId>& people, const std::vector<NodeId>& cities) {
    constexpr int kFollows = 24;
    const TypeId follows = transaction_->intern_type("FOLLOWS");
    const TypeId lives_in = transaction_->intern_type("LIVES_IN");
    for (const NodeId node : people) {
      transaction_->create_relationship(node, lives_in, cities[random_() % cities.size()]);
      for (int i = 0; i < kFollows; ++i)
        transaction_->create_relationship(node, follows, people[random_() % people.size()]);
    }
  }

  void set(NodeId node, const char* key, Value value) {
    transaction_->set_property(node, transaction_->intern_key(key), std::move(value));
  }

  std::unique_ptr<Transaction> transaction_;
  std::uint64_t persons_;
  std::uint64_t cities_;
  std::mt19937_64 random_{7};
};

}  // namespace chancery::bench
