// Things that a text singles out by description: "the resolution", and sets of norms that it
// announces and lists.

#include <gtest/gtest.h>

#include <algorithm>

#include "readings.h"

namespace chancery::ingest {
namespace {

TEST(Descriptions, AHeadNounStandsForTheThingOfItsKind) {
  const std::string adopted = "Chile adopted the Andean Cable Resolution. ";
  EXPECT_TRUE(says(adopted + "The resolution covers encryption.",
                   "inst:andean-cable-resolution ADDRESSES topic:encryption"));
  EXPECT_TRUE(says(adopted + "Peru rejected the resolution.",
                   "state:pe OPPOSES inst:andean-cable-resolution"));
  EXPECT_FALSE(says(adopted + "Peru rejected a resolution.",
                    "state:pe OPPOSES inst:andean-cable-resolution"));
  EXPECT_FALSE(
      says(adopted + "Peru rejected the treaty.", "state:pe OPPOSES inst:andean-cable-resolution"));
}

TEST(Descriptions, WordsBehindTheNounSingleOutAnother) {
  const std::string adopted = "Chile adopted the Andean Cable Resolution. ";
  for (const char* other : {"the resolution of disputes", "the resolution on fisheries",
                            "the resolution between banks"}) {
    EXPECT_FALSE(says(adopted + "Peru rejected " + other + ".",
                      "state:pe OPPOSES inst:andean-cable-resolution"));
  }
}

TEST(Descriptions, TheThingNamedLastIsMeant) {
  const auto text = read(
      "Chile attended the Lima Cable Summit. Peru attended the Quito Cable Summit. This summit "
      "covered encryption.");
  EXPECT_TRUE(says(text, "event:quito-cable-summit ADDRESSES topic:encryption"));
  EXPECT_FALSE(says(text, "event:lima-cable-summit ADDRESSES topic:encryption"));
}

TEST(Descriptions, AreNoMentions) {
  const auto text =
      read("Chile adopted the Andean Cable Resolution. Peru rejected the resolution.");
  const auto* resolution = entity(text, "Andean Cable Resolution");
  ASSERT_NE(resolution, nullptr);
  const auto& names = resolution->aliases;
  EXPECT_EQ(std::find(names.begin(), names.end(), "resolution"), names.end());
  EXPECT_EQ(to_reference_json(text).find("\"resolution\""), std::string::npos);
}

const std::string kAnnouncement =
    "We, the leaders of Chile and Peru, met today.\n\n"
    "We endorse applications that fulfil the following shared principles:\n\n";
const std::string kItems =
    "## First\n\n- Encryption comes by default.\n\n## Second\n\n- Cloud security is built in.\n\n";

/// The id of the one instrument of a text, empty where it has none.
std::string norm_set(const Annotations& annotations) {
  for (const EntityRecord& e : annotations.entities) {
    if (e.type == "Instrument") return e.id;
  }
  return "";
}

TEST(NormSets, AreAnnouncedAndListed) {
  const auto text = read(kAnnouncement + "- Encryption by default\n- Cloud security\n", "note.md");
  const std::string set = norm_set(text);
  ASSERT_EQ(set.rfind("inst:", 0), 0u);
  EXPECT_TRUE(says(text, "state:cl SUPPORTS " + set));
  EXPECT_TRUE(says(text, set + " ADDRESSES topic:encryption"));
  EXPECT_TRUE(says(text, set + " ADDRESSES topic:cloud-security"));
  EXPECT_FALSE(says(text, "state:cl SUPPORTS topic:encryption"));
}

TEST(NormSets, HoldTheItemsUnderTheHeadingsThatPartThem) {
  const auto text = read(kAnnouncement + kItems, "note.md");
  const std::string set = norm_set(text);
  EXPECT_TRUE(says(text, set + " ADDRESSES topic:encryption"));
  EXPECT_TRUE(says(text, set + " ADDRESSES topic:cloud-security"));
}

TEST(NormSets, ComeBackByTheirOwnWords) {
  const auto text =
      read(kAnnouncement + kItems + "## Outlook\n\nWe will promote these principles.\n", "note.md");
  EXPECT_TRUE(says(text, "state:pe COMMITS_TO " + norm_set(text)));
  const auto other =
      read(kAnnouncement + kItems + "## Outlook\n\nWe will promote other norms.\n", "note.md");
  EXPECT_FALSE(says(other, "state:pe COMMITS_TO " + norm_set(other)));
}

TEST(NormSets, NeedAnAnnouncementAndANounOfNorms) {
  for (const char* end : {"the following common tests:", "many shared principles:"}) {
    const auto text =
        read(std::string("Chile and Peru endorse ") + end + "\n\n- Encryption\n- Cloud security\n",
             "note.md");
    EXPECT_EQ(norm_set(text), "") << end;
    EXPECT_TRUE(says(text, "state:cl SUPPORTS topic:encryption"));
  }
}

}  // namespace
}  // namespace chancery::ingest
