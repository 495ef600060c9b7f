// ISO 8601 text to temporal values.

#include <limits>

#include "temporal/calendar.h"

namespace chancery {
namespace {

constexpr std::int64_t kBillion = 1'000'000'000;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// Reads a text from the left. A failed read leaves the position where it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  std::string_view rest() const { return text_.substr(at_); }

  bool take(char expected) {
    if (peek() != expected || at_end()) return false;
    ++at_;
    return true;
  }

  std::size_t digits_ahead() const {
    std::size_t count = 0;
    while (at_ + count < text_.size() && is_digit(text_[at_ + count])) ++count;
    return count;
  }

  /// Exactly `count` digits, at most 18.
  std::optional<std::int64_t> number(std::size_t count) {
    if (count == 0 || count > 18 || digits_ahead() < count) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_ + i] - '0');
    at_ += count;
    return value;
  }

  /// After a decimal sign: billionths; further digits are cut. Nullopt without any digit.
  std::optional<std::int64_t> billionths() {
    const std::size_t count = digits_ahead();
    if (count == 0) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 9; ++i) {
      value = value * 10 + (i < count ? text_[at_ + i] - '0' : 0);
    }
    at_ += count;
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<std::int64_t> read_year(Scanner& scan) {
  const bool negative = scan.take('-');
  const bool has_sign = negative || scan.take('+');
  const std::size_t digits = has_sign ? scan.digits_ahead() : 4;
  if (digits < 4 || digits > 9) return std::nullopt;
  const auto year = scan.number(digits);
  if (!year) return std::nullopt;
  return negative ? -*year : *year;
}

// What follows "2015-W" or "2015W".
std::optional<Date> read_week(Scanner& scan, std::int64_t year, bool extended) {
  const auto week = scan.number(2);
  if (!week) return std::nullopt;
  if (scan.at_end()) return make_week_date(year, static_cast<int>(*week), 1);
  if (extended && !scan.take('-')) return std::nullopt;
  const auto day = scan.number(1);
  if (!day) return std::nullopt;
  return make_week_date(year, static_cast<int>(*week), static_cast<int>(*day));
}

// What follows "2015-Q" or "2015Q".
std::optional<Date> read_quarter(Scanner& scan, std::int64_t year, bool extended) {
  const auto quarter = scan.number(1);
  if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
  const Date first = first_of_month(year, *quarter * 3 - 2);
  if (scan.at_end()) return first;
  if (extended && !scan.take('-')) return std::nullopt;
  const auto day = scan.number(2);
  if (!day || *day < 1) return std::nullopt;
  const Date date{first.days + *day - 1};
  return date < first_of_month(year, *quarter * 3 + 1) ? std::optional(date) : std::nullopt;
}

std::optional<Date> read_month(Scanner& scan, std::int64_t year, bool extended) {
  const auto month = scan.number(2);
  if (!month) return std::nullopt;
  if (scan.at_end()) return make_date(year, static_cast<int>(*month), 1);
  if (extended && !scan.take('-')) return std::nullopt;
  const auto day = scan.number(2);
  if (!day) return std::nullopt;
  return make_date(year, static_cast<int>(*month), static_cast<int>(*day));
}

std::optional<Date> read_date(Scanner& scan) {
  const auto year = read_year(scan);
  if (!year) return std::nullopt;
  if (scan.at_end()) return make_date(*year, 1, 1);
  const bool extended = scan.take('-');
  if (scan.take('W')) return read_week(scan, *year, extended);
  if (scan.take('Q')) return read_quarter(scan, *year, extended);
  if (scan.digits_ahead() == 3) {
    return make_ordinal_date(*year, static_cast<int>(*scan.number(3)));
  }
  return read_month(scan, *year, extended);
}

// Two digits below `limit`, after a colon in the extended form; nullopt where there are none.
std::optional<std::int64_t> read_sexagesimal(Scanner& scan, bool extended, std::int64_t limit) {
  if (extended && !scan.take(':')) return std::nullopt;
  const auto value = scan.number(2);
  return value && *value < limit ? value : std::nullopt;
}

