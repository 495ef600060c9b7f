#include "permitted_files.h"

#include <algorithm>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::query {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& message) {
  throw Error(ErrorKind::procedure_error, "ProcedureCallFailed", Phase::runtime, message);
}

/// The path with all links resolved; empty where there is nothing.
fs::path real_path(const fs::path& path) {
  std::error_code failure;
  fs::path real = fs::canonical(path, failure);
  return failure ? fs::path() : real;
}

bool lies_within(const fs::path& file, const fs::path& folder) {
  const auto [rest, ignored] =
      std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return rest == folder.end();
}

/// Where the path may point to: itself, or, where it is relative, a place in each permitted folder.
std::vector<fs::path> places_of(const fs::path& path, std::span<const fs::path> readable) {
  if (path.is_absolute()) return {path};
  std::vector<fs::path> places;
  for (const fs::path& permitted : readable) {
    std::error_code ignored;
    const bool is_folder = fs::is_directory(permitted, ignored);
    if (is_folder) places.push_back(permitted / path);
    if (!is_folder && permitted.filename() == path) places.push_back(permitted);
  }
  return places;
}

}  // namespace

fs::path permitted_file(std::string_view path, std::span<const fs::path> readable) {
  const std::string name(path);
  if (readable.empty()) {
    fail("The file " + name +
         " may not be read. Permit its folder: --allow-read FOLDER on the command line, "
         "allow_read=[...] in Python, QueryOptions::readable in C++.");
  }
  bool found = false;
  for (const fs::path& place : places_of(fs::path(name), readable)) {
    const fs::path real = real_path(place);
    if (real.empty()) continue;
    found = true;
    const bool permitted = std::any_of(readable.begin(), readable.end(), [&](const fs::path& root) {
      const fs::path real_root = real_path(root);
      return !real_root.empty() && lies_within(real, real_root);
    });
    if (!permitted) continue;
    std::error_code ignored;
    if (!fs::is_regular_file(real, ignored)) fail(name + " is not a file.");
    return real;
  }
  if (found || fs::path(name).is_absolute())
    fail("The file " + name + " does not lie in a folder that this query may read.");
  fail("There is no file " + name + " in the folders that this query may read.");
}

}  // namespace chancery::query
