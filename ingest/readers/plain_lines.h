#pragma once

// Lines of a plain text, and what a line alone tells of its part in the layout.

#include <string>
#include <string_view>
#include <vector>

namespace chancery {
namespace ingest {

struct Line {
  std::string_view text;     ///< trimmed; empty for a blank line
  bool starts_page = false;  ///< a form feed stands before or in it
  bool furniture = false;
};

/// At line feeds and carriage returns. Several blank lines are one; a form feed on a blank line
/// counts for the next visible one.
std::vector<Line> split_lines(std::string_view source);

/// The label that a list item starts with ("3.", "(a)", "iv)", a bullet), empty for other lines.
std::string_view item_label(std::string_view line);
/// Depth from 1: numbers, then letters, then roman numerals, as in United Nations resolutions.
/// A bullet has depth 1. `previous` is the label of the item before.
std::uint8_t item_depth(std::string_view label, std::string_view previous);

/// A document symbol and nothing else ("A/RES/78/16", "S/2023/12").
bool is_symbol_line(std::string_view line);

/// Marks page headers and footers, page and job numbers, and footnotes before a page break.
void mark_furniture(std::vector<Line>& lines);

}  // namespace ingest
}  // namespace chancery
