#pragma once

// Files that are either wholly there or not at all, whatever dies when.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace chancery {

/// A file on its way: written beside its place under a hidden name of its own, so that several
/// writers do not meet, and gone with this unless it was moved into place.
class DraftFile {
 public:
  /// Throws Error(io_error, file), as all functions here do.
  explicit DraftFile(std::filesystem::path file);
  ~DraftFile();
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;

  void write(std::string_view bytes);
  /// Syncs what was written and moves it to its place, over what is there.
  void move_into_place();

 private:
  std::filesystem::path file_;
  std::filesystem::path draft_;
  std::unique_ptr<class Descriptor> descriptor_;
};

/// Whether `name` is that of a draft of `file`, which a process that died may have left.
bool is_draft_name(const std::filesystem::path& name, const std::filesystem::path& file);

/// Writes a file beside its place, syncs it, and moves it there. Throws Error(io_error, file).
void write_file_durably(const std::filesystem::path& file, std::string_view content);
/// Makes what was created, renamed or removed in a folder durable. Throws Error(io_error, file).
void sync_folder(const std::filesystem::path& folder);
/// The content of a file of at most `max_bytes`. Throws Error(io_error, file).
std::string read_small_file(const std::filesystem::path& file, std::size_t max_bytes = 1 << 20);

/// Throws Error(io_error) that says what could not be done to `file`, with the system's reason.
[[noreturn]] void throw_io_error(const std::string& action, const std::filesystem::path& file,
                                 int error_number);

}  // namespace chancery
