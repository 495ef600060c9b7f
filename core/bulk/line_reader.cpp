#include "bulk/line_reader.h"

#include "bulk/field_text.h"
#include "chancery/error.h"
#include "chancery/folding.h"

namespace chancery::bulk {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} << 20;
constexpr std::size_t kStep = std::size_t{1} << 16;

}  // namespace

std::ifstream open_input(const std::filesystem::path& file) {
  std::error_code error;
  const bool regular = !std::filesystem::is_directory(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (!regular || !stream) {
    throw Error(ErrorKind::input_error,
                "The file cannot be read; is it there, and may you read it?",
                {.file = file.string()});
  }
  return stream;
}

LineReader::LineReader(const std::filesystem::path& file)
    : name_(file.string()), stream_(open_input(file)) {}

void LineReader::fail(const char* message) const {
  throw Error(ErrorKind::input_error, message,
              {.file = name_, .line = static_cast<unsigned>(line_)});
}

bool LineReader::fill() {
  buffer_.erase(0, start_);
  start_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kStep);
  stream_.read(buffer_.data() + had, kStep);
  const auto got = static_cast<std::size_t>(stream_.gcount());
  buffer_.resize(had + got);
  bytes_ += got;
  return got > 0;
}

bool LineReader::next(std::string_view& text) {
  std::size_t searched = 0;  // bytes behind start_ without a line end
  while (true) {
    const std::size_t end = buffer_.find('\n', start_ + searched);
    const bool whole = end != std::string::npos;
    if (!whole) {
      searched = buffer_.size() - start_;
      if (searched > kLongestLine) {
        ++line_;
        fail("The line is longer than 16 MiB.");
      }
      if (fill()) continue;
      if (start_ == buffer_.size()) return false;
    }
    ++line_;
    const std::size_t stop = whole ? end : buffer_.size();
    text = std::string_view(buffer_).substr(start_, stop - start_);
    start_ = whole ? stop + 1 : stop;
    searched = 0;
    if (line_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (without_blanks(text).empty()) continue;
    if (!is_utf8(text)) fail("The text is not UTF-8; convert the file.");
    return true;
  }
}

}  // namespace chancery::bulk
