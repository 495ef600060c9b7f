// Imports of Arrow streams: every type, the layouts that are allowed, and that all is released.

#include <gtest/gtest.h>

#include <random>

#include "arrow_builder.h"
#include "chancery/error.h"
#include "chancery/import.h"
#include "temp_database.h"

namespace chancery::bulk {
namespace {

/// Of 32-bit offsets, or with `Offset` of 64 bits.
template <typename Offset = std::int32_t>
ArrowParts texts(const std::string& name, const std::vector<std::string>& values) {
  std::vector<Offset> offsets = {0};
  std::string bytes;
  for (const std::string& value : values) {
    bytes += value;
    offsets.push_back(static_cast<Offset>(bytes.size()));
  }
  return {.format = sizeof(Offset) == 4 ? "u" : "U",
          .name = name,
          .length = static_cast<std::int64_t>(values.size()),
          .buffers = {"", bytes_of(offsets), bytes}};
}

template <typename T>
ArrowParts numbers(const std::string& format, const std::string& name,
                   const std::vector<T>& values) {
  return {.format = format,
          .name = name,
          .length = static_cast<std::int64_t>(values.size()),
          .buffers = {"", bytes_of(values)}};
}

ArrowParts with_nulls(ArrowParts column, std::string validity) {
  column.buffers[0] = std::move(validity);
  column.null_count = -1;
  return column;
}

ArrowParts table(std::vector<ArrowParts> columns) {
  const std::int64_t length = columns.empty() ? 0 : columns[0].length;
  return {.format = "+s",
          .name = "",
          .length = length,
          .buffers = {""},
          .children = std::move(columns)};
}

using Texts = std::vector<std::string>;

/// One graph for all: an import neither knows nor changes what is there before.
Graph& shared_graph() {
  static TempDatabase database;
  return *database;
}

/// What an import of a stream of nodes did.
struct Loaded {
  explicit Loaded(ArrowTableStream& stream) {
    const ImportTable nodes{
        .kind = ImportKind::nodes, .labels = {"N"}, .stream = stream.get(), .stream_name = "t"};
    const std::uint64_t before = shared_graph().snapshot()->node_count();
    try {
      report = import_graph(shared_graph(), {nodes});
    } catch (const Error& thrown) {
      error = thrown.render();
      error.resize(std::min(error.find(" Nothing was"), error.size()));
    }
    EXPECT_EQ(stream.held(), 0);
    EXPECT_EQ(stream.get()->release, nullptr);
    read_values(before);
  }

  void read_values(std::uint64_t before) {
    const auto view = shared_graph().snapshot();
    const auto key = view->key_id("x");
    for (std::uint64_t id = before + 1; id <= view->node_count(); ++id) {
      const Value value = key ? view->property(static_cast<NodeId>(id), *key) : Value();
      values.push_back(value.is_null() ? "-" : to_cypher(value));
    }
  }

