// The knowledge graph's own functions: from an edge to its proof in one call.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "chancery/statements.h"
#include "domain_reading.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

Value evidence_of(EvalContext& context, Arguments arguments) {
  List list;
  for (const Evidence& proof : proofs(context.graph, arguments[0])) {
    context.limits.check();
    list.push_back(to_value(proof));
  }
  return list;
}

Value quote(EvalContext& context, Arguments arguments) {
  if (arguments[0].type() == ValueType::node) {
    const NodeId node = arguments[0].as_node().id;
    if (has_label(context, node, "Passage")) {
      return property_of(context, node, "text");
    }
  }
  const std::vector<Evidence> all = proofs(context.graph, arguments[0]);
  return all.empty() ? Value() : Value(all.front().quote);
}

Value entity(EvalContext& context, Arguments arguments) {
  const std::optional<NodeId> node = find_entity(context.graph, arguments[0].as_string());
  return node ? Value(Node{*node, nullptr}) : Value();
}

Value entities(EvalContext& context, Arguments arguments) {
  List found;
  for (const NodeId node : find_entities(context.graph, arguments[0].as_string())) {
    found.push_back(Node{node, nullptr});
  }
  return found;
}

Value strength(EvalContext& context, Arguments arguments) {
  const std::vector<Evidence> all = proofs(context.graph, arguments[0]);
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
                  "its quotation, document, rule and annotators.",
                  "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, "
                  "evidence(r)[0].quote AS quote LIMIT 3",
                  evidence_of, kList),
    Function{.name = "cite",
             .signature = "cite(element :: RELATIONSHIP | NODE [, style :: STRING]) :: STRING",
             .text = "The sources of a relationship, Statement, Passage or Document. Style 'text' "
                     "(or none): title, symbol, date and paragraph; 'bibtex': an entry for each "
                     "document; 'csl-json': a JSON array of items for citation programs.",
             .example = "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, cite(r) "
                        "AS source, cite(r, 'bibtex') AS entry LIMIT 1",
             .min_args = 1,
             .max_args = 2,
             .call = cite,
             .accepts = {kNode | kRelationship, kString},
             .yields = kString},
    of_statements("quote", "quote(element :: RELATIONSHIP | NODE) :: STRING",
                  "The sentence that proves a statement or relationship, or the text of a Passage, "
                  "exactly as it stands in the document.",
                  "MATCH (s:Statement {type: 'ADOPTED'}) RETURN quote(s) AS sentence LIMIT 3",
                  quote, kString),
    of_statements("strength", "strength(element :: RELATIONSHIP | NODE) :: FLOAT",
                  "How far the statements commit who makes them, on the scale of diplomatic verbs "
                  "in corpus/ontology: from 0 to 1, takes note below welcomes below supports below "
                  "decides. Of several statements the strongest counts.",
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
    Function{
        .name = "entities",
        .signature = "entities(name :: STRING) :: LIST<NODE>",
        .text = "Every entity with this id or name: all readings of an ambiguous name.",
        .example =
            "UNWIND entities('National Cyber Security Centre') AS reading RETURN reading.id AS id",
        .min_args = 1,
        .max_args = 1,
        .call = entities,
        .accepts = {kString},
        .yields = kList},
    Function{.name = "at",
             .signature = "at(element :: RELATIONSHIP | NODE, date :: DATE | STRING) :: BOOLEAN",
             .text = "Whether what the element says held on that day, by valid_from and valid_to, "
                     "else by the dates of its statements (what is ongoing goes on after the "
                     "last), else by its own date or interval. Null where no date is known.",
             .example = "MATCH (a:Person)-[r:HOLDS_POSITION]->(b) WHERE at(r, date('2023-12-31')) "
                        "RETURN a.name, b.name LIMIT 3",
             .min_args = 2,
             .max_args = 2,
             .call = holds_at,
             .accepts = {kNode | kRelationship, kDate | kString},
             .yields = kBoolean},
    Function{.name = "during",
             .signature =
                 "during(element :: RELATIONSHIP | NODE, from :: DATE | STRING, to :: DATE "
                 "| STRING) :: BOOLEAN",
             .text = "Whether what the element says held on a day of the period, ends included; "
                     "see at(). Dates may be short: '2023' is the whole year.",
             .example = "MATCH (d:Document) WHERE during(d, '2023', '2024-06') RETURN d.title, "
                        "d.date ORDER BY d.date LIMIT 3",
             .min_args = 3,
             .max_args = 3,
             .call = holds_during,
             .accepts = {kNode | kRelationship, kDate | kString, kDate | kString},
             .yields = kBoolean},
};

}  // namespace

std::span<const Function> domain_functions() { return kDomainFunctions; }

}  // namespace chancery::query
