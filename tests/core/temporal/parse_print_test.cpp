#include <gtest/gtest.h>

#include "chancery/temporal_functions.h"

namespace chancery {
namespace {

template <typename T>
std::string shown(const std::optional<T>& value) {
  return value ? to_string(*value) : "none";
}

TEST(ParseDate, ReadsEveryIsoForm) {
  for (const char* text : {"2015-07-21", "20150721", "2015-W30-2", "2015W302", "2015-202",
                           "2015202", "2015-Q3-21", "2015Q321"}) {
    EXPECT_EQ(shown(parse_date(text)), "2015-07-21") << text;
  }
  EXPECT_EQ(shown(parse_date("2015-07")), "2015-07-01");
  EXPECT_EQ(shown(parse_date("201507")), "2015-07-01");
  EXPECT_EQ(shown(parse_date("2015-W30")), "2015-07-20");
  EXPECT_EQ(shown(parse_date("2015W30")), "2015-07-20");
  EXPECT_EQ(shown(parse_date("2015")), "2015-01-01");
  EXPECT_EQ(shown(parse_date("2015-Q3")), "2015-07-01");
  EXPECT_EQ(shown(parse_date("+999999999-12-31")), "+999999999-12-31");
  EXPECT_EQ(shown(parse_date("-0044-03-15")), "-0044-03-15");
}

TEST(ParseDate, RefusesWhatNamesNoDay) {
  for (const char* text :
       {"", "x", "2015-13-01", "2015-02-29", "2015-7-1", "2015-07-21x", "2015-W54", "2015-366",
        "2015-000", "15", "+9999999999-01-01", "2015-07-", "2015--07", "2015-Q5", "2015-Q3-93",
        "99999999999999999999999999"}) {
    EXPECT_EQ(shown(parse_date(text)), "none") << text;
  }
}

TEST(ParseTime, ReadsEveryIsoForm) {
  EXPECT_EQ(shown(parse_local_time("21:40:32.142")), "21:40:32.142");
  EXPECT_EQ(shown(parse_local_time("214032,142")), "21:40:32.142");
  EXPECT_EQ(shown(parse_local_time("21:40:32")), "21:40:32");
  EXPECT_EQ(shown(parse_local_time("2140")), "21:40");
  EXPECT_EQ(shown(parse_local_time("21")), "21:00");
  EXPECT_EQ(shown(parse_time("21:40:32.142+0100")), "21:40:32.142+01:00");
  EXPECT_EQ(shown(parse_time("2140-00:00")), "21:40Z");
  EXPECT_EQ(shown(parse_time("2140-02")), "21:40-02:00");
  EXPECT_EQ(shown(parse_time("22+18:00")), "22:00+18:00");
  EXPECT_EQ(shown(parse_time("12:34:56+02:05:59")), "12:34:56+02:05:59");
}

TEST(ParseTime, RefusesWhatNamesNoTime) {
  for (const char* text : {"", "24:00", "12:60", "12:3", "12:00:60", "12:00:00.", "12.5",
                           "12:00+19:00", "12:00+1", "12:00[UTC]", "12:00ZZ", "12:00 Z"}) {
    EXPECT_EQ(shown(parse_time(text)), "none") << text;
  }
}

TEST(ParseDateTime, ReadsZones) {
  EXPECT_EQ(shown(parse_date_time("2015-07-21T21:40:32.142+0100")),
            "2015-07-21T21:40:32.142+01:00");
  EXPECT_EQ(shown(parse_date_time("2015-W30T2140-02")), "2015-07-20T21:40-02:00");
  EXPECT_EQ(shown(parse_date_time("2015-07-21T21:40:32.142[Europe/London]")),
            "2015-07-21T21:40:32.142+01:00[Europe/London]");
  EXPECT_EQ(shown(parse_date_time("2015-07-21T21:40:32.142+0845[Australia/Eucla]")),
            "2015-07-21T21:40:32.142+08:45[Australia/Eucla]");
  EXPECT_EQ(shown(parse_date_time("1818-07-21T21:40:32.142[Europe/Stockholm]")),
            "1818-07-21T21:40:32.142+00:53:28[Europe/Stockholm]");
  EXPECT_EQ(shown(parse_date_time("2015-07-21")), "2015-07-21T00:00Z");
}

TEST(ParseDateTime, OffsetTellsRepeatedHoursApart) {
  EXPECT_EQ(shown(parse_date_time("2017-10-29T02:30+02:00[Europe/Stockholm]")),
            "2017-10-29T02:30+02:00[Europe/Stockholm]");
  EXPECT_EQ(shown(parse_date_time("2017-10-29T02:30+01:00[Europe/Stockholm]")),
            "2017-10-29T02:30+01:00[Europe/Stockholm]");
  EXPECT_EQ(shown(parse_date_time("2017-10-29T02:30[Europe/Stockholm]")),
            "2017-10-29T02:30+02:00[Europe/Stockholm]");
}

TEST(ParseDateTime, SkippedHoursMoveOn) {
  EXPECT_EQ(shown(parse_date_time("2017-03-26T02:30[Europe/Stockholm]")),
            "2017-03-26T03:30+02:00[Europe/Stockholm]");
}

TEST(ParseDateTime, RefusesContradictionsAndUnknownZones) {
  for (const char* text :
       {"2015-07-21T", "2015-07-21T12:00[Nowhere/City]", "2015-07-21T12:00+05:00[Europe/London]",
        "2015-07-21T12:00[Europe/London", "2015-07-21T12:00[]", "2015-07-21T12:00Z[Europe/London]",
        "T12:00", "2015-07-21T12:00T12:00"}) {
    EXPECT_EQ(shown(parse_date_time(text)), "none") << text;
  }
}

TEST(ParseDuration, ReadsPartsAndFractions) {
  EXPECT_EQ(shown(parse_duration("P14DT16H12M")), "P14DT16H12M");
  EXPECT_EQ(shown(parse_duration("P5M1.5D")), "P5M1DT12H");
  EXPECT_EQ(shown(parse_duration("P0.75M")), "P22DT19H51M49.5S");
  EXPECT_EQ(shown(parse_duration("PT0.75M")), "PT45S");
  EXPECT_EQ(shown(parse_duration("P2.5W")), "P17DT12H");
  EXPECT_EQ(shown(parse_duration("P12Y5M14DT16H12M70S")), "P12Y5M14DT16H13M10S");
  EXPECT_EQ(shown(parse_duration("P2012-02-02T14:37:21.545")), "P2012Y2M2DT14H37M21.545S");
  EXPECT_EQ(shown(parse_duration("-P1Y")), "P-1Y");
  EXPECT_EQ(shown(parse_duration("PT-0.001S")), "PT-0.001S");
  EXPECT_EQ(shown(parse_duration("P1DT-0.001S")), "P1DT-0.001S");
  EXPECT_EQ(shown(parse_duration("PT0S")), "PT0S");
}

TEST(ParseDuration, RefusesWhatIsNone) {
  for (const char* text : {"", "P", "PT", "1D", "P1", "PD", "P1H", "PT1D", "P1D1Y", "P1Y1Y", "P1DT",
                           "P1.D", "P999999999999999999Y999999999999999999M9X"}) {
    EXPECT_EQ(shown(parse_duration(text)), "none") << text;
  }
}

TEST(PrintDuration, SharesOneSignInTheClock) {
  EXPECT_EQ(to_string(Duration{0, 0, -86400, 100'000'000}), "PT-23H-59M-59.9S");
  EXPECT_EQ(to_string(Duration{0, 0, -61, 999'000'000}), "PT-1M-0.001S");
  EXPECT_EQ(to_string(Duration{-13, 0, 0, 0}), "P-1Y-1M");
}

TEST(Calendar, RoundTripsOverTheWholeRange) {
  for (const std::int64_t year : {-999'999'999L, -400L, -1L, 0L, 4L, 1900L, 2000L, 999'999'999L}) {
    for (const auto& [month, day] : {std::pair{1, 1}, {2, 28}, {3, 1}, {12, 31}}) {
      const auto date = make_date(year, month, day);
      ASSERT_TRUE(date);
      EXPECT_EQ(calendar_date(*date), (CalendarDate{year, month, day}));
      EXPECT_EQ(parse_date(to_string(*date)), date);
    }
  }
  EXPECT_FALSE(make_date(1'000'000'000, 1, 1));
  EXPECT_FALSE(make_date(1900, 2, 29));
  EXPECT_TRUE(make_date(2000, 2, 29));
}

TEST(Calendar, DaysFollowEachOther) {
  std::int64_t expected = make_date(1899, 1, 1)->days;
  for (std::int64_t year = 1899; year <= 2001; ++year) {
    for (int day = 1; day <= 366; ++day) {
      const auto date = make_ordinal_date(year, day);
      if (!date) continue;
      EXPECT_EQ(date->days, expected++);
      EXPECT_EQ(day_of_year(*date), day);
      const WeekDate week = week_date(*date);
      EXPECT_EQ(make_week_date(week.year, week.week, week.day), date);
    }
  }
}

TEST(Zones, NamesAreKnownOrAnError) {
  EXPECT_EQ(zone_name(zone_id("Europe/Paris")), "Europe/Paris");
  EXPECT_EQ(zone_id("Europe/Paris"), zone_id("Europe/Paris"));
  EXPECT_ANY_THROW(zone_id("Europe/Nowhere"));
  EXPECT_ANY_THROW(zone_id("GMT+5:77"));
  EXPECT_ANY_THROW(zone_id(std::string(10'000, 'x')));
  EXPECT_EQ(zone_name(ZoneId::none), "");
}

}  // namespace
}  // namespace chancery
