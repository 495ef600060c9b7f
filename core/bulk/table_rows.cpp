#include "bulk/table_rows.h"

#include <algorithm>

#include "bulk/field_text.h"

namespace chancery::bulk {
namespace {

constexpr std::size_t kMostLabelTexts = 100'000;  // remembered

std::vector<std::string> parts_of(std::string_view text, char delimiter) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(delimiter), text.size());
    const std::string_view part = without_blanks(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

TableRows::TableRows(ImportRun& run, ImportKind kind, std::vector<Column> columns,
                     std::vector<std::string> names)
    : run_(run), kind_(kind), columns_(std::move(columns)), names_(std::move(names)) {
  check_columns(columns_, kind_, !names_.empty());
  for (const Column& column : columns_)
    keys_.push_back(is_stored(column) ? run_.key(column.name) : KeyId::none);
  const auto space_of = [&](Role role) -> std::string_view {
    return columns_[column_of(role) - 1].space;
  };
  if (kind_ == ImportKind::nodes) {
    ids_ = &run_.space(space_of(Role::id));
    labels_ = known_labels(names_);
  } else {
    starts_ = &run_.defined_space(space_of(Role::start));
    ends_ = &run_.defined_space(space_of(Role::end));
    if (!names_.empty()) type_ = run_.type(names_.front());
  }
}

std::size_t TableRows::column_of(Role role) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].role == role) return i + 1;
  return 0;
}

void TableRows::clear() {
  row_.clear();
  row_.labels = labels_;
  row_.type = type_;
  column_ = 0;
}

void TableRows::add() {
  if (kind_ == ImportKind::nodes) {
    column_ = column_of(Role::id);
    run_.add_node(row_, *ids_);
  } else {
    column_ = 0;
    run_.add_relationship(row_, *starts_, *ends_);
  }
}

void TableRows::text(std::size_t at, std::string_view text) {
  const Column& column = columns_[at];
  turn_to(at);
  switch (column.role) {
    case Role::property:
      value_.clear();
      append_field(value_, column, text, array_delimiter());
      return row_.add(keys_[at], value_);
    case Role::labels:
      row_.labels = labels_of(text);
      return;
    case Role::type:
      if (text.empty()) fail_row("The relationship has no type.");
      row_.type = run_.type(text);
      return;
    case Role::ignored:
      return;
    default:
      return id_text(column, text);
  }
}

void TableRows::id_text(const Column& column, std::string_view text) {
  if (text.empty()) fail_row("The id is empty.");
  if (run_.options().integer_ids || column.integer_id) {
    const auto number = integer_of(text);
    if (!number) fail_row("The id " + in_quotes(text) + " is no integer of 64 bits.");
    return this->number(static_cast<std::size_t>(&column - columns_.data()), *number);
  }
  set_id(column, ExternalId(text));
  if (!is_stored(column)) return;
  value_.clear();
  append_text_value(value_, text);
  row_.add(keys_[static_cast<std::size_t>(&column - columns_.data())], value_);
}

void TableRows::set_id(const Column& column, const ExternalId& id) {
  if (column.role == Role::id) row_.id = id;
  if (column.role == Role::start) row_.start = id;
  if (column.role == Role::end) row_.end = id;
}

void TableRows::number(std::size_t at, std::int64_t number) {
  const Column& column = columns_[at];
  turn_to(at);
  if (column.role == Role::ignored) return;
  if (column.role == Role::labels || column.role == Role::type)
    fail_row("A label or a type is a text, not a number.");
  set_id(column, number);
  if (!is_stored(column)) return;
  value_.clear();
  append_integer_value(value_, number);
  row_.add(keys_[at], value_);
}

void TableRows::value(std::size_t at, std::string_view value) {
  turn_to(at);
  row_.add(keys_[at], value);
}

LabelSet TableRows::labels_of(std::string_view text) {
  const auto known = labels_by_text_.find(text);
  if (known != labels_by_text_.end()) return known->second;
  std::vector<std::string> names = names_;
  for (std::string& name : parts_of(text, array_delimiter())) names.push_back(std::move(name));
  const LabelSet set = known_labels(names);
  if (labels_by_text_.size() < kMostLabelTexts) labels_by_text_.emplace(text, set);
  return set;
}

LabelSet TableRows::known_labels(const std::vector<std::string>& names) {
  const Column& id = columns_[column_of(Role::id) - 1];
  if (is_stored(id))
    for (const std::string& label : names) run_.require_index(label, id.name);
  return run_.label_set(names);
}

}  // namespace chancery::bulk
