// Page headers and footers in text that was taken from a PDF. Anchors (page numbers, job numbers,
// form feeds) show where pages break; around a break, lines that stand at several breaks, symbols
// and the footnotes above it are furniture too.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "readers/plain_lines.h"
#include "text_builder.h"

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kReach = 6;            // lines of a header or footer
constexpr std::size_t kLongestHeader = 120;  // bytes of a line in it
constexpr std::size_t kLongestNotes = 40;    // lines of footnotes on a page

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  return end - at;
}

/// "2/4"
bool is_page_of_pages(std::string_view line) {
  const std::size_t first = digits_at(line, 0);
  if (first == 0 || first > 4 || first >= line.size() || line[first] != '/') return false;
  const std::size_t second = digits_at(line, first + 1);
  return second > 0 && second <= 4 && first + 1 + second == line.size();
}

/// "23-24434", "23-24434 (E)    131223", "23-24434 2/4": a job number of the United Nations.
bool is_job_number(std::string_view line) {
  if (digits_at(line, 0) != 2 || line.size() < 8 || line[2] != '-' || digits_at(line, 3) != 5) {
    return false;
  }
  const std::string_view rest = trim(line.substr(8));
  return rest.empty() || is_page_of_pages(rest) || (rest.size() < 30 && rest.front() == '(');
}

/// "*2324434*"
bool is_bar_code(std::string_view line) {
  return line.size() > 4 && line.front() == '*' && line.back() == '*' &&
         digits_at(line, 1) == line.size() - 2;
}

/// "Page 3", "Page 3 of 10", "page 3/10"
bool is_page_word(std::string_view line) {
  if (line.size() < 6 || line.size() > 20 || (line[0] | 0x20) != 'p' ||
      line.substr(1, 4) != "age ") {
    return false;
  }
  const std::size_t digits = digits_at(line, 5);
  const std::string_view rest = trim(line.substr(5 + digits));
  if (digits == 0) return false;
  return rest.empty() || rest.front() == '/' || rest.substr(0, 3) == "of ";
}

/// "- 3 -"
bool is_dashed_number(std::string_view line) {
  if (line.size() < 5 || line.size() > 8 || line.front() != '-' || line.back() != '-') return false;
  const std::string_view number = trim(line.substr(1, line.size() - 2));
  return !number.empty() && digits_at(number, 0) == number.size();
}

bool is_anchor(std::string_view line) {
  return is_page_of_pages(line) || is_job_number(line) || is_bar_code(line) || is_page_word(line) ||
         is_dashed_number(line) || line.substr(0, 8) == "Distr.: ";
}

bool is_bare_number(std::string_view line) {
  return !line.empty() && line.size() <= 4 && digits_at(line, 0) == line.size();
}

/// "__________": stands above footnotes.
bool is_rule(std::string_view line) {
  return line.size() >= 5 && line.find_first_not_of("_-") == line.npos;
}

/// White space folded and digits made one, so that running lines with page numbers agree.
std::string running_form(std::string_view line) {
  std::string form = fold_space(line);
  std::replace_if(form.begin(), form.end(), is_ascii_digit, '0');
  return form;
}

/// A range of lines [first, last) around one page break.
struct PageBreak {
  std::size_t first;
  std::size_t last;
};

class FurnitureMarker {
 public:
  explicit FurnitureMarker(std::vector<Line>& lines) : lines_(lines) {}

  void mark() {
    find_breaks();
    count_running_lines();
    std::size_t done = 0;
    for (PageBreak page : breaks_) {
      grow(page);
      page.first = std::max(page.first, done);
      include_footnotes(page, done);
      for (std::size_t i = page.first; i < page.last; ++i) lines_[i].furniture = true;
      done = std::max(done, page.last);
    }
    mark_last_footnotes(done);
  }

