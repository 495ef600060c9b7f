#include "statements_check.h"

#include "chancery/error.h"
#include "chancery/folding.h"
#include "store/bytes.h"
#include "store/digest.h"
#include "store/keys.h"
#include "store/record.h"

namespace chancery {
namespace {

class Check {
 public:
  explicit Check(const Annotations& annotations)
      : annotations_(annotations), length_(code_point_count(annotations.document.text)) {}

  void run() const {
    require_id(annotations_.document.id, "the document");
    for (const EntityRecord& entity : annotations_.entities) check_entity(entity);
    for (const PassageRecord& passage : annotations_.passages) require_span(passage.span);
    for (const MentionRecord& mention : annotations_.mentions) {
      require_index(mention.passage, annotations_.passages.size(), "passage");
      require_index(mention.entity, annotations_.entities.size(), "entity");
      require_span(mention.span);
      if (mention.annotator) require_annotator(*mention.annotator);
    }
    for (const StatementRecord& statement : annotations_.statements) check_statement(statement);
  }

 private:
  void check_entity(const EntityRecord& entity) const {
    require_id(entity.id, "an entity");
    for (const auto& [key, value] : entity.properties) {
      if (!value.is_null() && !is_storable(value)) {
        fail("the property '" + key + "' of " + entity.id + " cannot be stored");
      }
    }
  }

  void check_statement(const StatementRecord& statement) const {
    if (statement.type.empty()) fail("a statement has no type");
    require_index(statement.subject, annotations_.entities.size(), "entity");
    require_index(statement.object, annotations_.entities.size(), "entity");
    require_index(statement.speaker.value_or(statement.subject), annotations_.entities.size(),
                  "entity");
    require_index(statement.passage, annotations_.passages.size(), "passage");
    require_span(statement.cue);
    require_span(statement.span);
    for (const std::uint32_t annotator : statement.annotators) require_annotator(annotator);
  }

  void require_annotator(std::uint32_t index) const {
    require_index(index, annotations_.annotators.size(), "annotator");
  }

  void require_id(const std::string& id, const char* what) const {
    if (id.empty()) fail(std::string(what) + " has no id");
    if (id.size() >= kMaxKeyText) fail("the id of " + std::string(what) + " is too long");
  }

  void require_index(std::size_t index, std::size_t size, const char* what) const {
    if (index >= size) {
      fail(std::string(what) + " number " + std::to_string(index) + " is not among the " +
           std::to_string(size) + " there are");
    }
  }

  void require_span(TextSpan span) const {
    if (span.start > span.end || span.end > length_) {
      fail("the span " + std::to_string(span.start) + ".." + std::to_string(span.end) +
           " is not inside the text of " + std::to_string(length_) + " code points");
    }
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Error(ErrorKind::argument_error, "The annotations of " + annotations_.document.id +
                                               " cannot be stored: " + reason + ".");
  }

  const Annotations& annotations_;
  std::size_t length_;
};

// Every field of the annotations, each with its length, in the order of the header.
class AnnotationsDigest {
 public:
  std::string of(const Annotations& annotations) {
    add(annotations.document);
    for (const PassageRecord& passage : annotations.passages) add(passage);
    for (const EntityRecord& entity : annotations.entities) add(entity);
    for (const MentionRecord& mention : annotations.mentions) {
      add('m', {mention.passage, mention.entity, mention.span.start, mention.span.end}, {});
      if (mention.annotator) add('a', {}, {bytes_of(annotations.annotators[*mention.annotator])});
    }
    for (const StatementRecord& statement : annotations.statements) add(annotations, statement);
    return digest_.finish();
  }

 private:
  void add(char kind, std::initializer_list<std::uint64_t> numbers,
           std::initializer_list<std::string_view> texts) {
    head_.resize(1 + numbers.size() * kMostVarintBytes);
    char* end = head_.data();
    *end++ = kind;
    for (const std::uint64_t number : numbers) end = write_varint(end, number);
    digest_.update_field({head_.data(), static_cast<std::size_t>(end - head_.data())});
    for (const std::string_view text : texts) digest_.update_field(text);
  }

  void add(const std::vector<std::string>& texts) {
    add('v', {texts.size()}, {});
    for (const std::string& text : texts) digest_.update_field(text);
  }

  // Where a file lies does not change what it says, so `source` is left out.
  void add(const DocumentRecord& document) {
    add('d', {},
        {document.id, document.title, document.date, document.language, document.symbol,
         document.url, document.sha256, document.text, document.extractor});
    add(document.issuers);
  }

  void add(const PassageRecord& passage) {
    add('p', {passage.span.start, passage.span.end},
        {passage.heading, passage.kind, passage.number});
  }

  void add(const EntityRecord& entity) {
    add('e', {entity.known, entity.properties.size()},
        {entity.id, entity.type, entity.kind, entity.name});
    add(entity.aliases);
    for (const auto& [key, value] : entity.properties) {
      bytes_.clear();
      if (!value.is_null()) append_value(bytes_, value);
      add('x', {}, {key, bytes_});
    }
  }

  static std::string bytes_of(const AnnotatorRecord& annotator) {
    std::string bytes;
    append_string(bytes, annotator.name);
    append_string(bytes, annotator.version);
    return bytes;
  }

  void add(const Annotations& annotations, const StatementRecord& statement) {
    bytes_.clear();
    append_float_value(bytes_, statement.strength);
    append_float_value(bytes_, statement.confidence);
    std::string annotators;
    for (const std::uint32_t index : statement.annotators) {
      annotators += bytes_of(annotations.annotators[index]);
    }
    const std::uint64_t speaker = statement.speaker ? std::uint64_t{*statement.speaker} + 1 : 0;
    add('s',
        {statement.subject, statement.object, speaker, statement.passage, statement.cue.start,
         statement.cue.end, statement.span.start, statement.span.end},
        {statement.type, statement.status, statement.polarity, bytes_, statement.strength_word,
         statement.date, statement.title, statement.rule, statement.source_row, annotators});
    add(statement.trail);
    add(statement.dropped);
  }

  Sha256 digest_;
  std::string head_, bytes_;
};

}  // namespace

void check_annotations(const Annotations& annotations) { Check(annotations).run(); }

std::string document_digests(const Annotations& annotations) {
  std::string digests;
  append_string(digests, annotations.document.sha256);
  append_string(digests, AnnotationsDigest().of(annotations));
  return digests;
}

}  // namespace chancery
