// How much of the files is read for a row.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "chancery/graph.h"
#include "temp_database.h"

namespace chancery {
namespace {

// Bytes that this process has read so far, be they from the disk or from the system's memory.
std::uint64_t bytes_read() {
  std::ifstream counts("/proc/self/io");
  std::string name;
  std::uint64_t bytes = 0;
  counts >> name >> bytes;
  EXPECT_EQ(name, "rchar:");
  return bytes;
}

// A filter over all keys of such a file has 180 KB, far more than the cache may hold.
TEST(RowReads, OfALargeFileTakeFewBytesEach) {
  constexpr std::uint64_t kNodes = 150'000;
  constexpr std::uint64_t kReads = 50;
  TempDatabase db;
  const auto tx = db->begin();
  const KeyId key = tx->intern_key("tags");
  std::vector<NodeId> nodes;
  for (std::uint64_t i = 0; i < kNodes; ++i) {
    nodes.push_back(tx->create_node({}));
    tx->set_property(nodes.back(), key, List{static_cast<std::int64_t>(i)});
  }
  tx->commit(false);
  db->publish();
  GraphOptions options;
  options.cache_bytes = 64 << 10;
  const auto view = Graph::open_edition(db.path(), {}, options)->snapshot();
  const auto tag = [&](std::uint64_t i) {
    return view->property(nodes[i], key).as_list().front().as_integer();
  };
  EXPECT_EQ(tag(0), 0);  // opens what is opened at first use
  const std::uint64_t before = bytes_read();
  for (std::uint64_t i = 1; i <= kReads; ++i) {
    const std::uint64_t node = i * 7919 % kNodes;
    EXPECT_EQ(tag(node), static_cast<std::int64_t>(node));
  }
  EXPECT_LT(bytes_read() - before, kReads * (64 << 10));
}

}  // namespace
}  // namespace chancery
