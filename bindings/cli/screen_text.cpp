#include "screen_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace chancery::cli {

namespace {

struct CodePoint {
  UChar32 value;
  std::int32_t next;  // byte offset of the one after
};

CodePoint code_point_at(std::string_view text, std::int32_t offset) {
  UChar32 value;
  U8_NEXT(text.data(), offset, static_cast<std::int32_t>(text.size()), value);
  return {value < 0 ? 0xFFFD : value, offset};
}

bool is_zero_width(UChar32 c) {
  const auto category = u_charType(c);
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
         category == U_FORMAT_CHAR;
}

std::size_t width_of(UChar32 c) {
  if (is_zero_width(c)) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool steers_direction(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::size_t screen_width(std::string_view text) {
  std::size_t width = 0;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
    const CodePoint c = code_point_at(text, i);
    width += width_of(c.value);
    i = c.next;
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
    const CodePoint c = code_point_at(text, i);
    if (c.value == '\n')
      out += "↵";
    else if (c.value == '\t')
      out += ' ';
    else if (u_iscntrl(c.value) && !is_zero_width(c.value))
      out += "\uFFFD";
    else if (steers_direction(c.value) || c.value == 0xFFFD)
      out += "\uFFFD";
    else
      out.append(text.substr(i, c.next - i));
    i = c.next;
  }
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  if (width < 2) width = 2;
  std::vector<std::string> lines;
  std::size_t line_start = 0, line_width = 0;
  std::size_t break_at = 0, width_at_break = 0;  // just after the last space of the line
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
    const CodePoint c = code_point_at(text, i);
    const std::size_t w = width_of(c.value);
    if (line_width + w > width && c.value != ' ') {
      const bool at_space = break_at > line_start;
      const std::size_t end = at_space ? break_at : static_cast<std::size_t>(i);
      std::string line(text.substr(line_start, end - line_start));
      while (!line.empty() && line.back() == ' ') line.pop_back();
      lines.push_back(std::move(line));
      line_width = at_space ? line_width - width_at_break : 0;
      line_start = end;
    }
    line_width += w;
    i = c.next;
    if (c.value == ' ') {
      break_at = static_cast<std::size_t>(i);
      width_at_break = line_width;
    }
  }
  std::string last(text.substr(line_start));
  while (!last.empty() && last.back() == ' ') last.pop_back();
  if (!last.empty() || lines.empty()) lines.push_back(std::move(last));
  return lines;
}

bool has_right_to_left(std::string_view text) {
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
    const CodePoint c = code_point_at(text, i);
    const auto direction = u_charDirection(c.value);
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
    i = c.next;
  }
  return false;
}

}  // namespace chancery::cli
