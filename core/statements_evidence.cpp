// Reading back: from a derived relationship to the sentences that prove it.

#include <algorithm>

#include "chancery/statements.h"
#include "statements_derived.h"
#include "statements_words.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
namespace {

double number_or(const Map& properties, std::string_view key, double otherwise) {
  const auto found = properties.find(key);
  return found != properties.end() && found->second.is_number() ? found->second.as_number()
                                                                : otherwise;
}

TextSpan span_of(const Map& properties, std::string_view start, std::string_view end) {
  const auto offset = [&](std::string_view key) {
    return static_cast<std::uint32_t>(std::max(0.0, number_or(properties, key, 0)));
  };
  return {offset(start), offset(end)};
}

std::vector<std::string> texts_of(const Map& properties, std::string_view key) {
  std::vector<std::string> texts;
  const auto found = properties.find(key);
  if (found == properties.end() || found->second.type() != ValueType::list) return texts;
  for (const Value& element : found->second.as_list()) {
    if (element.type() == ValueType::string) texts.push_back(element.as_string());
  }
  return texts;
}

std::string first_of(std::string first, std::string otherwise) {
  return first.empty() ? std::move(otherwise) : std::move(first);
}

void fill_statement(Evidence& evidence, const Map& statement) {
  evidence.statement = text_or_empty(statement, "id");
  evidence.type = text_or_empty(statement, "type");
  evidence.cue = text_or_empty(statement, "cue");
  evidence.cue_span = span_of(statement, "cue_start", "cue_end");
  evidence.status = text_or_empty(statement, "status");
  evidence.polarity = text_or_empty(statement, "polarity");
  evidence.strength_word = text_or_empty(statement, "strength_word");
  evidence.strength = number_or(statement, "strength", 0);
  evidence.confidence = number_or(statement, "confidence", 1);
  evidence.rule = text_or_empty(statement, "rule");
  evidence.source_row = text_or_empty(statement, "source_row");
  const std::vector<std::string> versions = texts_of(statement, "annotator_versions");
  for (std::string& name : texts_of(statement, "annotators")) {
    const std::size_t at = evidence.annotators.size();
    evidence.annotators.push_back({std::move(name), at < versions.size() ? versions[at] : ""});
  }
  evidence.trail = texts_of(statement, "trail");
  evidence.dropped = texts_of(statement, "dropped");
}

void fill_passage(Evidence& evidence, const Map& passage) {
  evidence.quote = text_or_empty(passage, "text");
  evidence.quote_span = span_of(passage, "start", "end");
  const auto ordinal = static_cast<std::int64_t>(number_or(passage, "ordinal", 0));
  evidence.paragraph = first_of(text_or_empty(passage, "number"), std::to_string(ordinal));
}

void fill_document(Evidence& evidence, const Map& document, const Map& statement) {
  evidence.document = text_or_empty(document, "id");
  evidence.title = text_or_empty(document, "title");
  evidence.date = first_of(text_or_empty(document, "date"), text_or_empty(statement, "date"));
  evidence.symbol = text_or_empty(document, "symbol");
  evidence.extractor = text_or_empty(document, "extractor");
  evidence.source = first_of(text_or_empty(document, "url"), text_or_empty(document, "source"));
}

// Who is at the ends of a statement, and where it stands: one look at its relationships.
void fill_ends(Evidence& evidence, const KnowledgeReader& reader, NodeId statement,
               const Map& properties) {
  std::vector<Neighbour> scratch;
  const auto steps = reader.view().neighbours(statement, Direction::outgoing, {}, scratch);
  for (const Neighbour& step : steps) {
    const std::string_view type = reader.view().name(step.type);
    if (type == "SUBJECT") evidence.subject = reader.text(step.node, "id");
    if (type == "OBJECT") evidence.object = reader.text(step.node, "id");
    if (type == "SPEAKER") evidence.speaker = reader.text(step.node, "id");
    if (type != "IN") continue;
    fill_passage(evidence, reader.properties(step.node));
    const NodeId document = reader.step(step.node, Direction::incoming, "HAS_PASSAGE");
    evidence.document_node = document;
    fill_document(evidence, reader.properties(document), properties);
  }
}

Value span_value(TextSpan span) {
  return Map{{"start", static_cast<std::int64_t>(span.start)},
             {"end", static_cast<std::int64_t>(span.end)}};
}

// Entities that were written by hand have no other names than this.
std::vector<NodeId> find_by_property(const GraphView& view, std::string_view name) {
  const auto label = view.label_id("Entity");
  const auto key = view.key_id("name");
  if (!label || !key || !view.has_index(IndexInfo::Kind::property, *label, *key)) return {};
  return view.find(*label, *key, name);
}

bool evidence_order(const Evidence& a, const Evidence& b) {
  return std::tie(a.date, a.document, a.quote_span, a.cue_span, a.statement) <
         std::tie(b.date, b.document, b.quote_span, b.cue_span, b.statement);
}

}  // namespace

