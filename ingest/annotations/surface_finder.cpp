#include "annotations/surface_finder.h"

#include <algorithm>

#include "chancery/folding.h"
#include "text/tokens.h"

namespace chancery::ingest {

SurfaceFinder::SurfaceFinder(std::vector<std::string> surfaces) : surfaces_(std::move(surfaces)) {
  std::sort(surfaces_.begin(), surfaces_.end());
  surfaces_.erase(std::unique(surfaces_.begin(), surfaces_.end()), surfaces_.end());
  if (!surfaces_.empty() && surfaces_.front().empty()) surfaces_.erase(surfaces_.begin());
  // What begins a text stands before it in the order, and whatever stands between begins with it
  // too.
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < surfaces_.size(); ++i) {
    while (!open.empty() && !surfaces_[i].starts_with(surfaces_[open.back()])) open.pop_back();
    prefix_.push_back(open.empty() ? kNoSurface : open.back());
    open.push_back(i);
  }
}

std::optional<std::size_t> SurfaceFinder::index_of(std::string_view tidied) const {
  const auto at = std::lower_bound(surfaces_.begin(), surfaces_.end(), tidied);
  if (at == surfaces_.end() || *at != tidied) return std::nullopt;
  return static_cast<std::size_t>(at - surfaces_.begin());
}

std::vector<SurfaceFinder::Hit> SurfaceFinder::find(std::string_view text) const {
  std::vector<Hit> hits;
  for (std::size_t begin = 0; begin < text.size() && !surfaces_.empty();) {
    if (may_begin_name(text, begin)) {
      const std::string_view rest = text.substr(begin);
      // All that begin `rest` are the last one not behind it in the order, or begin that one.
      const auto behind = std::upper_bound(surfaces_.begin(), surfaces_.end(), rest);
      auto at = static_cast<std::size_t>(behind - surfaces_.begin()) - 1;
      for (; at != kNoSurface; at = prefix_[at]) {
        const std::size_t end = begin + surfaces_[at].size();
        if (rest.starts_with(surfaces_[at]) && !cuts_word(text, end)) {
          hits.push_back({at, begin, end});
        }
      }
    }
    next_code_point(text, begin);
  }
  return hits;
}

}  // namespace chancery::ingest