std::optional<LocalTime> read_time(Scanner& scan) {
  const auto hour = scan.number(2);
  if (!hour || *hour > 23) return std::nullopt;
  LocalTime time{*hour * 3600 * kNanosPerSecond};
  if (scan.at_end()) return time;
  const bool extended = scan.peek() == ':';
  const auto minute = read_sexagesimal(scan, extended, 60);
  if (!minute) return std::nullopt;
  time.nanos += *minute * 60 * kNanosPerSecond;
  if (scan.at_end()) return time;
  const auto second = read_sexagesimal(scan, extended, 60);
  if (!second) return std::nullopt;
  time.nanos += *second * kNanosPerSecond;
  if (scan.at_end()) return time;
  if (!scan.take('.') && !scan.take(',')) return std::nullopt;
  const auto fraction = scan.billionths();
  if (!fraction) return std::nullopt;
  time.nanos += *fraction;
  return time;
}

std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text == "Z") return 0;
  Scanner scan(text);
  const bool negative = scan.take('-');
  if (!negative && !scan.take('+')) return std::nullopt;
  const auto hours = scan.number(2);
  if (!hours) return std::nullopt;
  std::int64_t seconds = *hours * 3600;
  const bool extended = scan.peek() == ':';
  for (const std::int64_t unit : {60, 1}) {
    if (scan.at_end()) break;
    const auto part = read_sexagesimal(scan, extended, 60);
    if (!part) return std::nullopt;
    seconds += *part * unit;
  }
  if (!scan.at_end() || seconds > kMaxOffset) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -seconds : seconds);
}

struct TimeText {
  std::string_view time;
  std::string_view offset;  // "+02:00", "Z", or empty
  std::string_view zone;    // "Europe/Paris", or empty
  bool well_formed = true;
};

TimeText split_time(std::string_view text) {
  TimeText parts;
  if (const std::size_t bracket = text.find('['); bracket != std::string_view::npos) {
    parts.zone = text.substr(bracket + 1);
    parts.well_formed = parts.zone.size() > 1 && parts.zone.back() == ']';
    if (parts.well_formed) parts.zone.remove_suffix(1);
    text = text.substr(0, bracket);
  }
  const std::size_t sign = text.find_first_of("Z+-");
  parts.time = text.substr(0, sign);
  if (sign != std::string_view::npos) parts.offset = text.substr(sign);
  return parts;
}

// An offset and a zone together must agree; they tell the two readings of a repeated hour apart.
std::optional<DateTime> place(LocalDateTime local, const TimeText& parts) {
  const auto offset =
      parts.offset.empty() ? std::optional<std::int32_t>(0) : parse_offset(parts.offset);
  if (!offset) return std::nullopt;
  if (parts.zone.empty()) return in_zone(local, Zone{ZoneId::none, *offset});
  const auto zone = find_zone(parts.zone);
  if (!zone) return std::nullopt;
  if (parts.offset.empty()) return in_zone(local, Zone{*zone, 0});
  const DateTime moment = at_instant(local.seconds - *offset, local.nanos, Zone{*zone, 0});
  return moment.offset == *offset ? std::optional(moment) : std::nullopt;
}

struct DateTimeText {
  std::string_view date;
  std::string_view time;  // empty for a date alone
};

DateTimeText split_date_time(std::string_view text) {
  const std::size_t separator = text.find('T');
  if (separator == std::string_view::npos) return {text, {}};
  return {text.substr(0, separator), text.substr(separator + 1)};
}

// One "1.5D": an amount in billionths and its unit letter.
struct DurationPart {
  Wide amount = 0;
  char unit = 0;
};

std::optional<DurationPart> read_part(Scanner& scan) {
  const bool negative = scan.take('-');
  if (!negative) scan.take('+');
  const auto whole = scan.number(scan.digits_ahead());
  if (!whole) return std::nullopt;
  Wide amount = Wide{*whole} * kBillion;
  if (scan.take('.') || scan.take(',')) {
    const auto fraction = scan.billionths();
    if (!fraction) return std::nullopt;
    amount += *fraction;
  }
  const char unit = scan.peek();
  if (!scan.take(unit)) return std::nullopt;
  return DurationPart{negative ? -amount : amount, unit};
}

struct Billionths {
  Wide months = 0;
  Wide days = 0;
  Wide seconds = 0;
};

// Units must come in this order, each at most once.
constexpr std::string_view kDateUnits = "YMWD";
constexpr std::string_view kTimeUnits = "HMS";

bool add_part(const DurationPart& part, bool in_time, Billionths& sum) {
  switch (part.unit) {
    case 'Y':
      sum.months += part.amount * 12;
      return true;
    case 'W':
      sum.days += part.amount * 7;
      return true;
    case 'D':
      sum.days += part.amount;
      return true;
    case 'H':
      sum.seconds += part.amount * 3600;
      return true;
    case 'M':
      (in_time ? sum.seconds : sum.months) += in_time ? part.amount * 60 : part.amount;
      return true;
    case 'S':
      sum.seconds += part.amount;
      return true;
    default:
      return false;
  }
}

