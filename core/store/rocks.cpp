#include "store/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <vector>

#include "chancery/error.h"
#include "chancery/graph.h"
#include "chancery/work.h"
#include "store/adjacency_row.h"
#include "store/keys.h"
#include "store/rocks_files.h"

namespace chancery {
namespace {

// The names on disk, in the order of Family. Never rename; append only.
constexpr std::array<const char*, kFamilyCount> kFamilyNames = {"default",
                                                                "dictionary",
                                                                "nodes",
                                                                "relationships",
                                                                "adjacency",
                                                                "labels",
                                                                "properties",
                                                                "names",
                                                                "text",
                                                                "documents",
                                                                "contributions",
                                                                "evidence",
                                                                "relationship_properties"};

thread_local std::uint64_t rows_read = 0;

constexpr std::size_t kPerRow = 100;         // nanoseconds of work, roughly
constexpr std::size_t kReadAhead = 1 << 20;  // bytes, of who reads all

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

// RocksDB would write a LOG file into every folder it opens, also of readers.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// Changes of rows are kept beside them until RocksDB rewrites the rows anyway.
class AdjacencyMerge : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "chancery.adjacency"; }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override try {
    const NodeId node = parse_adjacency_key(view(in.key)).node;
    std::vector<std::string_view> changes;
    for (const rocksdb::Slice& change : in.operand_list) changes.push_back(view(change));
    out->new_value = changed_row(
        node, in.existing_value ? view(*in.existing_value) : std::string_view(), changes);
    return true;
  } catch (const Error&) {
    return false;  // RocksDB says that the row is damaged
  }
};

bool has_prefix_filter(Family family) {
  return family == Family::adjacency || family == Family::evidence;
}

// The others are only walked, which no filter of keys helps.
bool is_looked_up(Family family) {
  return family != Family::labels && family != Family::properties;
}

rocksdb::ColumnFamilyOptions family_options(Family family, const Rocks::Options& options,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = 16 << 10;
  table.format_version = 5;
  // In pieces that are read as they are needed: what a large file has to find its rows by is larger
  // than a shard of the cache, and would be read from the file again for every row.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  if (is_looked_up(family)) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.partition_filters = true;
  }
  table.whole_key_filtering = family != Family::evidence;
  rocksdb::ColumnFamilyOptions result;
  result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  result.write_buffer_size = options.memtable_bytes;
  result.compression = rocksdb::kLZ4Compression;
  if (family == Family::adjacency) result.merge_operator = std::make_shared<AdjacencyMerge>();
  if (has_prefix_filter(family)) {
    result.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(kIdBytes));
    result.memtable_prefix_bloom_size_ratio = 0.05;
  }
  return result;
}

rocksdb::DBOptions database_options(const Rocks::Options& options) {
  rocksdb::DBOptions result;
  result.info_log = std::make_shared<SilentLogger>();
  result.db_write_buffer_size = 4 * options.memtable_bytes;
  result.max_total_wal_size = 8 * options.memtable_bytes;
  result.max_background_jobs = 2;
  result.max_open_files = -1;
  result.create_if_missing = true;
  result.create_missing_column_families = true;
  return result;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(const Rocks::Options& options) {
  const auto cache = rocksdb::NewLRUCache(options.cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> result;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    result.emplace_back(kFamilyNames[i], family_options(static_cast<Family>(i), options, cache));
  }
  return result;
}

// Takes those out of `all` that the database lacks: made one by one when it opens, each would have
// it write and check a file of all options again. They are the last ones, for families are made in
// their order and only appended.
std::vector<rocksdb::ColumnFamilyDescriptor> families_missing_in(
    const std::filesystem::path& folder, const rocksdb::DBOptions& database,
    std::vector<rocksdb::ColumnFamilyDescriptor>& all) {
  std::vector<std::string> names;
  const bool exists = rocksdb::DB::ListColumnFamilies(database, folder.string(), &names).ok();
  const std::size_t there = exists ? std::min(names.size(), all.size()) : 1;
  std::vector<rocksdb::ColumnFamilyDescriptor> missing(
      all.begin() + static_cast<std::ptrdiff_t>(there), all.end());
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(there), all.end());
  return missing;
}

