#pragma once

// What the sources of one import share: names, ids, bad rows, progress, and the way to the writer.

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bulk/id_map.h"
#include "bulk/load_thread.h"
#include "chancery/import.h"
#include "store/record.h"

namespace chancery::bulk {

/// The ids of one space, which nodes define and relationships refer to.
struct IdSpace {
  std::string name;
  IdMap ids;
};

/// A node or a relationship as it is put together.
struct ImportRow {
  std::optional<ExternalId> id, start, end;
  LabelSet labels = 0;
  TypeId type = TypeId::none;
  PropertyWriter properties;
  std::uint64_t property_count = 0;

  void clear();
  /// `value` as record.h stores it.
  void add(KeyId key, std::string_view value);
};

class ImportRun {
 public:
  ImportRun(BulkWriter& writer, const ImportOptions& options);

  const ImportOptions& options() const { return options_; }
  ImportReport& report() { return report_; }

  KeyId key(std::string_view name);
  TypeId type(std::string_view name);
  LabelSet label_set(const std::vector<std::string>& names);
  /// A property index, where there is none yet.
  void require_index(const std::string& label, const std::string& name);

  /// Of nodes: made where there is none.
  IdSpace& space(std::string_view name);
  /// Of the ends of relationships. Throws Error(input_error) where no table defines it.
  const IdSpace& defined_space(std::string_view name) const;

  // Throw Error(input_error), and add nothing, where the ids do not allow it.
  void add_node(ImportRow& row, IdSpace& space);
  void add_relationship(ImportRow& row, const IdSpace& starts, const IdSpace& ends);

  /// Counts a row that is left out; throws Error(input_error) where that is one too many.
  void skip(ImportFault fault);
  /// Tells how far it is, now and then. Throws Error(cancelled) where nobody wants more.
  template <typename BytesOfFile>
  void look(const BytesOfFile& bytes_of_file) {
    if (options_.progress && ++looks_ % kRowsBetweenLooks == 0) tell(bytes_of_file());
  }
  void set_total_bytes(std::uint64_t bytes) { progress_.bytes_total = bytes; }
  void end_file(std::uint64_t bytes);

  /// Hands on what is left, and fills in the rest of the report.
  void finish();

 private:
  static constexpr unsigned kRowsBetweenLooks = 4096;

  void require_memory();
  void tell(std::uint64_t bytes_of_file);

  const ImportOptions& options_;
  ImportReport report_;
  ImportProgress progress_;
  std::uint64_t bytes_of_files_ = 0;  // that are read
  unsigned looks_ = 0;
  std::map<std::string, KeyId, std::less<>> keys_;
  std::map<std::string, TypeId, std::less<>> types_;
  std::map<std::vector<std::string>, LabelSet> sets_by_names_;
  std::set<std::pair<std::string, std::string>> indexes_;
  std::map<std::string, std::unique_ptr<IdSpace>, std::less<>> spaces_;
  LoadThread rows_;
};

}  // namespace chancery::bulk