  ImportReport report;
  std::string error;
  Texts values;  ///< the property `x` of the nodes; "-" where there is none
};

/// What a column is read as, beside an id for each row; or what is wrong with it.
Texts read(ArrowParts column) {
  column.name = "x";
  std::vector<std::int64_t> ids;
  while (std::cmp_less(ids.size(), column.length)) ids.push_back(std::ssize(ids));
  ArrowTableStream stream(table({numbers("l", "id", ids), std::move(column)}));
  const Loaded loaded(stream);
  return loaded.error.empty() ? loaded.values : Texts{loaded.error};
}

TEST(ImportArrow, NumbersAndBooleans) {
  EXPECT_EQ(read(numbers<std::int8_t>("c", "", {-1, 127})), (Texts{"-1", "127"}));
  EXPECT_EQ(read(numbers<std::uint8_t>("C", "", {255})), (Texts{"255"}));
  EXPECT_EQ(read(numbers<std::int16_t>("s", "", {-300})), (Texts{"-300"}));
  EXPECT_EQ(read(numbers<std::uint16_t>("S", "", {65535})), (Texts{"65535"}));
  EXPECT_EQ(read(numbers<std::int32_t>("i", "", {-70000})), (Texts{"-70000"}));
  EXPECT_EQ(read(numbers<std::uint32_t>("I", "", {4000000000u})), (Texts{"4000000000"}));
  EXPECT_EQ(read(numbers<std::uint64_t>("L", "", {7})), (Texts{"7"}));
  EXPECT_EQ(read(numbers<std::uint64_t>("L", "", {UINT64_MAX})),
            (Texts{"t:1:2: The column 'x' holds 18446744073709551615, which is beyond 63 bits."}));
  EXPECT_EQ(read(numbers<float>("f", "", {0.5f})), (Texts{"0.5"}));
  EXPECT_EQ(read(numbers<double>("g", "", {-2.25})), (Texts{"-2.25"}));
  EXPECT_EQ(read(numbers<std::uint16_t>("e", "", {0x3C00, 0xC000, 0x0001, 0x7BFF})),
            (Texts{"1.0", "-2.0", "5.960464477539063e-8", "65504.0"}));
  EXPECT_EQ(read({.format = "b", .name = "", .length = 3, .buffers = {"", "\x05"}}),
            (Texts{"true", "false", "true"}));
  EXPECT_EQ(read({.format = "n", .name = "", .length = 2, .buffers = {}}), (Texts{"-", "-"}));
}

TEST(ImportArrow, TextsOfEveryLayout) {
  const Texts expected = {"'a'", "''", "'\xC3\xA9 and a longer text'"};
  const Texts values = {"a", "", "\xC3\xA9 and a longer text"};
  EXPECT_EQ(read(texts("", values)), expected);
  EXPECT_EQ(read(texts<std::int64_t>("", values)), expected);
  EXPECT_EQ(read(texts("", {"\xff"})),
            (Texts{"t:1:2: The column 'x' holds a text that is not UTF-8."}));
  std::string views(48, '\0');
  views[0] = 1, views[4] = 'a';
  const std::int32_t far[4] = {20, 0, 0, 2};
  std::memcpy(views.data() + 32, far, sizeof far);
  ArrowParts view{.format = "vu",
                  .name = "",
                  .length = 3,
                  .buffers = {"", views, "--" + values[2], bytes_of<std::int64_t>({22})}};
  EXPECT_EQ(read(view), (Texts{"'a'", "''", "'\xC3\xA9 and a longer text'"}));
  view.buffers[3] = bytes_of<std::int64_t>({21});
  EXPECT_EQ(read(view), (Texts{"t:3:2: The column 'x' has a text view beyond its buffers."}));
}

TEST(ImportArrow, TimesInAllUnits) {
  EXPECT_EQ(read(numbers<std::int32_t>("tdD", "", {0, -1})),
            (Texts{"'1970-01-01'", "'1969-12-31'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("tdm", "", {86'400'000, -1})),
            (Texts{"'1970-01-02'", "'1969-12-31'"}));
  EXPECT_EQ(read(numbers<std::int32_t>("ttm", "", {1'500})), (Texts{"'00:00:01.5'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("ttn", "", {1})), (Texts{"'00:00:00.000000001'"}));
  EXPECT_EQ(read(numbers<std::int32_t>("tts", "", {86'400})),
            (Texts{"t:1:2: The column 'x' holds a time beyond the day."}));
  EXPECT_EQ(read(numbers<std::int64_t>("tsu:", "", {-500'000})),
            (Texts{"'1969-12-31T23:59:59.5'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("tss:UTC", "", {60})), (Texts{"'1970-01-01T00:01Z'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("tss:+02:00", "", {0})),
            (Texts{"'1970-01-01T02:00+02:00'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("tss:Europe/Paris", "", {0})),
            (Texts{"'1970-01-01T01:00+01:00[Europe/Paris]'"}));
  EXPECT_EQ(read(numbers<std::int64_t>("tss:", "", {INT64_MAX})),
            (Texts{"t:1:2: The column 'x' holds a time in no year we have."}));
  EXPECT_EQ(read(numbers<std::int64_t>("tDm", "", {-1'500})), (Texts{"'PT-1.5S'"}));
  EXPECT_EQ(read(numbers<std::int32_t>("tiM", "", {14})), (Texts{"'P1Y2M'"}));
  EXPECT_EQ(read({.format = "tiD",
                  .name = "",
                  .length = 1,
                  .buffers = {"", bytes_of<std::int32_t>({3, 1'000})}}),
            (Texts{"'P3DT1S'"}));
  EXPECT_EQ(read({.format = "tin",
                  .name = "",
                  .length = 1,
                  .buffers = {"", bytes_of<std::int32_t>({1, 2, 1'000'000'000, 0})}}),
            (Texts{"'P1M2DT1S'"}));
}

TEST(ImportArrow, NullsAndOffsets) {
  EXPECT_EQ(read(with_nulls(numbers<std::int32_t>("i", "", {1, 2, 3}), "\x05")),
            (Texts{"1", "-", "3"}));
  ArrowParts sliced = with_nulls(numbers<std::int32_t>("i", "", {9, 9, 1, 2, 3}), "\x17");
  sliced.offset = 2;
  sliced.length = 3;
  EXPECT_EQ(read(sliced), (Texts{"1", "-", "3"}));
  // The offset of the table counts on top of that of the column.
  ArrowParts whole = table({numbers<std::int64_t>("l", "id", {1, 2, 3, 4}),
                            numbers<std::int32_t>("i", "x", {9, 9, 1, 2})});
  whole.offset = 2;
  whole.length = 2;
  ArrowTableStream stream(whole);
  EXPECT_EQ(Loaded(stream).values, (Texts{"1", "2"}));
}

TEST(ImportArrow, ListsAndDictionaries) {
  ArrowParts list{.format = "+l",
                  .name = "",
                  .length = 2,
                  .buffers = {"", bytes_of<std::int32_t>({0, 2, 2})},
                  .children = {texts("item", {"a", "b"})}};
  EXPECT_EQ(read(list), (Texts{"['a', 'b']", "[]"}));
  list.children = {with_nulls(texts("item", {"a", "b"}), "\x01")};
  EXPECT_EQ(read(list), (Texts{"t:1:2: The column 'x' holds a list with null, which cannot be "
                               "stored; leave it out."}));
  EXPECT_EQ(read({.format = "+w:2",
                  .name = "",
                  .length = 2,
                  .buffers = {""},
                  .children = {numbers<std::int32_t>("i", "item", {1, 2, 3, 4})}}),
            (Texts{"[1, 2]", "[3, 4]"}));
  ArrowParts words = numbers<std::int8_t>("c", "", {1, 0, 1});
  words.dictionary = {texts("", {"no", "yes"})};
  EXPECT_EQ(read(words), (Texts{"'yes'", "'no'", "'yes'"}));
  words.buffers[1][1] = 2;
  EXPECT_EQ(read(words), (Texts{"t:2:2: The column 'x' names a value beyond its dictionary."}));
}

TEST(ImportArrow, TypesThatNoPropertyHoldsAreRefusedWithAdvice) {
  const std::pair<std::string, std::string> refused[] = {
      {"d:38,2", "decimal"}, {"z", "binary"},  {"Z", "binary"}, {"w:16", "binary"},
      {"vz", "binary"},      {"+s", "struct"}, {"+m", "map"},   {"+ud:0,1", "union"},
      {"+vl", "list view"},  {"+r", "run-end"}};
  for (const auto& [format, name] : refused) {
    const std::string error = read({.format = format, .name = "", .length = 1, .buffers = {""}})[0];
    EXPECT_NE(error.find("of the Arrow type " + name), std::string::npos) << error;
    EXPECT_NE(error.find(";"), std::string::npos) << error;
  }
  const ArrowParts inner{.format = "+l",
                         .name = "item",
                         .length = 0,
                         .buffers = {"", bytes_of<std::int32_t>({0})},
                         .children = {texts("item", {})}};
  EXPECT_NE(read({.format = "+l",
                  .name = "",
                  .length = 1,
                  .buffers = {"", bytes_of<std::int32_t>({0, 0})},
                  .children = {inner}})[0]
                .find("lists of lists"),
            std::string::npos);
  // But for a column that is left out.
  ArrowTableStream stream(
      table({numbers<std::int64_t>("l", "id", {1}),
             {.format = "z", .name = ":IGNORE", .length = 1, .buffers = {""}}}));
  EXPECT_EQ(Loaded(stream).report.nodes, 1u);
}

TEST(ImportArrow, BatchesAndRolesInNames) {
  const ArrowParts labels{.format = "+l",
                          .name = ":LABEL",
                          .length = 1,
                          .buffers = {"", bytes_of<std::int32_t>({0, 2})},
                          .children = {texts("item", {"A", "B"})}};
  ArrowTableStream nodes(table({texts("key:ID", {"p"}), labels}));
  ArrowTableStream knows(table({texts(":START_ID", {"p"}), texts(":END_ID", {"p"}),
                                numbers<std::int32_t>("i", "w", {5})}),
                         3);
  TempDatabase db;
  const auto report =
      import_graph(*db, {{.kind = ImportKind::nodes, .stream = nodes.get(), .id_space = "S"},
                         {.kind = ImportKind::relationships,
                          .labels = {"KNOWS"},
                          .stream = knows.get(),
                          .start_space = "S",
                          .end_space = "S"}});
  EXPECT_EQ(report.nodes, 1u);
  EXPECT_EQ(report.relationships, 3u);
  EXPECT_EQ(db->snapshot()->node_count(*db->snapshot()->label_id("B")), 1u);
  EXPECT_EQ(nodes.held() + knows.held(), 0);
}

TEST(ImportArrow, AStreamThatFailsOrIsNoTableIsReleasedToo) {
  ArrowTableStream broken(table({numbers<std::int64_t>("l", "id", {1})}));
  broken.fail_after_batches();
  EXPECT_EQ(Loaded(broken).error, "t: The Arrow stream cannot be read: the disk is gone.");
  ArrowTableStream single(numbers<std::int64_t>("l", "id", {1}));
  EXPECT_EQ(Loaded(single).error,
            "t: The Arrow stream holds no table but values of a single type.");
  ArrowTableStream twice(table({numbers<std::int64_t>("l", "id", {1, 1})}), 2);
  EXPECT_NE(Loaded(twice).error.find("t:2:1: Another node has the id '1'"), std::string::npos);
  ArrowTableStream unnamed(table({numbers<std::int64_t>("l", "key", {1})}));
  EXPECT_NE(Loaded(unnamed).error.find("no column :ID"), std::string::npos);
  // Also where nobody gets to it.
  ArrowTableStream unread(table({numbers<std::int64_t>("l", "source", {1})}));
  TempDatabase db;
  const ImportTable missing{.files = {"nowhere.csv"}};
  const ImportTable late{.kind = ImportKind::relationships, .stream = unread.get()};
  EXPECT_THROW(import_graph(*db, {missing, late}), Error);
  EXPECT_EQ(unread.held(), 0);
}

TEST(ImportArrow, AnySchemaIsReadOrRefusedAndReleased) {
  std::mt19937 random(5);
  const std::string formats[] = {"n",     "b",   "c",    "C",       "s",        "i",   "l",   "L",
                                 "e",     "f",   "g",    "u",       "U",        "vu",  "tdD", "tdm",
                                 "tts",   "ttn", "tsu:", "tsn:UTC", "tss:Mars", "tDs", "tiM", "tiD",
                                 "tin",   "+l",  "+L",   "+w:3",    "+w:x",     "+s",  "+m",  "z",
                                 "d:1,2", "",    "t",    "tt",      "+",        "\xff"};
  for (int i = 0; i < 400; ++i) {
    const auto length = static_cast<std::int64_t>(random() % 4);
    const auto column = [&](auto&& self, int depth) -> ArrowParts {
      ArrowParts parts{.format = formats[random() % std::size(formats)],
                       .name = "x",
                       .length = length,
                       .buffers = {}};
      // Zeros, enough for every type of four values: offsets of nothing, empty views.
      for (unsigned n = random() % 5; n > 0; --n) parts.buffers.emplace_back(128, '\0');
      for (unsigned n = depth > 0 ? random() % 2 : 0; n > 0; --n)
        parts.children.push_back(self(self, depth - 1));
      if (depth > 0 && random() % 8 == 0) parts.dictionary.push_back(self(self, depth - 1));
      parts.null_count = static_cast<std::int64_t>(random() % 2) * -1;
      return parts;
    };
    const Texts result = read(column(column, 2));
    EXPECT_TRUE(std::cmp_equal(result.size(), length) || result.size() == 1);
  }
}

}  // namespace
}  // namespace chancery::bulk
