// Writing and removing documents: all that one says, in one batch.

#include <algorithm>
#include <memory_resource>
#include <string>
#include <unordered_map>

#include "chancery/folding.h"
#include "chancery/statements.h"
#include "statements_check.h"
#include "statements_derived.h"
#include "statements_entities.h"
#include "statements_memory.h"
#include "text_slices.h"

namespace chancery {
namespace {

Value list_value(const std::vector<std::string>& texts) {
  return texts.empty() ? Value() : Value(List(texts.begin(), texts.end()));
}

class DocumentWriter {
 public:
  explicit DocumentWriter(StoreTransaction& transaction)
      : transaction_(transaction),
        memory_(memory_of(transaction)),
        words_(memory_->words),
        derived_(transaction, memory_),
        entities_(transaction, memory_) {}

  void replace(const Annotations& annotations) {
    const DocumentRecord& document = annotations.document;
    remove_passages(find_document(document.id));
    entities_.replace(document.id, annotations.entities);
    const NodeId node = write_document(document);
    const TextSlices slices(document.text);
    write_passages(annotations, node, slices);
    write_mentions(annotations, slices);
    write_statements(annotations, slices);
    derived_.settle();
    entities_.remove_forgotten();
    transaction_.set_document_text(document.id, document.text);
  }

  void remove(NodeId document, const std::string& document_id) {
    remove_passages(document);
    remove_with_relationships(document);
    entities_.replace(document_id, {});
    // Not before: of a document that is not there nobody looks for contributions.
    memory_->document(transaction_, document_id) = NodeId::none;
    derived_.settle();
    entities_.remove_forgotten();
    transaction_.set_document_text(document_id, std::nullopt);
  }

  NodeId find_document(const std::string& id) const { return memory_->document(transaction_, id); }

 private:
  std::vector<Neighbour> steps(NodeId node, Direction direction,
                               std::span<const TypeId> types) const {
    std::vector<Neighbour> scratch;
    const auto found = transaction_.neighbours(node, direction, types, scratch);
    return {found.begin(), found.end()};
  }

  void remove_with_relationships(NodeId node) {
    for (const Neighbour& step : steps(node, Direction::both, {})) {
      transaction_.remove(step.relationship);
    }
    transaction_.remove(node);
  }

  void remove_passages(NodeId document) {
    if (document == NodeId::none) return;
    for (const Neighbour& passage :
         steps(document, Direction::outgoing, {&words_.has_passage, 1})) {
      for (const Neighbour& statement : steps(passage.node, Direction::incoming, {&words_.in, 1})) {
        remove_statement(statement.node);
      }
      remove_with_relationships(passage.node);
    }
  }

  void remove_statement(NodeId statement) {
    if (const auto derivation = derivation_of(KnowledgeReader(transaction_), statement)) {
      const DerivedKey& key = derivation->key;
      if (const auto type = transaction_.type_id(key.type)) {
        derived_.drop({key.subject, key.object, *type, key.polarity}, statement);
      }
    }
    remove_with_relationships(statement);
  }

  // An existing node is kept, so that what users have tied to it stays.
  NodeId write_document(const DocumentRecord& document) {
    const Properties properties = {{words_.language, text_value(document.language)},
                                   {words_.id, document.id},
                                   {words_.title, text_value(document.title)},
                                   {words_.date, text_value(document.date)},
                                   {words_.symbol, text_value(document.symbol)},
                                   {words_.source, text_value(document.source)},
                                   {words_.url, text_value(document.url)},
                                   {words_.sha256, text_value(document.sha256)},
                                   {words_.issuers, list_value(document.issuers)},
                                   {words_.extractor, text_value(document.extractor)}};
    NodeId& node = memory_->document(transaction_, document.id);
    if (node == NodeId::none) {
      node = transaction_.create_node({&words_.document, 1}, encode_properties(properties));
    } else {
      for (const auto& [key, value] : properties) transaction_.set_property(node, key, value);
    }
    return node;
  }

  // The keys of properties come in the order in which KnowledgeWords has interned them, which is
  // that of the record where nobody else did before.
  void write_passages(const Annotations& annotations, NodeId document, const TextSlices& slices) {
    const std::string language = text_language(annotations.document.language);
    for (std::size_t i = 0; i < annotations.passages.size(); ++i) {
      const PassageRecord& passage = annotations.passages[i];
      properties_.clear();
      properties_.add(words_.id, id_of(annotations, "/p", std::to_string(i + 1)));
      // English is what the full-text index takes where nothing is said.
      if (language != "en") properties_.add(words_.language, annotations.document.language);
      properties_.add(words_.ordinal, static_cast<std::int64_t>(i + 1));
      add_span(passage.span);
      properties_.add(words_.heading, passage.heading);
      properties_.add(words_.text, slices[passage.span], /*even_empty=*/true);
      properties_.add(words_.kind, passage.kind);
      properties_.add(words_.number, passage.number);
      const NodeId node = transaction_.create_node({&words_.passage, 1}, properties_.bytes());
      transaction_.connect(document, words_.has_passage, node);
      passages_.push_back(node);
    }
  }

