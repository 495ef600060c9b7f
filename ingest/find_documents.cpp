#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "chancery/error.h"
#include "chancery/ingest/pipeline.h"

namespace chancery {
namespace ingest {
namespace {

namespace fs = std::filesystem;

bool has_document_extension(const fs::path& path) {
  constexpr std::array<std::string_view, 6> kExtensions = {".txt",  ".md",  ".markdown",
                                                           ".html", ".htm", ".xhtml"};
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name.front() == '.';
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

/// Of a link: to a file inside `root`.
bool is_wanted_file(const fs::directory_entry& entry, const fs::path& root) {
  if (!has_document_extension(entry.path()) || !entry.is_regular_file()) return false;
  return !entry.is_symlink() || lies_in(fs::weakly_canonical(entry.path()), root);
}

void search_folder(const fs::path& folder, std::vector<fs::path>& found) {
  const fs::path root = fs::canonical(folder);
  const std::size_t before = found.size();
  for (fs::recursive_directory_iterator it(folder), end; it != end; ++it) {
    if (is_hidden(it->path())) {
      if (it->is_directory()) it.disable_recursion_pending();
    } else if (is_wanted_file(*it, root)) {
      found.push_back(it->path());
    }
  }
  if (found.size() == before) {
    throw Error(ErrorKind::input_error,
                "this folder holds no document (*.txt, *.md, *.markdown, *.html, *.htm, *.xhtml)",
                {folder.string(), 0, 0, {}});
  }
}

void search(const fs::path& path, std::vector<fs::path>& found) {
  try {
    const fs::file_status status = fs::status(path);
    if (!fs::exists(status)) {
      throw Error(ErrorKind::input_error, "there is no such file or folder",
                  {path.string(), 0, 0, {}});
    }
    if (fs::is_directory(status)) {
      search_folder(path, found);
    } else {
      found.push_back(path);
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorKind::input_error, fmt::format("cannot search: {}", error.code().message()),
                {error.path1().empty() ? path.string() : error.path1().string(), 0, 0, {}});
  }
}

}  // namespace

std::vector<fs::path> find_documents(std::span<const fs::path> paths) {
  std::vector<fs::path> found;
  for (const fs::path& path : paths) search(path, found);
  const auto by_name = [](const fs::path& a, const fs::path& b) { return a.string() < b.string(); };
  const auto same = [](const fs::path& a, const fs::path& b) {
    return a.lexically_normal() == b.lexically_normal();
  };
  std::sort(found.begin(), found.end(), by_name);
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace ingest
}  // namespace chancery
