// Every example of the documentation, run on the graph that `make demo` builds.

#include <gtest/gtest.h>

#include <fstream>

#include "chancery/database.h"
#include "chancery/error.h"
#include "chancery/query/documentation.h"
#include "temp_database.h"

namespace chancery {
namespace {

const std::filesystem::path kCorpus = std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus";

/// "" where the example yields something that is not null, else what is wrong with it.
std::string fault_of(Database& database, const std::string& example,
                     const query::QueryOptions& options) {
  try {
    Rows rows = database.query(example, {}, options);
    Rows::Row row;
    if (!rows.next(row)) return "no rows";
    for (const Value& value : row) {
      if (!value.is_null()) return {};
    }
    return "only nulls";
  } catch (const Error& error) {
    return error.render(example);
  }
}

TEST(Documentation, ExamplesRunOnTheDemoGraph) {
  const TempFolder folder;
  Database database = Database::open(folder / "demo");
  ASSERT_EQ(database.ingest({kCorpus / "documents"}).failed.size(), 0u);
  std::ofstream(folder.path() / "people.jsonl") << R"({"name": "Ada"})";
  query::QueryOptions options;
  options.readable = {kCorpus, folder.path()};
  for (const query::Documentation& entry : query::documentation()) {
    EXPECT_EQ(fault_of(database, entry.example, options), "")
        << entry.name << ": " << entry.example;
  }
}

}  // namespace
}  // namespace chancery
