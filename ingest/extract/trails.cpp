#include "extract/trails.h"

#include <algorithm>

#include "chancery/folding.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kMostSteps = 6;        // of a chain
constexpr std::size_t kMostCharacters = 60;  // of words shown in a step

/// The words on one line; where they are many, the first of them and "…".
std::string shortened(std::string_view words) {
  constexpr std::size_t kLooked = 8 * kMostCharacters;  // bytes, white space and all
  std::size_t looked = std::min(words.size(), kLooked);
  while (looked > 0 && looked < words.size() && (words[looked] & 0xC0) == 0x80) --looked;
  std::string text = tidy(words.substr(0, looked));
  while (text.ends_with(',')) text.pop_back();
  const bool whole = looked == words.size() && code_point_count(text) <= kMostCharacters;
  if (whole) return text;
  const std::size_t end = byte_offset(text, kMostCharacters);
  const std::size_t blank = text.rfind(' ', end);
  return text.substr(0, blank == std::string::npos ? end : blank) + " …";
}

std::string quoted(std::string_view words) { return "“" + shortened(words) + "”"; }

/// " in ¶ 3(a)": as the evidence names a passage.
std::string place_of(const Analysis& analysis, std::uint32_t token) {
  const auto after =
      std::upper_bound(analysis.passages.begin(), analysis.passages.end(), token,
                       [](std::uint32_t at, const Passage& p) { return at < p.tokens.first; });
  if (after == analysis.passages.begin()) return {};
  const Passage& passage = *(after - 1);
  const auto ordinal = after - analysis.passages.begin();
  return " in ¶ " + (passage.number.empty() ? std::to_string(ordinal) : passage.number);
}

Trail step(const Analysis& analysis, std::string words,
           const std::vector<std::uint32_t>& entities) {
  constexpr std::size_t kShown = 6;
  words += " -> ";
  for (std::size_t i = 0; i < entities.size() && i < kShown; ++i) {
    words += (i == 0 ? "" : ", ") + analysis.entities[entities[i]].id;
  }
  return {entities.size() > kShown ? words + ", ..." : std::move(words)};
}

/// The clause as far as it lies near the words that say the statement.
TokenSpan around(const ReadStatement& statement) {
  constexpr std::uint32_t kNear = 40;
  const TokenSpan cue = statement.cue;
  return {std::max(statement.clause.first, cue.first - std::min(cue.first, kNear)),
          std::min(statement.clause.last, cue.last + kNear)};
}

/// "the mechanism", "the Dialogue", "Poe": what only the document says of whom it is meant.
bool is_short_form(const Analysis& analysis, const Mention& mention) {
  const LocalEntity& entity = analysis.entities[mention.entity];
  return !mention.listed || (!entity.known && tidy(analysis.text(mention.shown)) != entity.name);
}

/// The short form of the entity, where no name of it stands there; else null.
const Mention* short_form_of(const Analysis& analysis, std::uint32_t entity, TokenSpan words) {
  const Mention* form = nullptr;
  for (const Mention& mention : analysis.mentions_in(words)) {
    if (mention.entity != entity) continue;
    if (!is_short_form(analysis, mention)) return nullptr;
    if (form == nullptr) form = &mention;
  }
  return form;
}

/// A chain keeps its newest step and the oldest ones, which name what all rests on.
Trail before(Trail newest, const Trail& chain) {
  const auto skipped = static_cast<std::ptrdiff_t>(chain.size() >= kMostSteps);
  newest.insert(newest.end(), chain.begin() + skipped, chain.end());
  return newest;
}

}  // namespace

Trail arrow(const Analysis& analysis, std::string_view words,
            const std::vector<std::uint32_t>& entities) {
  return step(analysis, shortened(words), entities);
}

void add_step(Trail& trail, const Trail& step) {
  trail.insert(trail.end(), step.begin(), step.end());
}

void add_short_forms(const Analysis& analysis, const ReadStatement& statement, Trail& trail) {
  const bool found_otherwise = !trail.empty();
  for (const std::uint32_t end : {statement.subject, statement.object}) {
    if (end == statement.subject && found_otherwise) continue;
    const Mention* form = short_form_of(analysis, end, around(statement));
    if (form == nullptr) continue;
    const std::uint32_t first = form->tokens.first;
    const bool article = first > 0 && analysis.is(first - 1, kDeterminer);
    add_step(trail,
             arrow(analysis, analysis.text(TokenSpan{first - article, form->tokens.last}), {end}));
  }
}

void share_subject(const Analysis& analysis, const Clause& from, Subject& subject) {
  subject.entities = from.subject.entities;
  if (subject.entities.empty()) return;
  const bool read_there = from.subject.read_by == TokenSpan{};
  const TokenSpan verb = read_there ? from.cue_tokens : from.subject.read_by;
  const bool far = place_of(analysis, verb.first) != place_of(analysis, subject.first);
  const std::string what = "subject of " + quoted(analysis.text(verb)) +
                           (far ? place_of(analysis, verb.first) : std::string());
  Trail chain = from.subject.trail;
  if (!read_there) chain.erase(chain.begin());  // its own "subject of"
  subject.read_by = verb;
  subject.trail = before(step(analysis, what, subject.entities), chain);
}

void give_to_lines_below(const Analysis& analysis, std::string_view what, TokenSpan words,
                         Subject& subject) {
  const std::string line =
      std::string(what) + " " + quoted(analysis.text(words)) + place_of(analysis, words.first);
  subject.trail = before(step(analysis, line, subject.entities), subject.trail);
  subject.read_by = {};
}

}  // namespace chancery::ingest