  void write_mentions(const Annotations& annotations, const TextSlices& slices) {
    for (const MentionRecord& mention : annotations.mentions) {
      properties_.clear();
      add_span(mention.span);
      properties_.add(words_.surface, slices[mention.span], /*even_empty=*/true);
      if (mention.annotator) {
        const AnnotatorRecord& annotator = annotations.annotators[*mention.annotator];
        properties_.add(words_.annotator, annotator.name, /*even_empty=*/true);
        properties_.add(words_.annotator_version, annotator.version);
      }
      transaction_.connect(passages_[mention.passage], words_.mentions, entity(mention.entity),
                           properties_.bytes());
    }
  }

  void add_span(TextSpan span) {
    properties_.add(words_.start, std::int64_t{span.start});
    properties_.add(words_.end, std::int64_t{span.end});
  }

  void write_statements(const Annotations& annotations, const TextSlices& slices) {
    statement_digits_.reserve(annotations.statements.size());
    for (const StatementRecord& statement : annotations.statements) {
      describe(annotations, statement, slices);
      const NodeId node = transaction_.create_node({&words_.statement, 1}, properties_.bytes());
      const NodeId subject = entity(statement.subject);
      const NodeId object = entity(statement.object);
      transaction_.connect(node, words_.subject, subject);
      transaction_.connect(node, words_.object, object);
      transaction_.connect(node, words_.in, passages_[statement.passage]);
      if (statement.speaker) {
        transaction_.connect(node, words_.speaker, entity(*statement.speaker));
      }
      if (statement.confidence < kDerivationThreshold) continue;
      const std::string& date = statement.date.empty() ? annotations.document.date : statement.date;
      derived_.add({subject, object, transaction_.intern_type(statement.type), statement.polarity},
                   node, {date, statement.status, statement.title});
    }
  }

  void describe(const Annotations& annotations, const StatementRecord& statement,
                const TextSlices& slices) {
    properties_.clear();
    properties_.add(words_.id, statement_id(annotations, statement, slices));
    properties_.add(words_.title, statement.title);
    properties_.add(words_.date, statement.date);
    add_span(statement.span);
    properties_.add(words_.type, statement.type);
    properties_.add(words_.cue, slices[statement.cue], /*even_empty=*/true);
    properties_.add(words_.cue_start, std::int64_t{statement.cue.start});
    properties_.add(words_.cue_end, std::int64_t{statement.cue.end});
    properties_.add(words_.status, statement.status);
    properties_.add(words_.polarity, statement.polarity);
    if (statement.strength != 0) properties_.add(words_.strength, statement.strength);
    properties_.add(words_.strength_word, statement.strength_word);
    properties_.add(words_.rule, statement.rule);
    properties_.add(words_.source_row, statement.source_row);
    std::vector<std::string> annotators, versions;
    for (const std::uint32_t index : statement.annotators) {
      annotators.push_back(annotations.annotators[index].name);
      versions.push_back(annotations.annotators[index].version);
    }
    properties_.add(words_.annotators, annotators);
    properties_.add(words_.annotator_versions, versions);
    properties_.add(words_.trail, statement.trail);
    properties_.add(words_.dropped, statement.dropped);
    properties_.add(words_.confidence, statement.confidence);
  }

  // Made of what is said and of the words that say it, so that it stays the same when other
  // passages of the document change.
  std::string_view statement_id(const Annotations& annotations, const StatementRecord& statement,
                                const TextSlices& slices) {
    memory_->digest.update_field(statement.type);
    memory_->digest.update_field(annotations.entities[statement.subject].id);
    memory_->digest.update_field(annotations.entities[statement.object].id);
    memory_->digest.update_field(statement.polarity);
    memory_->digest.update_field(slices[annotations.passages[statement.passage].span]);
    memory_->digest.update_field(slices[statement.cue]);
    const std::string digits = memory_->digest.finish(kStatementDigits);
    id_of(annotations, "/s-", digits);
    const int count = ++statement_digits_[digits];
    if (count > 1) id_.append("-").append(std::to_string(count));
    return id_;
  }

  // Of a part of the document; until the next one is made.
  std::string_view id_of(const Annotations& annotations, std::string_view kind,
                         std::string_view rest) {
    return id_.assign(annotations.document.id).append(kind).append(rest);
  }

  NodeId entity(std::uint32_t index) const { return entities_.nodes()[index]; }

  static constexpr std::size_t kStatementDigits = 12;

  StoreTransaction& transaction_;
  std::shared_ptr<DocumentMemory> memory_;
  const KnowledgeWords& words_;
  DerivedWriter derived_;
  EntityLedger entities_;
  std::vector<NodeId> passages_;
  std::pmr::monotonic_buffer_resource arena_;
  std::pmr::unordered_map<std::string, int> statement_digits_{&arena_};
  std::string id_;
  PropertyWriter properties_;
};

}  // namespace

void replace_document(Transaction& transaction, const Annotations& annotations) {
  check_annotations(annotations);
  StoreTransaction& store = store_transaction(transaction);
  if (!store.document_memory()) create_knowledge_schema(transaction);
  store.write_document(annotations.document.id, document_digests(annotations),
                       [&] { DocumentWriter(store).replace(annotations); });
}

bool remove_document(Transaction& transaction, std::string_view document_id) {
  create_knowledge_schema(transaction);
  StoreTransaction& store = store_transaction(transaction);
  DocumentWriter writer(store);
  const std::string id(document_id);
  const NodeId document = writer.find_document(id);
  if (document == NodeId::none) return false;
  store.write_document(id, std::nullopt, [&] { writer.remove(document, id); });
  return true;
}

}  // namespace chancery
