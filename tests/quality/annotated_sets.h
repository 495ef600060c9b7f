#pragma once

// The annotated documents that extraction is measured on, and where they are.

#include <cstdlib>
#include <filesystem>

namespace chancery::ingest {

struct AnnotatedSet {
  std::filesystem::path references;
  std::filesystem::path texts;
  bool present() const { return std::filesystem::is_directory(references); }
};

inline AnnotatedSet corpus_set() {
  const std::filesystem::path corpus = std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus";
  return {corpus / "annotations", corpus / "documents"};
}

/// Data outside the project: CHANCERY_SHARED_DIR may name its place.
inline std::filesystem::path shared_folder() {
  const char* named = std::getenv("CHANCERY_SHARED_DIR");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(CHANCERY_SOURCE_DIR) / ".." / "shared";
}

inline AnnotatedSet reference_set() {
  const std::filesystem::path folder = shared_folder() / "reference" / "dev";
  return {folder / "gold", folder / "texts"};
}

/// Documents without annotations.
inline std::filesystem::path releases() { return shared_folder() / "data" / "releases"; }

}  // namespace chancery::ingest
