#include "extract/analysis.h"

#include <algorithm>
#include <cstring>

#include "text/plain_words.h"

namespace chancery::ingest {

namespace {

/// Arrays of all tokens that the last analysis of the thread has left for the next: large blocks
/// given back and asked for again make the allocator tidy up each time.
struct SpareArrays {
  static constexpr std::size_t kMostTokens = std::size_t{1}
                                             << 18;  // of longer texts they are freed
  std::vector<Token> tokens;
  std::vector<Starts> token_starts;
  TokenSets starts;
  std::vector<WordClasses> classes;
  std::vector<std::uint32_t> mention_index;

  void swap(Analysis& analysis) {
    tokens.swap(analysis.tokens);
    token_starts.swap(analysis.token_starts);
    std::swap(starts, analysis.starts);
    classes.swap(analysis.classes);
    mention_index.swap(analysis.mention_index);
  }
};
thread_local SpareArrays spare_arrays;
/// By the dictionary's number; all kNone.
thread_local std::vector<std::uint32_t> spare_known_index;

/// Bit 7 of bytes that tidy() may have work with: control characters, and the first byte of the
/// no-break space; of a blank, where another blank is beside it.
std::uint64_t untidy(std::uint64_t bytes) {
  const std::uint64_t no_break = bytes ^ 0xC2 * kEachByte;
  const std::uint64_t blank = bytes ^ ' ' * kEachByte;
  const std::uint64_t blanks = ~(((blank & ~kHighBits) + ~kHighBits) | blank | ~kHighBits);
  return (((bytes - ' ' * kEachByte) & ~bytes) | ((no_break - kEachByte) & ~no_break) |
          (blanks & (blanks >> 8))) &
         kHighBits;
}

/// Nothing for tidy() to do: single blanks inside, and no other white space.
bool is_tidy(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  std::uint64_t bytes = 0, found = 0;
  std::size_t at = 0;
  for (; at + sizeof bytes <= text.size(); at += sizeof bytes - 1) {  // neighbours stand together
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    found |= untidy(bytes);
  }
  bytes = 'x' * kEachByte;
  std::memcpy(&bytes, text.data() + at, text.size() - at);
  return (found | untidy(bytes)) == 0;
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

Analysis::Analysis(const Document& source, const Lexicon& dictionaries)
    : document(source), lexicon(dictionaries) {
  known_index_.swap(spare_known_index);
  known_index_.resize(dictionaries.entities.size(), kNone);
  constexpr std::size_t kUsualEntities = 64;  // five texts each: costly to move as they grow
  entities.reserve(kUsualEntities);
  spare_arrays.swap(*this);
  tokens.clear();
  token_starts.clear();
  classes.clear();
  mention_index.clear();
}

Analysis::~Analysis() {
  for (const std::uint32_t known : asked_for_) known_index_[known] = kNone;
  known_index_.swap(spare_known_index);
  const std::size_t size = tokens.capacity();
  if (size > spare_arrays.tokens.capacity() && size <= SpareArrays::kMostTokens) {
    spare_arrays.swap(*this);
  }
}

void Analysis::read_line() {
  read_tokens(0, static_cast<std::uint32_t>(document.text.size()));
  note_starts();
}

void Analysis::read_tokens(std::uint32_t begin, std::uint32_t end) {
  tokenize(document.text, begin, end, lexicon.words, {tokens, token_starts, classes});
}

std::string_view Analysis::text(TokenSpan span) const {
  if (span.first >= span.last) return {};
  const std::uint32_t begin = tokens[span.first].begin;
  return std::string_view(document.text).substr(begin, tokens[span.last - 1].end - begin);
}

std::uint32_t& Analysis::met(std::uint32_t known) {
  if (known_index_[known] == kNone) asked_for_.push_back(known);
  return known_index_[known];
}

std::uint32_t Analysis::entity_of(std::uint32_t known) {
  std::uint32_t& at = met(known);
  if (at != kNone && entities[at].known) return at;
  const KnownEntity& record = lexicon.entities[known];
  if (at == kNone) at = add_entity(record.type, record.id, record.name, record.kind);
  LocalEntity& entity = entities[at];
  if (entity.date.empty()) entity.date = record.date;
  entity.known = known;
  return at;
}

std::uint32_t Analysis::entity_of(EntityType type, const std::string& id, std::string_view name,
                                  std::string_view kind) {
  const auto known = lexicon.find_entity(id);
  std::uint32_t& at = known ? met(*known) : entity_index_.try_emplace(id, kNone).first->second;
  if (at == kNone) at = add_entity(type, id, name, kind);
  return at;
}

std::uint32_t Analysis::add_entity(EntityType type, std::string_view id, std::string_view name,
                                   std::string_view kind) {
  LocalEntity& entity = entities.emplace_back();
  types_.push_back(type);
  entity.type = type;
  entity.id = id;
  entity.name = name;
  entity.kind = kind;
  return static_cast<std::uint32_t>(entities.size() - 1);
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

void Analysis::note_places(std::uint32_t first) {
  for (std::uint32_t m = first; m < mentions.size(); ++m) {
    for (std::uint32_t i = mentions[m].tokens.first; i < mentions[m].tokens.last; ++i) {
      mention_index[i] = m;
    }
  }
}

void Analysis::index_mentions() {
  const auto before = [](const Mention& a, const Mention& b) { return a.tokens < b.tokens; };
  const auto added = std::is_sorted_until(mentions.begin(), mentions.end(), before);
  if (added == mentions.end()) return;
  std::sort(added, mentions.end(), before);
  const auto moved = std::upper_bound(mentions.begin(), added, *added, before);
  const auto first = static_cast<std::uint32_t>(moved - mentions.begin());
  std::inplace_merge(moved, added, mentions.end(), before);
  note_places(first);
}

std::span<const Mention> Analysis::mentions_in(TokenSpan span) const {
  const auto end = std::min(span.last, static_cast<std::uint32_t>(mention_index.size()));
  std::uint32_t at = span.first;
  while (at < end && mention_index[at] == kNone) ++at;
  if (at >= end) return {};
  auto first = mentions.begin() + mention_index[at];
  if (first->tokens.first < span.first) ++first;
  auto last = first;
  while (last != mentions.end() && last->tokens.first < span.last) ++last;
  return {first, last};
}

const Mention* Analysis::mention_before(std::uint32_t token, TypeMask types,
                                        std::uint32_t reach) const {
  constexpr std::size_t kMemory = 300;  // bounds the work in a long text
  const std::uint32_t first = token > reach ? token - reach : 0;
  auto mention =
      std::lower_bound(mentions.begin(), mentions.end(), token,
                       [](const Mention& m, std::uint32_t end) { return m.tokens.first < end; });
  for (std::size_t looked = 0; looked < kMemory && mention != mentions.begin(); ++looked) {
    --mention;
    if (mention->tokens.first < first) return nullptr;
    if ((mask(type(mention->entity)) & types) != 0) return &*mention;
  }
  return nullptr;
}

}  // namespace chancery::ingest
