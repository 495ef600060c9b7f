#include "store/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <span>
#include <system_error>

#include "chancery/error.h"

namespace chancery {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags)
      : file_(file), number_(::open(file.c_str(), flags | O_CLOEXEC, 0644)) {
    if (number_ < 0) throw_io_error("open", file_, errno);
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) throw_io_error("write", file_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void sync() {
    if (::fsync(number_) != 0) throw_io_error("sync", file_, errno);
  }

  // Empty at the end of the file.
  std::string_view read(std::span<char> buffer) {
    while (true) {
      const ssize_t got = ::read(number_, buffer.data(), buffer.size());
      if (got >= 0) return {buffer.data(), static_cast<std::size_t>(got)};
      if (errno != EINTR) throw_io_error("read", file_, errno);
    }
  }

 private:
  std::filesystem::path file_;
  int number_;
};

namespace {

std::string draft_prefix(const std::filesystem::path& file) {
  return "." + file.filename().string() + ".";
}

std::filesystem::path draft_name(const std::filesystem::path& file) {
  static std::atomic<unsigned> drafts = 0;
  return file.parent_path() /
         (draft_prefix(file) + std::to_string(::getpid()) + "." + std::to_string(++drafts));
}

}  // namespace

void throw_io_error(const std::string& action, const std::filesystem::path& file,
                    int error_number) {
  throw Error(ErrorKind::io_error,
              "Cannot " + action + " " + file.string() + ": " +
                  std::generic_category().message(error_number) + ".",
              ErrorPlace{file.string(), 0, 0, std::nullopt});
}

DraftFile::DraftFile(std::filesystem::path file)
    : file_(std::move(file)),
      draft_(draft_name(file_)),
      descriptor_(std::make_unique<Descriptor>(draft_, O_WRONLY | O_CREAT | O_TRUNC)) {}

DraftFile::~DraftFile() {
  std::error_code ignored;
  if (!draft_.empty()) std::filesystem::remove(draft_, ignored);
}

void DraftFile::write(std::string_view bytes) { descriptor_->write(bytes); }

void DraftFile::move_into_place() {
  descriptor_->sync();
  descriptor_.reset();
  if (::rename(draft_.c_str(), file_.c_str()) != 0) throw_io_error("write", file_, errno);
  draft_.clear();
  sync_folder(file_.parent_path());
}

bool is_draft_name(const std::filesystem::path& name, const std::filesystem::path& file) {
  return name.filename().string().starts_with(draft_prefix(file));
}

void write_file_durably(const std::filesystem::path& file, std::string_view content) {
  DraftFile draft(file);
  draft.write(content);
  draft.move_into_place();
}

void sync_folder(const std::filesystem::path& folder) {
  Descriptor(folder, O_RDONLY | O_DIRECTORY).sync();
}

std::string read_small_file(const std::filesystem::path& file, std::size_t max_bytes) {
  Descriptor in(file, O_RDONLY);
  std::string content;
  char buffer[4096];
  for (std::string_view part = in.read(buffer); !part.empty(); part = in.read(buffer)) {
    content += part;
    if (content.size() > max_bytes) throw_io_error("read", file, EFBIG);
  }
  return content;
}

}  // namespace chancery
