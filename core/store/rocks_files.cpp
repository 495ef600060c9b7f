#include "store/rocks_files.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>

#include "chancery/error.h"

namespace chancery {
namespace {

constexpr std::string_view kSuffix = ".rows";
constexpr std::uint64_t kFileBytes = std::uint64_t{256} << 20;  // then the next one begins

rocksdb::Slice as_slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

// Of several writers into one database each file has its own name.
std::string new_path(const std::string& folder, const std::string& family) {
  static std::atomic<std::uint64_t> files = 0;
  return folder + "/" + family + "." + std::to_string(files++) + std::string(kSuffix);
}

}  // namespace

void check_rocks(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return;
  const bool damaged = status.IsCorruption();
  const std::string advice =
      damaged ? "; the stored data is damaged, restore it or open an edition" : "";
  throw Error(damaged ? ErrorKind::corruption : ErrorKind::io_error,
              std::string(what) + ": " + status.ToString() + advice + ".");
}

void remove_rows_files(const std::string& folder) {
  std::error_code ignored;  // there is no folder yet
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == kSuffix) std::filesystem::remove(entry.path(), ignored);
}

RocksFiles::RocksFiles(rocksdb::DB& database, const Handles& handles,
                       std::shared_ptr<const void> keeper)
    : database_(database), handles_(handles), keeper_(std::move(keeper)) {}

RocksFiles::~RocksFiles() {
  std::error_code ignored;  // what was committed has moved on
  for (FamilyFiles& files : files_) {
    files.writer.reset();
    for (const std::string& path : files.paths) std::filesystem::remove(path, ignored);
  }
}

rocksdb::SstFileWriter& RocksFiles::writer_of(std::size_t family) {
  FamilyFiles& files = files_[family];
  if (files.writer && files.writer->FileSize() >= kFileBytes) finish_file(files);
  if (!files.writer) {
    files.writer = std::make_unique<rocksdb::SstFileWriter>(
        rocksdb::EnvOptions(), database_.GetOptions(handles_[family]), handles_[family]);
    files.paths.push_back(new_path(database_.GetName(), handles_[family]->GetName()));
    check_rocks(files.writer->Open(files.paths.back()), "Cannot write " + files.paths.back());
  }
  return *files.writer;
}

void RocksFiles::finish_file(FamilyFiles& files) {
  check_rocks(files.writer->Finish(), "Cannot write " + files.paths.back());
  files.writer.reset();
}

void RocksFiles::put(Family family, std::string_view key, std::string_view value) {
  check_rocks(writer_of(static_cast<std::size_t>(family)).Put(as_slice(key), as_slice(value)),
              "Cannot write sorted rows");
}

void RocksFiles::merge(Family family, std::string_view key, std::string_view change) {
  check_rocks(writer_of(static_cast<std::size_t>(family)).Merge(as_slice(key), as_slice(change)),
              "Cannot write sorted rows");
}

void RocksFiles::add_to(std::size_t family, const PendingRows& rows) {
  for (PendingRows::Walk walk = rows.begin(); !walk.at_end(); walk.next()) {
    const PendingRows::Row row = *walk;
    if (row.erased)
      check_rocks(writer_of(family).Delete(as_slice(row.key)), "Cannot write sorted rows");
    else if (row.change)
      merge(static_cast<Family>(family), row.key, row.value);
    else
      put(static_cast<Family>(family), row.key, row.value);
  }
}

void RocksFiles::end() {
  for (FamilyFiles& files : files_)
    if (files.writer) finish_file(files);
}

void RocksFiles::append(SortedRows& later) {
  auto& from = dynamic_cast<RocksFiles&>(later);
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    if (from.files_[i].paths.empty()) continue;
    if (files_[i].writer) finish_file(files_[i]);
    std::ranges::move(from.files_[i].paths, std::back_inserter(files_[i].paths));
    from.files_[i].paths.clear();
  }
}

void RocksFiles::add(const PendingRows (&rows)[kFamilyCount]) {
  for (std::size_t i = 0; i < kFamilyCount; ++i) add_to(i, rows[i]);
  end();
}

void RocksFiles::commit() {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    if (files_[i].paths.empty()) continue;
    if (files_[i].writer) finish_file(files_[i]);
    rocksdb::IngestExternalFileArg& argument = arguments.emplace_back();
    argument.column_family = handles_[i];
    argument.external_files = files_[i].paths;
    argument.options.move_files = true;
    argument.options.write_global_seqno = false;
  }
  if (arguments.empty()) return;
  // What was committed before must not be lost by a crash that this is not lost by.
  check_rocks(database_.SyncWAL(), "Cannot write to the database");
  check_rocks(database_.IngestExternalFiles(arguments), "Cannot write to the database");
}

}  // namespace chancery
