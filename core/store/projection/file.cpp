#include "store/projection/file.h"

#include <algorithm>
#include <cstring>

#include "chancery/error.h"
#include "store/durable_file.h"
#include "store/mapped_file.h"
#include "store/projection/builder.h"
#include "store/projection/parts.h"

namespace chancery {
namespace {

std::span<const std::byte> bytes_before_checksum(const ProjectionFooter& footer) {
  return std::as_bytes(std::span(&footer, 1)).first(offsetof(ProjectionFooter, checksum));
}

class ProjectionWriter {
 public:
  explicit ProjectionWriter(const std::filesystem::path& file) : file_(file) {}

  void add(const Section& section) {
    SectionEntry entry = section.entry;
    entry.offset = length_;
    entry.length = section.bytes.size();
    entry.checksum = checksum_of(section.bytes);
    write(section.bytes);
    table_.push_back(entry);
  }

  void finish(const StoreSnapshot& state, const ProjectionSize& size) {
    std::ranges::sort(table_, {}, place_in_table);
    const auto table = std::as_bytes(std::span(table_));
    ProjectionFooter footer;
    footer.entries = static_cast<std::uint32_t>(table_.size());
    footer.commits = state.catalog()->commits;
    footer.nodes = size.nodes;
    footer.relationships = size.relationships;
    footer.table_offset = length_;
    footer.table_checksum = checksum_of(table);
    write(table);
    footer.file_length = length_ + sizeof footer;
    footer.checksum = checksum_of(bytes_before_checksum(footer));
    write(std::as_bytes(std::span(&footer, 1)));
    file_.move_into_place();
  }

 private:
  // With zeros up to where the next section may start.
  void write(std::span<const std::byte> bytes) {
    file_.write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    const std::uint64_t padding = (0 - bytes.size()) % kSectionAlignment;
    static constexpr char kZeros[kSectionAlignment] = {};
    file_.write({kZeros, padding});
    length_ += bytes.size() + padding;
  }

  DraftFile file_;
  std::uint64_t length_ = 0;
  std::vector<SectionEntry> table_;
};

std::optional<ProjectionFooter> read_footer(std::span<const std::byte> file) {
  ProjectionFooter footer;
  if (file.size() < sizeof footer) return std::nullopt;
  std::memcpy(&footer, file.data() + file.size() - sizeof footer, sizeof footer);
  const bool right = footer.magic == ProjectionFooter::kMagic &&
                     footer.version == ProjectionFooter::kVersion &&
                     footer.file_length == file.size() &&
                     footer.checksum == checksum_of(bytes_before_checksum(footer));
  return right ? std::optional(footer) : std::nullopt;
}

// The table, with all that it names inside the file and in order.
std::optional<std::vector<SectionEntry>> read_table(std::span<const std::byte> file,
                                                    const ProjectionFooter& footer) {
  const std::uint64_t end = file.size() - sizeof footer;
  const std::uint64_t length = std::uint64_t{footer.entries} * sizeof(SectionEntry);
  if (footer.table_offset > end || length > end - footer.table_offset) return std::nullopt;
  const auto bytes = file.subspan(footer.table_offset, length);
  if (checksum_of(bytes) != footer.table_checksum) return std::nullopt;
  std::vector<SectionEntry> table(footer.entries);
  if (length != 0) std::memcpy(table.data(), bytes.data(), length);
  for (const SectionEntry& entry : table) {
    if (entry.offset % kSectionAlignment != 0 || entry.offset > footer.table_offset ||
        entry.length > footer.table_offset - entry.offset) {
      return std::nullopt;
    }
  }
  const bool ordered = std::ranges::adjacent_find(table, std::ranges::greater_equal(),
                                                  place_in_table) == table.end();
  return ordered ? std::optional(std::move(table)) : std::nullopt;
}

template <typename Id, typename Count>
bool same_counts(const Sections& sections, SectionKind kind, std::uint32_t names,
                 const Count& count) {
  const auto steps = [&](std::uint32_t id) {
    const SectionEntry* entry = sections.find(kind, id);
    return entry != nullptr ? std::uint64_t{entry->items} : 0;
  };
  for (const SectionEntry& entry : sections.entries(kind)) {
    if (entry.id == 0 || entry.id > names) return false;
  }
  for (std::uint32_t id = 1; id <= names; ++id) {
    if (steps(id) != count(static_cast<Id>(id))) return false;
  }
  return true;
}

// Whether the table can be of this state: all labels and types are there, with their counts.
bool is_of(const Sections& sections, const ProjectionFooter& footer, const Catalog& catalog) {
  return footer.commits == catalog.commits && footer.nodes == catalog.nodes &&
         footer.relationships == catalog.relationships &&
         same_counts<LabelId>(sections, SectionKind::label, catalog.dictionary().labels.size(),
                              [&](LabelId label) { return catalog.nodes_with(label); }) &&
         same_counts<TypeId>(sections, SectionKind::row_nodes, catalog.dictionary().types.size(),
                             [&](TypeId type) { return catalog.relationships_of(type); });
}

std::shared_ptr<const Projection> map_projection(const std::filesystem::path& file,
                                                 const Catalog& catalog,
                                                 Projection::Parts::Rebuild rebuild) {
  const auto mapped = MappedFile::open(file);
  if (mapped == nullptr) return nullptr;
  const auto footer = read_footer(mapped->bytes());
  if (!footer) return nullptr;
  auto table = read_table(mapped->bytes(), *footer);
  if (!table) return nullptr;
  Sections sections(std::move(*table), mapped->bytes(), mapped);
  if (!is_of(sections, *footer, catalog)) return nullptr;
  return std::make_shared<const Projection>(std::make_unique<const Projection::Parts>(
      std::move(sections), ProjectionSize{footer->nodes, footer->relationships},
      std::move(rebuild)));
}

// Into the file where it can be written, else into memory.
std::shared_ptr<const Projection> project_again(const std::filesystem::path& file,
                                                const std::shared_ptr<const StoreSnapshot>& state) {
  try {
    write_projection(*state, file);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::io_error) throw;
  }
  const auto in_memory = [state] { return Projection::build(*state); };
  auto mapped = map_projection(file, *state->catalog(), in_memory);
  return mapped != nullptr ? mapped : in_memory();
}

// Ids are never given twice, so a graph that is changed much and long may run out of them.
bool has_small_ids(const Catalog& catalog) {
  return catalog.next_node < UINT32_MAX && catalog.next_relationship < UINT32_MAX;
}

}  // namespace

void write_projection(const StoreSnapshot& state, const std::filesystem::path& file) {
  if (!has_small_ids(*state.catalog())) return;
  ProjectionWriter writer(file);
  const ProjectionSize size =
      build_sections(state.reads(), {}, [&](const Section& section) { writer.add(section); });
  writer.finish(state, size);
}

std::shared_ptr<const Projection> open_projection(
    const std::filesystem::path& file, const std::shared_ptr<const StoreSnapshot>& state) {
  if (!has_small_ids(*state->catalog())) return nullptr;
  const auto again = [file, state] { return project_again(file, state); };
  auto mapped = map_projection(file, *state->catalog(), again);
  if (mapped != nullptr) return mapped;
  try {
    return again();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::corruption) throw;
    return nullptr;  // the store answers, and says what is wrong with it
  }
}

}  // namespace chancery
