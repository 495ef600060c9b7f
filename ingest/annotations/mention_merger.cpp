#include "annotations/mention_merger.h"

#include <algorithm>

namespace chancery::ingest {

MentionMerger::MentionMerger(Annotations& annotations, std::uint32_t annotator)
    : annotations_(annotations), annotator_(annotator), before_(annotations.mentions.size()) {
  for (const MentionRecord& mention : annotations.mentions) {
    there_.emplace(mention.span, mention.entity);
    spans_.insert(mention.span);
  }
  std::uint32_t farthest = 0;
  for (const TextSpan& span : spans_) {
    farthest = std::max(farthest, span.end);
    reach_.emplace_back(span.start, farthest);
  }
}

void MentionMerger::add(const Place& place, std::uint32_t entity) {
  if (covered(place.span) || !there_.emplace(place.span, entity).second) return;
  annotations_.mentions.push_back({place.passage, entity, place.span, annotator_});
}

bool MentionMerger::covered(TextSpan span) const {
  if (spans_.contains(span)) return false;
  const auto behind =
      std::upper_bound(reach_.begin(), reach_.end(), span.start,
                       [](std::uint32_t start, const auto& reach) { return start < reach.first; });
  return behind != reach_.begin() && std::prev(behind)->second >= span.end;
}

std::uint64_t MentionMerger::finish() {
  std::stable_sort(annotations_.mentions.begin(), annotations_.mentions.end(),
                   [](const MentionRecord& a, const MentionRecord& b) { return a.span < b.span; });
  return annotations_.mentions.size() - before_;
}

}  // namespace chancery::ingest
