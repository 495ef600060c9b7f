#pragma once

// What lies in a database's folder:
//
//   chancery.format   "chancery format 2": who wrote the rest, and how
//   writer.lock       see writer_lock.h
//   store/            RocksDB
//   editions/         see editions.h

#include <filesystem>

namespace chancery {

/// Counts up with every change of keys or records that an older version cannot read. Formats 1 to
/// 3, of before the first release, are not read any more.
inline constexpr unsigned kFormat = 5;

std::filesystem::path store_folder(const std::filesystem::path& folder);
std::filesystem::path editions_folder(const std::filesystem::path& folder);

/// True for a database, false for a folder that is empty or not there. Throws Error: input_error
/// where it is something else or too old, newer_format, corruption where the marker does not read.
bool is_database(const std::filesystem::path& folder);

/// Makes `folder`, and what is above it. Throws Error(io_error).
void create_folder(const std::filesystem::path& folder);
void write_format_marker(const std::filesystem::path& folder);

}  // namespace chancery
