// What is met on the way while ids ascend: rows beside them, and runs of the ids themselves.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "store/graph_reads.h"
#include "store/id_runs.h"

namespace chancery {
namespace {

// Walks rows of a map; throws where one has no value.
class MapCursor final : public Cursor {
 public:
  explicit MapCursor(const std::map<std::string, std::string>& rows) : rows_(rows) {}
  bool next() override {
    if (at_ == rows_.end()) return false;
    at_ = started_ ? std::next(at_) : rows_.begin();
    started_ = true;
    if (at_ == rows_.end()) return false;
    if (at_->second.empty()) throw Error(ErrorKind::corruption, "no value");
    return true;
  }
  std::string_view key() const override { return at_->first; }
  std::string_view value() const override { return at_->second; }

 private:
  const std::map<std::string, std::string>& rows_;
  std::map<std::string, std::string>::const_iterator at_ = rows_.begin();
  bool started_ = false;
};

std::string prefixed_key(std::uint64_t id) { return "\x02" + id_key(static_cast<NodeId>(id)); }

TEST(RowsBeside, AreThoseOfTheIdsThatAreAskedFor) {
  std::mt19937 random(2);
  for (const unsigned one_in : {1u, 3u, 50u, 1000u}) {
    std::map<std::string, std::string> rows;
    std::set<std::uint64_t> ids;
    for (std::uint64_t id = 0; id < 500; ++id) {
      if (random() % one_in != 0) continue;
      ids.insert(id);
      rows[prefixed_key(id)] = std::to_string(id);
    }
    RowsBeside beside(std::make_unique<MapCursor>(rows));
    for (std::uint64_t id = 0; id < 500; ++id) {
      if (random() % 4 == 0) continue;
      const auto row = beside.of(id);
      ASSERT_EQ(row.has_value(), ids.contains(id)) << id;
      if (row) {
        EXPECT_EQ(*row, std::to_string(id));
      }
      EXPECT_EQ(beside.of(id), row);
    }
  }
}

TEST(RowsBeside, AreNoMoreAfterOneThatDoesNotRead) {
  const std::map<std::string, std::string> rows = {
      {prefixed_key(1), "one"}, {prefixed_key(5), ""}, {prefixed_key(7), "seven"}};
  RowsBeside beside(std::make_unique<MapCursor>(rows));
  EXPECT_EQ(beside.of(1), "one");
  EXPECT_THROW(beside.of(2), Error);
  EXPECT_EQ(beside.of(5), std::nullopt);
  EXPECT_EQ(beside.of(7), std::nullopt);
}

TEST(IdRuns, HoldTheIdsThatWereAdded) {
  IdRuns none;
  EXPECT_FALSE(none.contains(0));
  std::mt19937 random(3);
  for (const unsigned one_in : {1u, 2u, 40u}) {
    IdRuns runs;
    std::set<std::uint64_t> ids;
    for (std::uint64_t id = 10; id < 400; ++id) {
      if (random() % one_in != 0) continue;
      ids.insert(id);
      runs.add(id);
    }
    for (std::uint64_t id = 0; id < 420; ++id) EXPECT_EQ(runs.contains(id), ids.contains(id)) << id;
    EXPECT_FALSE(runs.contains(UINT64_MAX));
  }
}

}  // namespace
}  // namespace chancery
