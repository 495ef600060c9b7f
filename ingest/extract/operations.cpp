// Cyber operations that a text singles out without a name: "Iran's cyberattack against Albania",
// "the July 15 cyberattack", and "the attack" for the one told of last.

#include <algorithm>

#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestDescription = 6;  // modifiers before the noun

/// What a description says of its operation.
struct Description {
  TokenSpan tokens;             ///< modifiers, date and noun, without the owner's possessive
  std::uint32_t owner = kNone;  ///< entity behind it
  std::uint32_t target = kNone;
  std::string date;
  std::uint32_t end = 0;  ///< of "in the spring of 2022" behind the noun; 0 where none stands
  bool definite = false;
  bool several = false;  ///< "attacks"
  bool cyber = false;
};

class OperationFinder {
 public:
  OperationFinder(Analysis& analysis, TokenSpan span) : analysis_(analysis), span_(span) {}

  /// `last`: the operation told of last in the document, kNone before the first.
  void run(bool states, std::uint32_t& last) {
    for (std::uint32_t at = span_.first; at < span_.last; ++at) {
      if (const Mention* mention = analysis_.mention_at(at)) {
        if (analysis_.type(mention->entity) == EntityType::incident) last = mention->entity;
        continue;
      }
      const bool attack = analysis_.starts.has(at, kAttack) && !analysis_.starts.has(at, kCapital);
      if (!states || !attack) continue;
      read(describe(at), last);
    }
  }

 private:
  Description describe(std::uint32_t noun) const {
    Description found;
    found.tokens = {noun, noun + 1};
    found.cyber = analysis_.is(noun, kCyber);
    found.several = analysis_.text(analysis_.tokens[noun]).ends_with('s');
    std::uint32_t at = noun;
    while (at > span_.first && noun - at < kLongestDescription && modifies(at - 1)) {
      --at;
      found.cyber |= analysis_.is(at, kCyber);
    }
    const DateMention* date = analysis_.date_ending(at);
    if (date != nullptr && date->tokens.first >= span_.first) {
      found.date = date->iso;
      at = date->tokens.first;
    }
    found.tokens.first = at;
    if (at > span_.first) before(at, found);
    after(found);
    return found;
  }

  bool modifies(std::uint32_t at) const {
    return analysis_.mention_at(at) == nullptr && analysis_.is(at, kCyber | kAdjective) &&
           !analysis_.is(at, kDeterminer);
  }

  /// The determiner, or the party whose operation it is.
  void before(std::uint32_t at, Description& found) const {
    if (const Mention* name = compound(at)) {
      const bool group = analysis_.type(name->entity) == EntityType::threat_actor;
      (group ? found.owner : found.target) = name->entity;
      at = found.tokens.first = name->tokens.first;
      if (at == span_.first) return;
    }
    const auto word = analysis_.text(analysis_.tokens[at - 1]);
    found.definite = word == "the" || word == "The" || word == "this" || word == "This";
    if (is_count(at - 1)) {
      found.definite = true;
      found.tokens.first = at - 1;
    }
    if (analysis_.tokens[at - 1].kind != TokenKind::possessive || at < span_.first + 2) return;
    const Mention* owner = analysis_.mention_at(at - 2);
    if (owner == nullptr || !analysis_.has_type(*owner, kActors)) return;
    found.owner = owner->entity;
    found.tokens.first = owner->tokens.first;
  }

  /// "two major ransomware attacks"
  bool is_count(std::uint32_t at) const {
    const Token& token = analysis_.tokens[at];
    return analysis_.lexicon.numbers.contains(token.word) ||
           (token.kind == TokenKind::number && token.end - token.begin < 3);
  }

  /// "the Viasat cyberattack": the name right before the noun.
  const Mention* compound(std::uint32_t at) const {
    const Mention* name = analysis_.mention_at(at - 1);
    const bool party = name != nullptr && analysis_.has_type(*name, kActors);
    return party && !name->adjective && !name->possessive ? name : nullptr;
  }

  /// "of the threat actor APT28 against Germany": the group, and where the words go on.
  std::uint32_t group_after(std::uint32_t next, Description& found) const {
    const std::uint32_t stop = std::min(span_.last, next + kLongestDescription);
    for (std::uint32_t at = next + 1; at < stop; ++at) {
      const Mention* mention = analysis_.mention_at(at);
      if (mention == nullptr) continue;
      if (analysis_.type(mention->entity) != EntityType::threat_actor) return next;
      found.owner = mention->entity;
      return mention->tokens.last;
    }
    return next;
  }

  /// "against Albania", "on our ally, Albania", "of 15 July 2022".
  void after(Description& found) const {
    std::uint32_t next = found.tokens.last;
    if (next + 1 >= span_.last) return;
    if (analysis_.text(analysis_.tokens[next]) == "of") next = group_after(next, found);
    if (next + 1 >= span_.last) return;
    const auto word = analysis_.text(analysis_.tokens[next]);
    if (told_time(next, found)) return;
    if (word != "against" && word != "on") return;
    for (std::uint32_t at = next + 1; at < span_.last; ++at) {
      const Mention* mention = analysis_.mention_at(at);
      if (mention != nullptr && analysis_.has_type(*mention, kActors)) {
        if (found.target == kNone) found.target = mention->entity;
        told_time(mention->adjective ? plain_words(mention->tokens.last) : mention->tokens.last,
                  found);
        return;
      }
      if (!analysis_.is(at, kDeterminer | kPossessive | kAdjective | kGovernment)) return;
    }
  }

