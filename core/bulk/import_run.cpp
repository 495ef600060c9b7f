#include "bulk/import_run.h"

#include <algorithm>

#include "bulk/field_text.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

constexpr std::size_t kMostFaults = 1000;  // listed
constexpr std::size_t kMostLabels = 1000;  // of one node

std::string in_space(const IdSpace& space) {
  return space.name.empty() ? std::string() : " in the id space " + in_quotes(space.name);
}

NodeId end_of(const std::optional<ExternalId>& id, const IdSpace& space, std::string_view role) {
  if (!id) fail_row("The relationship has no " + std::string(role) + ".");
  const NodeId node = space.ids.find(*id);
  if (node == NodeId::none) {
    fail_row("No node has the id " + in_quotes(to_string(*id)) + in_space(space) +
             ", which the column :" + std::string(role) + " names.");
  }
  return node;
}

}  // namespace

void ImportRow::clear() {
  id.reset();
  start.reset();
  end.reset();
  labels = 0;
  type = TypeId::none;
  properties.clear();
  property_count = 0;
}

void ImportRow::add(KeyId key, std::string_view value) {
  properties.add_written(key, value);
  ++property_count;
}

ImportRun::ImportRun(BulkWriter& writer, const ImportOptions& options)
    : options_(options), rows_(writer) {
  label_set({});
}

KeyId ImportRun::key(std::string_view name) {
  const auto known = keys_.find(name);
  if (known != keys_.end()) return known->second;
  return keys_.emplace(name, rows_.idle_writer().intern_key(name)).first->second;
}

TypeId ImportRun::type(std::string_view name) {
  const auto known = types_.find(name);
  if (known != types_.end()) return known->second;
  return types_.emplace(name, rows_.idle_writer().intern_type(name)).first->second;
}

LabelSet ImportRun::label_set(const std::vector<std::string>& names) {
  const auto known = sets_by_names_.find(names);
  if (known != sets_by_names_.end()) return known->second;
  if (names.size() > kMostLabels)
    fail_row("A node may have " + std::to_string(kMostLabels) + " labels.");
  std::vector<LabelId> labels;
  for (const std::string& name : names) {
    const LabelId label = rows_.idle_writer().intern_label(name);
    if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
  }
  return sets_by_names_.emplace(names, rows_.add_label_set(std::move(labels))).first->second;
}

void ImportRun::require_index(const std::string& label, const std::string& name) {
  if (!indexes_.emplace(label, name).second) return;
  BulkWriter& writer = rows_.idle_writer();
  if (writer.create_index(writer.intern_label(label), key(name)))
    report_.indexes.push_back({IndexInfo::Kind::property, label, name});
}

IdSpace& ImportRun::space(std::string_view name) {
  auto& space = spaces_[std::string(name)];
  if (!space) space = std::make_unique<IdSpace>(IdSpace{std::string(name), {}});
  return *space;
}

const IdSpace& ImportRun::defined_space(std::string_view name) const {
  const auto known = spaces_.find(name);
  if (known != spaces_.end()) return *known->second;
  std::string names;
  for (const auto& [each, space] : spaces_)
    names +=
        (names.empty() ? "" : ", ") + (each.empty() ? "the one without a name" : in_quotes(each));
  fail_row((name.empty() ? "No table of nodes has ids without an id space"
                         : "No table of nodes has the id space " + in_quotes(name)) +
           (names.empty() ? "; import nodes together with their relationships."
                          : "; there is " + names + "."));
}

void ImportRun::add_node(ImportRow& row, IdSpace& space) {
  if (!row.id) fail_row("The node has no id.");
  if (!row.id->is_number() && row.id->text().size() > kLongestId)
    fail_row("An id may have " + std::to_string(kLongestId) + " bytes.");
  if (!space.ids.insert(*row.id, rows_.next_node())) {
    fail_row("Another node has the id " + in_quotes(to_string(*row.id)) + in_space(space) +
             " already; give each node its own, or keep tables apart by id spaces, :ID(Name).");
  }
  rows_.add_node(row.labels, row.properties.bytes());
  ++report_.nodes;
  report_.properties += row.property_count;
  if (report_.nodes % kRowsBetweenLooks == 0) require_memory();
}

void ImportRun::add_relationship(ImportRow& row, const IdSpace& starts, const IdSpace& ends) {
  const NodeId start = end_of(row.start, starts, "START_ID");
  const NodeId end = end_of(row.end, ends, "END_ID");
  if (row.type == TypeId::none) fail_row("The relationship has no type.");
  rows_.add_relationship(start, row.type, end, row.properties.bytes());
  ++report_.relationships;
  report_.properties += row.property_count;
}

void ImportRun::require_memory() {
  std::size_t bytes = 0;
  for (const auto& [name, space] : spaces_) bytes += space->ids.bytes();
  if (bytes <= options_.memory_bytes / 2) return;
  throw Error(ErrorKind::memory_limit,
              "The ids of " + std::to_string(report_.nodes) + " nodes take " +
                  std::to_string(bytes >> 20) + " MB, half of what the import may use is " +
                  std::to_string(options_.memory_bytes >> 21) +
                  " MB; allow it more memory, or use shorter ids (integers take least).");
}

void ImportRun::skip(ImportFault fault) {
  if (report_.skipped == options_.bad_tolerance) {
    const std::string advice =
        options_.bad_tolerance == 0
            ? " Nothing was imported; mend the row, or allow for bad ones (bad tolerance)."
            : " These are more bad rows than the " + std::to_string(options_.bad_tolerance) +
                  " that are allowed for; nothing was imported.";
    throw Error(ErrorKind::input_error, fault.reason + advice,
                {.file = fault.file,
                 .line = static_cast<unsigned>(fault.line),
                 .column = static_cast<unsigned>(fault.column)});
  }
  ++report_.skipped;
  if (report_.faults.size() < kMostFaults) report_.faults.push_back(std::move(fault));
}

void ImportRun::tell(std::uint64_t bytes_of_file) {
  progress_.bytes = bytes_of_files_ + bytes_of_file;
  progress_.nodes = report_.nodes;
  progress_.relationships = report_.relationships;
  if (!options_.progress(progress_))
    throw Error(ErrorKind::cancelled, "The import was stopped; nothing was imported.");
}

void ImportRun::end_file(std::uint64_t bytes) {
  bytes_of_files_ += bytes;
  report_.bytes = bytes_of_files_;
}

void ImportRun::finish() {
  rows_.idle_writer();
  for (const auto& [name, space] : spaces_) report_.id_map_bytes += space->ids.bytes();
}

}  // namespace chancery::bulk
