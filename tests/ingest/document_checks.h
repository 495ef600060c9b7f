#pragma once

// What must hold of every document, whatever it was read from.

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "chancery/ingest/document.h"

namespace chancery::ingest {

inline std::string_view text_of(const Document& document, const Block& block) {
  return std::string_view(document.text)
      .substr(block.span.start, block.span.end - block.span.start);
}

inline std::string_view source_of(const Document& document, std::string_view bytes, TextSpan text) {
  const TextSpan source = document.to_source.to_source(text);
  return bytes.substr(source.start, source.end - source.start);
}

/// The text of the blocks of one kind, joined by "|".
inline std::string blocks_of(const Document& document, Block::Kind kind) {
  std::string joined;
  for (const Block& block : document.blocks) {
    if (block.kind != kind) continue;
    if (!joined.empty()) joined += '|';
    joined += text_of(document, block);
  }
  return joined;
}

/// The span of the first occurrence of `words` in the text.
inline TextSpan find_in(const Document& document, std::string_view words) {
  const std::size_t at = document.text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

inline bool is_space_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kSpaces = " \t\n\r\f\xC2\xA0\xEF\xBB\xBF";
  return kSpaces.find(text[at]) != std::string_view::npos;
}

inline void expect_blocks_cover(const Document& document) {
  std::uint32_t at = 0;
  for (const Block& block : document.blocks) {
    ASSERT_LE(at, block.span.start);
    ASSERT_LT(block.span.start, block.span.end);
    for (; at < block.span.start; ++at) {
      ASSERT_TRUE(is_space_at(document.text, at)) << document.source << " at " << at;
    }
    at = block.span.end;
  }
  for (; at < document.text.size(); ++at) ASSERT_TRUE(is_space_at(document.text, at)) << at;
}

inline void expect_runs_match(const Document& document, std::string_view bytes) {
  std::uint32_t text = 0;
  std::uint32_t source = 0;
  for (const OffsetMap::Run& run : document.to_source.runs()) {
    ASSERT_LE(text, run.text);
    ASSERT_LE(source, run.source);
    text = run.text + run.text_length;
    source = run.source + run.source_length;
    ASSERT_LE(text, document.text.size());
    ASSERT_LE(source, bytes.size());
    if (run.verbatim()) {
      ASSERT_EQ(document.text.substr(run.text, run.text_length),
                bytes.substr(run.source, run.source_length))
          << document.source;
    } else if (run.text_unit == 0) {
      // A line break takes in the marks around it, such as a link's address, but no more.
      ASSERT_LE(run.source_length, 64u) << document.source;
    }
  }
}

inline bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c;
    U8_NEXT(text.data(), at, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

inline void expect_sound(const Document& document, std::string_view bytes) {
  EXPECT_TRUE(is_utf8(document.text)) << document.source;
  EXPECT_TRUE(is_utf8(document.title)) << document.source;
  EXPECT_EQ(document.sha256.size(), 64u);
  EXPECT_FALSE(document.blocks.empty());
  expect_blocks_cover(document);
  expect_runs_match(document, bytes);
}

/// Reads, checks what must always hold, and hands the document on.
inline Document read_sound(std::string_view name, std::string_view bytes) {
  Document document = read_document(name, bytes);
  expect_sound(document, bytes);
  return document;
}

/// The message of the input_error that reading must end in.
inline std::string refusal_of(std::string_view name, std::string_view bytes) {
  try {
    read_document(name, bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input_error);
    EXPECT_EQ(error.place().file, name);
    return error.what();
  }
  ADD_FAILURE() << "it was read";
  return {};
}

/// UTF-8 text in another encoding.
inline std::string encoded(std::string_view text, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(8 * text.size() + 16, '\0');
  const std::int32_t size =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                   text.data(), static_cast<std::int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace chancery::ingest
