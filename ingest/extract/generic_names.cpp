// Names of generic words only: "Working Arrangement", "Action Plan". Each is named after its
// parties, so that two texts with the same words stay two things; where no party is known, after
// the document.

#include <algorithm>
#include <map>

#include "extract/actors.h"
#include "extract/hits.h"
#include "extract/stages.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kMostParties = 4;       // more would make no readable name
constexpr std::size_t kLongestShortName = 8;  // bytes of "CISA", "CERT-EU"
constexpr TypeMask kOpenTypes =
    mask(EntityType::instrument, EntityType::event, EntityType::process);

class GenericNames {
 public:
  explicit GenericNames(Analysis& analysis) : analysis_(analysis) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(analysis_.entities.size());
    generic_.assign(count, false);
    for (const Mention& mention : analysis_.mentions) {
      if (is_candidate(mention)) generic_[mention.entity] = true;
    }
    std::uint32_t passage = 0;
    for (Mention& mention : analysis_.mentions) {
      while (analysis_.passages[passage].tokens.last <= mention.tokens.first) ++passage;
      if (mention.entity < count && generic_[mention.entity]) {
        mention.entity = named_after_parties(mention, analysis_.passages[passage].tokens);
      }
    }
  }

 private:
  /// The mention that gave an unlisted thing its name has generic words only.
  bool is_candidate(const Mention& mention) const {
    const LocalEntity& local = analysis_.entities[mention.entity];
    return !local.known && (mask(local.type) & kOpenTypes) != 0 && local.date.empty() &&
           is_generic(mention.tokens) && tidy(analysis_.text(mention.tokens)) == local.name;
  }

  bool is_generic(TokenSpan name) const {
    constexpr WordClasses kCommon = kGeneric | kAdjective | kSeries | kLinker | kDeterminer;
    for (std::uint32_t at = name.first; at < name.last; ++at) {
      const bool head = analysis_.lexicon.head_noun(analysis_.tokens[at].word) != nullptr;
      if (!head && !analysis_.is(at, kCommon)) return false;
    }
    return true;
  }

  /// A name that the text introduces ("a Working Arrangement with Y") begins a new thing; another
  /// stands for the last of its words.
  std::uint32_t named_after_parties(const Mention& mention, TokenSpan sentence) {
    auto parties = explicit_parties(mention, sentence);
    const auto last = current_.find(mention.entity);
    if (parties.empty() && last != current_.end()) return last->second;
    if (parties.empty()) parties = listed_subject(mention, sentence);
    if (parties.empty()) parties = analysis_.issuers;
    const std::uint32_t entity = make(mention, std::move(parties));
    current_[mention.entity] = entity;
    return entity;
  }

  /// "NAME between A and B", "A ... a NAME with B", "A's NAME".
  std::vector<std::uint32_t> explicit_parties(const Mention& mention, TokenSpan sentence) const {
    const std::uint32_t next = mention.tokens.last;
    std::vector<std::uint32_t> parties;
    if (next + 1 < sentence.last) {
      const auto word = analysis_.text(analysis_.tokens[next]);
      if (word == "between" || word == "with") {
        parties = actors_from(analysis_, next + 1, sentence.last).entities;
      }
      if (word == "with" && !parties.empty()) add_subject(mention, sentence, parties);
    }
    if (parties.empty()) add_owner(mention, sentence, parties);
    return parties;
  }

  void add_subject(const Mention& mention, TokenSpan sentence,
                   std::vector<std::uint32_t>& parties) const {
    for (const std::uint32_t subject : first_list(mention, sentence)) {
      if (std::find(parties.begin(), parties.end(), subject) == parties.end()) {
        parties.push_back(subject);
      }
    }
  }

  void add_owner(const Mention& mention, TokenSpan sentence,
                 std::vector<std::uint32_t>& parties) const {
    const std::uint32_t at = mention.tokens.first;
    if (at < sentence.first + 2) return;
    if (analysis_.tokens[at - 1].kind == TokenKind::possessive) {
      const Mention* owner = analysis_.mention_at(at - 2);
      if (owner != nullptr && is_party(*owner)) parties.push_back(owner->entity);
    } else if (analysis_.text(analysis_.tokens[at - 1]) == "its") {
      const auto list = first_list(mention, sentence);
      if (list.size() == 1) parties = list;
    }
  }

  /// "A and B signed a NAME": two parties before it make it theirs.
  std::vector<std::uint32_t> listed_subject(const Mention& mention, TokenSpan sentence) const {
    auto list = first_list(mention, sentence);
    return list.size() > 1 ? list : std::vector<std::uint32_t>{};
  }

  bool is_party(const Mention& mention) const { return analysis_.has_type(mention, kActors); }

  /// The first list of parties in the sentence, before the name.
  std::vector<std::uint32_t> first_list(const Mention& mention, TokenSpan sentence) const {
    for (const Mention& other : analysis_.mentions_in({sentence.first, mention.tokens.first})) {
      if (!is_party(other) || other.adjective || other.possessive) continue;
      return actors_from(analysis_, other.tokens.first, mention.tokens.first).entities;
    }
    return {};
  }

  std::uint32_t make(const Mention& mention, std::vector<std::uint32_t> parties) {
    const LocalEntity local = analysis_.entities[mention.entity];
    std::vector<std::string> names;
    for (const std::uint32_t party : parties) names.push_back(short_name(party));
    std::sort(names.begin(), names.end());
    std::string owners;
    if (names.size() <= kMostParties) {
      for (const std::string& name : names) (owners += owners.empty() ? "" : "-") += name;
    }
    const std::string name = owners.empty() ? local.name : owners + " " + local.name;
    if (const auto known = known_name(name, local.type)) return analysis_.entity_of(*known);
    const std::string whose = owners.empty() ? analysis_.document.id : owners;
    const auto colon = local.id.find(':');
    const std::string id = local.id.substr(0, colon + 1) + slug(whose + " " + local.name);
    return analysis_.entity_of(local.type, id, name, local.kind);
  }

  /// "CISA", "Ukraine": the shortest acronym of a body, the name of anything else.
  std::string short_name(std::uint32_t party) const {
    const LocalEntity& local = analysis_.entities[party];
    if (local.type != EntityType::organization) return local.name;
    std::string best;
    const auto consider = [&](const std::string& alias) {
      const bool acronym = alias.size() <= kLongestShortName && is_acronym(alias);
      if (acronym && (best.empty() || alias.size() < best.size())) best = alias;
    };
    if (local.known) {
      consider(analysis_.lexicon.entities[*local.known].name);
      for (const auto& alias : analysis_.lexicon.entities[*local.known].aliases) consider(alias);
    }
    return best.empty() ? local.name : best;
  }

  static bool is_acronym(std::string_view name) {
    return name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) {
             return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
  }

  /// The dictionary's entity of just this name and type.
  std::optional<std::uint32_t> known_name(const std::string& name, EntityType type) const {
    Document line;
    line.text = name;
    Analysis scratch(line, analysis_.lexicon);
    scratch.read_line();
    const TokenSpan all{0, static_cast<std::uint32_t>(scratch.tokens.size())};
    const auto hits = find_hits(scratch, all, mask(type));
    if (hits.size() != 1 || hits.front().tokens != all) return std::nullopt;
    return hits.front().entity;
  }

  Analysis& analysis_;
  std::vector<bool> generic_;                       ///< by entity
  std::map<std::uint32_t, std::uint32_t> current_;  ///< generic name -> the last thing so called
};

}  // namespace

void name_after_parties(Analysis& analysis) { GenericNames(analysis).run(); }

}  // namespace chancery::ingest
