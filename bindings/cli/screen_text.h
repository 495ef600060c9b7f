#pragma once

// Text as a terminal shows it: widths of scripts, wrapping, and nothing that could steer the
// terminal.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

/// Screen columns of UTF-8 text: 2 for wide East Asian characters, 0 for combining marks (Unicode
/// Standard Annex 11).
std::size_t screen_width(std::string_view text);

/// Line breaks become "↵", tabs a space, other control characters (escape sequences among them)
/// and direction overrides U+FFFD.
std::string printable(std::string_view text);

/// Lines of at most `width` screen columns, broken at spaces where there are any, else anywhere
/// but before a combining mark. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// True when the text has right-to-left letters.
bool has_right_to_left(std::string_view text);

}  // namespace chancery::cli
