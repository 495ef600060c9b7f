#pragma once

#include <filesystem>
#include <string_view>

#include "chancery/database.h"

namespace chancery::cli {

/// For reading: the edition asked for, else the newest, else (nothing published yet) the live
/// store. Throws Error(input_error) where there is no database.
Database open_for_reading(const std::filesystem::path& folder, std::string_view edition);

/// For writing: the live store, which must exist.
Database open_for_writing(const std::filesystem::path& folder);

}  // namespace chancery::cli
