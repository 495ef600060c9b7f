#include "dictionaries.h"

namespace chancery::cli {

std::shared_ptr<const ingest::Dictionaries> load_dictionaries(
    const std::vector<std::filesystem::path>& folders,
    const std::vector<std::filesystem::path>& gazetteers,
    const std::vector<std::filesystem::path>& verbs) {
  if (folders.empty() && gazetteers.empty() && verbs.empty())
    return ingest::Dictionaries::load_default();
  ingest::DictionaryPaths paths{{ingest::Dictionaries::default_folder()}, gazetteers, verbs};
  paths.folders.insert(paths.folders.end(), folders.begin(), folders.end());
  return ingest::Dictionaries::load(paths);
}

}  // namespace chancery::cli
