// Dates: "December 6-7, 2023", "4 December 2023", "October 31-November 1, 2022", "January 2023",
// "12 de marzo de 2024", "2024年12月24日". Months by name in the languages of the dictionaries.

#include <algorithm>
#include <charconv>

#include "extract/stages.h"

namespace chancery::ingest {
namespace {

struct Day {
  unsigned year = 0, month = 0, day = 0;
};

std::string two(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// Arabic texts may use the digits U+0660 to U+0669.
std::string western_digits(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool eastern =
        text[i] == '\xD9' && i + 1 < text.size() && text[i + 1] >= '\xA0' && text[i + 1] <= '\xA9';
    out += eastern ? static_cast<char>('0' + (text[++i] - '\xA0')) : text[i];
  }
  return out;
}

std::string iso(const Day& d) {
  std::string out = std::to_string(d.year);
  if (d.month != 0) out += "-" + two(d.month);
  if (d.day != 0) out += "-" + two(d.day);
  return out;
}

class DateReader {
 public:
  explicit DateReader(Analysis& analysis) : analysis_(analysis) {}

  void run() {
    for (std::uint32_t at = next(0); at < size();) at = next(std::max(read(at), at + 1));
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(analysis_.tokens.size()); }
  std::uint32_t next(std::uint32_t at) const {
    return analysis_.next_start(kStartsDate | kNumeric, at, size());
  }

  unsigned number(std::uint32_t at) const {
    if (at >= size() || !analysis_.tokens[at].digit) return 0;
    const std::string text = western_digits(analysis_.text(analysis_.tokens[at]));
    unsigned value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{}) return 0;
    const auto rest = std::string_view(text).substr(static_cast<std::size_t>(end - text.data()));
    const bool ordinal =
        rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "er";
    return rest.empty() || ordinal ? value : 0;
  }
  unsigned day(std::uint32_t at) const {
    const unsigned n = number(at);
    return n >= 1 && n <= 31 ? n : 0;
  }
  unsigned year(std::uint32_t at) const {
    const unsigned n = number(at);
    return n >= 1900 && n < 2100 ? n : 0;
  }
  unsigned month(std::uint32_t at) const {
    return at < size() && analysis_.tokens[at].capital ? small_month(at) : 0;
  }
  /// Most languages write months small; in English that could be the verbs "may" and "march".
  unsigned small_month(std::uint32_t at) const {
    return at < size() ? analysis_.lexicon.month(analysis_.tokens[at].word) : 0;
  }
  /// Steps over a dash or a hyphen joint; kNone where there is none.
  std::uint32_t after_dash(std::uint32_t at) const {
    if (at >= size()) return kNone;
    if (analysis_.tokens[at].hyphen_before) return at;
    return analysis_.is_mark(at, '-') ? at + 1 : kNone;
  }
  std::uint32_t after_comma(std::uint32_t at) const {
    return at < size() && analysis_.is_mark(at, ',') ? at + 1 : at;
  }

  std::uint32_t emit(std::uint32_t first, std::uint32_t last, std::string text) {
    analysis_.dates.push_back({{first, last}, std::move(text)});
    return last;
  }

  std::uint32_t read(std::uint32_t at) {
    if (month(at) != 0) return month_first(at);
    if (const std::uint32_t end = chinese(at); end != at) return end;
    if (day(at) != 0 && at + 1 < size()) return day_first(at);
    if (analysis_.lexicon.seasons.contains(analysis_.tokens[at].word)) return season(at);
    return at;
  }

  /// "December 6-7, 2023", "October 31-November 1, 2022", "January 2023".
  std::uint32_t month_first(std::uint32_t at) {
    Day from{0, month(at), 0};
    if (const unsigned y = year(at + 1)) {
      from.year = y;
      return emit(at, at + 2, iso(from));
    }
    from.day = day(at + 1);
    if (from.day == 0) return at;
    std::uint32_t next = at + 2;
    Day to = from;
    if (const std::uint32_t dash = after_dash(next); dash != kNone) {
      if (month(dash) != 0 && day(dash + 1) != 0) {
        to = {0, month(dash), day(dash + 1)};
        next = dash + 2;
      } else if (day(dash) != 0) {
        to.day = day(dash);
        next = dash + 1;
      }
    }
    return finish(at, next, from, to);
  }

  /// "spring of 2022", "early 2022": known to the year.
  std::uint32_t season(std::uint32_t at) {
    std::uint32_t next = at + 1;
    if (next < size() && analysis_.is(next, kPreposition)) ++next;
    return year(next) != 0 ? emit(at, next + 1, std::to_string(year(next))) : at;
  }

  /// "4 December 2023", "6-7 December 2023".
  std::uint32_t day_first(std::uint32_t at) {
    Day from{0, 0, day(at)};
    Day to = from;
    std::uint32_t next = at + 1;
    if (const std::uint32_t dash = after_dash(next); dash != kNone && day(dash) != 0) {
      to.day = day(dash);
      next = dash + 1;
    }
    next = after_of(next);
    if (small_month(next) == 0) return at;
    from.month = to.month = small_month(next);
    return finish(at, after_second_name(next + 1), from, to);
  }

  /// "12 de marzo de 2024"
  std::uint32_t after_of(std::uint32_t at) const {
    return at < size() && analysis_.text(analysis_.tokens[at]) == "de" ? at + 1 : at;
  }

  /// Arabic texts name a month twice: "ديسمبر/كانون الأول".
  std::uint32_t after_second_name(std::uint32_t at) const {
    if (at + 2 >= size() || !analysis_.is_mark(at, '/')) return at;
    for (std::uint32_t end = at + 2; end < std::min(size(), at + 4); ++end) {
      if (year(end) != 0) return end;
    }
    return at;
  }

  /// "2024年12月24日"
  std::uint32_t chinese(std::uint32_t at) {
    Day day_of{year(at), 0, 0};
    if (day_of.year == 0 || !follows(at, "年")) return at;
    if (day(at + 2) == 0 || day(at + 2) > 12 || !follows(at + 2, "月")) {
      return emit(at, at + 2, iso(day_of));
    }
    day_of.month = day(at + 2);
    if (day(at + 4) == 0 || !follows(at + 4, "日")) return emit(at, at + 4, iso(day_of));
    day_of.day = day(at + 4);
    return emit(at, at + 6, iso(day_of));
  }

  bool follows(std::uint32_t at, std::string_view word) const {
    return at + 1 < size() && analysis_.text(analysis_.tokens[at + 1]) == word;
  }

  std::uint32_t finish(std::uint32_t first, std::uint32_t next, Day from, Day to) {
    const std::uint32_t y = after_of(after_comma(next));
    if (year(y) == 0) {
      if (document_year_ == 0) return next;
      from.year = to.year = document_year_;
    } else {
      from.year = to.year = year(y);
      next = y + 1;
    }
    const bool single = from.month == to.month && from.day == to.day;
    return emit(first, next, single ? iso(from) : iso(from) + "/" + iso(to));
  }

  Analysis& analysis_;
  unsigned document_year_ = year_of(analysis_.document.date);

  static unsigned year_of(std::string_view date) {
    unsigned value = 0;
    std::from_chars(date.data(), date.data() + std::min<std::size_t>(date.size(), 4), value);
    return value;
  }
};

}  // namespace

void read_dates(Analysis& analysis) {
  DateReader(analysis).run();
  analysis.date = analysis.document.date;
}

}  // namespace chancery::ingest
