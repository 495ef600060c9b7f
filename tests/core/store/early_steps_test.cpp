// Relationships whose steps are in the rows of blocks, of nodes, or in both.

#include "store/early_steps.h"

#include <gtest/gtest.h>

#include "store/transaction.h"
#include "temp_database.h"

namespace chancery {
namespace {

class EarlyStepsOfAGraph : public testing::Test {
 protected:
  EarlyStepsOfAGraph() : tx_(db_->begin()), store_(store_transaction(*tx_)) {
    type_ = tx_->intern_type("T");
    old_ = tx_->create_node({});
  }

  void in_a_document(const std::function<void()>& writes) {
    store_.write_document("doc:1", "digests", writes);
  }

  TempDatabase db_;
  std::unique_ptr<Transaction> tx_;
  StoreTransaction& store_;
  TypeId type_;
  NodeId old_;
};

TEST_F(EarlyStepsOfAGraph, AreFoundBetweenNodesWhereTheOtherEndHasMany) {
  std::vector<RelationshipId> made;
  for (int i = 0; i < 500; ++i) store_.connect(old_, type_, tx_->create_node({}));
  NodeId fresh = NodeId::none;
  in_a_document([&] {
    fresh = tx_->create_node({});
    made = {store_.connect(old_, type_, fresh), store_.connect(old_, type_, fresh)};
  });
  EXPECT_EQ(tx_->between(old_, type_, fresh), made);
  tx_->commit(false);
  EXPECT_EQ(db_->snapshot()->between(old_, type_, fresh), made);
}

TEST_F(EarlyStepsOfAGraph, ComeInOrderWhereLaterOnesHaveFilledAGap) {
  std::vector<RelationshipId> made;
  NodeId fresh = NodeId::none;
  in_a_document([&] {
    fresh = tx_->create_node({});
    for (std::size_t i = 0; i < kMostEarlySteps + 4; ++i)
      made.push_back(store_.connect(fresh, type_, old_));
    EXPECT_EQ(tx_->degree(fresh, Direction::both, {}), made.size());  // rows are written
    tx_->remove(made.front());
    made.erase(made.begin());
    made.push_back(store_.connect(fresh, type_, old_));
  });
  EXPECT_EQ(tx_->between(fresh, type_, old_), made);
  tx_->commit(false);
  EXPECT_EQ(db_->snapshot()->between(fresh, type_, old_), made);
  EXPECT_EQ(db_->verify().faults, std::vector<std::string>());
}

}  // namespace
}  // namespace chancery