// Of what is only read nothing is written to memory first, and what a file has to find its rows by
// is read when the file is first asked.
void make_quick_to_open(rocksdb::DBOptions& database,
                        std::vector<rocksdb::ColumnFamilyDescriptor>& all) {
  database.max_file_opening_threads = 1;
  database.skip_stats_update_on_db_open = true;
  for (rocksdb::ColumnFamilyDescriptor& each : all) {
    each.options.write_buffer_size = 64 << 10;
    each.options.memtable_prefix_bloom_size_ratio = 0;
    each.options.table_factory->GetOptions<rocksdb::BlockBasedTableOptions>()
        ->cache_index_and_filter_blocks = true;
  }
}

class RocksCursor final : public Cursor {
 public:
  RocksCursor(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, rocksdb::ReadOptions options,
              std::string_view low, std::string_view high, bool backwards)
      : low_(low), high_(high), lower_(low_), upper_(high_), backwards_(backwards) {
    if (backwards) options.iterate_lower_bound = &lower_;
    if (!high_.empty()) options.iterate_upper_bound = &upper_;
    iterator_.reset(db.NewIterator(options, family));
    backwards ? iterator_->SeekToLast() : iterator_->Seek(lower_);
  }

  bool next() override {
    if (started_) backwards_ ? iterator_->Prev() : iterator_->Next();
    started_ = true;
    if (iterator_->Valid()) {
      ++rows_read;
      report_work(kPerRow);
      return true;
    }
    check_rocks(iterator_->status(), "Cannot read the database");
    started_ = false;  // stays at the end: Next() of an invalid iterator is not allowed
    return false;
  }

  std::string_view key() const override { return view(iterator_->key()); }
  std::string_view value() const override { return view(iterator_->value()); }

 private:
  std::string low_;
  std::string high_;
  rocksdb::Slice lower_;
  rocksdb::Slice upper_;
  bool backwards_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
  bool started_ = false;
};

class RocksDatabase final : public Rocks, public std::enable_shared_from_this<RocksDatabase> {
 public:
  RocksDatabase(std::unique_ptr<rocksdb::DB> db, std::vector<rocksdb::ColumnFamilyHandle*> handles,
                std::shared_ptr<const void> guard, const Rocks::Options& options)
      : guard_(std::move(guard)),
        db_(std::move(db)),
        handles_(std::move(handles)),
        log_bytes_(options.memtable_bytes / 32) {}

  ~RocksDatabase() override {
    for (rocksdb::ColumnFamilyHandle* handle : handles_) {
      // Refuses the default family, which the database frees itself; nothing to do about it.
      db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    }
    db_->Close().PermitUncheckedError();
  }

  std::shared_ptr<const Reader> freeze() const override;
  std::shared_ptr<const Reader> newest() const override;
  void write(const PendingRows (&rows)[kFamilyCount], bool sync) override;
  bool is_much(std::size_t bytes) const override { return bytes >= log_bytes_; }
  std::unique_ptr<SortedRows> sorted_rows() override;
  void checkpoint(const std::filesystem::path& folder) override;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }

 private:
  std::shared_ptr<const void> guard_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::size_t log_bytes_;  // more rows at once do not go through the log and the memtables
};

// Of the state at `snapshot`, which it lets go in the end; of the newest where there is none.
class RocksReader final : public Reader {
 public:
  RocksReader(std::shared_ptr<const RocksDatabase> database, const rocksdb::Snapshot* snapshot)
      : database_(std::move(database)), snapshot_(snapshot) {}
  ~RocksReader() override {
    if (snapshot_ != nullptr) database_->db().ReleaseSnapshot(snapshot_);
  }
  RocksReader(const RocksReader&) = delete;
  RocksReader& operator=(const RocksReader&) = delete;

  std::optional<std::string> get(Family family, std::string_view key) const override {
    std::optional<std::string> value;
    look_at(family, key, [&](std::string_view bytes) { value = bytes; });
    return value;
  }

  bool look_at(Family family, std::string_view key, const RowLook& look) const override {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    rocksdb::PinnableSlice value;
    const rocksdb::Status status =
        database_->db().Get(options, database_->handle(family), slice(key), &value);
    if (status.IsNotFound()) return false;
    check_rocks(status, "Cannot read the database");
    ++rows_read;
    look(view(value));
    return true;
  }

  bool has(Family family, std::string_view key) const override {
    return look_at(family, key, [](std::string_view) {});
  }

  std::unique_ptr<Cursor> scan(Family family, std::string_view low,
                               std::string_view high) const override {
    return walk(family, low, high, false, options_of_walk());
  }
  std::unique_ptr<Cursor> scan_back(Family family, std::string_view low,
                                    std::string_view high) const override {
    return walk(family, low, high, true, options_of_walk());
  }
  std::unique_ptr<Cursor> scan_all(Family family) const override {
    rocksdb::ReadOptions options = options_of_walk();
    options.fill_cache = false;
    options.readahead_size = kReadAhead;
    return walk(family, {}, {}, false, options);
  }

