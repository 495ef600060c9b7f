#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "chancery/ingest/extract.h"

namespace chancery::cli {

/// The default dictionaries and what the user adds to them; the default ones alone where nothing
/// is added.
std::shared_ptr<const ingest::Dictionaries> load_dictionaries(
    const std::vector<std::filesystem::path>& folders,
    const std::vector<std::filesystem::path>& gazetteers,
    const std::vector<std::filesystem::path>& verbs);

}  // namespace chancery::cli
