#include "extract/names.h"

#include <unordered_set>

#include "extract/stages.h"

namespace chancery::ingest {
namespace {

constexpr TypeMask kNamed =
    static_cast<TypeMask>((1u << kEntityTypes) - 1 - mask(EntityType::topic));

/// "Permanent Council of the OSCE" is known as one name; whose body it is stands outside the name
/// that a text uses, so that both are mentions. One-word bodies ("Council of X") keep the owner.
void split_owners(const Analysis& analysis, std::vector<Hit>& hits) {
  constexpr TypeMask kOwners = mask(EntityType::state, EntityType::organization);
  for (std::size_t h = 0; h < hits.size(); ++h) {
    const TokenSpan span = hits[h].tokens;
    if (analysis.lexicon.entities[hits[h].entity].type != EntityType::organization) continue;
    for (std::uint32_t at = span.first + 2; at + 1 < span.last; ++at) {
      if (analysis.text(analysis.tokens[at]) != "of") continue;
      const std::uint32_t owner = analysis.is(at + 1, kDeterminer) ? at + 2 : at + 1;
      const auto inner = find_hits(analysis, {owner, span.last}, kOwners);
      if (inner.size() != 1 || inner.front().tokens != TokenSpan{owner, span.last}) continue;
      const KnownEntity& whole = analysis.lexicon.entities[inner.front().entity];
      if (whole.type != EntityType::state && whole.kind != "igo") continue;
      hits[h].tokens.last = at;
      hits.insert(hits.begin() + static_cast<std::ptrdiff_t>(h) + 1, inner.front());
      break;
    }
  }
}

void add_hits(Analysis& analysis, const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    const NameForm& form = analysis.lexicon.names[hit.name];
    const bool taken = analysis.mention_at(hit.tokens.first) != nullptr;
    if (taken) continue;
    const std::uint32_t entity = analysis.entity_of(hit.entity);
    if (analysis.add_mention(hit.tokens, entity, form.adjective)) {
      analysis.mentions.back().weak = form.weak;
    }
  }
}

/// The dictionary's number of the body that an entity is part of.
std::optional<std::uint32_t> parent_of(const Analysis& analysis, std::uint32_t entity) {
  const auto known = analysis.entities[entity].known;
  return known ? analysis.lexicon.find_entity(analysis.lexicon.entities[*known].parent)
               : std::nullopt;
}

/// An ambiguous name counts only for an entity that the document names by a strong one too, or
/// whose parent it names: "the Secretariat" where the United Nations are spoken of.
void drop_unsupported(Analysis& analysis) {
  std::unordered_set<std::uint32_t> named;  // dictionary's numbers
  for (const Mention& mention : analysis.mentions) {
    const auto known = analysis.entities[mention.entity].known;
    if (!mention.weak && known) named.insert(*known);
  }
  analysis.drop_mentions([&](const Mention& m) {
    if (!m.weak || named.contains(*analysis.entities[m.entity].known)) return false;
    const auto parent = parent_of(analysis, m.entity);
    return !(parent && named.contains(*parent) &&
             analysis.lexicon.entities[*parent].type == EntityType::organization);
  });
  analysis.index_mentions();
}

}  // namespace

void find_names(Analysis& analysis) {
  NameGrammar grammar(analysis);
  std::vector<Hit> hits;
  OpenNames open_names;
  for (const Passage& passage : analysis.passages) {
    if (passage.kind == Passage::Kind::furniture) continue;
    find_hits(analysis, passage.tokens, kNamed, hits);
    split_owners(analysis, hits);
    for (const Hit& hit : hits) analysis.starts.add(hit.tokens.first, kKnownName);
    const auto titles = find_titles(analysis, passage, hits);
    grammar.read(passage.tokens, hits, titles);
    find_symbols(analysis, passage, hits);
    find_abbreviated_names(analysis, passage, grammar);
    find_open_names(analysis, passage, grammar, open_names);
    add_hits(analysis, hits);
    find_persons(analysis, passage, titles);
    find_singled_out(analysis, passage, grammar);
    analysis.titles.insert(analysis.titles.end(), titles.begin(), titles.end());
  }
  analysis.index_mentions();
  drop_unsupported(analysis);
  find_operations(analysis);
  for (const Passage& passage : analysis.passages) {
    if (passage.kind == Passage::Kind::furniture) continue;
    find_qualities(analysis, passage);
    find_topics(analysis, passage);
  }
  analysis.index_mentions();
}

}  // namespace chancery::ingest
