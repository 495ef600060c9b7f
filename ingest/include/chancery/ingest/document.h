#pragma once

// What a reader makes of a file: text with its layout, and a map back to the bytes it came from.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/types.h"

namespace chancery {
namespace ingest CHANCERY_API {

/// Maps offsets of a document's text to bytes of the file. Runs are kept where both sides
/// advance together, so a plain file has one run.
class OffsetMap {
 public:
  struct Run {
    std::uint32_t text = 0;    ///< first byte in the text
    std::uint32_t source = 0;  ///< first byte in the source
    std::uint32_t text_length = 0;
    std::uint32_t source_length = 0;  ///< equal to text_length for a verbatim run
    bool operator==(const Run&) const = default;
  };

  /// Runs are appended in order of text; neighbouring verbatim runs are joined.
  void append(const Run& run);
  /// The smallest range of source bytes that made this range of text bytes.
  TextSpan to_source(TextSpan text) const;
  std::span<const Run> runs() const { return runs_; }

 private:
  std::vector<Run> runs_;
};

/// A block of layout. Blocks do not overlap and are in order; text between them is white space.
struct Block {
  enum class Kind { title, heading, paragraph, item, quote, table, furniture };
  Kind kind = Kind::paragraph;
  TextSpan span;           ///< bytes of Document::text
  std::uint8_t level = 0;  ///< of a heading, 1 to 6; of an item, its depth from 1
  std::string number;      ///< label of a numbered item, "3", "(a)", or empty
};

/// A file, read and decoded.
struct Document {
  std::string id;      ///< "doc:" and the file name without extension
  std::string source;  ///< path as named by the user
  std::string sha256;  ///< hex, of the source bytes
  std::string media_type;
  std::string encoding;  ///< of the source, IANA name
  std::string language;  ///< BCP 47: front matter or markup first, else detected; "und"
  std::string title;
  std::string date;  ///< ISO 8601 or empty
  std::string symbol;
  std::string url;
  std::map<std::string, std::string> metadata;  ///< the other front matter or <meta> fields
  std::string text;  ///< UTF-8, never changed afterwards: what every offset points into
  std::vector<Block> blocks;
  OffsetMap to_source;               ///< bytes of text to bytes of the file
  std::vector<std::string> notices;  ///< e.g. "3 invalid bytes replaced"
};

/// Reads one file: plain text in any encoding, Markdown with front matter, HTML. Throws
/// Error(input_error, file): missing, unreadable, larger than `max_bytes`, binary, empty.
Document read_document(const std::filesystem::path& path, std::size_t max_bytes = 256u << 20);

/// The same from memory; `name` decides the format by its extension.
Document read_document(std::string_view name, std::string_view bytes);

}  // namespace CHANCERY_API
}  // namespace chancery
