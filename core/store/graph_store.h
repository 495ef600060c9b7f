#pragma once

// A database or an edition, opened: Graph over RocksDB.

#include <memory>
#include <mutex>

#include "store/editions.h"
#include "store/transaction.h"

namespace chancery {

class GraphStore final : public Graph, public std::enable_shared_from_this<GraphStore> {
 public:
  /// An edition where there is a manifest, else the writer, whose lock `rocks` guards.
  GraphStore(std::filesystem::path folder, std::shared_ptr<Rocks> rocks,
             std::optional<Manifest> manifest);

  const std::filesystem::path& folder() const override { return folder_; }
  bool writable() const override { return !manifest_; }
  std::optional<EditionInfo> edition() const override;
  std::shared_ptr<const Snapshot> snapshot() const override { return committed(); }
  std::unique_ptr<Transaction> begin() override;
  EditionInfo publish(std::string_view name) override;
  void drop_edition(std::string_view edition) override;
  VerifyReport verify(const std::function<void(double)>& progress) const override;

  /// For transactions: waits for the turn to write, yields the state to start from.
  std::shared_ptr<const StoreSnapshot> take_turn();
  void give_back_turn() { turn_.give_back(); }
  /// What the writer of documents remembered at this commit, if the one before has left it: null
  /// where others have written since. For the holder of the turn.
  std::shared_ptr<void> take_document_memory(std::uint64_t commits);
  void keep_document_memory(std::shared_ptr<void> memory, std::uint64_t commits);
  /// The same of what the text indexes go on with.
  TextMemory take_text_memory(std::uint64_t commits);
  void keep_text_memory(TextMemory memory, std::uint64_t commits);
  /// Writes a transaction's rows and shows its state to those who come after. Many rows are on the
  /// disk when it returns, fewer with `sync`.
  void commit(const Batch& batch, const Catalog& catalog, bool sync);
  /// The same for a bulk load, which has written most of its rows already.
  void commit(SortedRows& rows, const Batch& batch, const Catalog& catalog);
  std::unique_ptr<SortedRows> sorted_rows() { return rocks_->sorted_rows(); }

 private:
  std::shared_ptr<const StoreSnapshot> committed() const;
  void require_writable(std::string_view action) const;
  void log(const Batch& batch, std::shared_ptr<const Catalog> catalog, bool sync);
  std::uint64_t next_edition_number(const std::vector<Manifest>& editions);

  std::filesystem::path folder_;
  std::shared_ptr<Rocks> rocks_;
  std::optional<Manifest> manifest_;
  WriterTurn turn_;
  std::mutex memory_;
  std::shared_ptr<void> document_memory_;  // guarded by memory_, as is what follows
  std::uint64_t remembered_commits_ = 0;
  TextMemory text_memory_;
  std::uint64_t remembered_text_commits_ = 0;
  std::mutex commit_;  // held by who writes rows
  mutable std::mutex state_;
  std::shared_ptr<const Catalog>
      catalog_;  // of the newest state; guarded by state_, as what follows
  /// The newest state, once somebody has asked for it: as long as it is frozen, RocksDB keeps what
  /// is replaced.
  mutable std::shared_ptr<const StoreSnapshot> committed_;
};

/// Hex SHA-256 over the digests of all documents and of what was written besides.
std::string fingerprint(const StoreSnapshot& snapshot);

}  // namespace chancery
