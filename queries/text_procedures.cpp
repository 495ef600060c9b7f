// text.*: full text.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "builtin_procedures.h"
#include "chancery/error.h"
#include "procedure_options.h"

namespace chancery::query {
namespace {

constexpr std::int64_t kMostHits = 1'000'000;

/// The Document that the passage is part of; null for any other node.
Value document_of(const GraphView& view, NodeId passage) {
  std::optional<TypeId> has_passage = view.type_id("HAS_PASSAGE");
  if (!has_passage) return {};
  std::vector<Neighbour> scratch;
  auto steps = view.neighbours(passage, Direction::incoming, std::span(&*has_passage, 1), scratch);
  return steps.empty() ? Value() : Value(Node{steps.front().node, nullptr});
}

[[noreturn]] void throw_no_index(const std::string& label, const std::string& key) {
  throw Error(ErrorKind::procedure_error, "ProcedureCallFailed", Phase::runtime,
              "There is no text index on " + label + "." + key + "; CALL db.createIndex('" + label +
                  "', '" + key + "', 'text') makes one.");
}

ProcedureRows search(const ProcedureContext& context, std::span<const Value> arguments) {
  ProcedureOptions options("text.search", arguments[1], {"label", "key", "limit"});
  std::string label = options.text("label", "Passage");
  std::string key = options.text("key", "text");
  auto limit = static_cast<std::size_t>(options.integer("limit", 10, 1, kMostHits));
  const GraphView& view = context.view;
  std::optional<LabelId> label_id = view.label_id(label);
  std::optional<KeyId> key_id = view.key_id(key);
  if (!label_id || !key_id || !view.has_index(IndexInfo::Kind::text, *label_id, *key_id)) {
    throw_no_index(label, key);
  }
  auto hits = std::make_shared<std::vector<TextHit>>(
      view.search_text(*label_id, *key_id, arguments[0].as_string(), limit));
  return [&view, hits, at = std::size_t{0}](std::vector<Value>& row) mutable {
    if (at == hits->size()) return false;
    const TextHit& hit = (*hits)[at++];
    row = {Node{hit.node, nullptr}, hit.score, document_of(view, hit.node)};
    return true;
  };
}

}  // namespace

void add_text_procedures(std::vector<Procedure>& procedures) {
  procedures.push_back(
      {"text.search",
       {{"query", "STRING"}, {"options", "MAP?", Value(Map())}},
       {{"node", "NODE"}, {"score", "FLOAT"}, {"document", "NODE?"}},
       "Nodes by the words of their text, best first (BM25). \"Quoted words\" stand together, "
       "+word must occur, -word must not. Options: label ('Passage'), key ('text'), limit (10).",
       "CALL text.search('+ransomware payments') YIELD node, score RETURN score, node.text AS text",
       false,
       search});
}

}  // namespace chancery::query
