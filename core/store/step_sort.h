#pragma once

// Sorts both ends of very many relationships into the rows of the adjacency, in memory that does
// not grow with them: what fits is sorted and written to files, whose rows are joined when all are
// read.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sorted_runs.h"
#include "store/step_batch.h"

namespace chancery {

/// For one thread, up to sort().
class StepSort {
 public:
  using VisitRow = std::function<void(const AdjacencyKey& key, std::string_view row)>;

  /// `first` is the id of the first relationship. Files without a name are in `folder` meanwhile.
  StepSort(std::filesystem::path folder, RelationshipId first, std::size_t memory_bytes);

  /// A relationship with the id after that of the one before. Throws Error(io_error).
  void add(TypeId type, NodeId start, NodeId end);
  /// Ends the adding. Yields in how many stretches of nodes the rows are; that grows with the
  /// cores. Throws Error(io_error).
  std::size_t sort();
  /// Visits the rows of a stretch, once, in the order of their keys, which come after those of the
  /// stretch before. Stretches may be visited by threads at once. Throws Error(io_error).
  void visit_rows(std::size_t stretch, const VisitRow& visit);

 private:
  void choose_stretches();
  void write_runs();
  template <typename Visit>
  void visit_batch(std::size_t stretch, const Visit& visit) const;
  void visit_runs(SortedRuns& runs, const VisitRow& visit) const;

  std::filesystem::path folder_;
  std::size_t most_;  // relationships of a batch
  StepBatch batch_;
  std::vector<NodeId> bounds_;    // where stretches begin, and the end of the last one
  std::vector<SortedRuns> runs_;  // by stretch; none while all fits in memory
};

}  // namespace chancery
