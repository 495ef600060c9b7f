#pragma once

// Mentions of an annotator among those that are there.

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "annotations/places.h"
#include "chancery/statements.h"

namespace chancery::ingest {

class MentionMerger {
 public:
  /// The annotations outlive it.
  MentionMerger(Annotations& annotations, std::uint32_t annotator);

  /// Does nothing where the mention is there, or stands inside a longer name that is there. What
  /// is there for another entity at the same place stays beside it.
  void add(const Place& place, std::uint32_t entity);
  /// Puts the mentions in order. Yields how many are new.
  std::uint64_t finish();

 private:
  bool covered(TextSpan span) const;

  Annotations& annotations_;
  std::uint32_t annotator_;
  std::size_t before_;                                          ///< mentions that were there
  std::set<std::pair<TextSpan, std::uint32_t>> there_;          ///< with the entity
  std::set<TextSpan> spans_;                                    ///< of mentions that were there
  std::vector<std::pair<std::uint32_t, std::uint32_t>> reach_;  ///< start, farthest end so far
};

}  // namespace chancery::ingest
