#include <gtest/gtest.h>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"

namespace chancery {
namespace {

const DateTime kNow = *parse_date_time("2024-02-29T10:20:30.5Z");

std::string made(ValueType type, const Value& input) {
  return to_display(make_temporal(type, input, kNow));
}

std::string cut(ValueType type, std::string_view unit, const Value& value, const Map& fields = {}) {
  return to_display(truncate(type, unit, value, fields, kNow));
}

const Value kMoment = *parse_date_time("1984-10-11T12:00+01:00[Europe/Stockholm]");

TEST(MakeDate, FromComponents) {
  const auto date = [](const Map& map) { return made(ValueType::date, map); };
  EXPECT_EQ(date({{"year", 1984}, {"month", 10}, {"day", 11}}), "1984-10-11");
  EXPECT_EQ(date({{"year", 1984}, {"week", 10}, {"dayOfWeek", 3}}), "1984-03-07");
  EXPECT_EQ(date({{"year", 1817}, {"week", 1}}), "1816-12-30");
  EXPECT_EQ(date({{"year", 1984}, {"ordinalDay", 202}}), "1984-07-20");
  EXPECT_EQ(date({{"year", 1984}, {"quarter", 3}, {"dayOfQuarter", 45}}), "1984-08-14");
}

TEST(MakeDate, FromAnotherDateAndComponents) {
  const auto date = [](std::string_view base, Map map) {
    map.emplace("date", *parse_date(base));
    return made(ValueType::date, map);
  };
  EXPECT_EQ(date("1816-12-30", {{"week", 2}, {"dayOfWeek", 3}}), "1817-01-08");
  EXPECT_EQ(date("1816-12-31", {{"week", 2}}), "1817-01-07");
  EXPECT_EQ(date("1984-11-11", {{"year", 28}}), "0028-11-11");
  EXPECT_EQ(date("1984-11-11", {{"week", 1}}), "1984-01-08");
  EXPECT_EQ(date("1984-11-11", {{"quarter", 3}}), "1984-08-11");
}

TEST(MakeDate, RefusesWhatNamesNoDay) {
  for (const Map& map :
       {Map{}, Map{{"month", 3}}, Map{{"year", 2000}, {"day", 3}},
        Map{{"year", 2001}, {"month", 2}, {"day", 29}}, Map{{"year", 2001}, {"month", 13}},
        Map{{"year", 2001}, {"month", 1}, {"week", 1}}, Map{{"year", 2015}, {"week", 54}},
        Map{{"year", 2015}, {"quarter", 1}, {"dayOfQuarter", 91}}, Map{{"century", 1}},
        Map{{"year", 99'999'999'999}}, Map{{"year", "2015"}}}) {
    EXPECT_THROW(made(ValueType::date, map), Error) << to_cypher(map);
  }
  EXPECT_EQ(made(ValueType::date, Map{{"year", Value()}}), "null");
}

TEST(MakeTime, SubSecondsAddUp) {
  const auto time = [](const Map& map) { return made(ValueType::local_time, map); };
  const Map base{{"hour", 12}, {"minute", 31}, {"second", 14}};
  Map all = base;
  all.insert({{"nanosecond", 789}, {"millisecond", 123}, {"microsecond", 456}});
  EXPECT_EQ(time(all), "12:31:14.123456789");
  Map nanos = base;
  nanos.emplace("nanosecond", 645'876'123);
  EXPECT_EQ(time(nanos), "12:31:14.645876123");
  nanos.emplace("millisecond", 1);
  EXPECT_THROW(time(nanos), Error);
  EXPECT_EQ(time({{"hour", 12}}), "12:00");
  EXPECT_THROW(time({{"minute", 12}}), Error);
  EXPECT_THROW(time({{"hour", 24}}), Error);
}

TEST(MakeTime, ZoneOfAZonedTimeIsAConversion) {
  EXPECT_EQ(made(ValueType::time, Map{{"time", kMoment}, {"second", 42}, {"timezone", "+05:00"}}),
            "16:00:42+05:00");
  const Value local = *parse_local_time("12:31:14");
  EXPECT_EQ(made(ValueType::time, Map{{"time", local}, {"timezone", "+05:00"}}), "12:31:14+05:00");
}

TEST(MakeDateTime, ZoneRules) {
  const auto moment = [](const Map& map) { return made(ValueType::date_time, map); };
  EXPECT_EQ(
      moment(
          {{"datetime", kMoment}, {"day", 28}, {"second", 42}, {"timezone", "Pacific/Honolulu"}}),
      "1984-10-28T01:00:42-10:00[Pacific/Honolulu]");
  EXPECT_EQ(moment({{"date", kMoment}, {"hour", 10}}), "1984-10-11T10:00Z");
  EXPECT_EQ(moment({{"year", 1984}, {"timezone", "Europe/Stockholm"}}),
            "1984-01-01T00:00+01:00[Europe/Stockholm]");
  EXPECT_EQ(moment({{"epochSeconds", 416'779}, {"nanosecond", 999'999'999}}),
            "1970-01-05T19:46:19.999999999Z");
  EXPECT_EQ(moment({{"epochMillis", -1}}), "1969-12-31T23:59:59.999Z");
  EXPECT_THROW(moment({{"year", 1984}, {"timezone", "Mars/Base"}}), Error);
}

TEST(MakeTemporal, NowAndConversions) {
  EXPECT_EQ(to_display(now_as(ValueType::date_time, kNow, *parse_zone("Asia/Tokyo"))),
            "2024-02-29T19:20:30.5+09:00[Asia/Tokyo]");
  EXPECT_EQ(made(ValueType::date, kMoment), "1984-10-11");
  EXPECT_EQ(made(ValueType::time, kMoment), "12:00+01:00");
  EXPECT_EQ(made(ValueType::local_time, "2140"), "21:40");
  EXPECT_EQ(made(ValueType::date, Value()), "null");
  EXPECT_THROW(made(ValueType::date, *parse_local_time("12:00")), Error);
  EXPECT_THROW(made(ValueType::date, 5), Error);
  EXPECT_THROW(made(ValueType::date, "yesterday"), Error);
}

TEST(MakeDuration, FractionsCarryOver) {
  const auto duration = [](const Map& map) { return made(ValueType::duration, map); };
  EXPECT_EQ(duration({{"months", 5}, {"days", 1.5}}), "P5M1DT12H");
  EXPECT_EQ(duration({{"months", 0.75}}), "P22DT19H51M49.5S");
  EXPECT_EQ(duration({{"seconds", -2}, {"milliseconds", 1}}), "PT-1.999S");
  EXPECT_EQ(duration({{"years", 12.5}, {"quarters", 1}}), "P12Y9M");
  EXPECT_THROW(duration({{"fortnights", 1}}), Error);
  EXPECT_THROW(duration({{"years", 9'000'000'000'000'000'000}}), Error);
  EXPECT_THROW(duration({{"days", 1e300}}), Error);
}

TEST(Truncate, ToEveryUnit) {
  const Value moment = *parse_date_time("2017-11-12T12:31:14.645876123+01:00");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"millennium", "2000-01-01T00:00"},
      {"century", "2000-01-01T00:00"},
      {"decade", "2010-01-01T00:00"},
      {"year", "2017-01-01T00:00"},
      {"weekYear", "2017-01-02T00:00"},
      {"quarter", "2017-10-01T00:00"},
      {"month", "2017-11-01T00:00"},
      {"week", "2017-11-06T00:00"},
      {"day", "2017-11-12T00:00"},
      {"hour", "2017-11-12T12:00"},
      {"minute", "2017-11-12T12:31"},
      {"second", "2017-11-12T12:31:14"},
      {"millisecond", "2017-11-12T12:31:14.645"},
      {"microsecond", "2017-11-12T12:31:14.645876"}};
  for (const auto& [unit, text] : expected) {
    EXPECT_EQ(cut(ValueType::local_date_time, unit, moment), text) << unit;
    EXPECT_EQ(cut(ValueType::date_time, unit, moment), text + "+01:00") << unit;
  }
}

TEST(Truncate, FieldsSetComponents) {
  const Value moment = *parse_date_time("1984-10-11T12:31:14.645876123-01:00");
  EXPECT_EQ(cut(ValueType::date, "week", moment, {{"dayOfWeek", 2}}), "1984-10-09");
  EXPECT_EQ(cut(ValueType::date, "weekYear", *parse_date("1984-01-01"), {{"day", 5}}),
            "1983-01-05");
  EXPECT_EQ(cut(ValueType::local_time, "millisecond", moment, {{"nanosecond", 2}}),
            "12:31:14.645000002");
  EXPECT_EQ(cut(ValueType::time, "hour", moment, {{"timezone", "+01:00"}}), "12:00+01:00");
  EXPECT_EQ(cut(ValueType::time, "hour", moment), "12:00-01:00");
  EXPECT_THROW(cut(ValueType::local_time, "millisecond", moment, {{"nanosecond", 2'000'000}}),
               Error);
}

TEST(Truncate, RefusesUnitsAndTypesThatDoNotFit) {
  EXPECT_THROW(cut(ValueType::date, "hour", *parse_date("1984-01-01")), Error);
  EXPECT_THROW(cut(ValueType::time, "month", *parse_time("12:00Z")), Error);
  EXPECT_THROW(cut(ValueType::date, "day", *parse_time("12:00Z")), Error);
  EXPECT_THROW(cut(ValueType::date, "fortnight", *parse_date("1984-01-01")), Error);
  EXPECT_THROW(cut(ValueType::date, "millennium", *parse_date("-999999999-01-01")), Error);
}

TEST(Components, OfEveryType) {
  const auto part = [](const Value& value, std::string_view name) {
    const auto found = temporal_component(value, name);
    return found ? to_display(*found) : "none";
  };
  const Value moment = *parse_date_time("1984-11-11T12:31:14.645876123+01:00[Europe/Stockholm]");
  EXPECT_EQ(part(moment, "weekYear"), "1984");
  EXPECT_EQ(part(moment, "dayOfQuarter"), "42");
  EXPECT_EQ(part(moment, "timezone"), "Europe/Stockholm");
  EXPECT_EQ(part(moment, "offset"), "+01:00");
  EXPECT_EQ(part(moment, "epochMillis"), "469020674645");
  EXPECT_EQ(part(*parse_time("12:00-01:30"), "timezone"), "-01:30");
  EXPECT_EQ(part(*parse_date("1984-01-01"), "weekDay"), "7");
  EXPECT_EQ(part(*parse_date("1984-01-01"), "hour"), "none");
  const Value duration = *parse_duration("P1Y4M10DT1H1M1.111111111S");
  EXPECT_EQ(part(duration, "monthsOfQuarter"), "1");
  EXPECT_EQ(part(duration, "nanoseconds"), "3661111111111");
  EXPECT_THROW(part(*parse_duration("PT9000000000000000S"), "nanoseconds"), Error);
}

}  // namespace
}  // namespace chancery
