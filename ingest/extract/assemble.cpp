// Output: types checked against the relation signatures, duplicates joined, token spans turned into
// code points of the document's text.

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "chancery/folding.h"
#include "extract/competing.h"
#include "extract/stages.h"
#include "extract/trails.h"
#include "text/plain_words.h"

namespace chancery::ingest {
namespace {

/// Code point offsets of bytes, by the count of continuations (10xxxxxx) before every 8th byte.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text), marks_(text.size() / kStep + 1) {
    std::uint64_t count = 0;
    for (std::size_t mark = 0; mark + 1 < marks_.size(); ++mark) {
      marks_[mark] = static_cast<std::uint32_t>(count);
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + mark * kStep, kStep);
      if ((bytes & kHighBits) != 0) count += continuations(bytes);  // most have ASCII alone
    }
    marks_.back() = static_cast<std::uint32_t>(count);
  }

  std::uint32_t at(std::uint32_t byte) const {
    const std::uint32_t mark = byte / kStep, rest = byte % kStep;
    if (rest == 0) return byte - marks_[mark];
    std::uint64_t bytes = 0;
    const bool whole = mark + 1 < marks_.size();  // eight bytes, of which the last do not count
    std::memcpy(&bytes, text_.data() + mark * kStep, whole ? kStep : rest);
    const std::uint32_t behind = whole ? 8 * (kStep - rest) : 0;
    bytes = std::endian::native == std::endian::little ? bytes << behind : bytes >> behind;
    return byte - marks_[mark] - static_cast<std::uint32_t>(continuations(bytes));
  }

 private:
  /// How many of eight bytes continue a character.
  static std::uint64_t continuations(std::uint64_t bytes) {
    // One where bit 7 is set and bit 6 is not; the product sums the eight in its highest byte.
    return (((bytes >> 7) & ~(bytes >> 6) & kEachByte) * kEachByte) >> 56;
  }

  static constexpr std::uint32_t kStep = 8;
  std::string_view text_;
  std::vector<std::uint32_t> marks_;
};

void add_known(const KnownEntity& known, EntityRecord& record) {
  const auto own = static_cast<std::ptrdiff_t>(record.aliases.size());
  record.aliases.reserve(record.aliases.size() + known.aliases.size());
  for (const std::string& alias : known.aliases) {
    const auto first = record.aliases.begin();  // those of the dictionary differ from each other
    if (std::find(first, first + own, alias) == first + own) record.aliases.push_back(alias);
  }
  if (!known.iso.empty()) record.properties.emplace("iso", Value(known.iso));
  if (!known.url.empty()) record.properties.emplace("homepage", Value(known.url));
}

/// What a statement says, whatever its words.
struct Said {
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  std::uint32_t speaker = 0;
  std::uint16_t relation = 0;
  bool negative = false;
  bool operator==(const Said&) const = default;
};
struct SaidHash {
  std::size_t operator()(const Said& said) const {
    const std::uint64_t ends = (std::uint64_t{said.subject} << 32) | said.object;
    const std::uint64_t rest = (std::uint64_t{said.speaker} << 32) |
                               static_cast<std::uint32_t>(said.relation * 2 + said.negative);
    return (ends * 0x9E3779B97F4A7C15) ^ (rest * 0xC2B2AE3D27D4EB4F);
  }
};

/// Words that an entity is named by.
struct Surface {
  std::string_view words;
  std::uint32_t next = kNone;  ///< index of another of the same entity
};

class Assembler {
 public:
  explicit Assembler(Analysis& analysis)
      : analysis_(analysis),
        points_(analysis.document.text),
        order_(analysis.entities.size(), kNone),
        first_surface_(analysis.entities.size(), kNone) {
    surfaces_.reserve(analysis.mentions.size());
  }

  Annotations run() {
    document();
    passages();
    statements();
    mentions();
    entities();
    return std::move(out_);
  }

