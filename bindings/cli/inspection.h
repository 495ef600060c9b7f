#pragma once

#include <string>

#include "chancery/database.h"

namespace chancery::cli {

/// What an open database holds, as tables for people.
std::string render_statistics(const Database& database);

/// The published editions as a table.
std::string render_editions(const Database& database);

}  // namespace chancery::cli
