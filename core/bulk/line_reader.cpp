#include "bulk/line_reader.h"

#include "bulk/field_text.h"
#include "chancery/error.h"
#include "chancery/folding.h"

namespace chancery::bulk {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} << 20;

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
    : name_(file.string()), stream_(open_input(file)), lines_(stream_, kLongestLine) {}

void LineReader::fail(const char* message) const {
  throw Error(ErrorKind::input_error, message,
              {.file = name_, .line = static_cast<unsigned>(line_)});
}

bool LineReader::next(std::string_view& text) {
  while (lines_.next(text)) {
    ++line_;
    const bool has_feed = text.ends_with('\n');
    if (!has_feed && !lines_.at_end()) fail("The line is longer than 16 MiB.");
    if (has_feed) text.remove_suffix(1);
    if (without_blanks(text).empty()) continue;
    if (!is_utf8(text)) fail("The text is not UTF-8; convert the file.");
    return true;
  }
  return false;
}

}  // namespace chancery::bulk