 private:
  rocksdb::ReadOptions options_of_walk() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    options.auto_prefix_mode = true;
    return options;
  }

  std::unique_ptr<Cursor> walk(Family family, std::string_view low, std::string_view high,
                               bool backwards, const rocksdb::ReadOptions& options) const {
    return std::make_unique<RocksCursor>(database_->db(), database_->handle(family), options, low,
                                         high, backwards);
  }

  std::shared_ptr<const RocksDatabase> database_;
  const rocksdb::Snapshot* snapshot_;
};

std::shared_ptr<const Reader> RocksDatabase::freeze() const {
  return std::make_shared<RocksReader>(shared_from_this(), db_->GetSnapshot());
}

std::shared_ptr<const Reader> RocksDatabase::newest() const {
  return std::make_shared<RocksReader>(shared_from_this(), nullptr);
}

void RocksDatabase::write(const PendingRows (&rows)[kFamilyCount], bool sync) {
  rocksdb::WriteBatch batch;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    for (PendingRows::Walk walk = rows[i].begin(); !walk.at_end(); walk.next()) {
      const PendingRows::Row row = *walk;
      rocksdb::Status status;
      if (row.erased) {
        status = batch.Delete(handles_[i], slice(row.key));
      } else if (row.change) {
        status = batch.Merge(handles_[i], slice(row.key), slice(row.value));
      } else {
        status = batch.Put(handles_[i], slice(row.key), slice(row.value));
      }
      check_rocks(status, "Cannot collect the writes of a transaction");
    }
  }
  rocksdb::WriteOptions options;
  options.sync = sync;
  options.memtable_insert_hint_per_batch = true;  // the rows of a family come in order
  check_rocks(db_->Write(options, &batch), "Cannot write to the database");
}

std::unique_ptr<SortedRows> RocksDatabase::sorted_rows() {
  return std::make_unique<RocksFiles>(*db_, handles_, shared_from_this());
}

void RocksDatabase::checkpoint(const std::filesystem::path& folder) {
  rocksdb::Checkpoint* made = nullptr;
  check_rocks(rocksdb::Checkpoint::Create(db_.get(), &made), "Cannot prepare an edition");
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  check_rocks(checkpoint->CreateCheckpoint(folder.string()), "Cannot write an edition");
}

}  // namespace

std::uint64_t store_rows_read() { return rows_read; }

std::unique_ptr<Cursor> Reader::scan_prefix(Family family, std::string_view prefix) const {
  return scan(family, prefix, prefix_successor(prefix));
}

bool Reader::any_with_prefix(Family family, std::string_view prefix) const {
  return scan_prefix(family, prefix)->next();
}

std::shared_ptr<Rocks> Rocks::open(const std::filesystem::path& folder, const Options& options,
                                   std::shared_ptr<const void> guard) {
  remove_rows_files(folder.string());
  const rocksdb::DBOptions database = database_options(options);
  std::vector<rocksdb::ColumnFamilyDescriptor> there = families(options);
  const auto missing = families_missing_in(folder, database, there);
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles, made;
  check_rocks(rocksdb::DB::Open(database, folder.string(), there, &handles, &db),
              "Cannot open the database in " + folder.string());
  std::unique_ptr<rocksdb::DB> owner(db);
  if (!missing.empty())
    check_rocks(db->CreateColumnFamilies(missing, &made),
                "Cannot create the database in " + folder.string());
  handles.insert(handles.end(), made.begin(), made.end());
  return std::make_shared<RocksDatabase>(std::move(owner), std::move(handles), std::move(guard),
                                         options);
}

std::shared_ptr<Rocks> Rocks::open_checkpoint(const std::filesystem::path& folder,
                                              const Options& options) {
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DBOptions database = database_options(options);
  std::vector<rocksdb::ColumnFamilyDescriptor> all = families(options);
  make_quick_to_open(database, all);
  check_rocks(rocksdb::DB::OpenForReadOnly(database, folder.string(), all, &handles, &db),
              "Cannot open the edition in " + folder.string());
  return std::make_shared<RocksDatabase>(std::unique_ptr<rocksdb::DB>(db), std::move(handles),
                                         nullptr, options);
}

}  // namespace chancery
