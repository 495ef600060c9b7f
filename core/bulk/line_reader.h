#pragma once

// Lines of a file of UTF-8, with a bound on their length.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "line_pieces.h"

namespace chancery::bulk {

/// Opens a file that exists and is no folder. Throws Error(input_error).
std::ifstream open_input(const std::filesystem::path& file);

class LineReader {
 public:
  explicit LineReader(const std::filesystem::path& file);

  /// The next line that is not blank, valid until the next call; false at the end. Throws
  /// Error(input_error) with file and line for one of more than 16 MiB or that is not UTF-8.
  bool next(std::string_view& text);
  const std::string& name() const { return name_; }
  std::uint64_t line() const { return line_; }  ///< of the last text, from 1
  std::uint64_t bytes() const { return lines_.bytes_read(); }

 private:
  [[noreturn]] void fail(const char* message) const;

  std::string name_;
  std::ifstream stream_;
  LinePieces lines_;
  std::uint64_t line_ = 0;
};

}  // namespace chancery::bulk
