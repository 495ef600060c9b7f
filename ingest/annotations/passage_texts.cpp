#include "annotations/passage_texts.h"

#include <algorithm>

#include "chancery/folding.h"
#include "extract/analysis.h"

namespace chancery::ingest {

PassageTexts::PassageTexts(const Annotations& annotations) : annotations_(annotations) {
  const std::string_view text = annotations.document.text;
  std::size_t begin = 0;
  std::uint32_t point = 0;
  for (const PassageRecord& passage : annotations.passages) {
    begin += byte_offset(text.substr(begin), passage.span.start - point);
    point = passage.span.start;
    begins_.push_back(begin);
  }
}

std::optional<std::uint32_t> PassageTexts::passage_of(TextSpan span) const {
  const auto& passages = annotations_.passages;
  const auto after = std::upper_bound(
      passages.begin(), passages.end(), span.start,
      [](std::uint32_t start, const PassageRecord& passage) { return start < passage.span.start; });
  if (after == passages.begin() || span.start >= span.end) return std::nullopt;
  const auto at = std::prev(after);
  if (span.end > at->span.end) return std::nullopt;
  return static_cast<std::uint32_t>(at - passages.begin());
}

TidyText PassageTexts::tidied(std::size_t passage) const {
  const TextSpan span = annotations_.passages[passage].span;
  const std::string_view rest = rest_of(passage);
  TidyText out;
  std::uint32_t point = span.start;
  std::uint32_t blank = 0;
  bool blank_before = false;
  for (std::size_t at = 0; point < span.end && at < rest.size(); ++point) {
    const std::size_t begin = at;
    next_code_point(rest, at);
    const std::string_view letter = rest.substr(begin, at - begin);
    if (tidy(letter).empty()) {
      if (!blank_before) blank = point;
      blank_before = true;
      continue;
    }
    if (blank_before && !out.text.empty()) {
      out.text += ' ';
      out.points.push_back(blank);
    }
    blank_before = false;
    out.text += letter;
    out.points.insert(out.points.end(), letter.size(), point);
  }
  return out;
}

std::string PassageTexts::tidied(std::size_t passage, TextSpan span) const {
  const std::string_view rest = rest_of(passage);
  const std::size_t begin =
      byte_offset(rest, span.start - annotations_.passages[passage].span.start);
  return tidy(rest.substr(begin, byte_offset(rest.substr(begin), span.end - span.start)));
}

}  // namespace chancery::ingest
