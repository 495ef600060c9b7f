#include "evidence_text.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <tuple>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "screen_text.h"

namespace chancery::cli {

namespace {

constexpr std::string_view kIndent = "     ";

using Edge = std::tuple<std::string, std::string, std::string>;

std::string name_of(const Database& database, const std::string& id) {
  const auto entity = database.entity(id);
  return entity ? entity->name : id;
}

/// The quotation with its cue between marks: bold on a terminal, brackets elsewhere.
std::string marked_quote(const Evidence& proof) {
  const std::size_t start = byte_offset(proof.quote, proof.cue_span.start - proof.quote_span.start);
  const std::size_t end = byte_offset(proof.quote, proof.cue_span.end - proof.quote_span.start);
  const bool inside = proof.cue_span.start >= proof.quote_span.start && end > start;
  if (!inside) return printable(proof.quote);
  return printable(proof.quote.substr(0, start)) + "[" +
         printable(proof.quote.substr(start, end - start)) + "]" +
         printable(proof.quote.substr(end));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  return out;
}

std::string readers(const Evidence& proof) {
  std::vector<std::string> names;
  for (const AnnotatorRecord& annotator : proof.annotators)
    names.push_back("annotator " + printable(annotator.name) +
                    (annotator.version.empty() ? "" : " " + printable(annotator.version)));
  return joined(names);
}

std::string reading(const Evidence& proof) {
  return joined({proof.status, proof.polarity, fmt::format("confidence {:.2f}", proof.confidence),
                 proof.strength_word.empty()
                     ? ""
                     : fmt::format("strength {:g} ({})", proof.strength, proof.strength_word),
                 readers(proof)});
}

/// Rows move when a dictionary is edited: their text is that of the reading only where the document
/// was read with the same ones.
bool read_with(const Evidence& proof, const ingest::Dictionaries& dictionaries) {
  return proof.extractor.find(dictionaries.digest()) != std::string::npos;
}

std::string rule_line(const Evidence& proof, const ingest::Dictionaries& dictionaries) {
  const std::string description(dictionaries.rule_description(proof.rule));
  return printable(description.empty() ? proof.rule : proof.rule + ": " + description);
}

std::string row_line(const Evidence& proof, const ingest::Dictionaries& dictionaries) {
  if (!read_with(proof, dictionaries)) {
    return printable(proof.source_row) + " (of other dictionaries than those of now)";
  }
  return printable(proof.source_row + ": " + std::string(dictionaries.row_text(proof.source_row)));
}

void append_wrapped(std::string& out, const std::string& text, std::size_t width) {
  const std::size_t room = width > 2 * kIndent.size() ? width - kIndent.size() : kIndent.size();
  for (const std::string& line : wrap(text, room)) out.append(kIndent).append(line).append("\n");
}

/// "label: text", nothing where there is no text.
void append_labelled(std::string& out, std::string_view label, const std::string& text,
                     std::size_t width) {
  if (!text.empty()) append_wrapped(out, fmt::format("{}: {}", label, text), width);
}

void append_proof(std::string& out, const Database& database, const Evidence& proof,
                  const ingest::Dictionaries& dictionaries, std::size_t number, std::size_t width) {
  std::string head;
  append_wrapped(
      head,
      joined({proof.date, printable(proof.title), printable(proof.symbol),
              proof.paragraph.empty() ? "" : "¶ " + printable(proof.paragraph), proof.document}),
      width);
  out += head.replace(0, kIndent.size(), fmt::format("{:>3}. ", number));
  append_wrapped(out, "“" + marked_quote(proof) + "”", width);
  append_labelled(out, "reading", reading(proof), width);
  append_labelled(out, "cue", printable(proof.cue), width);
  if (!proof.rule.empty()) append_labelled(out, "rule", rule_line(proof, dictionaries), width);
  if (!proof.source_row.empty()) append_labelled(out, "row", row_line(proof, dictionaries), width);
  append_labelled(out, "speaker",
                  proof.speaker.empty() ? "the document" : name_of(database, proof.speaker), width);
  for (const std::string& step : proof.trail) append_labelled(out, "via", printable(step), width);
  for (const std::string& lost : proof.dropped)
    append_labelled(out, "dropped", printable(lost), width);
}

std::optional<RelationshipId> as_relationship_id(const std::string& word) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return RelationshipId{number};
}

}  // namespace

std::vector<Evidence> look_up_evidence(const Database& database,
                                       const std::vector<std::string>& words) {
  if (words.size() == 1) {
    const auto id = as_relationship_id(words[0]);
    if (!id)
      throw Error(ErrorKind::argument_error,
                  "name a relationship by its number, or write: chancery why \"A\" TYPE \"B\"");
    if (!database.graph()->snapshot()->relationship(*id))
      throw Error(ErrorKind::entity_not_found, "there is no relationship " + words[0]);
    return database.evidence(*id);
  }
  if (words.size() == 2) return database.evidence(words[0], "", words[1]);
  if (words.size() == 3) return database.evidence(words[0], words[1], words[2]);
  throw Error(ErrorKind::argument_error, "write: chancery why \"A\" TYPE \"B\"");
}

Value explained(const Evidence& proof, const ingest::Dictionaries& dictionaries) {
  const auto or_null = [](std::string_view text) {
    return text.empty() ? Value() : Value(std::string(text));
  };
  Map map = to_value(proof).as_map();
  map.emplace("rule_description", or_null(dictionaries.rule_description(proof.rule)));
  const bool known = read_with(proof, dictionaries);
  map.emplace("row_text", or_null(known ? dictionaries.row_text(proof.source_row) : ""));
  return Value(std::move(map));
}

std::string render_evidence(const Database& database, const std::vector<Evidence>& proofs,
                            const ingest::Dictionaries& dictionaries,
                            const OutputOptions& options) {
  std::map<Edge, std::vector<const Evidence*>> edges;
  for (const Evidence& proof : proofs)
    edges[{proof.subject, proof.type, proof.object}].push_back(&proof);
  std::string out;
  for (const auto& [edge, of_edge] : edges) {
    const auto& [subject, type, object] = edge;
    if (!out.empty()) out += "\n";
    out += bold(fmt::format("{} -[{}]-> {}", name_of(database, subject), type,
                            name_of(database, object))) +
           fmt::format("   ({} statement{})\n", of_edge.size(), of_edge.size() == 1 ? "" : "s");
    std::size_t number = 0;
    for (const Evidence* proof : of_edge)
      append_proof(out, database, *proof, dictionaries, ++number, options.width);
  }
  return out;
}

}  // namespace chancery::cli
