#include <gtest/gtest.h>

#include <limits>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"

namespace chancery {
namespace {

Duration duration(std::string_view text) { return *parse_duration(text); }

std::string moved(const Value& instant, std::string_view by, int sign = 1) {
  return to_display(add_duration(instant, duration(by), sign));
}

TEST(AddDuration, MonthsAreCutToTheLengthOfTheMonth) {
  EXPECT_EQ(moved(*parse_date("2020-01-31"), "P1M"), "2020-02-29");
  EXPECT_EQ(moved(*parse_date("2020-02-29"), "P1Y"), "2021-02-28");
  EXPECT_EQ(moved(*parse_date("1984-10-11"), "P1M-14DT15H49M10S", -1), "1984-09-25");
}

TEST(AddDuration, TimesWrapAtMidnight) {
  EXPECT_EQ(moved(*parse_local_time("12:31:14.000000001"), "P14DT16H13M10.000000002S"),
            "04:44:24.000000003");
  EXPECT_EQ(moved(*parse_time("00:30+01:00"), "PT1H", -1), "23:30+01:00");
}

TEST(AddDuration, DaysKeepTheWallClockAndHoursTheInstant) {
  const Value before = *parse_date_time("2017-10-28T12:00[Europe/Stockholm]");
  EXPECT_EQ(moved(before, "P1D"), "2017-10-29T12:00+01:00[Europe/Stockholm]");
  EXPECT_EQ(moved(before, "PT24H"), "2017-10-29T11:00+01:00[Europe/Stockholm]");
}

TEST(AddDuration, LeavesNoRange) {
  EXPECT_THROW(moved(*parse_date("+999999999-12-31"), "P1D"), Error);
  EXPECT_THROW(moved(*parse_date("-999999999-01-01"), "P1M", -1), Error);
  EXPECT_THROW(moved(*parse_local_date_time("2020-01-01T00:00"), "PT90000000000000000S"), Error);
  const Duration longest{std::numeric_limits<std::int64_t>::min(), 0, 0, 0};
  EXPECT_THROW(add_duration(*parse_date("2020-01-01"), longest, -1), Error);
}

TEST(DurationArithmetic, IsExactOnIntegersAndCarriesFractions) {
  const Duration base = duration("P12Y5M14DT16H13M10.000000001S");
  EXPECT_EQ(to_string(multiply(base, std::int64_t{2})), "P24Y10M28DT32H26M20.000000002S");
  EXPECT_EQ(to_string(multiply(base, 0.5)), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(to_string(divide(base, 2)), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(to_string(divide(base, 0.5)), "P24Y10M28DT32H26M20.000000002S");
  EXPECT_EQ(to_string(divide(duration("PT9S"), 3)), "PT3S");
  EXPECT_EQ(to_string(add(duration("P1M"), duration("PT1S"), -1)), "P1MT-1S");
  EXPECT_THROW(divide(base, 0), Error);
  EXPECT_THROW(multiply(base, 1e300), Error);
  EXPECT_THROW(multiply(base, std::numeric_limits<double>::quiet_NaN()), Error);
  EXPECT_THROW(multiply(base, std::numeric_limits<std::int64_t>::max()), Error);
}

Value instant(const std::string& text) {
  if (text.find('T') == std::string::npos) {
    if (text.find(':') == std::string::npos) return *parse_date(text);
    const bool zoned = text.find_first_of("Z+") != std::string::npos;
    return zoned ? Value(*parse_time(text)) : Value(*parse_local_time(text));
  }
  const bool zoned = text.find_first_of("Z+[", text.find('T')) != std::string::npos;
  return zoned ? Value(*parse_date_time(text)) : Value(*parse_local_date_time(text));
}

struct Difference {
  const char* from;
  const char* to;
  const char* between;
  const char* seconds;
};

TEST(DurationBetween, TakesWhatIsMissingFromTheOther) {
  const std::vector<Difference> cases = {
      {"1984-10-11", "2015-06-24", "P30Y8M13D", "PT269112H"},
      {"1984-10-11", "16:30+0100", "PT16H30M", "PT16H30M"},
      {"14:30", "2015-06-24", "PT-14H-30M", "PT-14H-30M"},
      {"14:30Z", "2015-07-21T21:40:32.142+0100", "PT6H10M32.142S", "PT6H10M32.142S"},
      {"2015-07-21T21:40:32.142", "2015-06-24", "P-27DT-21H-40M-32.142S", "PT-669H-40M-32.142S"},
      {"2014-07-21T21:40:36.143+0200", "2015-06-24", "P11M2DT2H19M23.857S", "PT8090H19M23.857S"},
      {"2014-07-21T21:40:36.143+0200", "2015-07-21T21:40:32.142+0100", "P1YT59M55.999S",
       "PT8760H59M55.999S"},
      {"2018-01-02T10:00:00.1", "2018-01-01T10:00:00.2", "PT-23H-59M-59.9S", "PT-23H-59M-59.9S"},
      {"2017-10-28T23:00+02:00[Europe/Stockholm]", "2017-10-29T04:00+01:00[Europe/Stockholm]",
       "PT6H", "PT6H"},
      {"2017-10-29T00:00[Europe/Stockholm]", "2017-10-30", "P1D", "PT25H"},
      {"00:00", "2017-10-29T04:00[Europe/Stockholm]", "PT5H", "PT5H"},
  };
  for (const Difference& item : cases) {
    const Value from = instant(item.from);
    const Value to = instant(item.to);
    EXPECT_EQ(to_string(duration_between(from, to)), item.between) << item.from << " " << item.to;
    EXPECT_EQ(to_string(duration_in_seconds(from, to)), item.seconds)
        << item.from << " " << item.to;
  }
}

TEST(DurationBetween, ReachesOverTheWholeRange) {
  const Value first = *parse_date("-999999999-01-01");
  const Value last = *parse_date("+999999999-12-31");
  EXPECT_EQ(to_string(duration_between(first, last)), "P1999999998Y11M30D");
  EXPECT_EQ(to_string(duration_in_months(first, last)), "P1999999998Y11M");
  EXPECT_EQ(to_string(duration_in_days(last, first)), "P-730484999633D");
}

TEST(DurationBetween, AddedToTheFirstGivesTheSecond) {
  for (const char* from : {"2020-01-31", "2019-12-31", "2020-02-29", "2021-03-01"}) {
    for (const char* to : {"2020-02-29", "2020-03-31", "2018-05-30", "2024-02-29"}) {
      const Value a = *parse_date(from);
      const Value b = *parse_date(to);
      EXPECT_EQ(to_display(add_duration(a, duration_between(a, b))), to) << from;
    }
  }
}

}  // namespace
}  // namespace chancery
