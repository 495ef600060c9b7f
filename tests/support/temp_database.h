#pragma once

// A folder that goes with its owner, and an empty database in it.

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "chancery/error.h"
#include "chancery/graph.h"

namespace chancery {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "chancery-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw Error(ErrorKind::io_error, "Cannot make a folder.");
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// The graph closes before its folder goes.
class TempDatabase {
 public:
  Graph& operator*() const { return *graph_; }
  Graph* operator->() const { return graph_.get(); }
  const std::shared_ptr<Graph>& graph() const { return graph_; }
  std::filesystem::path path() const { return folder_ / "database"; }

  void close() { graph_.reset(); }
  void reopen() {
    close();
    graph_ = Graph::open(path());
  }

 private:
  TempFolder folder_;
  std::shared_ptr<Graph> graph_ = Graph::open(folder_ / "database");
};

}  // namespace chancery
