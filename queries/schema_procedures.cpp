// db.*: what the graph holds, and its indexes.

#include <optional>
#include <string>
#include <utility>

#include "builtin_procedures.h"
#include "chancery/error.h"
#include "functions.h"

namespace chancery::query {
namespace {

using Rows = std::vector<std::vector<Value>>;
using Arguments = std::span<const Value>;

Value integer(std::uint64_t count) { return static_cast<std::int64_t>(count); }

ProcedureRows labels(const ProcedureContext& context, Arguments) {
  Rows rows;
  for (LabelId label : context.view.labels()) {
    std::uint64_t count = context.view.node_count(label);
    if (count > 0) rows.push_back({context.view.name(label), integer(count)});
  }
  return rows_of(std::move(rows));
}

ProcedureRows relationship_types(const ProcedureContext& context, Arguments) {
  Rows rows;
  for (TypeId type : context.view.types()) {
    std::uint64_t count = context.view.relationship_count(type);
    if (count > 0) rows.push_back({context.view.name(type), integer(count)});
  }
  return rows_of(std::move(rows));
}

ProcedureRows property_keys(const ProcedureContext& context, Arguments) {
  Rows rows;
  for (KeyId key : context.view.keys()) rows.push_back({context.view.name(key)});
  return rows_of(std::move(rows));
}

std::string_view kind_name(IndexInfo::Kind kind) {
  return kind == IndexInfo::Kind::property ? "property" : "text";
}

ProcedureRows indexes(const ProcedureContext& context, Arguments) {
  Rows rows;
  for (const IndexInfo& index : context.view.indexes()) {
    rows.push_back({kind_name(index.kind), index.label, index.key, integer(index.entries)});
  }
  return rows_of(std::move(rows));
}

IndexInfo::Kind index_kind(const Value& name) {
  if (name.as_string() == "property") return IndexInfo::Kind::property;
  if (name.as_string() == "text") return IndexInfo::Kind::text;
  throw Error(ErrorKind::procedure_error, "InvalidArgumentValue", Phase::runtime,
              "The kind of an index is 'property' or 'text', not " + describe_value(name) + ".");
}

ProcedureRows create_index(const ProcedureContext& context, Arguments arguments) {
  Transaction& transaction = *context.transaction;
  bool created = transaction.create_index(index_kind(arguments[2]),
                                          transaction.intern_label(arguments[0].as_string()),
                                          transaction.intern_key(arguments[1].as_string()));
  return rows_of({{created}});
}

ProcedureRows drop_index(const ProcedureContext& context, Arguments arguments) {
  Transaction& transaction = *context.transaction;
  std::optional<LabelId> label = transaction.label_id(arguments[0].as_string());
  std::optional<KeyId> key = transaction.key_id(arguments[1].as_string());
  bool dropped = label && key && transaction.drop_index(index_kind(arguments[2]), *label, *key);
  return rows_of({{dropped}});
}

}  // namespace

void add_schema_procedures(std::vector<Procedure>& procedures) {
  procedures.push_back({.name = "db.labels",
                        .outputs = {{"label", "STRING"}, {"nodes", "INTEGER"}},
                        .text = "Labels in use and how many nodes have each.",
                        .example = "CALL db.labels()",
                        .call = labels});
  procedures.push_back({.name = "db.relationshipTypes",
                        .outputs = {{"relationshipType", "STRING"}, {"relationships", "INTEGER"}},
                        .text = "Relationship types in use and how many relationships are of each.",
                        .example = "CALL db.relationshipTypes()",
                        .call = relationship_types});
  procedures.push_back({.name = "db.propertyKeys",
                        .outputs = {{"propertyKey", "STRING"}},
                        .text = "Every property key that was ever used.",
                        .example = "CALL db.propertyKeys()",
                        .call = property_keys});
  procedures.push_back({.name = "db.indexes",
                        .outputs = {{"kind", "STRING"},
                                    {"label", "STRING"},
                                    {"key", "STRING"},
                                    {"entries", "INTEGER"}},
                        .text = "The indexes: over property values, and over text.",
                        .example = "CALL db.indexes()",
                        .call = indexes});
  const std::vector<ProcedureField> index_of = {
      {"label", "STRING"}, {"key", "STRING"}, {"kind", "STRING", Value("property")}};
  procedures.push_back({.name = "db.createIndex",
                        .inputs = index_of,
                        .outputs = {{"created", "BOOLEAN"}},
                        .text = "Indexes a property of the nodes with a label: 'property' for "
                                "equality, ranges and prefixes, 'text' for full text. False where "
                                "it exists.",
                        .example = "CALL db.createIndex('Statement', 'type')",
                        .writes = true,
                        .call = create_index});
  procedures.push_back({.name = "db.dropIndex",
                        .inputs = index_of,
                        .outputs = {{"dropped", "BOOLEAN"}},
                        .text = "Drops an index. False where there is none.",
                        .example = "CALL db.dropIndex('Statement', 'type')",
                        .writes = true,
                        .call = drop_index});
}

}  // namespace chancery::query
