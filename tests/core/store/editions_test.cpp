// Publishing and reading editions, the writer lock, the format marker.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "chancery/graph.h"
#include "temp_database.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

void add_nodes(Graph& graph, int count) {
  const auto tx = graph.begin();
  const LabelId label = tx->intern_label("N");
  for (int i = 0; i < count; ++i) tx->create_node({&label, 1});
  tx->commit(false);
}

template <typename Work>
Error error_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return Error(ErrorKind::internal_error, "");
}

void write_file(const fs::path& file, const std::string& content) {
  std::ofstream(file) << content;
}

TEST(Editions, ShowWhatWasCommittedWhenTheyWereMade) {
  TempDatabase db;
  add_nodes(*db, 3);
  const EditionInfo first = db->publish("spring");
  add_nodes(*db, 2);
  const EditionInfo second = db->publish();
  EXPECT_EQ(first.number, 1u);
  EXPECT_EQ(second.number, 2u);
  EXPECT_NE(first.fingerprint, second.fingerprint);
  EXPECT_GT(second.bytes, 0u);
  EXPECT_EQ(Graph::open_edition(db.path(), "spring")->snapshot()->node_count(), 3u);
  EXPECT_EQ(Graph::open_edition(db.path(), "1")->snapshot()->node_count(), 3u);
  const auto newest = Graph::open_edition(db.path());
  EXPECT_EQ(newest->snapshot()->node_count(), 5u);
  EXPECT_EQ(newest->edition()->number, 2u);
  EXPECT_FALSE(newest->writable());
  EXPECT_TRUE(newest->verify().faults.empty());
  EXPECT_EQ(error_of([&] { newest->begin(); }).kind(), ErrorKind::read_only);
  EXPECT_EQ(error_of([&] { newest->publish(); }).kind(), ErrorKind::read_only);
  EXPECT_EQ(error_of([&] { Graph::open_edition(db.path(), "autumn"); }).kind(),
            ErrorKind::input_error);
}

TEST(Editions, NothingNewIsTheSameEdition) {
  TempDatabase db;
  add_nodes(*db, 1);
  const EditionInfo first = db->publish();
  EXPECT_EQ(db->publish().number, first.number);
  db->begin()->commit();
  EXPECT_EQ(db->publish().number, first.number);
  const EditionInfo named = db->publish("named");
  EXPECT_EQ(named.number, 2u);
  EXPECT_EQ(named.fingerprint, first.fingerprint);
  EXPECT_EQ(db->publish("named").number, 2u);
  add_nodes(*db, 1);
  EXPECT_THROW(db->publish("named"), Error);
  EXPECT_THROW(db->publish("12"), Error);
}

TEST(Editions, ADroppedOneIsGoneAndItsNumberIsNotGivenAgain) {
  TempDatabase db;
  add_nodes(*db, 1);
  db->publish();
  db->drop_edition("1");
  EXPECT_TRUE(Graph::editions(db.path()).empty());
  EXPECT_EQ(error_of([&] { db->drop_edition("1"); }).kind(), ErrorKind::input_error);
  EXPECT_EQ(error_of([&] { Graph::open_edition(db.path()); }).kind(), ErrorKind::input_error);
  EXPECT_EQ(db->publish().number, 2u);
}

TEST(Editions, TracesOfACrashAreIgnoredAndRemovedByTheNextWriter) {
  TempDatabase db;
  add_nodes(*db, 1);
  db->publish();
  const fs::path half = db.path() / "editions" / ".2.partial";
  fs::create_directories(half / "store");
  fs::create_directories(db.path() / "editions" / "3");
  EXPECT_EQ(Graph::editions(db.path()).size(), 1u);
  EXPECT_EQ(Graph::open_edition(db.path())->edition()->number, 1u);
  db.reopen();
  EXPECT_FALSE(fs::exists(half));
}

TEST(Editions, ADraftOfAReaderThatDiedGoesWhenAWriterPublishesOrOpens) {
  TempDatabase db;
  add_nodes(*db, 1);
  db->publish();
  const fs::path edition = db.path() / "editions" / "1";
  const fs::path draft = edition / ".projection.4711.1";
  write_file(draft, "half a projection");
  EXPECT_EQ(Graph::open_edition(db.path())->edition()->number, 1u);
  EXPECT_TRUE(fs::exists(draft));
  add_nodes(*db, 1);
  db->publish();
  EXPECT_FALSE(fs::exists(draft));
  write_file(draft, "half a projection");
  db.reopen();
  EXPECT_FALSE(fs::exists(draft));
  EXPECT_TRUE(fs::exists(edition / "projection"));
  EXPECT_TRUE(fs::exists(edition / "edition.json"));
}

TEST(Editions, ADamagedManifestIsNamed) {
  TempDatabase db;
  add_nodes(*db, 1);
  db->publish();
  const fs::path manifest = db.path() / "editions" / "1" / "edition.json";
  write_file(manifest, "{\"format\": 1,");
  const Error error = error_of([&] { Graph::editions(db.path()); });
  EXPECT_EQ(error.kind(), ErrorKind::corruption);
  EXPECT_NE(std::string(error.what()).find("edition.json"), std::string::npos);
}

TEST(Database, ASecondWriterIsToldWhoHoldsIt) {
  TempDatabase db;
  const Error error = error_of([&] { Graph::open(db.path()); });
  EXPECT_EQ(error.kind(), ErrorKind::locked);
  EXPECT_NE(std::string(error.what()).find("this same process"), std::string::npos);
  db.reopen();
}

