#pragma once

#include <pybind11/pybind11.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "chancery/database.h"
#include "chancery/error.h"

namespace chancery::python {

using Paths = std::vector<std::filesystem::path>;

/// A database that can be closed: Python frees objects late, and the writer lock should not wait.
class PyDatabase {
 public:
  PyDatabase(std::filesystem::path folder, bool read_only, std::string edition)
      : folder_(std::move(folder)),
        database_(Database::open(folder_, read_only ? OpenMode::read : OpenMode::write, edition)) {}

  Database& get() {
    if (!database_) throw Error(ErrorKind::input_error, "this database has been closed");
    return *database_;
  }
  void close() { database_.reset(); }
  bool is_open() const { return database_.has_value(); }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::optional<Database> database_;
};

/// Adds import_tables().
void bind_import(pybind11::class_<PyDatabase>& database);

/// Adds node_columns() and node_properties(), and to the module what the first yields.
void bind_node_columns(pybind11::module_& module, pybind11::class_<PyDatabase>& database);

}  // namespace chancery::python