  /// Behind "Ukrainian": where "power grid" ends.
  std::uint32_t plain_words(std::uint32_t at) const {
    const std::uint32_t stop = std::min(span_.last, at + 4);
    while (at < stop && analysis_.tokens[at].lower && !analysis_.is(at, kPreposition)) ++at;
    return at;
  }

  /// "in 2015 and 2016", "of July 15", "in the spring of 2022": the words belong to the
  /// description.
  bool told_time(std::uint32_t at, Description& found) const {
    if (at + 1 >= span_.last) return false;
    const auto word = analysis_.text(analysis_.tokens[at]);
    if (word != "of" && word != "in" && word != "on") return false;
    if (analysis_.is(++at, kDeterminer)) ++at;
    const DateMention* date = analysis_.date_at(at);
    if (date != nullptr && date->tokens.last <= span_.last) {
      found.date = date->iso;
      found.end = date->tokens.last;
    } else if (is_year(at)) {
      const bool two = at + 2 < span_.last && analysis_.is(at + 1, kConjunction) && is_year(at + 2);
      found.date = std::string(analysis_.text(analysis_.tokens[at]));
      if (two) found.date += "/" + std::string(analysis_.text(analysis_.tokens[at + 2]));
      found.end = at + (two ? 3 : 1);
    }
    return found.end != 0;
  }

  bool is_year(std::uint32_t at) const {
    const auto text = analysis_.text(analysis_.tokens[at]);
    return text.size() == 4 && text.starts_with("20") && analysis_.tokens[at].digit;
  }

  void read(const Description& found, std::uint32_t& last) {
    const bool told = found.owner != kNone || found.target != kNone || !found.date.empty();
    if (!found.definite && found.owner == kNone) return;
    if (found.several && found.date.empty()) return;  // attacks in general
    if (told && found.cyber) return single_out(found, last);
    if (!told && found.definite && last != kNone) add(found.tokens, last, false);
  }

  /// Descriptions that do not contradict each other are of one operation.
  void single_out(const Description& found, std::uint32_t& last) {
    const std::string noun(analysis_.text(analysis_.tokens[found.tokens.last - 1]));
    const std::uint32_t party = found.target != kNone ? found.target : found.owner;
    const bool goes_on = last != kNone && (party == kNone || id_of(last).ends_with(key(party))) &&
                         same_year(analysis_.entities[last].date, found.date);
    if (!goes_on) {
      const std::string name = tidy(analysis_.text(found.tokens));
      const std::string whose = party != kNone ? key(party) : slug(found.date);
      const std::string id =
          "incident:" + slug(noun + " " + analysis_.date.substr(0, 4)) + "-" + whose;
      last = analysis_.entity_of(EntityType::incident, id, name, {});
    }
    if (analysis_.entities[last].date.empty()) analysis_.entities[last].date = found.date;
    add(found.tokens, last, true);
    if (found.end != 0 && analysis_.mentions.back().entity == last) {
      analysis_.mentions.back().shown.last = found.end;
    }
  }

  static bool same_year(std::string_view a, std::string_view b) {
    return a.empty() || b.empty() || a.substr(0, 4) == b.substr(0, 4);
  }

  const std::string& id_of(std::uint32_t entity) const { return analysis_.entities[entity].id; }

  std::string key(std::uint32_t party) const {
    const std::string& id = id_of(party);
    return id.substr(id.find(':') + 1);
  }

  /// The owner keeps its own mention; what is shown of the operation includes it.
  void add(TokenSpan tokens, std::uint32_t entity, bool listed) {
    std::uint32_t first = tokens.first;
    while (first < tokens.last && (analysis_.mention_at(first) != nullptr ||
                                   analysis_.tokens[first].kind == TokenKind::possessive)) {
      ++first;
    }
    if (!analysis_.add_mention({first, tokens.last}, entity)) return;
    analysis_.mentions.back().listed = listed;
    analysis_.mentions.back().shown = tokens;
  }

  Analysis& analysis_;
  TokenSpan span_;
};

}  // namespace

void find_operations(Analysis& analysis) {
  std::uint32_t last = kNone;
  const auto is_incident = [](const LocalEntity& e) { return e.type == EntityType::incident; };
  bool told = std::any_of(analysis.entities.begin(), analysis.entities.end(), is_incident);
  for (const Passage& passage : analysis.passages) {
    if (passage.kind == Passage::Kind::furniture) continue;
    const bool tells = passage.states && (passage.starts & kAttack) != 0;
    if (!told && !tells) continue;
    OperationFinder(analysis, passage.tokens).run(passage.states, last);
    told |= last != kNone;
  }
  analysis.index_mentions();
}

}  // namespace chancery::ingest
