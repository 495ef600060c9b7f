#include "evaluation/quotes.h"

#include <algorithm>

#include "cutter.h"
#include "extract/analysis.h"

namespace chancery::ingest {
namespace {

constexpr std::string_view kGap = " ... ";  // between the parts of a cue

bool has_any(std::string_view passage, const std::vector<std::string>& surfaces) {
  return std::any_of(surfaces.begin(), surfaces.end(), [&](const std::string& surface) {
    return !surface.empty() && passage.find(surface) != passage.npos;
  });
}

bool has_parts(std::string_view passage, std::string_view cue) {
  while (!cue.empty()) {
    const std::size_t gap = cue.find(kGap);
    const std::string_view part = cue.substr(0, gap);
    const std::size_t at = passage.find(part);
    if (at == passage.npos) return false;
    passage.remove_prefix(at + part.size());
    if (gap == cue.npos) break;
    cue.remove_prefix(gap + kGap.size());
  }
  return true;
}

}  // namespace

Quotes::Quotes(const Annotations& text) {
  const Cutter cutter(text.document.text);
  for (const PassageRecord& passage : text.passages) {
    passages_.push_back(tidy(cutter.cut(passage.span)));
  }
}

std::string Quotes::with(const std::vector<std::string>& surfaces) const {
  const auto at = std::find_if(passages_.begin(), passages_.end(),
                               [&](const auto& passage) { return has_any(passage, surfaces); });
  return at == passages_.end() ? std::string() : *at;
}

std::string Quotes::with(std::string_view cue, const std::vector<std::string>& subject,
                         const std::vector<std::string>& object) const {
  const std::string* best = nullptr;
  int most = 0;
  for (const std::string& passage : passages_) {
    const int ends = has_any(passage, subject) + has_any(passage, object);
    const bool said = !cue.empty() && has_parts(passage, cue);
    const int fit = said ? 3 + ends : cue.empty() || ends == 2 ? ends : 0;
    if (fit <= most) continue;
    most = fit;
    best = &passage;
  }
  return best == nullptr ? std::string() : *best;
}

}  // namespace chancery::ingest
