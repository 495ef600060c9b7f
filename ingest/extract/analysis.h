#pragma once

// The working state of one extraction. Stages (extract.cpp names them in order) add to it; spans
// count tokens until output turns them into code points.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/ingest/document.h"
#include "dictionary/lexicon.h"
#include "text/token_sets.h"
#include "text/tokens.h"

namespace chancery::ingest {

/// Half-open range of tokens.
struct TokenSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t size() const { return last - first; }
  bool contains(const TokenSpan& other) const { return first <= other.first && other.last <= last; }
  auto operator<=>(const TokenSpan&) const = default;
};

struct Passage {
  enum class Kind : std::uint8_t { sentence, heading, item, furniture };
  Kind kind = Kind::sentence;
  TokenSpan tokens;
  std::uint32_t begin = 0;  ///< bytes of the document's text
  std::uint32_t end = 0;
  std::string heading;
  std::string number;
  std::uint32_t block = 0;
  std::uint8_t depth = 0;  ///< of an item
  bool states = true;      ///< statements are read from it
  Starts starts = 0;       ///< of all its tokens
};

/// A name as short forms are compared with it; filled when first compared.
struct FoldedName {
  std::string text;
  std::size_t words = 0;
  /// The last word of a name of several, or the one before its first "of", "for", "on".
  std::string_view head() const { return std::string_view(text).substr(head_first, head_size); }
  std::size_t head_first = 0;
  std::size_t head_size = 0;  ///< 0 where there is one word only
};

struct LocalEntity {
  std::optional<std::uint32_t> known;  ///< index into Lexicon::entities
  EntityType type = EntityType::topic;
  std::string id;
  std::string name;
  std::string kind;
  std::string date;
  FoldedName folded;
};

struct Mention {
  TokenSpan tokens;
  std::uint32_t entity = 0;
  bool adjective = false;   ///< "Ukrainian"
  bool possessive = false;  ///< followed by 's
  bool weak = false;
  bool listed = true;     ///< false: carries relations, is no mention of the output
  TokenSpan shown;        ///< what the output shows; may take in words that other mentions hold
  bool attacker = false;  ///< "A's aggression against": what it did is said
  bool source = false;    ///< "set out in the Statement": says where, is no object
};

/// How words were resolved, a step each: "We -> state:jp, state:ca".
using Trail = std::vector<std::string>;

/// Its texts are those of a dictionary's row or of the code.
struct ReadStatement {
  std::uint16_t relation = 0;
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  std::uint32_t passage = 0;
  TokenSpan cue;
  TokenSpan clause;
  TokenSpan title;  ///< of the office held
  std::string_view status;
  bool negative = false;
  double strength = 0;
  std::string_view strength_word;
  std::string_view rule;
  std::string_view source_row;
  Trail trail;
  double confidence = 1;
  std::uint32_t speaker = 0xFFFFFFFF;  ///< entity that says it, kNone for the issuer
};

/// A date or interval found in the text.
struct DateMention {
  TokenSpan tokens;
  std::string iso;  ///< "2023-12-06/2023-12-07"
};

/// An office in the text: "Deputy Assistant Secretary".
struct TitleSpan {
  TokenSpan tokens;
  std::uint32_t field_end = 0;  ///< after "for Digital Society, Trust and Cybersecurity"
  bool head = false;            ///< of state or government
  bool honorific = false;       ///< "Dr.": no office
};

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// Among more parties than these, mutual cooperation is not multiplied out (guide, rule 21).
inline constexpr std::size_t kMostPartners = 6;

class Analysis {
 public:
  Analysis(const Document& source, const Lexicon& dictionaries);
  Analysis(const Analysis&) = delete;
  ~Analysis();

