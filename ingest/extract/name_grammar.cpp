#include "extract/name_grammar.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestName = 30;

}  // namespace

void NameGrammar::read(TokenSpan span, const std::vector<Hit>& hits,
                       const std::vector<TitleSpan>& titles) {
  span_ = span;
  in_office_.assign(span.size(), 0);
  for (const TitleSpan& title : titles) {
    for (auto i = title.tokens.first; i < title.field_end; ++i) in_office_[i - span.first] = 1;
  }
  hit_at_.assign(span.size(), nullptr);
  for (const Hit& hit : hits) {
    for (auto i = hit.tokens.first; i < hit.tokens.last; ++i) hit_at_[i - span.first] = &hit;
  }
}

bool NameGrammar::is_word(std::uint32_t at) const {
  if (at >= span_.last || in_office(at) || analysis_.mention_at(at) != nullptr) return false;
  const Token& token = analysis_.tokens[at];
  if (token.kind == TokenKind::possessive) return possessive_inside(at);
  if (hit(at) != nullptr) return true;
  if (token.kind == TokenKind::number) return at + 1 < span_.last && is_year(at);
  return token.kind == TokenKind::word && token.capital && (!function_word(at) || joins_inside(at));
}

/// "Violence Against Women Act": a capital preposition between capital words of one name.
bool NameGrammar::joins_inside(std::uint32_t at) const {
  if (at == span_.first || at + 1 >= span_.last || !analysis_.is(at, kPreposition)) return false;
  const Token& before = analysis_.tokens[at - 1];
  const Token& next = analysis_.tokens[at + 1];
  return before.capital && next.capital && before.kind == TokenKind::word &&
         hit(at - 1) == nullptr && at - 1 > span_.first && !function_word(at - 1) &&
         !function_word(at + 1);
}

bool NameGrammar::function_word(std::uint32_t at) const {
  return analysis_.is(at, kDeterminer | kPronoun | kIssuerPronoun | kPreposition | kConjunction |
                              kBe | kModal | kRelative);
}

bool NameGrammar::is_year(std::uint32_t at) const {
  const auto text = analysis_.text(analysis_.tokens[at]);
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
}

/// "Women's Economic Empowerment Conference", but not "Russia's" or "State's Bureau".
bool NameGrammar::possessive_inside(std::uint32_t at) const {
  if (at == span_.first || hit(at - 1) != nullptr || at + 1 >= span_.last) return false;
  const Token& next = analysis_.tokens[at + 1];
  return next.capital && hit(at + 1) == nullptr;
}

bool NameGrammar::starts(std::uint32_t at) const {
  if (!is_word(at) || analysis_.tokens[at].kind == TokenKind::possessive) return false;
  const Hit* here = hit(at);
  if (here != nullptr && here->tokens.first != at) return false;
  const bool first = at == span_.first && here == nullptr;
  return !(first && analysis_.is(at, kAdverb));
}

std::uint32_t NameGrammar::run_end(std::uint32_t at) const {
  std::uint32_t end = at;
  while (is_word(end) && end - at < kLongestName) {
    const Hit* here = hit(end);
    end = here != nullptr ? here->tokens.last : end + 1;
  }
  return std::min(end, span_.last);
}

const HeadNoun* NameGrammar::head(std::uint32_t at) const {
  if (!analysis_.tokens[at].capital) return nullptr;
  const HeadNoun* noun = analysis_.lexicon.head_noun(analysis_.tokens[at].word);
  if (noun == nullptr || at == span_.first) return noun;
  for (const HeadPair& pair : analysis_.lexicon.head_pairs) {
    const bool here = pair.second == analysis_.tokens[at].word &&
                      pair.first == analysis_.tokens[at - 1].word &&
                      analysis_.tokens[at - 1].capital;
    if (here) return &pair.noun;
  }
  return noun;
}