 private:
  /// Anchors close together are one break.
  void find_breaks() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_anchor(lines_[i].text)) {
        add_break(i, i + 1);
      } else if (lines_[i].starts_page && i > 0) {
        const std::size_t number = previous_visible(i);
        const bool numbered = number < i && is_bare_number(lines_[number].text);
        add_break(numbered ? number : i, i);
      }
    }
  }

  void add_break(std::size_t first, std::size_t last) {
    const bool close = !breaks_.empty() && first <= breaks_.back().last + 1 &&
                       all_blank(breaks_.back().last, first);
    if (close) {
      breaks_.back().last = last;
    } else {
      breaks_.push_back({first, last});
    }
  }

  bool all_blank(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (!lines_[i].text.empty()) return false;
    }
    return true;
  }

  /// The nearest line before `at` that is not blank, or `at`.
  std::size_t previous_visible(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && at - i <= kReach;) {
      if (!lines_[i].text.empty()) return i;
    }
    return at;
  }

  std::size_t next_visible(std::size_t at) const {
    for (std::size_t i = at; i < lines_.size() && i < at + kReach; ++i) {
      if (!lines_[i].text.empty()) return i;
    }
    return lines_.size();
  }

  template <typename Visit>
  void visit_around(const PageBreak& page, Visit visit) const {
    std::size_t seen = 0;
    for (std::size_t i = page.first; i-- > 0 && seen < kReach && page.first - i < 2 * kReach;) {
      if (!lines_[i].text.empty()) visit(i), ++seen;
    }
    seen = 0;
    const std::size_t end = std::min(lines_.size(), page.last + 2 * kReach);
    for (std::size_t i = page.last; i < end && seen < kReach; ++i) {
      if (!lines_[i].text.empty()) visit(i), ++seen;
    }
  }

  /// Each line near a break counts once, however many breaks it is near to.
  void count_running_lines() {
    std::unordered_set<std::size_t> counted;
    for (const PageBreak& page : breaks_) {
      visit_around(page, [&](std::size_t line) {
        const std::string_view text = lines_[line].text;
        if (text.size() <= kLongestHeader && counted.insert(line).second) {
          ++lines_with_[running_form(text)];
        }
      });
    }
  }

  bool belongs(std::string_view line) const {
    if (is_anchor(line) || is_symbol_line(line)) return true;
    if (line.size() > kLongestHeader) return false;
    const auto found = lines_with_.find(running_form(line));
    return found != lines_with_.end() && found->second >= 2;
  }

  void grow(PageBreak& page) const {
    for (std::size_t steps = 0; steps < kReach; ++steps) {
      const std::size_t line = previous_visible(page.first);
      if (line == page.first || !belongs(lines_[line].text)) break;
      page.first = line;
    }
    for (std::size_t steps = 0; steps < kReach; ++steps) {
      const std::size_t line = next_visible(page.last);
      if (line == lines_.size() || !belongs(lines_[line].text)) break;
      page.last = line + 1;
    }
  }

  /// A rule with numbered notes between it and the break: from the rule on.
  void include_footnotes(PageBreak& page, std::size_t limit) const {
    for (std::size_t i = page.first; i-- > limit && page.first - i <= kLongestNotes;) {
      if (!is_rule(lines_[i].text)) continue;
      if (starts_notes(i)) page.first = i;
      return;
    }
  }

  bool starts_notes(std::size_t rule) const {
    const std::size_t note = next_visible(rule + 1);
    return note < lines_.size() &&
           (is_ascii_digit(lines_[note].text[0]) || lines_[note].text[0] == '*');
  }

  /// Notes at the end of the last page, which no page break follows.
  void mark_last_footnotes(std::size_t limit) {
    for (std::size_t i = lines_.size(); i-- > limit && lines_.size() - i <= kLongestNotes;) {
      if (!is_rule(lines_[i].text) || !starts_notes(i)) continue;
      for (std::size_t j = i; j < lines_.size(); ++j) lines_[j].furniture = true;
      return;
    }
  }

  std::vector<Line>& lines_;
  std::vector<PageBreak> breaks_;
  std::unordered_map<std::string, std::size_t> lines_with_;
};

}  // namespace

void mark_furniture(std::vector<Line>& lines) { FurnitureMarker(lines).mark(); }

}  // namespace ingest
}  // namespace chancery
