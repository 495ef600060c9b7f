// Records read back what was written, and damaged ones are refused, never read wrongly.

#include "store/record.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <random>

#include "chancery/error.h"

namespace chancery {
namespace {

std::vector<Value> samples() {
  return {true,
          false,
          0,
          -1,
          std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max(),
          1.5,
          -0.0,
          "",
          "Été \xff",
          std::string(70'000, 'x'),
          List{},
          List{1, "two", 3.0, true, Date{5}},
          Date{-719'528},
          LocalTime{86'399'999'999'999},
          Time{1, -64'800},
          LocalDateTime{-5, 999'999'999},
          DateTime{1'700'000'000, 1, 3'600, zone_id("Europe/Brussels")},
          DateTime{0, 0, -60, ZoneId::none},
          Duration{-1, 2, -3, 4}};
}

TEST(Record, EveryTypeReadsBack) {
  for (const Value& value : samples()) {
    ASSERT_TRUE(is_storable(value));
    std::string bytes;
    append_value(bytes, value);
    ByteReader reader(bytes);
    const Value back = read_value(reader);
    EXPECT_TRUE(reader.at_end());
    EXPECT_EQ(back.type(), value.type());
    EXPECT_TRUE(equivalent(back, value)) << to_cypher(value);
  }
}

TEST(Record, PropertiesAreSetReplacedAndTakenOutInAnyOrder) {
  std::mt19937 random(3);
  const std::vector<Value> values = samples();
  std::map<KeyId, Value> model;
  std::string bytes;
  for (int i = 0; i < 2'000; ++i) {
    const auto key = static_cast<KeyId>(1 + random() % 300);
    const Value value = random() % 4 == 0 ? Value() : values[random() % values.size()];
    if (const auto changed = with_property(bytes, key, value)) bytes = *changed;
    if (value.is_null()) {
      model.erase(key);
    } else {
      model[key] = value;
    }
    EXPECT_TRUE(equivalent(find_property(bytes, key), value));
  }
  const Properties all = all_properties(bytes);
  ASSERT_EQ(all.size(), model.size());
  EXPECT_TRUE(std::ranges::equal(all, model, [](const auto& a, const auto& b) {
    return a.first == b.first && equivalent(a.second, b.second);
  }));
  EXPECT_EQ(encode_properties(Properties(model.rbegin(), model.rend())), bytes);
}

std::int64_t number_of(const Value& value) {
  switch (value.type()) {
    case ValueType::boolean:
      return value.as_bool() ? 1 : 0;
    case ValueType::integer:
      return value.as_integer();
    case ValueType::date:
      return value.as_date().days;
    case ValueType::floating:
      return std::bit_cast<std::int64_t>(value.as_float());
    default:
      return 0;
  }
}

TEST(Record, PropertiesAreReadWithoutValues) {
  Properties properties;
  for (const Value& value : samples()) {
    properties.emplace_back(static_cast<KeyId>(200 + properties.size()), value);
  }
  const std::string bytes = encode_properties(properties);
  ByteReader reader(bytes);
  for (const auto& [key, value] : properties) {
    const StoredProperty stored = read_property(reader);
    EXPECT_EQ(stored.key, key);
    EXPECT_EQ(stored.type, value.type());
    EXPECT_EQ(stored.number, number_of(value)) << to_cypher(value);
    EXPECT_EQ(stored.text, value.type() == ValueType::string ? value.as_string() : "");
  }
  EXPECT_TRUE(reader.at_end());
  ByteReader cut(std::string_view(bytes).substr(0, bytes.size() - 1));
  EXPECT_THROW(
      {
        while (!cut.at_end()) read_property(cut);
      },
      Error);
}

TEST(PropertyWriter, WritesWhatEncodingValuesWrites) {
  std::mt19937 random(17);
  PropertyWriter writer;
  for (int round = 0; round < 300; ++round) {
    writer.clear();
    Properties properties;
    for (std::uint32_t i = 1; i < 12; ++i) {
      const auto key = static_cast<KeyId>(i * 37 % 300 + 1);  // in no order
      const std::string text(random() % 3 == 0 ? random() % 400 : random() % 20, 'x');
      const std::vector<std::string> texts = {text, "b", text};
      const auto number = static_cast<std::int64_t>(random()) - 1'000'000'000;
      const auto add = [&](const auto& what, Value value) {
        writer.add(key, what);
        properties.emplace_back(key, std::move(value));
      };
      switch (random() % 4) {
        case 0:
          add(number, number);
          break;
        case 1:
          add(0.5, 0.5);
          break;
        case 2:
          add(texts, List(texts.begin(), texts.end()));
          break;
        default:
          add(std::string_view(text), text.empty() ? Value() : Value(text));
      }
    }
    ASSERT_EQ(writer.bytes(), encode_properties(properties)) << round;
    ASSERT_EQ(writer.bytes(), encode_properties(properties)) << "asked again, " << round;
  }
}

TEST(Record, ATruncatedRecordIsCorrupt) {
  for (const Value& value : samples()) {
    std::string bytes;
    append_value(bytes, value);
    bytes.pop_back();
    ByteReader reader(bytes);
    try {
      read_value(reader);
      FAIL() << to_cypher(value);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corruption);
    }
  }
}

TEST(Record, RandomBytesAreReadOrRefused) {
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    try {
      ByteReader properties(parse_node(bytes).properties);
      while (!properties.at_end()) read_property(properties);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corruption);
    }
    try {
      all_properties(parse_node(bytes).properties);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corruption);
    }
  }
}

}  // namespace
}  // namespace chancery
