#include "opening.h"

#include "chancery/error.h"

namespace chancery::cli {

namespace {

void require_database(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder, ignored)) return;
  throw Error(
      ErrorKind::input_error,
      "there is no database here; make one with: chancery ingest PATH... --db " + folder.string(),
      {.file = folder.string()});
}

}  // namespace

Database open_for_reading(const std::filesystem::path& folder, std::string_view edition) {
  require_database(folder);
  if (edition.empty() && Graph::editions(folder).empty()) return open_for_writing(folder);
  return Database::open(folder, OpenMode::read, edition);
}

Database open_for_writing(const std::filesystem::path& folder) {
  require_database(folder);
  return Database::open(folder, OpenMode::write);
}

}  // namespace chancery::cli
