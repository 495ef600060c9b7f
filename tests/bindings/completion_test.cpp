#include "completion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "temp_database.h"

namespace chancery::cli {
namespace {

class CompletionAt : public ::testing::Test {
 protected:
  void SetUp() override {
    auto transaction = database_.graph()->begin();
    const LabelId label = transaction->intern_label("Organization");
    const NodeId node = transaction->create_node(std::vector<LabelId>{label});
    const NodeId other = transaction->create_node(std::vector<LabelId>{label});
    transaction->set_property(node, transaction->intern_key("homepage"), "https://example.org");
    transaction->create_relationship(node, transaction->intern_type("SUPPORTS"), other);
    transaction->set_names(node, std::vector<std::string>{"ENISA", "Agency 'for' Cybersecurity"});
    transaction->commit();
  }

  std::vector<std::string> at(std::string_view line, std::string_view before = "") {
    return complete(database_, before, line).candidates;
  }

  bool offers(std::string_view line, const std::string& word) {
    const auto candidates = at(line);
    return std::find(candidates.begin(), candidates.end(), word) != candidates.end();
  }

  TempFolder folder_;
  Database database_ = Database::open(folder_.path() / "db");
};

TEST_F(CompletionAt, LabelsInsideANode) { EXPECT_TRUE(offers("MATCH (n:Org", "Organization")); }

TEST_F(CompletionAt, TypesInsideARelationship) {
  EXPECT_TRUE(offers("MATCH (a)-[r:SUP", "SUPPORTS"));
  EXPECT_FALSE(offers("MATCH (a)-[r:Org", "Organization"));
}

TEST_F(CompletionAt, PropertiesAfterADot) { EXPECT_TRUE(offers("RETURN n.home", "homepage")); }

TEST_F(CompletionAt, NamesInsideAString) {
  EXPECT_EQ(at("RETURN entity('eni"), std::vector<std::string>{"ENISA'"});
}

TEST_F(CompletionAt, NamesAreEscapedForTheQuote) {
  EXPECT_EQ(at("RETURN entity('agency"),
            std::vector<std::string>{"Agency \\'for\\' Cybersecurity'"});
}

TEST_F(CompletionAt, KeywordsInTheCaseTyped) {
  EXPECT_TRUE(offers("MAT", "MATCH"));
  EXPECT_TRUE(offers("mat", "match"));
}

TEST_F(CompletionAt, VariablesOfEarlierLines) {
  const auto candidates = at("RETURN agen", "MATCH (agency:Organization)\n");
  EXPECT_NE(std::find(candidates.begin(), candidates.end(), "agency"), candidates.end());
}

TEST_F(CompletionAt, ShellCommands) {
  EXPECT_EQ(at(":edi"), std::vector<std::string>{":editions"});
}

TEST_F(CompletionAt, ReplacesFromTheStartOfTheWord) {
  EXPECT_EQ(complete(database_, "", "MATCH (n:Org").start, 9u);
}

}  // namespace
}  // namespace chancery::cli