std::optional<Evidence> evidence(const GraphView& view, NodeId statement) {
  const KnowledgeReader reader(view);
  if (!reader.has_label(statement, "Statement")) return std::nullopt;
  Evidence result;
  const Map properties = reader.properties(statement);
  fill_statement(result, properties);
  fill_ends(result, reader, statement, properties);
  return result;
}

std::vector<Evidence> evidence(const GraphView& view, RelationshipId relationship) {
  std::vector<Evidence> result;
  for (const auto& [statement, row] : evidence_rows(reads_of(view).rows(), relationship)) {
    if (auto found = evidence(view, statement)) result.push_back(std::move(*found));
  }
  std::ranges::sort(result, evidence_order);
  return result;
}

Value to_value(const Evidence& evidence) {
  List annotators, versions;
  for (const AnnotatorRecord& annotator : evidence.annotators) {
    annotators.emplace_back(annotator.name);
    versions.emplace_back(annotator.version);
  }
  return Map{{"statement", evidence.statement},
             {"type", evidence.type},
             {"subject", evidence.subject},
             {"object", evidence.object},
             {"speaker", evidence.speaker},
             {"document", evidence.document},
             {"title", evidence.title},
             {"date", evidence.date},
             {"symbol", evidence.symbol},
             {"source", evidence.source},
             {"quote", evidence.quote},
             {"quote_span", span_value(evidence.quote_span)},
             {"cue_span", span_value(evidence.cue_span)},
             {"cue", evidence.cue},
             {"paragraph", evidence.paragraph},
             {"status", evidence.status},
             {"polarity", evidence.polarity},
             {"strength_word", evidence.strength_word},
             {"strength", evidence.strength},
             {"confidence", evidence.confidence},
             {"rule", evidence.rule},
             {"source_row", evidence.source_row},
             {"annotators", std::move(annotators)},
             {"annotator_versions", std::move(versions)},
             {"trail", List(evidence.trail.begin(), evidence.trail.end())},
             {"dropped", List(evidence.dropped.begin(), evidence.dropped.end())},
             {"extractor", evidence.extractor}};
}

std::vector<NodeId> find_entities(const GraphView& view, std::string_view id_or_name) {
  const KnowledgeReader reader(view);
  const NodeId by_id = reader.find("Entity", id_or_name);
  if (by_id != NodeId::none) return {by_id};
  std::vector<NodeId> named = view.find_name(id_or_name);
  if (named.empty()) named = find_by_property(view, id_or_name);
  std::erase_if(named, [&](NodeId node) { return !reader.has_label(node, "Entity"); });
  return named;
}

std::optional<NodeId> find_entity(const GraphView& view, std::string_view id_or_name) {
  const std::vector<NodeId> found = find_entities(view, id_or_name);
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::optional<std::string> document_digest(const GraphView& view, std::string_view document_id) {
  const auto digests =
      reads_of(view).rows().get(Family::documents, document_key(DocumentRow::digests, document_id));
  if (!digests) return std::nullopt;
  return std::string(ByteReader(*digests).string());
}

}  // namespace chancery
