#include "store/graph_store.h"

#include <oneapi/tbb/parallel_invoke.h>

#include <algorithm>
#include <utility>

#include "chancery/error.h"
#include "store/bytes.h"
#include "store/clock.h"
#include "store/database_folder.h"
#include "store/digest.h"
#include "store/projection/file.h"
#include "store/projection/projected_snapshot.h"
#include "store/verify.h"
#include "store/writer_lock.h"

namespace chancery {
namespace {

Rocks::Options rocks_options(const GraphOptions& options) {
  return {options.cache_bytes, options.memtable_bytes};
}

std::shared_ptr<const Catalog> shared(Catalog catalog) {
  catalog.share_dictionary();
  return std::make_shared<const Catalog>(std::move(catalog));
}

std::shared_ptr<const StoreSnapshot> freeze(const Rocks& rocks) {
  std::shared_ptr<const Reader> rows = rocks.freeze();
  auto catalog = shared(Catalog::load(*rows));
  return std::make_shared<StoreSnapshot>(std::move(rows), std::move(catalog));
}

std::shared_ptr<const StoreSnapshot> freeze_edition(const Rocks& rocks,
                                                    const std::filesystem::path& edition) {
  const std::shared_ptr<const StoreSnapshot> store = freeze(rocks);
  auto projection = open_projection(projection_file(edition), store);
  if (projection == nullptr) return store;
  return std::make_shared<ProjectedSnapshot>(*store, std::move(projection));
}

// A name that reads as a number could not be told from one.
void require_free_name(std::string_view name, const std::vector<Manifest>& editions) {
  if (!name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos) {
    throw Error(ErrorKind::argument_error, "An edition's name cannot be a number.");
  }
  for (const Manifest& each : editions) {
    if (!name.empty() && each.info.name == name) {
      throw Error(ErrorKind::argument_error, "Edition " + std::to_string(each.info.number) +
                                                 " has the name '" + std::string(name) +
                                                 "' already; choose another one.");
    }
  }
}

// Locks the folder, makes it a database where it is none yet, removes traces of crashes.
std::shared_ptr<WriterLock> prepare_folder(const std::filesystem::path& folder, bool create) {
  if (!is_database(folder) && !create) {
    throw Error(ErrorKind::input_error, "There is no database in " + folder.string() + ".");
  }
  create_folder(folder);
  auto lock = std::make_shared<WriterLock>(folder);
  if (!is_database(folder)) write_format_marker(folder);
  create_folder(editions_folder(folder));
  remove_unfinished_editions(folder);
  return lock;
}

void require_database(const std::filesystem::path& folder) {
  if (is_database(folder)) return;
  throw Error(ErrorKind::input_error, "There is no database in " + folder.string() + ".");
}

}  // namespace

std::shared_ptr<Graph> Graph::open(const std::filesystem::path& folder,
                                   const GraphOptions& options) {
  auto lock = prepare_folder(folder, options.create);
  auto rocks = Rocks::open(store_folder(folder), rocks_options(options), std::move(lock));
  return std::make_shared<GraphStore>(folder, std::move(rocks), std::nullopt);
}

std::shared_ptr<Graph> Graph::open_edition(const std::filesystem::path& folder,
                                           std::string_view edition, const GraphOptions& options) {
  require_database(folder);
  const Manifest manifest = find_edition(folder, edition);
  auto rocks = Rocks::open_checkpoint(store_folder(edition_folder(folder, manifest.info.number)),
                                      rocks_options(options));
  return std::make_shared<GraphStore>(folder, std::move(rocks), manifest);
}

std::vector<EditionInfo> Graph::editions(const std::filesystem::path& folder) {
  require_database(folder);
  std::vector<EditionInfo> result;
  for (const Manifest& each : list_editions(folder)) result.push_back(each.info);
  return result;
}

GraphStore::GraphStore(std::filesystem::path folder, std::shared_ptr<Rocks> rocks,
                       std::optional<Manifest> manifest)
    : folder_(std::move(folder)),
      rocks_(std::move(rocks)),
      manifest_(std::move(manifest)),
      committed_(manifest_
                     ? freeze_edition(*rocks_, edition_folder(folder_, manifest_->info.number))
                     : freeze(*rocks_)) {
  catalog_ = committed_->catalog();
}

std::optional<EditionInfo> GraphStore::edition() const {
  if (!manifest_) return std::nullopt;
  return manifest_->info;
}

std::shared_ptr<const StoreSnapshot> GraphStore::committed() const {
  const std::lock_guard lock(state_);
  if (!committed_) committed_ = std::make_shared<const StoreSnapshot>(rocks_->freeze(), catalog_);
  return committed_;
}

void GraphStore::require_writable(std::string_view action) const {
  if (writable()) return;
  throw Error(ErrorKind::read_only,
              "An edition never changes: open the database itself to " + std::string(action) + ".");
}

std::unique_ptr<Transaction> GraphStore::begin() {
  require_writable("write");
  return std::make_unique<StoreTransaction>(shared_from_this());
}

std::shared_ptr<const StoreSnapshot> GraphStore::take_turn() {
  turn_.take();
  const std::lock_guard lock(state_);
  return std::make_shared<const StoreSnapshot>(rocks_->newest(), catalog_);
}

std::shared_ptr<void> GraphStore::take_document_memory(std::uint64_t commits) {
  const std::lock_guard lock(memory_);
  auto memory = std::exchange(document_memory_, nullptr);
  return remembered_commits_ == commits ? memory : nullptr;
}

void GraphStore::keep_document_memory(std::shared_ptr<void> memory, std::uint64_t commits) {
  const std::lock_guard lock(memory_);
  document_memory_.swap(memory);
  remembered_commits_ = commits;
}

TextMemory GraphStore::take_text_memory(std::uint64_t commits) {
  const std::lock_guard lock(memory_);
  TextMemory memory = std::exchange(text_memory_, {});
  return remembered_text_commits_ == commits ? memory : TextMemory();
}

void GraphStore::keep_text_memory(TextMemory memory, std::uint64_t commits) {
  const std::lock_guard lock(memory_);
  text_memory_.swap(memory);
  remembered_text_commits_ = commits;
}

void GraphStore::commit(const Batch& batch, const Catalog& catalog, bool sync) {
  if (!rocks_->is_much(batch.bytes())) return log(batch, shared(catalog), sync);
  const std::unique_ptr<SortedRows> rows = rocks_->sorted_rows();
  commit(*rows, batch, catalog);
}

// Readers are not kept waiting by the disk: they see the old state meanwhile.
void GraphStore::log(const Batch& batch, std::shared_ptr<const Catalog> catalog, bool sync) {
  const std::lock_guard commit_lock(commit_);
  std::shared_ptr<const StoreSnapshot> before = committed();
  batch.write_to(*rocks_, sync);
  const std::lock_guard lock(state_);
  catalog_ = std::move(catalog);
  committed_.reset();  // it may die when the lock is let go
}

void GraphStore::commit(SortedRows& rows, const Batch& batch, const Catalog& catalog) {
  auto next = shared(catalog);
  const std::lock_guard commit_lock(commit_);
  batch.write_to(rows);
  const std::lock_guard lock(state_);
  committed_.reset();
  rows.commit();
  catalog_ = std::move(next);
}

std::uint64_t GraphStore::next_edition_number(const std::vector<Manifest>& editions) {
  const std::string key = meta_key(MetaKey::last_edition);
  std::uint64_t last = editions.empty() ? 0 : editions.back().info.number;
  // A dropped edition's number is not given again.
  if (const auto row = rocks_->freeze()->get(Family::meta, key)) {
    last = std::max(last, ByteReader(*row).varint());
  }
  PendingRows rows[kFamilyCount];
  std::string value;
  append_varint(value, last + 1);
  rows[static_cast<std::size_t>(Family::meta)].put(key, value);
  rocks_->write(rows, true);
  return last + 1;
}

EditionInfo GraphStore::publish(std::string_view name) {
  require_writable("publish");
  keep_document_memory(nullptr, 0);  // a run has ended
  keep_text_memory({}, 0);
  const std::lock_guard commit_lock(commit_);
  const std::vector<Manifest> editions = list_editions(folder_);
  const auto state = committed();
  const bool unchanged = !editions.empty() && editions.back().commits == state->catalog()->commits;
  if (unchanged && (name.empty() || name == editions.back().info.name)) {
    return editions.back().info;
  }
  require_free_name(name, editions);
  remove_unfinished_editions(folder_);
  Manifest manifest;
  manifest.commits = state->catalog()->commits;
  manifest.info.number = next_edition_number(editions);
  manifest.info.name = name;
  manifest.info.created = utc_now();
  manifest.info.fingerprint = fingerprint(*state);
  manifest.info.nodes = state->node_count();
  manifest.info.relationships = state->relationship_count();
  manifest.info.documents = state->catalog()->documents;
  const auto fill = [&](const std::filesystem::path& edition) {
    // One waits for the disk where the other works.
    oneapi::tbb::parallel_invoke([&] { rocks_->checkpoint(store_folder(edition)); },
                                 [&] { write_projection(*state, projection_file(edition)); });
  };
  return write_edition(folder_, std::move(manifest), fill).info;
}

void GraphStore::drop_edition(std::string_view edition) {
  require_writable("drop editions");
  const std::lock_guard commit_lock(commit_);
  if (edition.empty()) {
    throw Error(ErrorKind::input_error, "Name the edition to drop, by its number or its name.");
  }
  remove_edition(folder_, find_edition(folder_, edition).info.number);
}

VerifyReport GraphStore::verify(const std::function<void(double)>& progress) const {
  return verify_store(*committed(), progress);
}

std::string fingerprint(const StoreSnapshot& snapshot) {
  Sha256 digest;
  digest.update_field(snapshot.catalog()->running_digest);
  const auto documents =
      snapshot.rows()->scan_prefix(Family::documents, document_key(DocumentRow::digests, {}));
  while (documents->next()) {
    digest.update_field(documents->key());
    digest.update_field(documents->value());
  }
  return digest.finish();
}

}  // namespace chancery
