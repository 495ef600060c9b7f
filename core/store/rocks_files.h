#pragma once

// Sorted files of RocksDB: SortedRows over an open database.

#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>

#include <memory>
#include <string>
#include <vector>

#include "store/sorted_rows.h"

namespace chancery {

/// Throws Error(corruption) or Error(io_error) that says `what` failed.
void check_rocks(const rocksdb::Status& status, std::string_view what);

class RocksFiles final : public SortedRows {
 public:
  using Handles = std::vector<rocksdb::ColumnFamilyHandle*>;

  /// `database`, whose families `handles` are in the order of Family, is open while `keeper` lives.
  RocksFiles(rocksdb::DB& database, const Handles& handles, std::shared_ptr<const void> keeper);
  ~RocksFiles() override;

  void put(Family family, std::string_view key, std::string_view value) override;
  void merge(Family family, std::string_view key, std::string_view change) override;
  void end() override;
  void append(SortedRows& later) override;
  void add(const PendingRows (&rows)[kFamilyCount]) override;
  void commit() override;

 private:
  struct FamilyFiles {
    std::unique_ptr<rocksdb::SstFileWriter> writer;  // of the last path
    std::vector<std::string> paths;
  };

  rocksdb::SstFileWriter& writer_of(std::size_t family);
  void finish_file(FamilyFiles& files);
  void add_to(std::size_t family, const PendingRows& rows);

  rocksdb::DB& database_;
  const Handles& handles_;
  std::shared_ptr<const void> keeper_;
  FamilyFiles files_[kFamilyCount];
};

/// What a writer of such files that did not end has left in the folder of its database.
void remove_rows_files(const std::string& folder);

}  // namespace chancery
