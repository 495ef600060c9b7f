#include "statements_words.h"

#include <array>

#include "chancery/statements.h"

namespace chancery {
namespace {

// A query names an entity by its type, `(:State {name: 'Japan'})`, and no index but one on that
// label may answer it: a user's own nodes can have the label without being entities.
constexpr std::array<std::string_view, 12> kEntityTypes = {
    "State",      "Region", "Place",     "Organization", "Person",      "Process",
    "Instrument", "Event",  "Programme", "Incident",     "ThreatActor", "Topic"};

}  // namespace

KnowledgeWords::KnowledgeWords(Transaction& transaction) {
  const auto label = [&](std::string_view word) { return transaction.intern_label(word); };
  const auto relationship = [&](std::string_view word) { return transaction.intern_type(word); };
  const auto key = [&](std::string_view word) { return transaction.intern_key(word); };
  document = label("Document");
  passage = label("Passage");
  statement = label("Statement");
  entity = label("Entity");
  has_passage = relationship("HAS_PASSAGE");
  mentions = relationship("MENTIONS");
  subject = relationship("SUBJECT");
  object = relationship("OBJECT");
  speaker = relationship("SPEAKER");
  in = relationship("IN");
  id = key("id");
  title = key("title");
  date = key("date");
  language = key("language");
  symbol = key("symbol");
  source = key("source");
  url = key("url");
  sha256 = key("sha256");
  issuers = key("issuers");
  extractor = key("extractor");
  ordinal = key("ordinal");
  start = key("start");
  end = key("end");
  heading = key("heading");
  text = key("text");
  kind = key("kind");
  number = key("number");
  surface = key("surface");
  type = key("type");
  cue = key("cue");
  cue_start = key("cue_start");
  cue_end = key("cue_end");
  status = key("status");
  polarity = key("polarity");
  strength = key("strength");
  strength_word = key("strength_word");
  rule = key("rule");
  source_row = key("source_row");
  annotator = key("annotator");
  trail = key("trail");
  dropped = key("dropped");
  confidence = key("confidence");
  name = key("name");
  aliases = key("aliases");
  statements = key("statements");
  first = key("first");
  last = key("last");
  annotators = key("annotators");
  annotator_version = key("annotator_version");
  annotator_versions = key("annotator_versions");
}

void create_knowledge_schema(Transaction& transaction) {
  const KnowledgeWords words(transaction);
  const auto property = [&](LabelId label, KeyId key) {
    transaction.create_index(IndexInfo::Kind::property, label, key);
  };
  property(words.entity, words.id);
  property(words.entity, words.name);
  for (const std::string_view type : kEntityTypes) {
    property(transaction.intern_label(type), words.id);
    property(transaction.intern_label(type), words.name);
  }
  property(words.document, words.id);
  property(words.document, words.date);
  property(words.document, words.symbol);
  property(words.passage, words.id);
  property(words.statement, words.id);
  transaction.create_index(IndexInfo::Kind::text, words.passage, words.text);
  transaction.create_index(IndexInfo::Kind::text, words.document, words.title);
}

Map KnowledgeReader::properties(NodeId node) const {
  Map result;
  for (auto& [key, value] : view_.properties(node)) {
    result.emplace(view_.name(key), std::move(value));
  }
  return result;
}

Value KnowledgeReader::property(NodeId node, std::string_view key) const {
  const auto id = view_.key_id(key);
  return id ? view_.property(node, *id) : Value();
}

std::string KnowledgeReader::text(NodeId node, std::string_view key) const {
  const Value value = property(node, key);
  return value.type() == ValueType::string ? value.as_string() : std::string();
}

NodeId KnowledgeReader::step(NodeId node, Direction direction, std::string_view type) const {
  const auto id = view_.type_id(type);
  if (!id) return NodeId::none;
  std::vector<Neighbour> scratch;
  const auto steps = view_.neighbours(node, direction, {&*id, 1}, scratch);
  return steps.empty() ? NodeId::none : steps.front().node;
}

bool KnowledgeReader::has_label(NodeId node, std::string_view label) const {
  const auto id = view_.label_id(label);
  return id && view_.has_label(node, *id);
}

NodeId KnowledgeReader::find(std::string_view label, std::string_view id) const {
  const auto label_id = view_.label_id(label);
  const auto key = view_.key_id("id");
  if (!label_id || !key || !view_.has_index(IndexInfo::Kind::property, *label_id, *key)) {
    return NodeId::none;
  }
  const std::vector<NodeId> nodes = view_.find(*label_id, *key, id);
  return nodes.empty() ? NodeId::none : nodes.front();
}

std::string text_or_empty(const Map& properties, std::string_view key) {
  const auto found = properties.find(key);
  return found != properties.end() && found->second.type() == ValueType::string
             ? found->second.as_string()
             : std::string();
}

}  // namespace chancery