std::uint32_t NameGrammar::join_next(std::uint32_t at, std::uint32_t end) const {
  if (end >= span_.last || !analysis_.is(end, kConjunction) || hit(end - 1) != nullptr) return end;
  if (hit(at) != nullptr && !is_prefix_owner(*hit(at))) return end;
  const std::uint32_t next = run_end(end + 1);
  if (next == end + 1 || head(next - 1) == nullptr) return end;
  for (std::uint32_t i = end + 1; i < next; ++i) {
    if (hit(i) != nullptr) return end;
  }
  return next;
}

bool NameGrammar::is_owner(std::uint32_t at, std::uint32_t end) const {
  const Hit* here = hit(at);
  return here != nullptr && here->tokens == TokenSpan{at, end} && is_prefix_owner(*here);
}

bool NameGrammar::is_prefix_owner(const Hit& hit) const {
  const KnownEntity& owner = analysis_.lexicon.entities[hit.entity];
  return owner.type == EntityType::state || owner.kind == "igo";
}

std::uint32_t NameGrammar::complements(std::uint32_t start, std::uint32_t end, EntityType type,
                                       unsigned most) const {
  for (unsigned i = 0; i < most; ++i) {
    std::uint32_t at = end;
    if (at + 1 >= span_.last || !links(at, type)) return end;
    ++at;
    while (at + 1 < span_.last && analysis_.is(at, kDeterminer)) ++at;
    const std::uint32_t run = with_office(before_person(at, run_end(at)));
    if (run == at || !begins_complement(at)) return end;
    // "Ministry of Foreign Affairs of Japan": whose it is stands outside the body's name.
    const bool other =
        run == at + 1 && head(at) != nullptr && head(at)->type == EntityType::organization;
    const Hit* last = hit(run - 1);  // "of the U.S. Department of State"
    const bool whole = last != nullptr &&
                       analysis_.lexicon.entities[last->entity].type == EntityType::organization;
    const bool body = is_owner(at, run) || other || whole;
    if (type == EntityType::organization && end - start > 1 && body) return end;
    end = list_end(run);
  }
  return end;
}

/// "Commission on Trade Mary Poe": a person's name behind the words is no part of them.
std::uint32_t NameGrammar::before_person(std::uint32_t at, std::uint32_t end) const {
  for (std::uint32_t i = at + 1; i + 1 < end; ++i) {
    const bool given =
        hit(i) == nullptr && analysis_.lexicon.is_given_name(analysis_.tokens[i].word);
    if (given && analysis_.tokens[i + 1].word == kUnknownWord) return i;
  }
  return end;
}

/// "Office of the Inspector General": an office that nobody's name follows belongs to the name.
std::uint32_t NameGrammar::with_office(std::uint32_t run) const {
  std::uint32_t end = run;
  while (end < span_.last && in_office(end) && analysis_.tokens[end].capital) ++end;
  return end < span_.last && analysis_.tokens[end].capital ? run : end;
}

/// What a name treats, not the day or the people behind it: "Declaration of June 2017", "Statement
/// of Mary Poe".
bool NameGrammar::begins_complement(std::uint32_t at) const {
  const bool person = analysis_.lexicon.is_given_name(analysis_.tokens[at].word) &&
                      analysis_.tokens[at].capital && hit(at) == nullptr;
  return !person && !analysis_.is(at, kMonth) && !analysis_.tokens[at].digit;
}

bool NameGrammar::links(std::uint32_t at, EntityType type) const {
  const auto text = analysis_.text(analysis_.tokens[at]);
  for (const char* link :
       {"of", "for", "on", "against", "de", "du", "des", "del", "d", "para", "pour"}) {
    if (text == link) return true;
  }
  // "Statement on Cooperation in Ensuring Security", but "Statement in Geneva".
  if (text == "in" && type == EntityType::instrument) return hit(at + 1) == nullptr;
  return text == "to" && type != EntityType::event;
}

