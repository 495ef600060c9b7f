#include "extract/competing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::ingest {
namespace {

constexpr std::size_t kMostShown = 5;      // with one statement
constexpr std::size_t kUsualLength = 120;  // bytes of one
constexpr std::size_t kMostNoted = 100;    // of one sentence: a text may be made to yield millions

std::string two_decimals(double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                 std::chars_format::fixed, 2);
  return std::string(digits.data(), end.ptr);
}

bool competes(const ReadStatement& reading, const ReadStatement& statement) {
  if (&reading == &statement) return false;
  const bool same_words =
      reading.cue.first < statement.cue.last && statement.cue.first < reading.cue.last;
  return reading.object == statement.object || (same_words && reading.subject == statement.subject);
}

}  // namespace

void CompetingReadings::unfit(const ReadStatement& reading) {
  Readings& noted = by_passage_[reading.passage];
  if (noted.size() < kMostNoted) noted.push_back(&reading);
}

void CompetingReadings::again(const ReadStatement& reading, std::size_t kept) {
  if (again_.size() <= kept) again_.resize(kept + 1);
  Readings& noted = again_[kept];
  if (noted.size() < kMostShown) noted.push_back(&reading);
}

std::vector<std::string> CompetingReadings::of(const ReadStatement& statement,
                                               std::size_t kept) const {
  std::vector<std::string> texts;
  const auto add = [&](const ReadStatement& reading, const std::string& why) {
    if (texts.size() == kMostShown) return;
    std::string line = text(reading, why);
    if (std::find(texts.begin(), texts.end(), line) == texts.end())
      texts.push_back(std::move(line));
  };
  for (const ReadStatement* reading : by_passage_[statement.passage]) {
    if (!competes(*reading, statement)) continue;
    const std::string fault = fault_of(*reading);
    // What is doubtful loses to what is sure; two candidates stand beside each other.
    if (fault.empty() && statement.confidence < kDerivationThreshold) continue;
    add(*reading, fault.empty() ? "too doubtful, a candidate only" : fault);
  }
  for (const ReadStatement* reading : kept < again_.size() ? again_[kept] : Readings{}) {
    // An object named twice in one phrase is no other reading.
    if (reading->cue == statement.cue && reading->rule == statement.rule) continue;
    const bool here = reading->passage == statement.passage;
    add(*reading, here ? "read twice" : "read again in " + place_of(reading->passage));
  }
  return texts;
}

std::string CompetingReadings::text(const ReadStatement& reading, const std::string& why) const {
  std::string line;
  line.reserve(kUsualLength);
  line += analysis_.entities[reading.subject].id;
  line += reading.negative ? " not " : " ";
  line += analysis_.lexicon.relations[reading.relation].name;
  (line += ' ') += analysis_.entities[reading.object].id;
  (line += " (") += reading.rule;
  (line += ", ") += two_decimals(reading.confidence);
  (line += "): ") += why;
  return line;
}

std::string CompetingReadings::fault_of(const ReadStatement& reading) const {
  const RelationType& relation = analysis_.lexicon.relations[reading.relation];
  const EntityType subject = analysis_.type(reading.subject);
  const EntityType object = analysis_.type(reading.object);
  if (reading.subject == reading.object) return "both ends are one";
  if ((relation.subjects & mask(subject)) == 0) {
    return fmt::format("{} takes no {} as subject", relation.name, to_string(subject));
  }
  if ((relation.objects & mask(object)) == 0) {
    return fmt::format("{} takes no {} as object", relation.name, to_string(object));
  }
  return {};
}

std::string CompetingReadings::place_of(std::uint32_t passage) const {
  const std::string& number = passages_[passage].number;
  return "¶ " + (number.empty() ? std::to_string(passage + 1) : number);
}

}  // namespace chancery::ingest
