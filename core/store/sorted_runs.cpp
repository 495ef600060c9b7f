#include "store/sorted_runs.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

#include "store/bytes.h"
#include "store/durable_file.h"

namespace chancery {
namespace {

constexpr std::size_t kRunBuffer = std::size_t{256} << 10;

}  // namespace

// Rows in a file: varint size of key and value, then their bytes.
class SortedRuns::Run {
 public:
  Run(const std::filesystem::path& folder, std::size_t number) : number_(number), folder_(folder) {
    std::string name = (folder / "sort-XXXXXX").string();
    file_ = ::mkstemp(name.data());
    if (file_ < 0) fail("create");
    ::unlink(name.c_str());
  }
  ~Run() { ::close(file_); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void add(std::string_view key, std::string_view value) {
    append_varint(buffer_, key.size());
    append_varint(buffer_, value.size());
    buffer_.append(key).append(value);
    if (buffer_.size() >= kRunBuffer) flush();
  }

  /// The memory is given back until rows are read.
  void end() {
    flush();
    buffer_ = {};
  }

  bool next() {
    if (!has(kMostSizes) && at_ == buffer_.size()) return false;
    ByteReader reader(std::string_view(buffer_).substr(at_));
    const std::size_t key_size = reader.varint();
    const std::size_t value_size = reader.varint();
    const std::size_t start = reader.position();
    has(start + key_size + value_size);
    const std::string_view row = std::string_view(buffer_).substr(at_ + start);
    key_ = row.substr(0, key_size);
    value_ = row.substr(key_size, value_size);
    at_ += start + key_size + value_size;
    return true;
  }

  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }
  /// Whether the row of this run comes after that of another.
  bool is_after(const Run& other) const {
    const int order = key_.compare(other.key_);
    return order > 0 || (order == 0 && number_ > other.number_);
  }

 private:
  static constexpr std::size_t kMostSizes = 20;

  void flush() {
    for (std::size_t at = 0; at < buffer_.size();) {
      const ssize_t wrote = ::write(file_, buffer_.data() + at, buffer_.size() - at);
      if (wrote < 0 && errno != EINTR) fail("write");
      if (wrote > 0) at += static_cast<std::size_t>(wrote);
    }
    size_ += buffer_.size();
    buffer_.clear();
  }

  /// Reads on until so many bytes are there behind `at_`, or the file ends.
  bool has(std::size_t bytes) {
    if (buffer_.size() - at_ >= bytes) return true;
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t had = buffer_.size();
    const std::size_t wanted =
        std::min<std::uint64_t>(std::max(kRunBuffer, bytes - had), size_ - read_);
    buffer_.resize(had + wanted);
    for (std::size_t got = 0; got < wanted;) {
      const ssize_t more =
          ::pread(file_, buffer_.data() + had + got, wanted - got, static_cast<off_t>(read_ + got));
      if (more == 0 || (more < 0 && errno != EINTR)) fail("read");
      if (more > 0) got += static_cast<std::size_t>(more);
    }
    read_ += wanted;
    return buffer_.size() >= bytes;
  }

  [[noreturn]] void fail(const std::string& action) const {
    throw_io_error(action + " a file for sorting in", folder_, errno);
  }

  std::size_t number_;
  std::filesystem::path folder_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string_view key_;
  std::string_view value_;
};

SortedRuns::SortedRuns(std::filesystem::path folder) : folder_(std::move(folder)) {}
SortedRuns::~SortedRuns() = default;
SortedRuns::SortedRuns(SortedRuns&&) noexcept = default;

void SortedRuns::begin_run() {
  if (!runs_.empty()) runs_.back()->end();
  runs_.push_back(std::make_unique<Run>(folder_, runs_.size()));
}

void SortedRuns::add(std::string_view key, std::string_view value) {
  runs_.back()->add(key, value);
}

void SortedRuns::merge() {
  if (!runs_.empty()) runs_.back()->end();
  for (const auto& run : runs_)
    if (run->next()) heap_.push_back(run.get());
  std::ranges::make_heap(heap_, [](const Run* a, const Run* b) { return a->is_after(*b); });
}

bool SortedRuns::next() {
  const auto after = [](const Run* a, const Run* b) { return a->is_after(*b); };
  if (std::exchange(started_, true) && !heap_.empty()) {
    std::ranges::pop_heap(heap_, after);
    if (heap_.back()->next())
      std::ranges::push_heap(heap_, after);
    else
      heap_.pop_back();
  }
  return !heap_.empty();
}

std::string_view SortedRuns::key() const { return heap_.front()->key(); }
std::string_view SortedRuns::value() const { return heap_.front()->value(); }

}  // namespace chancery
