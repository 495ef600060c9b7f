#include "extract/object_phrase.h"

#include <algorithm>

namespace chancery::ingest {

std::uint16_t ObjectPhrase::relation() const { return relation_of(analysis_, clause_); }

bool ObjectPhrase::is_blame() const {
  return relation() == ids_.condemns || relation() == ids_.concerned_about;
}

bool ObjectPhrase::is_charge() const { return relation() == ids_.sanctioned; }

bool ObjectPhrase::is_with(std::uint32_t at) const {
  return analysis_.text(analysis_.tokens[at]) == "with";
}

bool ObjectPhrase::aside(std::uint32_t first, const Mention& mention) const {
  for (std::uint32_t at = mention.tokens.first; at > first; --at) {
    const Mention* before = analysis_.mention_at(at - 1);
    if (before != nullptr && !before->possessive) return false;
    if (analysis_.is(at - 1, kConjunction) || analysis_.is_mark(at - 1, ',')) return false;
    if (analysis_.is(at - 1, kAside)) return true;
  }
  return false;
}

std::uint32_t ObjectPhrase::preposition_before(const Mention& mention) const {
  std::uint32_t at = mention.tokens.first;
  while (at > clause_.object.first && analysis_.mention_at(at - 1) == nullptr &&
         analysis_.is(at - 1,
                      kDeterminer | kPossessive | kAdjective | kSeries | kOrdinal | kGovernment)) {
    --at;
  }
  return at > clause_.object.first ? at - 1 : at;
}

std::uint32_t ObjectPhrase::governor_end(const Mention& mention) const {
  std::uint32_t end = clause_.object.first;
  for (const CueUse& use : clause_.inner) {
    if (use.tokens.last <= mention.tokens.first) end = std::max(end, use.tokens.last);
  }
  return end;
}

bool ObjectPhrase::direct(const Mention& mention) const {
  const std::uint32_t first = governor_end(mention);
  const bool person = analysis_.type(mention.entity) == EntityType::person;
  for (std::uint32_t i = first; i < mention.tokens.first; ++i) {
    if (person && analysis_.tokens[i].capital) continue;  // an office
    if (!analysis_.is(i, kDeterminer | kAdjective | kAdverb | kPossessive | kGovernment)) {
      return analysis_.text(analysis_.tokens[i]) == "of" && i > first;
    }
  }
  return true;
}

bool ObjectPhrase::only_joins(std::uint32_t first, std::uint32_t last, WordClasses also) const {
  for (std::uint32_t i = first; i < last; ++i) {
    if (!analysis_.is_mark(i, ',') && !analysis_.is(i, kConjunction | kDeterminer | also)) {
      return false;
    }
  }
  return true;
}

bool ObjectPhrase::separator_between(std::uint32_t first, std::uint32_t last) const {
  for (std::uint32_t i = first; i < last; ++i) {
    if (analysis_.tokens[i].kind == TokenKind::punctuation && !analysis_.is_mark(i, '(') &&
        !analysis_.is_mark(i, ')')) {
      return true;
    }
    if (analysis_.is(i, kConjunction)) return true;
  }
  return false;
}

bool ObjectPhrase::cue_between(std::uint32_t first, std::uint32_t last) const {
  for (const CueUse& use : clause_.inner) {
    if (use.tokens.first < first || use.tokens.first >= last) continue;
    if (use.head > first &&
        (analysis_.is(use.head - 1, kConjunction) || analysis_.is_mark(use.head - 1, ','))) {
      return true;
    }
  }
  return false;
}

bool ObjectPhrase::is_modifier(const Mention& mention) const {
  std::uint32_t next = mention.tokens.last;
  while (next < clause_.object.last &&
         (analysis_.is_mark(next, '(') || analysis_.is_mark(next, ')') ||
          (analysis_.mention_at(next) != nullptr &&
           analysis_.mention_at(next)->entity == mention.entity))) {
    ++next;
  }
  if (next >= clause_.object.last || !analysis_.tokens[next].lower) return false;
  const Mention* operation = analysis_.mention_at(next);  // "the Viasat cyberattack"
  if (operation != nullptr) return analysis_.type(operation->entity) == EntityType::incident;
  return analysis_.word_class(next) == 0;
}

bool ObjectPhrase::hyphenated(const Mention& mention) const {
  const std::uint32_t next = mention.tokens.last;
  return analysis_.tokens[mention.tokens.first].hyphen_before ||
         (next < clause_.object.last && analysis_.tokens[next].hyphen_before);
}

bool ObjectPhrase::of_another(const Mention& mention) const {
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t at = mention.tokens.first;
       at > clause_.object.first && mention.tokens.first - at < kReach; --at) {
    const std::uint32_t before = at - 1;
    if (analysis_.text(analysis_.tokens[before]) == "of") return true;
    const bool modifier = analysis_.is(before, kDeterminer | kAdjective) ||
                          (analysis_.word_class(before) == 0 && analysis_.tokens[before].lower) ||
                          analysis_.mention_at(before) != nullptr;
    if (!modifier || analysis_.tokens[before].kind == TokenKind::punctuation) return false;
  }
  return false;
}

bool ObjectPhrase::past_for(const Mention& mention) const {
  for (std::uint32_t at = clause_.object.first; at < mention.tokens.first; ++at) {
    if (analysis_.text(analysis_.tokens[at]) == "for") return true;
  }
  return false;
}

}  // namespace chancery::ingest
