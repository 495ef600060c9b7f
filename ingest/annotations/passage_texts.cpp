#include "annotations/passage_texts.h"

#include <algorithm>

#include "chancery/folding.h"

namespace chancery::ingest {

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
  const std::string_view text = cutter_.cut(span);
  TidyText out;
  std::uint32_t point = span.start;
  std::uint32_t blank = 0;
  bool blank_before = false;
  for (std::size_t at = 0; at < text.size(); ++point) {
    const std::size_t begin = at;
    next_code_point(text, at);
    const std::string_view letter = text.substr(begin, at - begin);
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

}  // namespace chancery::ingest
