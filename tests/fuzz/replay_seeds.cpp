// The seeds of a fuzz target as a plain test: each one, every prefix of it, and the seed with each
// byte left out.

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

TEST(Seeds, Replay) {
  std::size_t seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(CHANCERY_SEEDS)) {
    SCOPED_TRACE(entry.path().string());
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string seed((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    ++seeds;
    for (std::size_t i = 0; i <= seed.size(); ++i) {
      replay(seed.substr(0, i));
      if (i < seed.size()) replay(seed.substr(0, i) + seed.substr(i + 1));
    }
  }
  EXPECT_GT(seeds, 0U);
}

}  // namespace
