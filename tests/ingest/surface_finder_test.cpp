#include "annotations/surface_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "text/tokens.h"

namespace chancery::ingest {
namespace {

/// Every place of every surface, by looking.
std::vector<std::tuple<std::size_t, std::size_t, std::string>> looked_up(
    const std::vector<std::string>& surfaces, const std::string& text) {
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> found;
  for (const std::string& surface : surfaces) {
    for (std::size_t at = text.find(surface); at != std::string::npos;
         at = text.find(surface, at + 1)) {
      const std::size_t end = at + surface.size();
      if (!cuts_word(text, at) && !cuts_word(text, end)) found.emplace_back(at, end, surface);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(SurfaceFinder, FindsWhatLookingFinds) {
  std::mt19937 random(7);
  const auto word = [&](std::size_t length) {
    static const std::vector<std::string> letters = {"a", "b", " ", "-", "é", "中"};
    std::string out;
    for (std::size_t i = 0; i < length; ++i) out += letters[random() % letters.size()];
    return out;
  };
  std::size_t hits = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> surfaces;
    for (int i = 0; i < 12; ++i) surfaces.push_back(word(1 + random() % 4));
    std::sort(surfaces.begin(), surfaces.end());
    surfaces.erase(std::unique(surfaces.begin(), surfaces.end()), surfaces.end());
    const std::string text = word(40);
    const SurfaceFinder finder(surfaces);
    std::vector<std::tuple<std::size_t, std::size_t, std::string>> found;
    for (const SurfaceFinder::Hit& hit : finder.find(text)) {
      found.emplace_back(hit.begin, hit.end, finder.surface(hit.surface));
    }
    hits += found.size();
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, looked_up(surfaces, text)) << text;
  }
  EXPECT_GT(hits, 1000u);
}

TEST(SurfaceFinder, TakesWholeWordsWhereWordsHaveSpaces) {
  const SurfaceFinder finder({"EU", "EU Act", "中国", "فيينا"});
  std::string found;
  for (const auto& hit : finder.find("EUROPOL, the EU Act; 访问中国者 وفيينا وفييناس")) {
    found += finder.surface(hit.surface) + "|";
  }
  EXPECT_EQ(found, "EU Act|EU|中国|فيينا|");
}

}  // namespace
}  // namespace chancery::ingest
