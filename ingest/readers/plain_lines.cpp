#include "readers/plain_lines.h"

#include <algorithm>
#include <cstdint>

#include "text_builder.h"

namespace chancery {
namespace ingest {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool ends_label(std::string_view line, std::size_t at) {
  return at == line.size() || is_ascii_space(line[at]) ||
         line.compare(at, 2, "\xC2\xA0") == 0;  // a no-break space
}

std::size_t bullet_length(std::string_view line) {
  constexpr std::string_view kBullets[] = {"-",
                                           "*",
                                           "\xE2\x80\xA2",
                                           "\xE2\x80\x93",
                                           "\xE2\x97\xA6",
                                           "\xE2\x96\xAA",
                                           "\xEF\x82\xB7",
                                           "\xC2\xB7"};
  for (const std::string_view bullet : kBullets) {
    if (line.substr(0, bullet.size()) == bullet && line.size() > bullet.size() &&
        ends_label(line, bullet.size())) {
      return bullet.size();
    }
  }
  return 0;
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("ivxIVX") == word.npos;
}

std::string_view label_core(std::string_view label) {
  while (!label.empty() && (label.front() == '(')) label.remove_prefix(1);
  while (!label.empty() && (label.back() == ')' || label.back() == '.')) label.remove_suffix(1);
  return label;
}

/// "(i)" after "(h)" is a letter, after anything else a numeral.
bool continues_letters(std::string_view core, std::string_view previous) {
  const std::string_view before = label_core(previous);
  return core.size() == 1 && before.size() == 1 && core[0] == before[0] + 1;
}

}  // namespace

std::vector<Line> split_lines(std::string_view source) {
  std::vector<Line> lines;
  bool page = false;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t end = std::min(source.find_first_of("\n\r", at), source.size());
    const std::string_view raw = source.substr(at, end - at);
    at = end + (source.compare(end, 2, "\r\n") == 0 ? 2 : 1);
    page = page || raw.find('\f') != raw.npos;
    const std::string_view text = trim(raw);
    if (text.empty() && !lines.empty() && lines.back().text.empty()) continue;
    lines.push_back({text, page && !text.empty(), false});
    if (!text.empty()) page = false;
  }
  return lines;
}

std::string_view item_label(std::string_view line) {
  constexpr std::size_t kLongestCore = 4;
  if (line.empty()) return {};
  if (const std::size_t length = bullet_length(line)) return line.substr(0, length);
  const bool open = line.front() == '(';
  const std::size_t start = open ? 1 : 0;
  std::size_t at = start;
  while (at < line.size() && at - start < kLongestCore &&
         (is_ascii_digit(line[at]) || is_letter(line[at]))) {
    ++at;
  }
  const std::string_view core = line.substr(start, at - start);
  if (core.empty() || at == line.size() || !ends_label(line, at + 1)) return {};
  const bool number = core.size() <= 3 && std::all_of(core.begin(), core.end(), is_ascii_digit);
  const bool letter = core.size() == 1 && is_letter(core[0]);
  const bool closed = line[at] == ')';
  // A letter and a full stop is more often the initial of a name than a label.
  if (closed ? number || letter || is_roman(core) : line[at] == '.' && !open && number) {
    return line.substr(0, at + 1);
  }
  return {};
}

std::uint8_t item_depth(std::string_view label, std::string_view previous) {
  const std::string_view core = label_core(label);
  if (core.empty() || is_ascii_digit(core[0]) || !is_letter(core[0])) return 1;
  return is_roman(core) && !continues_letters(core, previous) ? 3 : 2;
}

bool is_symbol_line(std::string_view line) {
  constexpr std::size_t kLongest = 40;
  if (line.size() < 4 || line.size() > kLongest || !is_upper(line[0])) return false;
  const auto slashes = std::count(line.begin(), line.end(), '/');
  const bool digits = std::any_of(line.begin(), line.end(), is_ascii_digit);
  return slashes >= 2 && digits && line.find("//") == line.npos &&
         std::all_of(line.begin(), line.end(), [](char c) {
           return is_ascii_digit(c) || is_letter(c) || c == '/' || c == '.' || c == '-' ||
                  c == '(' || c == ')';
         });
}

}  // namespace ingest
}  // namespace chancery
