#pragma once

// Which files a query may open: those that whoever runs it has named, and no others.

#include <filesystem>
#include <span>
#include <string_view>

namespace chancery::query {

/// The real path of a regular file that is one of `readable` or lies below one of them, links
/// resolved. A relative path is looked for in each of `readable`, in order. Throws
/// Error(procedure_error) where that is not permitted, with what would permit it, or where there
/// is no such file.
std::filesystem::path permitted_file(std::string_view path,
                                     std::span<const std::filesystem::path> readable);

}  // namespace chancery::query