  /// Makes tokens of the whole text, without passages.
  void read_line();
  /// Makes tokens of text[begin, end) behind those that are there. After the last, note_starts().
  void read_tokens(std::uint32_t begin, std::uint32_t end);
  /// Fills `starts`.
  void note_starts() { starts.assign(token_starts); }
  std::string_view text(const Token& token) const { return surface(document.text, token); }
  /// The bytes from the first to the last token of a span.
  std::string_view text(TokenSpan span) const;
  WordClasses word_class(std::uint32_t token) const { return classes[token]; }
  bool is(std::uint32_t token, WordClasses of) const { return (word_class(token) & of) != 0; }
  /// An adverb of the lists, or by its ending: "universally".
  bool is_adverb(std::uint32_t token) const {
    if (is(token, kAdverb)) return true;
    constexpr std::size_t kShortest = 6;
    const auto word = text(tokens[token]);
    return word_class(token) == 0 && tokens[token].lower && word.size() >= kShortest &&
           word.ends_with("ly") && mention_at(token) == nullptr;
  }
  bool is_mark(std::uint32_t token, char mark) const {
    return tokens[token].kind == TokenKind::punctuation && tokens[token].mark == mark;
  }
  /// The first token of [at, last) that has one of the bits; `last` where none has.
  std::uint32_t next_start(Starts bits, std::uint32_t at, std::uint32_t last) const {
    return starts.next(bits, at, last);
  }
  EntityType type(std::uint32_t entity) const { return types_[entity]; }
  bool has_type(const Mention& mention, TypeMask types) const {
    return (mask(type(mention.entity)) & types) != 0;
  }

  /// The local entity of a dictionary's entity, made at first use.
  std::uint32_t entity_of(std::uint32_t known);
  /// A local entity without dictionary record; the same id gives the same entity.
  std::uint32_t entity_of(EntityType type, const std::string& id, std::string_view name,
                          std::string_view kind);
  /// Adds a mention over free tokens; false where they are taken.
  bool add_mention(TokenSpan span, std::uint32_t entity, bool adjective = false);
  /// Mentions whose first token lies in the span, in order.
  std::span<const Mention> mentions_in(TokenSpan span) const;
  /// The last mention of one of the types that begins before the token and within `reach` tokens;
  /// null where none is among the last few hundred.
  const Mention* mention_before(std::uint32_t token, TypeMask types,
                                std::uint32_t reach = 0xFFFFFFFF) const;
  /// Orders mentions by position. After every stage that adds some.
  void index_mentions();
  /// Takes out the mentions for which `drop` holds; before index_mentions().
  template <typename Drop>
  void drop_mentions(const Drop& drop) {
    const auto kept = std::remove_if(mentions.begin(), mentions.end(), drop);
    if (kept == mentions.end()) return;
    mentions.erase(kept, mentions.end());
    mention_index.assign(tokens.size(), kNone);
    note_places(0);
  }
  const Mention* mention_at(std::uint32_t token) const {
    return mention_index[token] == kNone ? nullptr : &mentions[mention_index[token]];
  }
  /// The date whose last token stands right before `token`, or null.
  const DateMention* date_ending(std::uint32_t token) const;
  /// The date that begins at `token`, or null.
  const DateMention* date_at(std::uint32_t token) const;

  const Document& document;
  const Lexicon& lexicon;
  std::vector<Token> tokens;
  std::vector<Starts> token_starts;  ///< by token: what may begin there
  TokenSets starts;                  ///< the same, as sets of tokens
  std::vector<WordClasses> classes;  ///< by token
  std::vector<Passage> passages;
  std::vector<LocalEntity> entities;
  std::vector<Mention> mentions;
  std::vector<std::uint32_t> mention_index;  ///< by token
  std::vector<DateMention> dates;
  std::vector<TitleSpan> titles;
  std::vector<ReadStatement> statements;
  std::vector<std::uint32_t> issuers;  ///< entities
  std::string date;                    ///< of the document, ISO 8601 or empty
  std::uint64_t unparsed_sentences = 0;

 private:
  std::uint32_t add_entity(EntityType type, std::string_view id, std::string_view name,
                           std::string_view kind);
  /// The entity of a dictionary's number, kNone where it was not met.
  std::uint32_t& met(std::uint32_t known);
  /// Tells `mention_index` where the mentions from `first` on are.
  void note_places(std::uint32_t first);

  TextMap<std::uint32_t> entity_index_;     ///< those whose ids no dictionary has
  std::vector<std::uint32_t> known_index_;  ///< by the dictionary's number; kNone: not met
  std::vector<std::uint32_t> asked_for_;    ///< places of known_index_ that may not be kNone
  std::vector<EntityType> types_;           ///< of the entities, which are far apart in memory
};

/// Text with every white space run as one blank, Markdown emphasis removed, trimmed.
std::string tidy(std::string_view text);

}  // namespace chancery::ingest
