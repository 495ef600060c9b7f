#pragma once

// The knowledge graph proper: documents, passages, mentions, entities and statements, as labels
// and relationships of the property graph (DESIGN: data model), and the derived relationships
// between entities. One document is written in one transaction, wholly or not at all.
//
//   (:Document)-[:HAS_PASSAGE]->(:Passage)-[:MENTIONS {surface, start, end, annotator}]->(:Entity)
//   (:Statement)-[:SUBJECT|OBJECT|SPEAKER]->(:Entity), (:Statement)-[:IN]->(:Passage)
//   (:Entity)-[:SUPPORTS {statements, first, last, polarity, status}]->(:Entity)   derived

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"
#include "chancery/graph.h"
#include "chancery/types.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

/// A document's metadata. `id` is "doc:" and a readable name, unique in the database.
struct DocumentRecord {
  std::string id;
  std::string title;
  std::string date;                  ///< ISO 8601 or empty
  std::string language;              ///< BCP 47, e.g. "en"
  std::string symbol;                ///< e.g. "A/RES/78/16", or empty
  std::string source;                ///< path or URL as given
  std::string url;                   ///< public address, or empty
  std::string sha256;                ///< hex, of the source bytes
  std::string text;                  ///< UTF-8; every offset below counts its code points
  std::vector<std::string> issuers;  ///< entity ids
  std::string extractor;  ///< what made the annotations: version and dictionaries; property
};

/// A sentence, heading or list item. Passages of a document are in order and do not overlap.
struct PassageRecord {
  TextSpan span;        ///< code points of the document's text
  std::string heading;  ///< the nearest heading above, or empty
  std::string kind;     ///< "sentence", "heading", "item", "furniture"
  std::string number;   ///< of a numbered paragraph, "3(a)", or empty
};

/// A node of the world. `id` is stable and readable: "state:us", "org:enisa", "topic:ransomware".
struct EntityRecord {
  std::string id;
  std::string type;  ///< State, Organization, Topic, ...: the second label
  std::string kind;  ///< of an Organization: "agency"; otherwise empty
  std::string name;
  std::vector<std::string> aliases;  ///< all names it may be found by, `name` aside
  Map properties;                    ///< what else is known: iso, date, homepage, ...
  bool known = false;                ///< from a dictionary, so it has one record everywhere
};

/// A model or a person beside the extractor that annotated a document.
struct AnnotatorRecord {
  std::string name;
  std::string version;  ///< or empty
  bool operator==(const AnnotatorRecord&) const = default;
};

struct MentionRecord {
  std::uint32_t passage = 0;  ///< index into passages
  std::uint32_t entity = 0;   ///< index into entities
  TextSpan span;              ///< code points of the document's text
  /// Index into annotators; none: the extractor found it.
  std::optional<std::uint32_t> annotator = std::nullopt;
};

/// One statement. Indices point into the annotations' own vectors.
struct StatementRecord {
  std::string type;  ///< relation type, "SUPPORTS"
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  std::optional<std::uint32_t> speaker;
  std::uint32_t passage = 0;
  TextSpan cue;               ///< code points: the words that say it
  TextSpan span;              ///< code points: the clause that proves it, inside its passage
  std::string status;         ///< "done", "ongoing", "planned", "conditional"
  std::string polarity;       ///< "positive", "negative"
  double strength = 0;        ///< diplomatic verb scale, 0 where it does not apply
  std::string strength_word;  ///< "welcomes"
  std::string date;           ///< ISO 8601 date or interval of what is said, or empty
  std::string title;          ///< of HOLDS_POSITION
  std::string rule;           ///< id of the extractor's rule; empty: it did not read this
  std::string source_row;     ///< dictionary row behind it, "verbs/stance.tsv:12", or empty
  std::vector<std::uint32_t> annotators;  ///< indices: who else reads it so, beside a rule or alone
  std::vector<std::string> trail;  ///< antecedents resolved on the way: "We -> state:us, org:eu"
  /// Competing readings not kept, a few: "state:us SUPPORTS org:eu (clause.act, 0.68): read twice".
  std::vector<std::string> dropped;
  double confidence = 1;  ///< in [0, 1]; below kDerivationThreshold it is a candidate
};

/// All that one document says; a pure function of the document, the dictionaries and what
/// annotators gave.
struct Annotations {
  DocumentRecord document;
  std::vector<AnnotatorRecord> annotators;
  std::vector<PassageRecord> passages;
  std::vector<EntityRecord> entities;
  std::vector<MentionRecord> mentions;
  std::vector<StatementRecord> statements;
};

/// Statements below it are kept as candidates and do not make relationships between entities.
inline constexpr double kDerivationThreshold = 0.5;

/// Creates the indexes that the knowledge graph rests on. Does nothing where they exist.
void create_knowledge_schema(Transaction& transaction);

/// Writes a document and all that it says, replacing what an older version of it said. Entities
/// that nothing refers to any more go with it. Cost: proportional to both versions.
/// Throws Error(argument_error) where an index or a span points outside.
void replace_document(Transaction& transaction, const Annotations& annotations);

/// True when there was such a document.
bool remove_document(Transaction& transaction, std::string_view document_id);

/// The stored digest of a document's source, nullopt where there is no such document.
std::optional<std::string> document_digest(const GraphView& view, std::string_view document_id);

/// One proof of a derived relationship, or of a single statement.
struct Evidence {
  std::string statement;  ///< statement id
  std::string type;
  std::string subject;  ///< entity ids
  std::string object;
  std::string speaker;   ///< or empty
  std::string document;  ///< document id
  NodeId document_node = NodeId::none;
  std::string title;
  std::string date;
  std::string symbol;
  std::string source;
  std::string quote;    ///< the whole passage, exactly as it stands in the document's text
  TextSpan quote_span;  ///< code points of the document's text
  TextSpan cue_span;    ///< code points of the document's text, inside quote_span
  std::string cue;
  std::string paragraph;  ///< number of the paragraph, or its ordinal
  std::string status;
  std::string polarity;
  std::string strength_word;
  double strength = 0;
  double confidence = 1;
  std::string rule;
  std::string source_row;
  std::vector<AnnotatorRecord> annotators;
  std::vector<std::string> trail;
  std::vector<std::string> dropped;
  std::string extractor;  ///< of the document: what made its annotations, version and dictionaries
};

/// The evidence of a derived relationship, by date and document; empty where it is not derived.
std::vector<Evidence> evidence(const GraphView& view, RelationshipId relationship);
/// The evidence of a Statement node; nullopt where the node is none.
std::optional<Evidence> evidence(const GraphView& view, NodeId statement);
/// As evidence(), as a Cypher map with the same keys; spans become start and end, and annotators
/// a list of names, with `annotator_versions` in the same order.
Value to_value(const Evidence& evidence);

/// The Entity with this id ("org:enisa") or else by any of its names; nullopt where there is none
/// or more than one.
std::optional<NodeId> find_entity(const GraphView& view, std::string_view id_or_name);

/// Every Entity of that id or name, ascending: all readings of an ambiguous name.
std::vector<NodeId> find_entities(const GraphView& view, std::string_view id_or_name);

/// Recomputes every derived relationship from the statements. Yields how many were wrong.
std::uint64_t rebuild_derived(Transaction& transaction);

}  // namespace CHANCERY_API
