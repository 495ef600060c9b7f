#include <algorithm>

#include "chancery/ingest/document.h"

namespace chancery {
namespace ingest {
namespace {

using Run = OffsetMap::Run;

bool adjoin(const Run& a, const Run& b) {
  return a.text_unit != 0 && a.text_unit == b.text_unit && a.source_unit == b.source_unit &&
         a.text + a.text_length == b.text && a.source + a.source_length == b.source;
}

/// Source offset of a text position inside a run: rounded down, or up to the end of its unit.
std::uint32_t source_at(const Run& run, std::uint32_t text, bool up) {
  const std::uint32_t into = text - run.text;
  if (run.text_unit == 0) return up && into > 0 ? run.source + run.source_length : run.source;
  const std::uint32_t units = (into + (up ? run.text_unit - 1u : 0u)) / run.text_unit;
  return run.source + std::min(units * run.source_unit, run.source_length);
}

/// The first run that ends after `text`.
std::vector<Run>::const_iterator run_after(const std::vector<Run>& runs, std::uint32_t text) {
  return std::upper_bound(runs.begin(), runs.end(), text, [](std::uint32_t at, const Run& run) {
    return at < run.text + run.text_length;
  });
}

}  // namespace

void OffsetMap::append(Run run) {
  if (run.text_length == 0) return;
  if (run.verbatim() && run.text_length != run.source_length) run.text_unit = run.source_unit = 0;
  if (!runs_.empty() && adjoin(runs_.back(), run)) {
    runs_.back().text_length += run.text_length;
    runs_.back().source_length += run.source_length;
  } else {
    runs_.push_back(run);
  }
}

TextSpan OffsetMap::to_source(TextSpan text) const {
  const auto first = run_after(runs_, text.start);
  std::uint32_t start = 0;
  if (first != runs_.end()) {
    start = first->text <= text.start ? source_at(*first, text.start, false) : first->source;
  } else if (!runs_.empty()) {
    start = runs_.back().source + runs_.back().source_length;
  }
  if (text.end <= text.start) return {start, start};
  auto last = run_after(runs_, text.end - 1);
  std::uint32_t end = start;
  if (last != runs_.end() && last->text < text.end) {
    end = source_at(*last, text.end, true);
  } else if (last != runs_.begin()) {
    --last;
    end = last->source + last->source_length;
  }
  return {std::min(start, end), end};
}

OffsetMap OffsetMap::then(const OffsetMap& next) const {
  OffsetMap composed;
  for (const Run& run : runs_) {
    if (!run.verbatim()) {
      const TextSpan source = next.to_source({run.source, run.source + run.source_length});
      composed.append({run.text, source.start, run.text_length, source.end - source.start, 0, 0});
      continue;
    }
    const std::uint32_t end = run.source + run.source_length;
    for (auto it = run_after(next.runs_, run.source); it != next.runs_.end() && it->text < end;
         ++it) {
      const std::uint32_t from = std::max(run.source, it->text);
      const std::uint32_t to = std::min(end, it->text + it->text_length);
      const std::uint32_t source = source_at(*it, from, false);
      composed.append({run.text + (from - run.source), source, to - from,
                       source_at(*it, to, true) - source, it->text_unit, it->source_unit});
    }
  }
  return composed;
}

}  // namespace ingest
}  // namespace chancery
