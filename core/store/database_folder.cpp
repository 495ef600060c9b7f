#include "store/database_folder.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "store/durable_file.h"

namespace chancery {
namespace {

std::filesystem::path marker(const std::filesystem::path& folder) {
  return folder / "chancery.format";
}

void check_format(const std::filesystem::path& folder) {
  std::istringstream content(read_small_file(marker(folder)));
  std::string name, word;
  unsigned format = 0;
  if (!(content >> name >> word >> format) || name != "chancery" || word != "format" ||
      format == 0) {
    throw Error(ErrorKind::corruption,
                "The file " + marker(folder).string() + " does not name a database format.");
  }
  if (format > kFormat) {
    throw Error(ErrorKind::newer_format,
                "The database " + folder.string() + " has format " + std::to_string(format) +
                    ", this version reads up to " + std::to_string(kFormat) +
                    "; open it with a newer version of Chancery.");
  }
  if (format < kFormat) {
    throw Error(ErrorKind::input_error,
                "The database " + folder.string() + " has format " + std::to_string(format) +
                    ", which this version does not read any more; ingest its documents into a " +
                    "new database.");
  }
}

// What a writer that died before the marker was written may have left.
bool only_our_traces(const std::filesystem::path& folder) {
  const auto entries = std::filesystem::directory_iterator(folder);
  return std::ranges::all_of(begin(entries), end(entries), [&](const auto& entry) {
    return entry.path().filename() == "writer.lock" || is_draft_name(entry.path(), marker(folder));
  });
}

}  // namespace

std::filesystem::path store_folder(const std::filesystem::path& folder) { return folder / "store"; }

std::filesystem::path editions_folder(const std::filesystem::path& folder) {
  return folder / "editions";
}

bool is_database(const std::filesystem::path& folder) try {
  if (!std::filesystem::exists(folder)) return false;
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorKind::input_error, folder.string() + " is a file, not a database folder.");
  }
  if (std::filesystem::exists(marker(folder))) {
    check_format(folder);
    return true;
  }
  if (only_our_traces(folder)) return false;
  throw Error(ErrorKind::input_error,
              "The folder " + folder.string() +
                  " holds other files and is no database; name a new or an empty folder.");
} catch (const std::filesystem::filesystem_error& error) {
  throw_io_error("read", folder, error.code().value());
}

void create_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw_io_error("create", folder, error.value());
}

void write_format_marker(const std::filesystem::path& folder) try {
  std::vector<std::filesystem::path> drafts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (is_draft_name(entry.path(), marker(folder))) drafts.push_back(entry.path());
  }
  for (const std::filesystem::path& draft : drafts) std::filesystem::remove(draft);
  write_file_durably(marker(folder), "chancery format " + std::to_string(kFormat) + "\n");
} catch (const std::filesystem::filesystem_error& error) {
  throw_io_error("write", folder, error.code().value());
}

}  // namespace chancery
