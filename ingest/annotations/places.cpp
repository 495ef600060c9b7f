#include "annotations/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "extract/analysis.h"

namespace chancery::ingest {
namespace {

/// Longer than any name; bounds the work on a text and names that repeat one word.
constexpr std::size_t kLongestSurface = 1000;  // bytes
constexpr std::string_view kFurniture = "furniture";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
/// Of the places of a cue in one sentence; bounds the memory that a text of one word takes.
constexpr std::size_t kMostInPassage = 64;

std::vector<std::string> name_surfaces(const GivenAnnotations& given) {
  std::vector<std::string> out;
  for (const GivenEntity& entity : given.entities) {
    for (const GivenWords& mention : entity.mentions) {
      if (mention.span || mention.surface.size() > kLongestSurface) continue;
      out.push_back(tidy(mention.surface));
    }
  }
  return out;
}

/// The parts of a cue, tidied, none of them empty.
std::vector<std::string> parts_of(const std::string& cue) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= cue.size();) {
    const std::size_t end = std::min({cue.find("...", at), cue.find(kEllipsis, at), cue.size()});
    if (std::string part = tidy(cue.substr(at, end - at)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    at = end + kEllipsis.size();  // both take three bytes
  }
  return parts;
}

std::vector<std::string> cue_surfaces(const GivenAnnotations& given) {
  std::vector<std::string> out;
  for (const GivenRelation& relation : given.relations) {
    if (relation.cue.span || relation.cue.surface.size() > kLongestSurface) continue;
    for (std::string& part : parts_of(relation.cue.surface)) out.push_back(std::move(part));
  }
  return out;
}

std::string nowhere(const GivenWords& words) {
  return words.surface.size() > kLongestSurface
             ? fmt::format("is longer than {} bytes", kLongestSurface)
             : "stands nowhere in the text";
}

}  // namespace

Places::Places(const Annotations& annotations, const GivenAnnotations& given)
    : annotations_(annotations),
      texts_(annotations),
      names_(name_surfaces(given)),
      cues_(cue_surfaces(given)),
      found_names_(names_.size()),
      found_cues_(cues_.size()) {
  std::vector<bool> looked_for(names_.size(), true);
  const auto& passages = annotations.passages;
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    if (passages[i].kind == kFurniture) continue;
    const TidyText text = texts_.tidied(i);
    find_names(i, text, looked_for);
    find_cues(i, text);
  }
  for (std::size_t i = 0; i < looked_for.size(); ++i) looked_for[i] = !found_names_[i].stands;
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    if (passages[i].kind == kFurniture) find_names(i, texts_.tidied(i), looked_for);
  }
}

void Places::find_names(std::uint32_t passage, const TidyText& text,
                        const std::vector<bool>& looked_for) {
  std::size_t taken = 0;  // bytes that a name before has
  for (const SurfaceFinder::Hit& hit : names_.find(text.text)) {
    if (!looked_for[hit.surface]) continue;
    found_names_[hit.surface].stands = true;
    if (hit.begin < taken) continue;
    found_names_[hit.surface].places.push_back({passage, text.span(hit.begin, hit.end)});
    taken = hit.end;
  }
}

void Places::find_cues(std::uint32_t passage, const TidyText& text) {
  for (const SurfaceFinder::Hit& hit : cues_.find(text.text)) {
    Found& found = found_cues_[hit.surface];
    found.stands = true;
    const std::size_t count = found.places.size();
    const bool full =
        count >= kMostInPassage && found.places[count - kMostInPassage].passage == passage;
    if (!full) found.places.push_back({passage, text.span(hit.begin, hit.end)});
  }
}

std::vector<Place> Places::mentions(const GivenWords& words, std::string& reason) const {
  if (words.span) return given_place(words, reason);
  const auto index = names_.index_of(tidy(words.surface));
  if (index && found_names_[*index].stands) return found_names_[*index].places;
  reason = nowhere(words);
  return {};
}

std::vector<Place> Places::cues(const GivenWords& words, std::string& reason) const {
  if (words.span) return given_place(words, reason);
  std::vector<Place> places = in_sequence(parts_of(words.surface));
  if (places.empty()) reason = nowhere(words);
  return places;
}

std::vector<Place> Places::in_sequence(const std::vector<std::string>& parts) const {
  std::vector<Place> places;
  if (parts.empty()) return places;
  for (Place place : cue_places(parts.front())) {
    if (!places.empty() && places.back().passage == place.passage) continue;
    bool complete = true;
    for (std::size_t i = 1; i < parts.size() && complete; ++i) {
      const auto& next = cue_places(parts[i]);
      const Place after{place.passage, {place.span.end, place.span.end}};
      const auto at = std::lower_bound(next.begin(), next.end(), after);
      complete = at != next.end() && at->passage == place.passage;
      if (complete) place.span.end = at->span.end;
    }
    if (complete) places.push_back(place);
  }
  return places;
}

const std::vector<Place>& Places::cue_places(const std::string& part) const {
  static const std::vector<Place> kNoPlaces;
  const auto index = cues_.index_of(part);
  return index ? found_cues_[*index].places : kNoPlaces;
}

std::vector<Place> Places::given_place(const GivenWords& words, std::string& reason) const {
  const std::optional<Place> place = check_place(words, reason);
  return place ? std::vector<Place>{*place} : std::vector<Place>();
}

std::optional<Place> Places::check_place(const GivenWords& words, std::string& reason) const {
  const std::optional<std::uint32_t> passage = texts_.passage_of(*words.span);
  if (!passage) {
    reason = "lies in no single sentence of the text";
    return std::nullopt;
  }
  if (annotations_.passages[*passage].kind == kFurniture) {
    reason = "stands in page furniture";
    return std::nullopt;
  }
  if (words.span->end - words.span->start > kLongestSurface) {
    reason = fmt::format("is longer than {} characters", kLongestSurface);
    return std::nullopt;
  }
  const std::string there = texts_.tidied(*words.span);
  const std::string surface = tidy(words.surface);
  if (there.empty() || (!surface.empty() && surface != there)) {
    reason = fmt::format("is not what stands there: \"{}\"", there);
    return std::nullopt;
  }
  return Place{*passage, *words.span};
}

}  // namespace chancery::ingest
