// A process is killed in the middle of its commits: what it reported done is there, each
// transaction wholly or not at all, and the database verifies.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "chancery/statements.h"
#include "temp_database.h"

namespace chancery {
namespace {

Annotations document(int number) {
  Annotations a;
  a.document.id = "doc:" + std::to_string(number);
  a.document.date = "2024-01-01";
  a.document.text = "Alpha supports Beta.";
  a.passages.push_back({{0, 20}, "", "sentence", ""});
  for (const std::string name : {"Alpha", "Beta"}) {
    EntityRecord entity;
    entity.id = "org:" + name + std::to_string(number % 3);
    entity.type = "Organization";
    entity.name = name;
    a.entities.push_back(entity);
  }
  StatementRecord statement;
  statement.type = "SUPPORTS";
  statement.subject = 0;
  statement.object = 1;
  statement.cue = {6, 14};
  statement.span = {0, 20};
  statement.polarity = "positive";
  a.statements.push_back(statement);
  return a;
}

// Writes documents until it is killed; says the number of each after its commit.
[[noreturn]] void write_for_ever(const std::filesystem::path& path, int done,
                                 std::size_t memtable_bytes) {
  GraphOptions options;
  options.memtable_bytes = memtable_bytes;
  const auto graph = Graph::open(path, options);
  for (int number = 0;; ++number) {
    const auto tx = graph->begin();
    replace_document(*tx, document(number));
    tx->commit(number % 2 == 0);
    if (number % 7 == 6) graph->publish();
    if (::write(done, &number, sizeof number) != sizeof number) ::_exit(1);
  }
}

// The size of the memtables decides whether commits go through the log or become files.
class Crash : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(LogAndFiles, Crash, testing::Values(32 << 20, 1, 60'000));

TEST_P(Crash, KillLeavesWholeDocumentsOnly) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the thread sanitizer cannot follow a fork of a process that has threads";
#endif
  for (const int delay_ms : {0, 40, 150}) {
    TempFolder folder;
    int done[2];
    ASSERT_EQ(::pipe(done), 0);
    const pid_t child = ::fork();
    if (child == 0) write_for_ever(folder / "db", done[1], GetParam());
    ::close(done[1]);
    int last = -1;
    ASSERT_EQ(::read(done[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
    ::usleep(static_cast<useconds_t>(delay_ms) * 1000);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(done[0], &last, sizeof last) == sizeof last) continue;
    ::close(done[0]);

    const auto graph = Graph::open(folder / "db");
    EXPECT_EQ(graph->verify().faults, std::vector<std::string>());
    const auto view = graph->snapshot();
    const std::uint64_t documents = view->node_count(*view->label_id("Document"));
    // At most one more may have been committed than could be said.
    EXPECT_GE(documents, static_cast<std::uint64_t>(last) + 1);
    EXPECT_LE(documents, static_cast<std::uint64_t>(last) + 2);
    for (const EditionInfo& edition : Graph::editions(folder / "db")) {
      const auto read = Graph::open_edition(folder / "db", std::to_string(edition.number));
      EXPECT_EQ(read->snapshot()->node_count(), edition.nodes);
    }
    const auto tx = graph->begin();
    replace_document(*tx, document(1000));
    tx->commit();
  }
}

}  // namespace
}  // namespace chancery
