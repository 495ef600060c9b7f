// Warnings: what runs, but is seldom meant.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chancery/query/engine.h"
#include "temp_database.h"

namespace chancery::query {
namespace {

class WarningsTest : public testing::Test {
 protected:
  void SetUp() override {
    run(*database_, "CREATE (:Person {name: 'Ada'})-[:LIVES_IN {since: 1}]->(:City {name: 'X'})");
  }

  std::vector<std::string> of(const std::string& text) { return run(*database_, text)->warnings(); }

  TempDatabase database_;
};

TEST_F(WarningsTest, NameWhatWasMeantAndWhere) {
  EXPECT_EQ(of("MATCH (p:Persn) RETURN p"),
            std::vector<std::string>{
                "No node has the label Persn (line 1, column 10); did you mean Person?"});
  EXPECT_EQ(of("MATCH (p:Person)\n  -[:LIVE_IN]->(c)\nRETURN c"),
            std::vector<std::string>{
                "No relationship is of type LIVE_IN (line 2, column 6); did you mean LIVES_IN?"});
  EXPECT_EQ(of("MATCH (p:Person) RETURN p.nme"),
            std::vector<std::string>{
                "Nothing has the property nme (line 1, column 27); did you mean name?"});
}

TEST_F(WarningsTest, SayNothingWhereNothingIsNear) {
  EXPECT_EQ(of("MATCH (p) WHERE p:Zebra RETURN p"),
            std::vector<std::string>{"No node has the label Zebra (line 1, column 19)."});
}

TEST_F(WarningsTest, ReachIntoSubqueriesPatternsAndMaps) {
  EXPECT_EQ(of("MATCH (p:Person) WHERE EXISTS { (p)-->(:Citi) } RETURN p").size(), 1U);
  EXPECT_EQ(of("MATCH (p:Person) RETURN [(p)-->(c:Citi) | c.name]").size(), 1U);
  EXPECT_EQ(of("MATCH (p:Person {nam: 'Ada'}) RETURN p").size(), 1U);
  EXPECT_EQ(of("MATCH (p:Person|Persn WHERE p.nam = 1)-[:!LIVE_IN]->() RETURN p").size(), 3U);
  EXPECT_EQ(of("MATCH ()-[r]->() WHERE r:LIVED_IN RETURN r").size(), 1U);
}

TEST_F(WarningsTest, AreNotForWhatTheStatementBringsIntoBeing) {
  EXPECT_TRUE(of("CREATE (:Planet {mass: 1})").empty());
  EXPECT_TRUE(of("MERGE (m:Moon) SET m.phase = 2 WITH m MATCH (n:Moon) RETURN n.phase").empty());
  EXPECT_TRUE(of("MATCH (p:Person) SET p:Poet, p += {born: 3} RETURN p.born").empty());
}

TEST_F(WarningsTest, AreNotForMapsAndTemporalValues) {
  EXPECT_TRUE(of("WITH {street: 1} AS m RETURN m.street, m.nothing, date().year").empty());
}

TEST_F(WarningsTest, ComeOnceForEachName) {
  EXPECT_EQ(of("MATCH (a:Persn), (b:Persn) WHERE a.nme = b.nme RETURN a").size(), 2U);
}

}  // namespace
}  // namespace chancery::query
