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
/// advance in step, so a plain UTF-8 file has one run. Text between two runs was put in by the
/// reader (the line break between blocks) and comes from no byte of the file.
class OffsetMap {
 public:
  struct Run {
    std::uint32_t text = 0;    ///< first byte in the text
    std::uint32_t source = 0;  ///< first byte in the source
    std::uint32_t text_length = 0;
    std::uint32_t source_length = 0;
    /// `text_unit` bytes of text come from each `source_unit` bytes of source: 1 and 1 is a
    /// verbatim run, 2 and 1 Cyrillic from windows-1251, 0 and 0 a run that cannot be divided
    /// (an entity, folded white space).
    std::uint8_t text_unit = 1;
    std::uint8_t source_unit = 1;
    /// The bytes are the same on both sides.
    bool verbatim() const { return text_unit == 1 && source_unit == 1; }
    bool operator==(const Run&) const = default;
  };

  /// Runs are appended in order of text; neighbours of equal units are joined. A run of unequal
  /// lengths with units 1 and 1 is taken as indivisible.
  void append(Run run);
  /// The smallest range of source bytes that made this range of text bytes; empty where none did.
  TextSpan to_source(TextSpan text) const;
  std::span<const Run> runs() const { return runs_; }
  /// This map, followed by `next`: from our text through its text to its source.
  OffsetMap then(const OffsetMap& next) const;

 private:
  std::vector<Run> runs_;
};

/// A block of layout. Blocks do not overlap and are in order; text between them is white space.
/// Page furniture (headers, footers, page numbers, footnotes at the foot of a page, navigation of
/// a web page) stays in the text and is marked.
struct Block {
  enum class Kind { title, heading, paragraph, item, quote, table, furniture };
  Kind kind = Kind::paragraph;
  TextSpan span;           ///< bytes of Document::text; neither starts nor ends with white space
  std::uint8_t level = 0;  ///< of a heading, 1 to 6; of an item, its depth from 1
  std::string number;      ///< label of a numbered item as written, "3.", "(a)", or empty
  /// A page break cut the sentence: it goes on in the next block that is not furniture.
  bool continued = false;
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
/// Error(input_error, file): missing, unreadable, larger than `max_bytes`, binary, empty, a line
/// of more than 16 MiB (a data file, not a document), Markdown or HTML of more than 32 MiB.
Document read_document(const std::filesystem::path& path, std::size_t max_bytes = 256u << 20);

/// The same from memory; `name` decides the format by its extension (none or unknown: plain).
Document read_document(std::string_view name, std::string_view bytes);

}  // namespace CHANCERY_API
}  // namespace chancery
