#pragma once

// Which id each file of a run gets: stable over runs, whatever else is ingested beside it.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "chancery/graph.h"

namespace chancery {
namespace ingest {

/// What the graph knows of a document; all empty where it knows none.
struct StoredDocument {
  std::string source;
  std::string sha256;
  std::string extractor;
};

struct IdentifiedDocument {
  std::filesystem::path path;
  std::string id;
  StoredDocument stored;  ///< under `id`
};

/// In the order of `paths`, which must be sorted and without repetition. The id is "doc:" and the
/// slug of the file's name; where that is taken, with the name of the folder before it, then of
/// two folders, and so on. A stored document keeps its id: it is known by its path, else by its
/// name and content. New ones take what is free in order of path.
std::vector<IdentifiedDocument> identify_documents(const GraphView& view,
                                                   std::span<const std::filesystem::path> paths);

}  // namespace ingest
}  // namespace chancery
