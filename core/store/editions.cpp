#include "store/editions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "chancery/error.h"
#include "store/database_folder.h"
#include "store/durable_file.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

fs::path hidden(const fs::path& database, std::uint64_t number, std::string_view suffix) {
  return editions_folder(database) / ("." + std::to_string(number) + std::string(suffix));
}

fs::path manifest_file(const fs::path& edition) { return edition / "edition.json"; }

void move_folder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw_io_error("rename", from, error.value());
}

void remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) throw_io_error("remove", path, error.value());
}

std::uint64_t bytes_of_files(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

std::string to_json(const Manifest& manifest) {
  const EditionInfo& info = manifest.info;
  const nlohmann::ordered_json json = {{"format", kFormat},
                                       {"number", info.number},
                                       {"name", info.name},
                                       {"created", info.created},
                                       {"fingerprint", info.fingerprint},
                                       {"nodes", info.nodes},
                                       {"relationships", info.relationships},
                                       {"documents", info.documents},
                                       {"bytes", info.bytes},
                                       {"commits", manifest.commits}};
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Manifest from_json(const nlohmann::json& json) {
  Manifest manifest;
  EditionInfo& info = manifest.info;
  json.at("number").get_to(info.number);
  json.at("name").get_to(info.name);
  json.at("created").get_to(info.created);
  json.at("fingerprint").get_to(info.fingerprint);
  json.at("nodes").get_to(info.nodes);
  json.at("relationships").get_to(info.relationships);
  json.at("documents").get_to(info.documents);
  json.at("bytes").get_to(info.bytes);
  json.at("commits").get_to(manifest.commits);
  return manifest;
}

Manifest read_manifest(const fs::path& edition) {
  const fs::path file = manifest_file(edition);
  const std::string content = read_small_file(file);
  try {
    const nlohmann::json json = nlohmann::json::parse(content);
    if (json.at("format").get<unsigned>() > kFormat) {
      throw Error(ErrorKind::newer_format, "The edition " + edition.string() +
                                               " has a newer format; open it with a newer "
                                               "version of Chancery.");
    }
    return from_json(json);
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::corruption,
                "The manifest " + file.string() + " does not read; remove this edition's folder.",
                ErrorPlace{file.string(), 0, 0, std::nullopt});
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    paths.push_back(entry->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw_io_error("read", folder, error.value());
  }
  return paths;
}

// Of projections that were being made again.
void remove_drafts(const fs::path& edition) {
  for (const fs::path& path : entries_of(edition)) {
    if (path.filename().string().starts_with('.')) remove_tree(path);
  }
}

}  // namespace

fs::path edition_folder(const fs::path& database, std::uint64_t number) {
  return editions_folder(database) / std::to_string(number);
}

fs::path projection_file(const fs::path& edition) { return edition / "projection"; }

std::vector<Manifest> list_editions(const fs::path& database) {
  std::vector<Manifest> manifests;
  for (const fs::path& path : entries_of(editions_folder(database))) {
    // Another process may drop an edition between the listing and the look into it.
    if (is_number(path.filename().string()) && fs::exists(manifest_file(path))) {
      manifests.push_back(read_manifest(path));
    }
  }
  std::ranges::sort(manifests, {}, [](const Manifest& each) { return each.info.number; });
  return manifests;
}

Manifest find_edition(const fs::path& database, std::string_view edition) {
  const std::vector<Manifest> all = list_editions(database);
  if (edition.empty() && !all.empty()) return all.back();
  for (const Manifest& each : all) {
    if (std::to_string(each.info.number) == edition || each.info.name == edition) return each;
  }
  if (all.empty()) {
    throw Error(ErrorKind::input_error,
                "The database " + database.string() + " has no edition yet; publish one first.");
  }
  throw Error(ErrorKind::input_error, "The database " + database.string() + " has no edition '" +
                                          std::string(edition) + "'; the newest is " +
                                          std::to_string(all.back().info.number) + ".");
}

Manifest write_edition(const fs::path& database, Manifest manifest,
                       const std::function<void(const fs::path&)>& fill) {
  const fs::path draft = hidden(database, manifest.info.number, ".partial");
  create_folder(draft);
  fill(draft);
  manifest.info.bytes = bytes_of_files(draft);
  write_file_durably(manifest_file(draft), to_json(manifest));
  move_folder(draft, edition_folder(database, manifest.info.number));
  sync_folder(editions_folder(database));
  return manifest;
}

void remove_edition(const fs::path& database, std::uint64_t number) {
  const fs::path dropped = hidden(database, number, ".dropped");
  move_folder(edition_folder(database, number), dropped);
  sync_folder(editions_folder(database));
  remove_tree(dropped);
}

void remove_unfinished_editions(const fs::path& database) {
  for (const fs::path& path : entries_of(editions_folder(database))) {
    if (path.filename().string().starts_with('.')) {
      remove_tree(path);
    } else if (fs::is_directory(path)) {
      remove_drafts(path);
    }
  }
}

}  // namespace chancery
