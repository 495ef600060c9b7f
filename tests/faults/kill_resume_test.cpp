// What was reported done is there after kill -9; the next run completes the work; the result is
// that of a run that nothing disturbed.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "chancery/statements.h"
#include "temp_database.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

/// Starts the driver with its output in a file.
pid_t start_driver(const fs::path& database, const fs::path& folder, const fs::path& output) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, STDOUT_FILENO);
    ::execl(CHANCERY_DRIVER, CHANCERY_DRIVER, database.c_str(), folder.c_str(), nullptr);
    ::_exit(127);
  }
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

std::vector<std::string> complete_lines(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line) && !in.eof();) lines.push_back(line);
  return lines;
}

class KillAndResume : public testing::Test {
 protected:
  /// Copies of our documents under other names, enough that a run takes a while.
  KillAndResume() {
    fs::create_directories(folder_ / "documents");
    const fs::path corpus = fs::path(CHANCERY_SOURCE_DIR) / "corpus" / "documents";
    for (int copy = 0; copy < 4; ++copy) {
      for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = std::to_string(copy) + "-" + entry.path().filename().string();
        fs::copy_file(entry.path(), folder_ / "documents" / name);
      }
    }
  }

  pid_t start(const fs::path& database) {
    return start_driver(database, folder_ / "documents", folder_ / "output");
  }

  std::string fingerprint(const fs::path& database) {
    return Graph::editions(database).back().fingerprint;
  }

  TempFolder folder_;
};

TEST_F(KillAndResume, NothingReportedIsLostAndTheResultIsTheSame) {
  const fs::path undisturbed = folder_ / "undisturbed";
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(wait_for(start(undisturbed)), 0);
  const auto whole = std::chrono::steady_clock::now() - began;

  const fs::path disturbed = folder_ / "disturbed";
  constexpr int kKills = 6;
  for (int i = 1; i <= kKills; ++i) {
    const pid_t child = start(disturbed);
    std::this_thread::sleep_for(whole * i / (kKills + 2));
    ::kill(child, SIGKILL);
    wait_for(child);
    if (!fs::exists(disturbed)) continue;  // killed before it made the database
    const auto graph = Graph::open(disturbed);
    for (const std::string& id : complete_lines(folder_ / "output")) {
      EXPECT_TRUE(document_digest(*graph->snapshot(), id).has_value()) << id;
    }
    const VerifyReport report = graph->verify();
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
  }
  ASSERT_EQ(wait_for(start(disturbed)), 0);
  EXPECT_EQ(fingerprint(disturbed), fingerprint(undisturbed));
}

}  // namespace
}  // namespace chancery
