// Acts, sources and memberships said by a noun instead of a verb.

#include "extract/actors.h"
#include "extract/nominals.h"
#include "extract/passives.h"
#include "extract/trails.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kTexts =
    mask(EntityType::instrument, EntityType::event, EntityType::process, EntityType::programme);
constexpr TypeMask kGroups = mask(EntityType::organization, EntityType::process);

/// What a statement says of where it comes from: a row of nominal.tsv, or a rule alone.
struct Source {
  Source(const char* name) : rule(name) {}
  Source(const NominalRule& from) : rule(from.name), status(from.status), row(from.source_row) {}
  std::string_view rule;
  std::string_view status;
  std::string_view row;
};

void say(Analysis& analysis, const Source& source, std::uint16_t relation, std::uint32_t subject,
         std::uint32_t object, TokenSpan cue, std::uint32_t passage, double confidence,
         const Trail& trail = {}) {
  if (relation == kNoRelation) return;
  ReadStatement statement;
  statement.relation = relation;
  statement.subject = subject;
  statement.object = object;
  statement.passage = passage;
  statement.cue = cue;
  statement.clause = analysis.passages[passage].tokens;
  statement.status = source.status;
  statement.rule = source.rule;
  statement.source_row = source.row;
  statement.trail = trail;
  statement.confidence = confidence;
  analysis.statements.push_back(std::move(statement));
}

/// The first name at or after `at` with at most `reach` words before it, no verb or mark between.
const Mention* name_after(const Analysis& analysis, std::uint32_t at, std::uint32_t last,
                          std::uint32_t reach) {
  for (const std::uint32_t stop = std::min(last, at + reach + 1); at < stop; ++at) {
    if (const Mention* mention = analysis.mention_at(at)) return mention;
    if (analysis.tokens[at].kind == TokenKind::punctuation ||
        analysis.is(at, kBe | kModal | kRelative)) {
      return nullptr;
    }
  }
  return nullptr;
}

/// The name that ends right before `at`, "as", commas and adverbs aside.
const Mention* name_before(const Analysis& analysis, std::uint32_t at, std::uint32_t first) {
  while (at > first && (analysis.is_mark(at - 1, ',') || analysis.is_mark(at - 1, ')') ||
                        analysis.is(at - 1, kAdverb | kSubordinator | kBe))) {
    --at;
  }
  return at > first ? analysis.mention_at(at - 1) : nullptr;
}

}  // namespace

const Mention* owner_of_noun(const Analysis& analysis, std::uint32_t noun, TokenSpan sentence) {
  constexpr int kMostModifiers = 5;
  std::uint32_t at = noun;
  for (int i = 0; i < kMostModifiers && at > sentence.first; ++i, --at) {
    const Mention* mention = analysis.mention_at(at - 1);
    if (mention != nullptr && analysis.has_type(*mention, kActors)) {
      return mention->adjective || at == noun || mention->possessive ? mention : nullptr;
    }
    if (analysis.tokens[at - 1].kind == TokenKind::possessive) {
      const Mention* owner = at - 1 > sentence.first ? analysis.mention_at(at - 2) : nullptr;
      return owner != nullptr && analysis.has_type(*owner, kActors) ? owner : nullptr;
    }
    if (analysis.tokens[at - 1].kind == TokenKind::punctuation) return nullptr;
  }
  return nullptr;
}

void add_nominal_act(Analysis& analysis, const NominalRule& rule, TokenSpan words,
                     std::uint32_t passage) {
  constexpr std::uint32_t kReach = 5;
  if (rule.relation == kNoRelation) return;
  const TokenSpan sentence = analysis.passages[passage].tokens;
  const Mention* thing = name_after(analysis, words.last, sentence.last, kReach);
  const TypeMask objects = analysis.lexicon.relations[rule.relation].objects;
  if (thing == nullptr || !analysis.has_type(*thing, objects)) return;
  if (const Mention* owner = owner_of_noun(analysis, words.first, sentence)) {
    return say(analysis, rule, rule.relation, owner->entity, thing->entity,
               {words.first, words.last}, passage, 0.8);
  }
  if (analysis.has_type(*thing, kActors & static_cast<TypeMask>(~mask(EntityType::organization)))) {
    return;
  }
  const auto issuers = issuers_in_name(analysis, *thing);
  const Trail trail = arrow(analysis, analysis.text(thing->tokens), issuers);
  for (const std::uint32_t issuer : issuers) {
    say(analysis, rule, rule.relation, issuer, thing->entity, words, passage, 0.65, trail);
  }
}

