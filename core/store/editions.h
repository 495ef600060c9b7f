#pragma once

// Editions on disk:
//
//   editions/<number>/edition.json   the manifest
//   editions/<number>/store/         a RocksDB checkpoint, files shared by hard link
//   editions/<number>/projection     what is mapped into memory (projection/format.h); derived from
//                                    the store, and made again where it is missing or damaged
//
// An edition is made under a hidden name (".<number>.partial") and appears by one rename; it goes
// by a rename too (".<number>.dropped"). Whatever starts with a dot, also in an edition's folder,
// is a trace of a crash, ignored by readers and removed when a writer opens or publishes.

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "chancery/graph.h"

namespace chancery {

/// An edition and the number of commits that it holds.
struct Manifest {
  EditionInfo info;
  std::uint64_t commits = 0;
};

std::filesystem::path edition_folder(const std::filesystem::path& database, std::uint64_t number);
std::filesystem::path projection_file(const std::filesystem::path& edition);

/// Oldest first. Throws Error(corruption, file) for a manifest that does not read, newer_format.
std::vector<Manifest> list_editions(const std::filesystem::path& database);

/// By number, by name, or the newest (""). Throws Error(input_error) where there is none.
Manifest find_edition(const std::filesystem::path& database, std::string_view edition);

/// Lets `fill` put store and projection into a new edition's folder, measures it, writes the
/// manifest and makes the edition appear. Throws Error(io_error).
Manifest write_edition(const std::filesystem::path& database, Manifest manifest,
                       const std::function<void(const std::filesystem::path&)>& fill);

void remove_edition(const std::filesystem::path& database, std::uint64_t number);

/// Removes what a crash left behind, also of a reader that made a projection again. One that is at
/// it right now keeps its projection in memory. For who holds the writer's lock.
void remove_unfinished_editions(const std::filesystem::path& database);

}  // namespace chancery
