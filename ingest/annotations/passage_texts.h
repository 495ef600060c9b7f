#pragma once

// The passages of a document as annotations are compared with them: white space tidied, and every
// byte traced to the code point it came from.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/statements.h"

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
  explicit PassageTexts(const Annotations& annotations);

  std::size_t size() const { return begins_.size(); }
  /// The passage that a span lies in; nullopt where it crosses one's end or is outside of all.
  std::optional<std::uint32_t> passage_of(TextSpan span) const;
  TidyText tidied(std::size_t passage) const;
  /// The words of a span inside a passage, tidied.
  std::string tidied(std::size_t passage, TextSpan span) const;

 private:
  std::string_view rest_of(std::size_t passage) const {
    return std::string_view(annotations_.document.text).substr(begins_[passage]);
  }

  const Annotations& annotations_;
  std::vector<std::size_t> begins_;  ///< bytes of the text
};

}  // namespace chancery::ingest
