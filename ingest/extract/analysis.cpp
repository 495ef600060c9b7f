#include "extract/analysis.h"

#include <algorithm>

namespace chancery::ingest {

namespace {

/// Nothing for tidy() to do: single blanks inside, and no other white space.
bool is_tidy(std::string_view text) {
  bool space = true;
  for (const char c : text) {
    if (c == '\xC2' || (c >= '\t' && c <= '\r') || (space && c == ' ')) return false;
    space = c == ' ';
  }
  return !space;
}

}  // namespace

std::string tidy(std::string_view text) {
  if (is_tidy(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool no_break = c == 0xC2 && i + 1 < text.size() && text[i + 1] == '\xA0';
    if (no_break) ++i;
    if (no_break || c == ' ' || (c >= '\t' && c <= '\r')) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += static_cast<char>(c);
  }
  return out;
}

std::string_view Analysis::text(TokenSpan span) const {
  if (span.first >= span.last) return {};
  const std::uint32_t begin = tokens[span.first].begin;
  return std::string_view(document.text).substr(begin, tokens[span.last - 1].end - begin);
}

std::uint32_t Analysis::entity_of(std::uint32_t known) {
  if (const auto at = known_index_.find(known); at != known_index_.end()) return at->second;
  const KnownEntity& record = lexicon.entities[known];
  const std::uint32_t entity = entity_of(record.type, record.id, record.name, record.kind);
  known_index_.emplace(known, entity);
  entities[entity].known = known;
  if (entities[entity].date.empty()) entities[entity].date = record.date;
  return entity;
}

std::uint32_t Analysis::entity_of(EntityType type, const std::string& id, std::string_view name,
                                  std::string_view kind) {
  const auto next = static_cast<std::uint32_t>(entities.size());
  const auto [at, fresh] = entity_index_.emplace(id, next);
  if (fresh) {
    entities.push_back({std::nullopt, type, id, std::string(name), std::string(kind), {}, {}});
  }
  return at->second;
}

const DateMention* Analysis::date_ending(std::uint32_t token) const {
  const auto at = std::lower_bound(
      dates.begin(), dates.end(), token,
      [](const DateMention& d, std::uint32_t last) { return d.tokens.last < last; });
  return at != dates.end() && at->tokens.last == token ? &*at : nullptr;
}

const DateMention* Analysis::date_at(std::uint32_t token) const {
  const auto at = std::lower_bound(
      dates.begin(), dates.end(), token,
      [](const DateMention& d, std::uint32_t first) { return d.tokens.first < first; });
  return at != dates.end() && at->tokens.first == token ? &*at : nullptr;
}

bool Analysis::add_mention(TokenSpan span, std::uint32_t entity, bool adjective) {
  if (mention_index.size() < tokens.size()) mention_index.resize(tokens.size(), kNone);
  for (std::uint32_t i = span.first; i < span.last; ++i) {
    if (mention_index[i] != kNone) return false;
  }
  const auto index = static_cast<std::uint32_t>(mentions.size());
  for (std::uint32_t i = span.first; i < span.last; ++i) mention_index[i] = index;
  Mention mention{span, entity, adjective, false, false, true, span};
  mention.possessive = span.last < tokens.size() && tokens[span.last].kind == TokenKind::possessive;
  mentions.push_back(mention);
  return true;
}

void Analysis::index_mentions() {
  const auto before = [](const Mention& a, const Mention& b) { return a.tokens < b.tokens; };
  const auto fresh = mentions.begin() + static_cast<std::ptrdiff_t>(indexed_);
  if (fresh == mentions.end()) return;
  if (!std::is_sorted(fresh, mentions.end(), before)) std::sort(fresh, mentions.end(), before);
  const auto moved = std::upper_bound(mentions.begin(), fresh, *fresh, before);
  auto m = static_cast<std::uint32_t>(moved - mentions.begin());
  std::inplace_merge(moved, fresh, mentions.end(), before);
  for (; m < mentions.size(); ++m) {
    for (std::uint32_t i = mentions[m].tokens.first; i < mentions[m].tokens.last; ++i) {
      mention_index[i] = m;
    }
  }
  indexed_ = mentions.size();
}

std::span<const Mention> Analysis::mentions_in(TokenSpan span) const {
  const auto before = [](const Mention& m, std::uint32_t token) { return m.tokens.first < token; };
  const auto first = std::lower_bound(mentions.begin(), mentions.end(), span.first, before);
  const auto last = std::lower_bound(first, mentions.end(), span.last, before);
  return {first, last};
}

const Mention* Analysis::mention_before(std::uint32_t token, TypeMask types,
                                        std::uint32_t reach) const {
  constexpr std::size_t kMemory = 300;  // bounds the work in a long text
  const std::uint32_t first = token > reach ? token - reach : 0;
  const auto near = mentions_in({first, token});
  std::size_t looked = 0;
  for (auto mention = near.rbegin(); mention != near.rend() && looked < kMemory;
       ++mention, ++looked) {
    if ((mask(type(mention->entity)) & types) != 0) return &*mention;
  }
  return nullptr;
}

}  // namespace chancery::ingest
