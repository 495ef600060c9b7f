#pragma once

// A file read as memory.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace chancery {

class MappedFile {
 public:
  /// Null where there is no such file or it cannot be mapped. What is mapped must not be shortened
  /// while this lives: files of an edition are replaced, never changed.
  static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::span<const std::byte> bytes_;
};

}  // namespace chancery