void add_basis(Analysis& analysis, const NominalRule& rule, TokenSpan words,
               std::uint32_t passage) {
  constexpr std::uint32_t kReach = 5;
  const TokenSpan sentence = analysis.passages[passage].tokens;
  const Mention* source = name_after(analysis, words.last, sentence.last, kReach);
  const Mention* thing = name_before(analysis, words.first, sentence.first);
  if (source == nullptr || !analysis.has_type(*source, kTexts)) return;
  if (rule.shape == NominalShape::contained ||
      (rule.shape == NominalShape::basis && thing != nullptr)) {
    analysis.mentions[analysis.mention_index[source->tokens.first]].source = true;
  }
  if (thing == nullptr) return;
  constexpr TypeMask based = mask(EntityType::instrument, EntityType::event, EntityType::programme);
  if (analysis.has_type(*thing, based)) {
    return say(analysis, rule, analysis.lexicon.ids.based_on, thing->entity, source->entity, words,
               passage, 0.7);
  }
  if (rule.shape == NominalShape::basis) return;
  say(analysis, rule, analysis.lexicon.ids.addresses, source->entity, thing->entity, words, passage,
      0.65);
}

void add_membership(Analysis& analysis, const NominalRule& rule, TokenSpan words,
                    std::uint32_t passage) {
  const TokenSpan sentence = analysis.passages[passage].tokens;
  const Mention* group =
      words.first > sentence.first ? analysis.mention_at(words.first - 1) : nullptr;
  std::vector<std::uint32_t> members;
  Trail trail;
  if (group != nullptr && analysis.has_type(*group, kGroups)) {
    std::uint32_t at = words.last;
    if (at < sentence.last && analysis.is_mark(at, ',')) ++at;
    const Mention* next = at < sentence.last ? analysis.mention_at(at) : nullptr;
    if (next == nullptr) return;
    members = actors_from(analysis, at, sentence.last).entities;
  } else {
    group = analysis.text(analysis.tokens[words.last - 1]) == "of"
                ? name_after(analysis, words.last, sentence.last, 2)
                : nullptr;
    if (group == nullptr || !analysis.has_type(*group, kGroups)) return;
    std::uint32_t as = words.first;
    while (as > sentence.first &&
           analysis.is(as - 1, kDeterminer | kAdjective | kAdverb | kSubordinator)) {
      --as;
    }
    if (as > sentence.first && analysis.is(as - 1, kBe)) {
      members = actors_before(analysis, as - 1, sentence.first).entities;
    } else if (as == sentence.first && as < words.first) {
      std::uint32_t at = group->tokens.last;
      while (at < sentence.last && !analysis.is_mark(at, ',')) ++at;
      if (++at >= sentence.last) return;
      const bool ours = analysis.is(at, kIssuerPronoun);
      members = ours ? analysis.issuers : actors_from(analysis, at, sentence.last).entities;
      if (ours) trail = arrow(analysis, analysis.text(analysis.tokens[at]), members);
    } else if (const Mention* owner = owner_of_noun(analysis, as, sentence)) {
      members = {owner->entity};
    }
  }
  for (const std::uint32_t member : members) {
    say(analysis, rule, rule.relation, member, group->entity, words, passage, 0.75, trail);
  }
}

void add_own_event(Analysis& analysis, const Mention& event, std::uint32_t passage) {
  const std::uint32_t first = analysis.passages[passage].tokens.first;
  std::uint32_t at = event.tokens.first;
  bool own = false;
  while (at > first && analysis.mention_at(at - 1) == nullptr &&
         analysis.tokens[at - 1].kind == TokenKind::word && event.tokens.first - at < 4) {
    --at;
    if (analysis.is(at, kIssuerPronoun) && analysis.is(at, kPossessive)) own = true;
    if (analysis.is(at, kShared) && analysis.tokens[at].lower) own = true;
    const auto word = analysis.text(analysis.tokens[at]);
    if (word == "next" || word == "upcoming" || word == "forthcoming") return;
    if (own || analysis.is(at, kDeterminer | kPreposition | kConjunction)) break;
  }
  if (!own) return;
  const std::uint16_t relation = analysis.lexicon.ids.participated_in;
  const TokenSpan words{at, event.tokens.last};
  const Trail trail = arrow(analysis, analysis.text(words), analysis.issuers);
  for (const std::uint32_t issuer : analysis.issuers) {
    say(analysis, {"nominal.own-event"}, relation, issuer, event.entity, words, passage, 0.65,
        trail);
  }
}

}  // namespace chancery::ingest