 private:
  TextSpan points(TokenSpan span) const {
    if (span.first >= span.last) return {};
    return {points_.at(analysis_.tokens[span.first].begin),
            points_.at(analysis_.tokens[span.last - 1].end)};
  }

  void document() {
    const Document& source = analysis_.document;
    DocumentRecord& record = out_.document;
    record.id = source.id;
    record.title = source.title;
    record.date = analysis_.date;
    record.language = source.language;
    record.symbol = source.symbol;
    record.source = source.source;
    record.url = source.url;
    record.sha256 = source.sha256;
    record.text = source.text;
    for (const std::uint32_t issuer : analysis_.issuers) {
      used(issuer);
      record.issuers.push_back(analysis_.entities[issuer].id);
    }
  }

  void passages() {
    out_.passages.reserve(analysis_.passages.size());
    for (Passage& passage : analysis_.passages) {
      out_.passages.push_back({{points_.at(passage.begin), points_.at(passage.end)},
                               std::move(passage.heading),
                               std::string(kind(passage.kind)),
                               std::move(passage.number)});
    }
  }

  static std::string_view kind(Passage::Kind kind) {
    switch (kind) {
      case Passage::Kind::sentence:
        return "sentence";
      case Passage::Kind::heading:
        return "heading";
      case Passage::Kind::item:
        return "item";
      case Passage::Kind::furniture:
        return "furniture";
    }
    return {};
  }

  /// The output index of an entity, given at first use.
  std::uint32_t used(std::uint32_t entity) {
    if (order_[entity] == kNone) {
      order_[entity] = static_cast<std::uint32_t>(sequence_.size());
      sequence_.push_back(entity);
    }
    return order_[entity];
  }

  void mentions() {
    std::uint32_t passage = 0;
    out_.mentions.reserve(analysis_.mentions.size());
    for (const Mention& mention : analysis_.mentions) {
      while (analysis_.passages[passage].tokens.last <= mention.tokens.first) ++passage;
      const std::uint32_t entity = used(mention.entity);
      // An acronym may have been read on into the next line of a layout; a quotation cannot be.
      const bool runs_on = mention.tokens.last > analysis_.passages[passage].tokens.last;
      if (!mention.listed || runs_on) continue;
      add_surface(mention.entity, analysis_.text(mention.shown));
      out_.mentions.push_back({passage, entity, points(mention.shown)});
    }
  }

  void add_surface(std::uint32_t entity, std::string_view surface) {
    std::uint32_t* next = &first_surface_[entity];
    for (; *next != kNone; next = &surfaces_[*next].next) {
      if (surfaces_[*next].words == surface) return;
    }
    *next = static_cast<std::uint32_t>(surfaces_.size());
    surfaces_.push_back({surface, kNone});
  }

  /// The distinct words that an entity is named by, in order of first use, before those that a
  /// dictionary knows.
  void add_aliases(std::uint32_t entity, std::vector<std::string>& aliases) const {
    std::size_t count = 0;
    for (auto at = first_surface_[entity]; at != kNone; at = surfaces_[at].next) ++count;
    const auto known = analysis_.entities[entity].known;
    aliases.reserve(count + (known ? analysis_.lexicon.entities[*known].aliases.size() : 0));
    for (auto at = first_surface_[entity]; at != kNone; at = surfaces_[at].next) {
      std::string alias = tidy(surfaces_[at].words);
      if (std::find(aliases.begin(), aliases.end(), alias) == aliases.end()) {
        aliases.push_back(std::move(alias));
      }
    }
  }

  bool fits(const ReadStatement& statement) const {
    const RelationType& relation = analysis_.lexicon.relations[statement.relation];
    return statement.subject != statement.object &&
           (relation.subjects & mask(analysis_.type(statement.subject))) != 0 &&
           (relation.objects & mask(analysis_.type(statement.object))) != 0;
  }