TEST(Database, AnotherProcessIsNamedByHostAndNumber) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the thread sanitizer cannot follow a fork of a process that has threads";
#endif
  TempFolder folder;
  int ready[2], done[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(done), 0);
  const pid_t child = ::fork();
  char byte = 0;
  if (child == 0) {
    {
      const auto graph = Graph::open(folder / "db");
      if (::write(ready[1], "x", 1) != 1 || ::read(done[0], &byte, 1) != 1) ::_exit(1);
    }
    ::_exit(0);
  }
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  const Error error = error_of([&] { Graph::open(folder / "db"); });
  EXPECT_EQ(error.kind(), ErrorKind::locked);
  EXPECT_NE(std::string(error.what()).find("pid " + std::to_string(child) + " on "),
            std::string::npos)
      << error.what();
  ASSERT_EQ(::write(done[1], "x", 1), 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(Graph::open(folder / "db")->snapshot()->node_count(), 0u);
}

TEST(Database, RefusesWhatIsNotOne) {
  TempFolder folder;
  GraphOptions no_create;
  no_create.create = false;
  const auto kind = [&](const fs::path& path, const GraphOptions& options) {
    return error_of([&] { Graph::open(path, options); }).kind();
  };
  EXPECT_EQ(kind(folder / "missing", no_create), ErrorKind::input_error);
  EXPECT_FALSE(fs::exists(folder / "missing"));
  fs::create_directories(folder / "other");
  write_file(folder.path() / "other" / "letter.txt", "Dear colleague");
  EXPECT_EQ(kind(folder / "other", {}), ErrorKind::input_error);
  EXPECT_FALSE(fs::exists(folder.path() / "other" / "writer.lock"));
  write_file(folder / "file", "x");
  EXPECT_EQ(kind(folder / "file", {}), ErrorKind::input_error);
  EXPECT_EQ(error_of([&] { Graph::open_edition(folder / "missing"); }).kind(),
            ErrorKind::input_error);
}

TEST(Database, BeginsAgainWhereItsMakerDied) {
  TempFolder folder;
  fs::create_directories(folder / "db");
  write_file(folder.path() / "db" / "writer.lock", "");
  const fs::path draft = folder.path() / "db" / ".chancery.format.12345.1";
  write_file(draft, "chanc");
  EXPECT_EQ(Graph::open(folder / "db")->snapshot()->node_count(), 0u);
  EXPECT_FALSE(fs::exists(draft));
}

TEST(Database, RefusesANewerFormatAndADamagedMarker) {
  TempDatabase db;
  db.close();
  const fs::path marker = db.path() / "chancery.format";
  write_file(marker, "chancery format 99\n");
  EXPECT_EQ(error_of([&] { Graph::open(db.path()); }).kind(), ErrorKind::newer_format);
  EXPECT_EQ(error_of([&] { Graph::editions(db.path()); }).kind(), ErrorKind::newer_format);
  for (const char* format : {"1", "2"}) {
    write_file(marker, "chancery format " + std::string(format) + "\n");
    const Error older = error_of([&] { Graph::open(db.path()); });
    EXPECT_EQ(older.kind(), ErrorKind::input_error);
    EXPECT_NE(std::string(older.what()).find("ingest its documents"), std::string::npos);
  }
  write_file(marker, "");
  EXPECT_EQ(error_of([&] { Graph::open(db.path()); }).kind(), ErrorKind::corruption);
}

// DESIGN: editions are read by any number of processes while a writer goes on.
TEST(Editions, TenProcessesReadWhileAWriterWrites) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the thread sanitizer cannot follow a fork of a process that has threads";
#endif
  TempFolder folder;
  const fs::path path = folder / "db";
  {
    const auto graph = Graph::open(path);
    add_nodes(*graph, 10);
    graph->publish();
  }
  std::vector<pid_t> readers;
  for (int i = 0; i < 10; ++i) {
    const pid_t child = ::fork();
    if (child != 0) {
      readers.push_back(child);
      continue;
    }
    int wrong = 0;
    for (int round = 0; round < 5; ++round) {
      const auto edition = Graph::open_edition(path);
      const auto view = edition->snapshot();
      std::uint64_t seen = 0;
      const auto nodes = view->all_nodes();
      while (nodes->next() != NodeId::none) ++seen;
      wrong += seen == edition->edition()->nodes ? 0 : 1;
    }
    ::_exit(wrong);
  }
  const auto graph = Graph::open(path);
  for (int round = 0; round < 5; ++round) {
    add_nodes(*graph, 10);
    graph->publish();
  }
  for (const pid_t reader : readers) {
    int status = -1;
    ::waitpid(reader, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(Graph::editions(path).size(), 6u);
}

// While an older state is frozen, files that are taken over have RocksDB write their rows once more
// in the background, and an edition keeps what the store has left behind.
TEST(Editions, ShareTheFilesOfALargeCommitWithTheStore) {
  GraphOptions options;
  options.memtable_bytes = 1;  // every commit becomes files
  const TempFolder folder;
  const auto graph = Graph::open(folder / "database", options);
  graph->snapshot();
  {
    const auto tx = graph->begin();
    const KeyId key = tx->intern_key("text");
    for (int i = 0; i < 20000; ++i)
      tx->set_property(tx->create_node({}), key, Value(std::to_string(i * 7919 % 104729)));
    tx->commit(false);
  }
  graph->publish();
  add_nodes(*graph, 1);
  int large = 0;
  for (int look = 0; look < 10; ++look) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));  // time to write them, if it does
    for (const auto& entry : fs::recursive_directory_iterator(folder / "database")) {
      if (entry.path().extension() != ".sst" || entry.file_size() < 100'000) continue;
      EXPECT_EQ(entry.hard_link_count(), 2u) << entry.path();
      ++large;
    }
  }
  EXPECT_EQ(large, 20);  // the nodes, in the store and in its edition
}

}  // namespace
}  // namespace chancery
