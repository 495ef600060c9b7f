#pragma once

// Where the words that an annotator gave stand in the document.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotations/passage_texts.h"
#include "annotations/surface_finder.h"
#include "chancery/ingest/annotator.h"
#include "chancery/statements.h"

namespace chancery::ingest {

struct Place {
  std::uint32_t passage = 0;
  TextSpan span;  ///< code points of the document's text, inside the passage
  auto operator<=>(const Place&) const = default;
};

/// Words without offsets are looked for in all passages at once; in page furniture, which is also
/// where footnotes stand, only names that stand nowhere else.
class Places {
 public:
  /// The annotations outlive it, and their passages stay.
  Places(const Annotations& annotations, const GivenAnnotations& given);

  /// Where a name is mentioned, in order: of names that overlap the first, of those that begin
  /// together the longest. Where it stands nowhere nothing, and `reason` says so.
  std::vector<Place> mentions(const GivenWords& words, std::string& reason) const;
  /// The first place of a cue in each passage that has it. "also listed ... for" are words with
  /// others between them; the place reaches from the first to the last.
  std::vector<Place> cues(const GivenWords& words, std::string& reason) const;
  /// The words at a place.
  std::string surface(const Place& place) const { return texts_.tidied(place.span); }

 private:
  struct Found {
    std::vector<Place> places;  ///< in order
    bool stands = false;        ///< anywhere, if only inside a longer name
  };
  void find_names(std::uint32_t passage, const TidyText& text, const std::vector<bool>& looked_for);
  void find_cues(std::uint32_t passage, const TidyText& text);
  std::vector<Place> given_place(const GivenWords& words, std::string& reason) const;
  /// The first place in each passage where the parts follow each other.
  std::vector<Place> in_sequence(const std::vector<std::string>& parts) const;
  const std::vector<Place>& cue_places(const std::string& part) const;
  std::optional<Place> check_place(const GivenWords& words, std::string& reason) const;

  const Annotations& annotations_;
  PassageTexts texts_;
  SurfaceFinder names_;
  SurfaceFinder cues_;
  std::vector<Found> found_names_;  ///< by index in names_
  std::vector<Found> found_cues_;
};

}  // namespace chancery::ingest
