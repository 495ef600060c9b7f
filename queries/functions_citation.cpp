// cite(): the sources of what the graph says, for people (text), for BibTeX, and as CSL-JSON
// (Citation Style Language 1.0.2, https://docs.citationstyles.org).

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "chancery/quotes.h"
#include "domain_reading.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;
using Json = nlohmann::ordered_json;

/// A document and the paragraphs of it that are meant.
struct Source {
  NodeId document = NodeId::none;
  std::vector<std::string> paragraphs;
};

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

void add_source(std::vector<Source>& sources, NodeId document, const std::string& paragraph) {
  auto at = std::ranges::find(sources, document, &Source::document);
  if (at == sources.end()) at = sources.insert(at, {document, {}});
  const bool fresh = std::ranges::find(at->paragraphs, paragraph) == at->paragraphs.end();
  if (fresh && !paragraph.empty()) at->paragraphs.push_back(paragraph);
}

std::string paragraph_of(EvalContext& context, NodeId passage) {
  const std::string number = text_property(context, passage, "number");
  return number.empty() ? text_property(context, passage, "ordinal") : number;
}

std::vector<Source> sources_of(EvalContext& context, const Value& element) {
  std::vector<Source> sources;
  if (element.type() == ValueType::node) {
    const NodeId node = element.as_node().id;
    if (has_label(context, node, "Document")) return {{node, {}}};
    if (has_label(context, node, "Passage")) {
      const std::optional<NodeId> document = document_of(context, node);
      if (document) add_source(sources, *document, paragraph_of(context, node));
      return sources;
    }
  }
  for (const Evidence& proof : proofs(context.graph, element)) {
    if (proof.document_node == NodeId::none) continue;
    add_source(sources, proof.document_node, proof.paragraph);
  }
  return sources;
}

std::string paragraphs_text(const Source& source) {
  std::string text;
  for (const std::string& each : source.paragraphs) text += (text.empty() ? "" : ", ") + each;
  if (text.empty()) return text;
  return (source.paragraphs.size() == 1 ? "para. " : "paras. ") + text;
}

std::vector<std::string> issuer_names(EvalContext& context, NodeId document) {
  std::vector<std::string> names;
  const Value issuers = property_of(context, document, "issuers");
  if (issuers.type() != ValueType::list) return names;
  for (const Value& id : issuers.as_list()) {
    if (id.type() != ValueType::string) continue;
    const std::optional<NodeId> entity = find_entity(context.graph, id.as_string());
    names.push_back(entity ? text_property(context, *entity, "name") : id.as_string());
  }
  return names;
}

// "2023-12-06/2023-12-07" is cited by its first day.
std::string first_day(EvalContext& context, NodeId document) {
  const std::string date = text_property(context, document, "date");
  return date.substr(0, date.find('/'));
}

// ---- BibTeX ------------------------------------------------------------------------------------

std::string bibtex_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        out += '\\';
        [[fallthrough]];
      default:
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
  }
  return out;
}

// The document's id is unique and readable; what BibTeX does not take in a key becomes "-".
std::string bibtex_key(std::string_view id) {
  if (id.starts_with("doc:")) id.remove_prefix(4);
  std::string key;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain || c == '-' || c == '.' || c == ':') {
      key += c;
    } else if (!key.empty() && key.back() != '-') {
      key += '-';
    }
  }
  return key.empty() ? "document" : key;
}

void append_field(std::string& entry, std::string_view name, const std::string& value) {
  if (!value.empty()) entry += ",\n  " + std::string(name) + " = {" + value + "}";
}

std::string bibtex_entry(EvalContext& context, const Source& source) {
  const auto text = [&](std::string_view key) {
    return bibtex_escaped(text_property(context, source.document, key));
  };
  std::string authors;  // each in braces of its own: names of bodies are not to be taken apart
  for (const std::string& name : issuer_names(context, source.document)) {
    authors += (authors.empty() ? "{" : " and {") + bibtex_escaped(name) + "}";
  }
  const std::string date = first_day(context, source.document);
  const std::string id = text_property(context, source.document, "id");
  std::string entry = "@misc{" + bibtex_key(id);
  append_field(entry, "title", text("title").empty() ? bibtex_escaped(id) : text("title"));
  append_field(entry, "author", authors);
  append_field(entry, "year", date.substr(0, 4));
  append_field(entry, "month", date.size() >= 7 ? date.substr(5, 2) : "");
  append_field(entry, "day", date.size() >= 10 ? date.substr(8, 2) : "");
  append_field(entry, "number", text("symbol"));
  append_field(entry, "url", text_property(context, source.document, "url"));
  append_field(entry, "note", bibtex_escaped(paragraphs_text(source)));
  return entry + "\n}";
}

// ---- CSL-JSON ----------------------------------------------------------------------------------

Json date_parts(const std::string& date) {
  Json parts = Json::array();
  for (std::size_t at = 0; at < date.size(); at += at == 0 ? 5 : 3) {
    const std::string part = date.substr(at, at == 0 ? 4 : 2);
    if (part.empty() || !std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; })) {
      break;
    }
    parts.push_back(std::stoi(part));
  }
  return parts;
}

Json csl_item(EvalContext& context, const Source& source) {
  Json item;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) item[name] = value;
  };
  const std::string id = text_property(context, source.document, "id");
  const std::string title = text_property(context, source.document, "title");
  item["id"] = id;
  item["type"] = "document";
  item["title"] = title.empty() ? id : title;
  for (const std::string& name : issuer_names(context, source.document)) {
    item["author"].push_back({{"literal", name}});
  }
  const Json parts = date_parts(first_day(context, source.document));
  if (!parts.empty()) item["issued"]["date-parts"] = Json::array({parts});
  put("number", text_property(context, source.document, "symbol"));
  put("URL", text_property(context, source.document, "url"));
  put("language", text_property(context, source.document, "language"));
  put("note", paragraphs_text(source));
  return item;
}

Value as_bibtex(EvalContext& context, const std::vector<Source>& sources) {
  std::string entries;
  for (const Source& source : sources) {
    context.limits.check();
    entries += (entries.empty() ? "" : "\n\n") + bibtex_entry(context, source);
  }
  return entries.empty() ? Value() : Value(std::move(entries));
}

Value as_csl_json(EvalContext& context, const std::vector<Source>& sources) {
  Json items = Json::array();
  for (const Source& source : sources) {
    context.limits.check();
    items.push_back(csl_item(context, source));
  }
  if (items.empty()) return {};
  return items.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Value as_text(EvalContext& context, const Value& element) {
  if (element.type() == ValueType::node) {
    const NodeId node = element.as_node().id;
    if (has_label(context, node, "Document")) return document_citation(context, node);
    if (has_label(context, node, "Passage")) return passage_citation(context, node);
  }
  const std::vector<Evidence> all = proofs(context.graph, element);
  return all.empty() ? Value() : Value(joined_citations(all));
}

}  // namespace

Value cite(EvalContext& context, Arguments arguments) {
  const std::string style = arguments.size() > 1 ? arguments[1].as_string() : "text";
  if (style == "text") return as_text(context, arguments[0]);
  if (style == "bibtex") return as_bibtex(context, sources_of(context, arguments[0]));
  if (style == "csl-json") return as_csl_json(context, sources_of(context, arguments[0]));
  throw_argument("InvalidArgumentValue", "There is no citation style " + in_quotes(style) +
                                             "; use 'text', 'bibtex' or 'csl-json'.");
}

}  // namespace chancery::query
