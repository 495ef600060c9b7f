// Real documents: the text is faithful to the bytes it was read from.

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "document_checks.h"

namespace chancery::ingest {
namespace {

std::filesystem::path shared_folder() {
  const char* folder = std::getenv("CHANCERY_SHARED_DIR");
  return folder ? folder : CHANCERY_SOURCE_DIR "/../shared";
}

void expect_faithful(const std::filesystem::path& folder) {
  std::size_t documents = 0;
  std::size_t text = 0;
  std::size_t verbatim = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = file_bytes(entry.path());
    const Document document = read_document(entry.path());
    expect_sound(document, bytes);
    EXPECT_TRUE(document.notices.empty()) << entry.path() << ": " << document.notices.front();
    EXPECT_FALSE(document.title.empty()) << entry.path();
    ++documents;
    text += document.text.size();
    for (const OffsetMap::Run& run : document.to_source.runs()) {
      if (run.verbatim()) verbatim += run.text_length;
    }
  }
  EXPECT_GT(documents, 0u);
  EXPECT_GT(verbatim, text / 100 * 98);
}

TEST(Fidelity, OfOurOwnDocuments) { expect_faithful(CHANCERY_SOURCE_DIR "/corpus/documents"); }

TEST(Fidelity, OfRealReleases) {
  const std::filesystem::path releases = shared_folder() / "data" / "releases";
  if (!std::filesystem::exists(releases)) GTEST_SKIP() << "set CHANCERY_SHARED_DIR to run this";
  expect_faithful(releases);
}

TEST(Fidelity, OfReferenceTexts) {
  const std::filesystem::path texts = shared_folder() / "reference" / "dev" / "texts";
  if (!std::filesystem::exists(texts)) GTEST_SKIP() << "set CHANCERY_SHARED_DIR to run this";
  expect_faithful(texts);
}

}  // namespace
}  // namespace chancery::ingest
