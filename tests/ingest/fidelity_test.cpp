// Real documents, through every reader: the text is faithful to the bytes it was read from, and
// what is stored of it stands where it says.

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "chancery/folding.h"
#include "chancery/ingest/extract.h"
#include "chancery/ingest/pipeline.h"
#include "chancery/statements.h"
#include "document_checks.h"
#include "temp_database.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

fs::path shared_folder() {
  const char* folder = std::getenv("CHANCERY_SHARED_DIR");
  return folder ? folder : CHANCERY_SOURCE_DIR "/../shared";
}

std::string slice(std::string_view text, TextSpan span) {
  const std::size_t start = byte_offset(text, span.start);
  return std::string(text.substr(start, byte_offset(text, span.end) - start));
}

bool is_trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\r\f";
  return !text.empty() && kSpaces.find(text.front()) == kSpaces.npos &&
         kSpaces.find(text.back()) == kSpaces.npos;
}

/// What the extractor points at are whole words of the text, and lies inside its passage.
void expect_quotable(const Document& document, std::string_view bytes,
                     const Dictionaries& dictionaries) {
  const Annotations annotations = extract(document, dictionaries).annotations;
  ASSERT_EQ(annotations.document.text, document.text);
  // A statement of the layout has no cue: an empty span.
  const auto inside = [](TextSpan part, TextSpan whole) {
    const bool empty = part.start == part.end;
    return empty || (whole.start <= part.start && part.end <= whole.end);
  };
  for (const PassageRecord& passage : annotations.passages) {
    ASSERT_TRUE(is_trimmed(slice(document.text, passage.span))) << document.source;
    const auto start = static_cast<std::uint32_t>(byte_offset(document.text, passage.span.start));
    const auto end = static_cast<std::uint32_t>(byte_offset(document.text, passage.span.end));
    ASSERT_FALSE(source_of(document, bytes, {start, end}).empty()) << document.source;
  }
  for (const MentionRecord& mention : annotations.mentions) {
    ASSERT_TRUE(inside(mention.span, annotations.passages[mention.passage].span))
        << document.source << ": '" << slice(document.text, mention.span) << "' in '"
        << slice(document.text, annotations.passages[mention.passage].span) << "'";
    ASSERT_TRUE(is_trimmed(slice(document.text, mention.span))) << document.source;
  }
  for (const StatementRecord& statement : annotations.statements) {
    ASSERT_TRUE(inside(statement.span, annotations.passages[statement.passage].span));
    // The verb of a list stands before its items, and so outside their passages.
    const std::string cue = slice(document.text, statement.cue);
    ASSERT_TRUE(cue.empty() || is_trimmed(cue)) << document.source << ": '" << cue << "'";
  }
}

std::string as_html(std::string_view text) {
  std::string html = "<!DOCTYPE html><html><head><title>T</title></head><body><p>";
  for (const char c : text) {
    switch (c) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      case '\n':
        html += "</p>\n<p>";
        break;
      default:
        html += c;
    }
  }
  return html + "</p></body></html>";
}

void expect_faithful(const fs::path& folder) {
  const auto dictionaries = Dictionaries::load_default();
  std::size_t documents = 0;
  std::size_t text = 0;
  std::size_t verbatim = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
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
    expect_quotable(document, bytes, *dictionaries);
    // The same bytes as if they were of another format.
    const std::string html = as_html(document.text);
    expect_quotable(read_sound("document.html", html), html, *dictionaries);
    expect_quotable(read_sound("document.txt", bytes), bytes, *dictionaries);
    expect_quotable(read_sound("document.md", bytes), bytes, *dictionaries);
  }
  EXPECT_GT(documents, 0u);
  EXPECT_GT(verbatim, text / 100 * 98);
}

TEST(Fidelity, OfOurOwnDocuments) { expect_faithful(CHANCERY_SOURCE_DIR "/corpus/documents"); }

TEST(Fidelity, OfRealReleases) {
  const fs::path releases = shared_folder() / "data" / "releases";
  if (!fs::exists(releases)) GTEST_SKIP() << "set CHANCERY_SHARED_DIR to run this";
  expect_faithful(releases);
}

TEST(Fidelity, OfReferenceTexts) {
  const fs::path texts = shared_folder() / "reference" / "dev" / "texts";
  if (!fs::exists(texts)) GTEST_SKIP() << "set CHANCERY_SHARED_DIR to run this";
  expect_faithful(texts);
}

/// Evidence and mentions as they are read back from a database.
void expect_stored_faithfully(const fs::path& folder) {
  TempDatabase database;
  const fs::path paths[] = {folder};
  const IngestReport report = ingest(*database, paths, {});
  EXPECT_TRUE(report.failed.empty());
  const auto view = database->snapshot();
  const auto statements = view->nodes_with_label(*view->label_id("Statement"));
  std::size_t checked = 0;
  for (NodeId node = statements->next(); node != NodeId::none; node = statements->next()) {
    const auto proof = evidence(*view, node);
    ASSERT_TRUE(proof.has_value());
    const std::optional<std::string> text = view->document_text(proof->document);
    ASSERT_TRUE(text.has_value());
    ASSERT_EQ(proof->quote, slice(*text, proof->quote_span));
    ASSERT_EQ(proof->cue, slice(*text, proof->cue_span));
    ++checked;
  }
  EXPECT_EQ(checked, report.statements);
  EXPECT_GT(checked, 0u);
}

TEST(Fidelity, OfEvidenceInTheStore) {
  expect_stored_faithfully(CHANCERY_SOURCE_DIR "/corpus/documents");
}

TEST(Fidelity, OfEvidenceOfReleasesInTheStore) {
  const fs::path releases = shared_folder() / "data" / "releases";
  if (!fs::exists(releases)) GTEST_SKIP() << "set CHANCERY_SHARED_DIR to run this";
  expect_stored_faithfully(releases);
}

}  // namespace
}  // namespace chancery::ingest
