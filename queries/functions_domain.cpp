// The knowledge graph's own functions: from an edge to its proof in one call.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "chancery/statements.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

// Of a derived relationship all of its statements, of a Statement node its own.
std::vector<Evidence> proofs(EvalContext& context, const Value& value) {
  if (value.type() == ValueType::relationship) {
    return chancery::evidence(context.graph, value.as_relationship().id);
  }
  std::vector<Evidence> one;
  if (auto proof = chancery::evidence(context.graph, value.as_node().id)) {
    one.push_back(std::move(*proof));
  }
  return one;
}

bool has_label(EvalContext& context, NodeId node, std::string_view label) {
  const std::optional<LabelId> id = context.graph.label_id(label);
  return id && context.graph.has_label(node, *id);
}

std::string text_property(EvalContext& context, NodeId node, std::string_view key) {
  const std::optional<KeyId> id = context.graph.key_id(key);
  const Value value = id ? context.graph.property(node, *id) : Value();
  return value.is_null() ? std::string{} : to_display(value);
}

void append_part(std::string& citation, const std::string& part) {
  if (part.empty()) return;
  if (!citation.empty()) citation += ", ";
  citation += part;
}

std::string paragraph_part(const std::string& paragraph) {
  return paragraph.empty() ? paragraph : "para. " + paragraph;
}

std::string document_citation(EvalContext& context, NodeId document) {
  std::string citation = text_property(context, document, "title");
  if (citation.empty()) citation = text_property(context, document, "id");
  append_part(citation, text_property(context, document, "symbol"));
  append_part(citation, text_property(context, document, "date"));
  return citation;
}

std::optional<NodeId> document_of(EvalContext& context, NodeId passage) {
  const std::optional<TypeId> type = context.graph.type_id("HAS_PASSAGE");
  if (!type) return std::nullopt;
  std::vector<Neighbour> scratch;
  const std::array types = {*type};
  const auto found = context.graph.neighbours(passage, Direction::incoming, types, scratch);
  return found.empty() ? std::nullopt : std::optional(found.front().node);
}

std::string passage_citation(EvalContext& context, NodeId passage) {
  const std::optional<NodeId> document = document_of(context, passage);
  std::string citation = document ? document_citation(context, *document) : std::string{};
  const std::string number = text_property(context, passage, "number");
  append_part(citation,
              paragraph_part(number.empty() ? text_property(context, passage, "ordinal") : number));
  return citation;
}

std::string proof_citation(const Evidence& proof) {
  std::string citation = proof.title.empty() ? proof.document : proof.title;
  append_part(citation, proof.symbol);
  append_part(citation, proof.date);
  append_part(citation, paragraph_part(proof.paragraph));
  return citation;
}

// Several statements of one paragraph are one citation.
std::string joined_citations(const std::vector<Evidence>& all) {
  std::set<std::string> seen;
  std::string joined;
  for (const Evidence& proof : all) {
    const std::string citation = proof_citation(proof);
    if (!seen.insert(citation).second) continue;
    if (!joined.empty()) joined += "; ";
    joined += citation;
  }
  return joined;
}

Value evidence_of(EvalContext& context, Arguments arguments) {
  List list;
  for (const Evidence& proof : proofs(context, arguments[0])) {
    context.limits.check();
    list.push_back(to_value(proof));
  }
  return list;
}

Value cite(EvalContext& context, Arguments arguments) {
  if (arguments[0].type() == ValueType::node) {
    const NodeId node = arguments[0].as_node().id;
    if (has_label(context, node, "Document")) return document_citation(context, node);
    if (has_label(context, node, "Passage")) return passage_citation(context, node);
  }
  const std::vector<Evidence> all = proofs(context, arguments[0]);
  return all.empty() ? Value() : Value(joined_citations(all));
}

Value quote(EvalContext& context, Arguments arguments) {
  if (arguments[0].type() == ValueType::node) {
    const NodeId node = arguments[0].as_node().id;
    if (has_label(context, node, "Passage")) {
      const std::optional<KeyId> text = context.graph.key_id("text");
      return text ? context.graph.property(node, *text) : Value();
    }
  }
  const std::vector<Evidence> all = proofs(context, arguments[0]);
  return all.empty() ? Value() : Value(all.front().quote);
}

Value entity(EvalContext& context, Arguments arguments) {
  const std::optional<NodeId> node = find_entity(context.graph, arguments[0].as_string());
  return node ? Value(Node{*node, nullptr}) : Value();
}

Value strength(EvalContext& context, Arguments arguments) {
  const std::vector<Evidence> all = proofs(context, arguments[0]);
  if (all.empty()) return Value();
  const auto weaker = [](const Evidence& a, const Evidence& b) { return a.strength < b.strength; };
  return std::max_element(all.begin(), all.end(), weaker)->strength;
}

constexpr Function of_statements(std::string_view name, std::string_view signature,
                                 std::string_view text, std::string_view example,
                                 Value (*call)(EvalContext&, Arguments), TypeSet yields) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 1,
                  .max_args = 1,
                  .call = call,
                  .accepts = {kNode | kRelationship},
                  .yields = yields};
}

const std::array kDomainFunctions = {
    of_statements("evidence", "evidence(element :: RELATIONSHIP | NODE) :: LIST<MAP>",
                  "The statements behind a derived relationship, or of a Statement node, each with "
                  "its quotation, document and rule.",
                  "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, "
                  "evidence(r)[0].quote AS quote LIMIT 3",
                  evidence_of, kList),
    of_statements("cite", "cite(element :: RELATIONSHIP | NODE) :: STRING",
                  "A readable citation of a relationship, Statement, Passage or Document: title, "
                  "symbol, date and paragraph.",
                  "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, cite(r) AS "
                  "source LIMIT 3",
                  cite, kString),
    of_statements("quote", "quote(element :: RELATIONSHIP | NODE) :: STRING",
                  "The sentence that proves a statement or relationship, or the text of a Passage, "
                  "exactly as it stands in the document.",
                  "MATCH (s:Statement {type: 'ADOPTED'}) RETURN quote(s) AS sentence LIMIT 3",
                  quote, kString),
    of_statements("strength", "strength(element :: RELATIONSHIP | NODE) :: FLOAT",
                  "The strongest diplomatic verb among the statements, as a number.",
                  "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, strength(r) AS "
                  "strength ORDER BY strength DESC LIMIT 5",
                  strength, kFloat),
    Function{.name = "entity",
             .signature = "entity(name :: STRING) :: NODE",
             .text = "The entity with this id or any of its names; null where there is none or "
                     "more than one.",
             .example = "RETURN entity('ENISA').name AS name",
             .min_args = 1,
             .max_args = 1,
             .call = entity,
             .accepts = {kString},
             .yields = kNode},
};

}  // namespace

std::span<const Function> domain_functions() { return kDomainFunctions; }

}  // namespace chancery::query