/// "Communications Networks, Content and Technology".
std::uint32_t NameGrammar::list_end(std::uint32_t run) const {
  std::uint32_t end = run;
  if (end < span_.last && analysis_.is_mark(end, ',')) {
    const std::uint32_t second = plain_run(end + 1);
    if (second == end + 1 || second >= span_.last) return run;
    const bool comma = analysis_.is_mark(second, ',');
    const std::uint32_t conjunction = comma ? second + 1 : second;
    if (conjunction >= span_.last || !analysis_.is(conjunction, kConjunction)) return run;
    const std::uint32_t third = plain_run(conjunction + 1);
    return third > conjunction + 1 ? third : run;
  }
  if (end < span_.last && analysis_.is(end, kConjunction)) {
    const std::uint32_t second = plain_run(end + 1);
    if (second > end + 1) return second;
  }
  return run;
}

/// Capitalised words without head nouns; a known name only as their modifier: "Central Asian
/// Affairs".
std::uint32_t NameGrammar::plain_run(std::uint32_t at) const {
  std::uint32_t end = at;
  while (is_word(end) && (hit(end) == nullptr || modifies_word(end))) ++end;
  for (std::uint32_t i = at; i < end; ++i) {
    if (head(i) != nullptr && head(i)->type == EntityType::organization) return at;
  }
  return end;
}

bool NameGrammar::modifies_word(std::uint32_t at) const {
  const Hit* known = hit(at);
  const std::uint32_t next = known->tokens.last;
  return next < span_.last && is_word(next) && hit(next) == nullptr &&
         analysis_.lexicon.names[known->name].adjective;
}

const Hit* NameGrammar::covering_hit(std::uint32_t at, std::uint32_t end) const {
  const Hit* last = hit(end - 1);
  if (last == nullptr || last->tokens.last < end) return nullptr;
  if (last->tokens.first <= at) return last;
  const Hit* before = hit(at);
  const bool state = before != nullptr && before->tokens.last == last->tokens.first &&
                     is_prefix_owner(*before) &&
                     analysis_.lexicon.entities[last->entity].type == EntityType::organization;
  return state ? last : nullptr;
}

std::uint32_t NameGrammar::prefix(std::uint32_t at) const {
  std::uint32_t first = at;
  while (first > span_.first) {
    const std::uint32_t before = first - 1;
    const bool dated = analysis_.tokens[first].digit;  // "upcoming 2024 Conference" needs no more
    if (analysis_.is(before, kOrdinal) || (analysis_.is(before, kSeries) && !dated) ||
        is_ordinal_number(before) ||
        (analysis_.tokens[before].kind == TokenKind::number && is_year(before))) {
      first = before;
    } else if (const DateMention* date = analysis_.date_ending(first);
               date != nullptr && date->tokens.first >= span_.first) {
      first = date->tokens.first;
    } else if (first == at && before > span_.first && analysis_.is(before, kAdjective) &&
               (analysis_.is(before - 1, kOrdinal) || is_ordinal_number(before - 1))) {
      first = before - 1;  // "first trilateral Trade Meeting"
    } else {
      break;
    }
  }
  return first;
}

std::uint32_t NameGrammar::years_before(std::uint32_t at) const {
  if (at == span_.first || !is_year(at - 1)) return at;
  if (at >= span_.first + 2 && analysis_.tokens[at - 1].hyphen_before && is_year(at - 2)) {
    return at - 2;
  }
  const bool dash = at >= span_.first + 3 && analysis_.is_mark(at - 2, '-') && is_year(at - 3);
  return dash ? at - 3 : at - 1;
}

std::uint32_t NameGrammar::years_after(std::uint32_t at) const {
  if (at + 1 >= span_.last || !is_year(at)) return at;
  if (analysis_.tokens[at + 1].hyphen_before && is_year(at + 1)) return at + 2;
  const bool dash = at + 2 < span_.last && analysis_.is_mark(at + 1, '-') && is_year(at + 2);
  return dash ? at + 3 : at;
}

bool NameGrammar::is_ordinal_number(std::uint32_t at) const {
  const auto text = analysis_.text(analysis_.tokens[at]);
  return text.size() >= 2 && text[0] >= '0' && text[0] <= '9' &&
         (text.ends_with("th") || text.ends_with("st") || text.ends_with("nd") ||
          text.ends_with("rd") || text.ends_with("er") || text.ends_with("e"));
}

}  // namespace chancery::ingest
