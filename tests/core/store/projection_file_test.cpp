// The projection of an edition as a file: mapped, and made again whatever has become of it.

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

#include "chancery/projection.h"
#include "random_graph.h"
#include "store/projection/file.h"
#include "store/projection/format.h"
#include "store/projection/projected_snapshot.h"
#include "temp_database.h"
#include "view_comparison.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& file, const std::string& content) {
  fs::remove(file);  // who has mapped the old one keeps it
  std::ofstream(file, std::ios::binary) << content;
}

// A database with one edition, and where its projection lies.
class PublishedGraph {
 public:
  explicit PublishedGraph(unsigned seed) {
    fill_with_random_graph(*database_, seed);
    info_ = database_->publish();
  }

  std::shared_ptr<const Snapshot> store() const { return database_->snapshot(); }
  const EditionInfo& info() const { return info_; }
  fs::path folder() const { return database_.path() / "editions" / "1"; }
  fs::path file() const { return folder() / "projection"; }
  std::shared_ptr<Graph> open() const { return Graph::open_edition(database_.path()); }

 private:
  TempDatabase database_;
  EditionInfo info_;
};

void expect_right_answers(const PublishedGraph& published) {
  const auto edition = published.open();
  ASSERT_NE(edition->snapshot()->projection(), nullptr);
  expect_same_answers(*edition->snapshot(), *published.store());
}

TEST(ProjectionFile, AnEditionAnswersAsItsStore) {
  for (unsigned seed = 100; seed < 108; ++seed) {
    SCOPED_TRACE(seed);
    const PublishedGraph published(seed);
    EXPECT_EQ(published.store()->projection(), nullptr);
    EXPECT_GE(published.info().bytes, fs::file_size(published.file()));
    const auto before = fs::last_write_time(published.file());
    expect_right_answers(published);
    EXPECT_EQ(fs::last_write_time(published.file()), before);  // it was not made again
  }
}

TEST(ProjectionFile, IsTheSameToTheByteForTheSameGraph) {
  EXPECT_EQ(content_of(PublishedGraph(7).file()), content_of(PublishedGraph(7).file()));
}

TEST(ProjectionFile, IsMadeAgainWhereItIsMissing) {
  const PublishedGraph published(1);
  const std::string content = content_of(published.file());
  fs::remove(published.file());
  expect_right_answers(published);
  EXPECT_EQ(content_of(published.file()), content);
}

TEST(ProjectionFile, OfAnotherVersionOrEditionIsMadeAgain) {
  const PublishedGraph published(2);
  const std::string content = content_of(published.file());
  std::string other = content;
  other[other.size() - sizeof(ProjectionFooter) + offsetof(ProjectionFooter, version)] ^= 2;
  put(published.file(), other);
  expect_right_answers(published);
  EXPECT_EQ(content_of(published.file()), content);
  put(published.file(), content_of(PublishedGraph(3).file()));
  expect_right_answers(published);
  EXPECT_EQ(content_of(published.file()), content);
}

TEST(ProjectionFile, StaysInMemoryWhereTheFolderTakesNoFile) {
  const PublishedGraph published(4);
  // Root may write anywhere, but not a file where a folder is.
  fs::remove(published.file());
  fs::create_directories(published.file() / "in the way");
  expect_right_answers(published);
  EXPECT_TRUE(fs::is_directory(published.file()));
  for (const auto& each : fs::directory_iterator(published.folder())) {
    EXPECT_NE(each.path().filename().string()[0], '.') << "a draft was left behind";
  }
}

// Every section in turn: most are looked at only when they are used.
TEST(ProjectionFile, ADamagedSectionIsMendedAtItsFirstUse) {
  const PublishedGraph published(8);
  const std::string content = content_of(published.file());
  ProjectionFooter footer;
  std::memcpy(&footer, content.data() + content.size() - sizeof footer, sizeof footer);
  std::vector<SectionEntry> table(footer.entries);
  std::memcpy(table.data(), content.data() + footer.table_offset,
              table.size() * sizeof(SectionEntry));
  for (const SectionEntry& entry : table) {
    if (entry.length == 0) continue;
    SCOPED_TRACE(static_cast<unsigned>(entry.kind));
    std::string damaged = content;
    damaged[entry.offset + entry.length / 2] ^= 4;
    put(published.file(), damaged);
    const auto edition = published.open();
    EXPECT_EQ(content_of(published.file()), damaged) << "opening looked at every section";
    const VerifyReport report = edition->verify();
    ASSERT_EQ(report.faults.size(), 1u);
    EXPECT_NE(report.faults[0].find("damaged section"), std::string::npos);
  }
  put(published.file(), content);
  EXPECT_TRUE(published.open()->verify().faults.empty());
}

void three_nodes(Graph& graph, std::size_t from, std::size_t to) {
  const auto tx = graph.begin();
  const KeyId key = tx->intern_key("k");
  const TypeId type = tx->intern_type("T");
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < 3; ++i) {
    nodes.push_back(tx->create_node({}));
    tx->set_property(nodes.back(), key, std::int64_t{i == from ? 1 : 2});
  }
  tx->create_relationship(nodes[from], type, nodes[to]);
  tx->commit(false);
}

// Files that are whole, and of graphs with the same counts, but say something else.
TEST(ProjectionFile, ThatSaysOtherThanItsStoreIsFoundByVerify) {
  TempDatabase db;
  three_nodes(*db, 0, 1);
  db->publish();
  TempDatabase other;
  three_nodes(*other, 1, 2);
  other->publish();
  const fs::path file = db.path() / "editions" / "1" / "projection";
  put(file, content_of(other.path() / "editions" / "1" / "projection"));
  const VerifyReport report = Graph::open_edition(db.path())->verify();
  std::string faults;
  for (const std::string& each : report.faults) faults += each + "\n";
  EXPECT_NE(faults.find("other ends of relationship 1"), std::string::npos) << faults;
  EXPECT_NE(faults.find("lacks relationship 1 among the steps from"), std::string::npos) << faults;
  EXPECT_NE(faults.find("lacks relationship 1 among the steps to"), std::string::npos) << faults;
  EXPECT_NE(faults.find("another value of a property of node 1"), std::string::npos) << faults;
}

// Whatever the bytes: no crash, the same answers, and a whole file afterwards.
TEST(ProjectionFile, OfAnyBytesGivesRightAnswers) {
  const PublishedGraph published(5);
  const auto state = std::dynamic_pointer_cast<const StoreSnapshot>(published.store());
  const std::string content = content_of(published.file());
  std::mt19937 random(11);
  const auto place = [&] { return random() % content.size(); };
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    std::string bytes = content;
    if (round % 4 == 0) {
      bytes.resize(place());
    } else if (round % 4 == 1) {
      bytes.erase(place(), 1 + random() % 100);
    } else {
      for (unsigned flips = 1 + random() % 8; flips > 0; --flips)
        bytes[place()] ^= 1 << random() % 8;
    }
    put(published.file(), bytes);
    const auto projection = open_projection(published.file(), state);
    ASSERT_NE(projection, nullptr);
    expect_same_answers(ProjectedSnapshot(*state, projection), *state);
  }
}

}  // namespace
}  // namespace chancery