  void statements() {
    std::unordered_map<Said, std::size_t, SaidHash> seen(analysis_.statements.size());
    std::vector<const ReadStatement*> kept;  // by index of the output
    CompetingReadings lost(analysis_, out_.passages);
    out_.statements.reserve(analysis_.statements.size());
    for (ReadStatement& statement : analysis_.statements) {
      if (!fits(statement) || statement.confidence < kDerivationThreshold) lost.unfit(statement);
      if (!fits(statement)) continue;
      const RelationType& relation = analysis_.lexicon.relations[statement.relation];
      auto subject = statement.subject, object = statement.object;
      if (relation.symmetric && object < subject) std::swap(subject, object);
      const auto [at, fresh] = seen.emplace(
          Said{subject, object, statement.speaker, statement.relation, statement.negative},
          kept.size());
      if (fresh) {
        record(statement, relation, out_.statements.emplace_back());
        kept.push_back(&statement);
      } else if (statement.confidence > kept[at->second]->confidence) {
        record(statement, relation, out_.statements[at->second] = {});
        lost.again(*std::exchange(kept[at->second], &statement), at->second);
      } else {
        lost.again(statement, at->second);
      }
    }
    for (std::size_t i = 0; i < kept.size(); ++i) out_.statements[i].dropped = lost.of(*kept[i], i);
  }

  /// Takes the trail away: nothing asks for it again.
  void record(ReadStatement& statement, const RelationType& relation, StatementRecord& record) {
    record.type = relation.name;
    record.subject = used(statement.subject);
    record.object = used(statement.object);
    if (statement.speaker != kNone) {
      record.speaker = used(statement.speaker);
    } else if (analysis_.issuers.size() == 1 && analysis_.issuers.front() != statement.subject) {
      record.speaker = used(analysis_.issuers.front());
    }
    record.passage = statement.passage;
    record.cue = points(statement.cue);
    record.span = points(statement.clause);
    record.status = statement.status.empty() ? std::string_view(relation.status) : statement.status;
    record.polarity = statement.negative ? "negative" : "positive";
    record.strength = statement.strength;
    record.strength_word = statement.strength_word;
    record.title = tidy(analysis_.text(statement.title));
    record.rule = statement.rule;
    record.source_row = statement.source_row;
    record.trail = std::move(statement.trail);
    add_short_forms(analysis_, statement, record.trail);
    record.confidence = statement.confidence;
  }

  void entities() {
    out_.entities.reserve(sequence_.size());
    for (const std::uint32_t index : sequence_) {
      LocalEntity& local = analysis_.entities[index];
      EntityRecord& record = out_.entities.emplace_back();
      record.id = std::move(local.id);
      record.type = to_string(local.type);
      record.kind = std::move(local.kind);
      record.name = std::move(local.name);
      record.known = local.known.has_value();
      add_aliases(index, record.aliases);
      if (local.known) add_known(analysis_.lexicon.entities[*local.known], record);
      if (!local.date.empty()) record.properties.emplace("date", Value(local.date));
    }
  }

  Analysis& analysis_;
  CodePoints points_;
  Annotations out_;
  std::vector<std::uint32_t> order_;  ///< by entity of the analysis: index of the output, kNone
  std::vector<Surface> surfaces_;     ///< as read, those of an entity one after another
  std::vector<std::uint32_t> first_surface_;  ///< by entity of the analysis: index of surfaces_
  std::vector<std::uint32_t> sequence_;
};

}  // namespace

EntityRecord known_record(const KnownEntity& known) {
  EntityRecord record;
  record.id = known.id;
  record.type = to_string(known.type);
  record.kind = known.kind;
  record.name = known.name;
  record.known = true;
  add_known(known, record);
  if (!known.date.empty()) record.properties.emplace("date", Value(known.date));
  return record;
}

Annotations assemble(Analysis& analysis) { return Assembler(analysis).run(); }

}  // namespace chancery::ingest
