#pragma once

// The passages of a document as annotations are compared with them: white space tidied, and every
// byte traced to the code point it came from.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chancery/statements.h"
#include "cutter.h"
#include "extract/analysis.h"

namespace chancery::ingest {

struct TidyText {
  std::string text;
  std::vector<std::uint32_t> points;  ///< by byte of `text`: code point of the document's text

  /// The document's code points behind the bytes [begin, end), which are not empty.
  TextSpan span(std::size_t begin, std::size_t end) const {
    return {points[begin], points[end - 1] + 1};
  }
};

class PassageTexts {
 public:
  /// The annotations outlive it.
  explicit PassageTexts(const Annotations& annotations)
      : annotations_(annotations), cutter_(annotations.document.text) {}

  /// The passage that a span lies in; nullopt where it crosses one's end or is outside of all.
  std::optional<std::uint32_t> passage_of(TextSpan span) const;
  TidyText tidied(std::size_t passage) const;
  /// The words of a span inside a passage, tidied.
  std::string tidied(TextSpan span) const { return tidy(cutter_.cut(span)); }

 private:
  const Annotations& annotations_;
  Cutter cutter_;
};

}  // namespace chancery::ingest