bool read_parts(Scanner& scan, std::string_view units, bool in_time, Billionths& sum) {
  bool any = false;
  while (!scan.at_end() && scan.peek() != 'T') {
    const auto part = read_part(scan);
    if (!part) return false;
    const std::size_t unit = units.find(part->unit);
    if (unit == std::string_view::npos) return false;
    units.remove_prefix(unit + 1);
    if (!add_part(*part, in_time, sum)) return false;
    any = true;
  }
  return any;
}

// "2012-02-02T14:37:21.545": a date and time read as amounts.
std::optional<Duration> parse_date_shaped(std::string_view text) {
  const DateTimeText parts = split_date_time(text);
  Scanner scan(parts.date);
  const auto year = scan.number(4);
  if (!year || !scan.take('-')) return std::nullopt;
  const auto month = scan.number(2);
  if (!month || *month > 12 || !scan.take('-')) return std::nullopt;
  const auto day = scan.number(2);
  if (!day || *day > 31 || !scan.at_end()) return std::nullopt;
  const auto time = parts.time.empty() ? std::optional(LocalTime{}) : parse_local_time(parts.time);
  if (!time) return std::nullopt;
  return Duration{*year * 12 + *month, *day, time->nanos / kNanosPerSecond,
                  static_cast<std::int32_t>(time->nanos % kNanosPerSecond)};
}

bool fits(Wide value) {
  return value / kBillion >= std::numeric_limits<std::int64_t>::min() / 2 &&
         value / kBillion <= std::numeric_limits<std::int64_t>::max() / 2;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Scanner scan(text);
  const auto date = read_date(scan);
  return scan.at_end() ? date : std::nullopt;
}

std::optional<LocalTime> parse_local_time(std::string_view text) {
  Scanner scan(text);
  const auto time = read_time(scan);
  return scan.at_end() ? time : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
  const TimeText parts = split_time(text);
  if (!parts.well_formed || !parts.zone.empty()) return std::nullopt;
  const auto time = parse_local_time(parts.time);
  const auto offset =
      parts.offset.empty() ? std::optional<std::int32_t>(0) : parse_offset(parts.offset);
  if (!time || !offset) return std::nullopt;
  return Time{time->nanos, *offset};
}

std::optional<LocalDateTime> parse_local_date_time(std::string_view text) {
  const DateTimeText parts = split_date_time(text);
  const auto date = parse_date(parts.date);
  const bool date_alone = parts.date.size() == text.size();
  const auto time = date_alone ? std::optional(LocalTime{}) : parse_local_time(parts.time);
  if (!date || !time) return std::nullopt;
  return join(*date, *time);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  const DateTimeText halves = split_date_time(text);
  const auto date = parse_date(halves.date);
  if (!date) return std::nullopt;
  if (halves.date.size() == text.size()) return in_zone(join(*date, LocalTime{}), Zone{});
  const TimeText parts = split_time(halves.time);
  const auto time = parse_local_time(parts.time);
  if (!parts.well_formed || !time) return std::nullopt;
  return place(join(*date, *time), parts);
}

std::optional<Zone> parse_zone(std::string_view text) {
  if (const auto offset = parse_offset(text)) return Zone{ZoneId::none, *offset};
  if (const auto zone = find_zone(text)) return Zone{*zone, 0};
  return std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  Scanner scan(text);
  const bool negative = scan.take('-');
  if (!scan.take('P')) return std::nullopt;
  if (!negative && scan.digits_ahead() == 4 && scan.rest().size() > 4 && scan.rest()[4] == '-') {
    return parse_date_shaped(scan.rest());
  }
  Billionths sum;
  const bool has_date = read_parts(scan, kDateUnits, false, sum);
  if (!has_date && scan.peek() != 'T') return std::nullopt;
  if (scan.take('T') && !read_parts(scan, kTimeUnits, true, sum)) return std::nullopt;
  if (!scan.at_end() || !fits(sum.months) || !fits(sum.days) || !fits(sum.seconds)) {
    return std::nullopt;
  }
  const int sign = negative ? -1 : 1;
  return duration_from_billionths(sum.months * sign, sum.days * sign, sum.seconds * sign);
}

}  // namespace chancery
