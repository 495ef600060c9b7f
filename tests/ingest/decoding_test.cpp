#include "decoding.h"

#include "document_checks.h"

namespace chancery::ingest {
namespace {

constexpr const char* kRussian =
    "Российская Федерация и Китайская Народная Республика обсудили вопросы международной "
    "информационной безопасности.\nСтороны подтвердили приверженность Уставу ООН.\n";
constexpr const char* kChinese =
    "中华人民共和国与俄罗斯联邦讨论了国际信息安全问题。\n双方强调了联合国的核心作用,"
    "并同意继续开展对话。\n";
constexpr const char* kJapanese =
    "日本とアメリカ合衆国はサイバー空間における国際的な安定について議論しました。\n"
    "両国は協力を強化することで合意した。\n";
constexpr const char* kFrench =
    "La République française a réaffirmé son engagement à coopérer dans le cyberespace.\n"
    "Où ça ? Là-bas, près de la forêt.\n";

struct EncodedText {
  const char* encoding;
  const char* text;
  const char* word;  // one that is looked up through the map
};

class Encodings : public testing::TestWithParam<EncodedText> {};

TEST_P(Encodings, AreRecognisedAndMapBack) {
  const auto& [encoding, text, word] = GetParam();
  const std::string bytes = encoded(text, encoding);
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.text, text) << document.encoding;
  EXPECT_EQ(source_of(document, bytes, find_in(document, word)).size(),
            encoded(word, encoding).size());
  EXPECT_EQ(encoded(word, encoding), source_of(document, bytes, find_in(document, word)));
}

INSTANTIATE_TEST_SUITE_P(
    Legacy, Encodings,
    testing::Values(
        EncodedText{"UTF-8", kRussian, "Уставу"}, EncodedText{"windows-1251", kRussian, "Уставу"},
        EncodedText{"KOI8-R", kRussian, "Уставу"},
        EncodedText{"UTF-16LE", "The United States met.\nJapan met.\n", "Japan"},
        EncodedText{"UTF-16BE", "The United States met.\nJapan met.\n", "Japan"},
        EncodedText{"GB18030", kChinese, "联合国"}, EncodedText{"Shift_JIS", kJapanese, "合意"},
        EncodedText{"EUC-JP", kJapanese, "合意"}, EncodedText{"ISO-8859-1", kFrench, "réaffirmé"}));

class MarkedEncodings : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(MarkedEncodings, TheByteOrderMarkDecidesAndIsNoText) {
  const auto& [encoding, name] = GetParam();
  const std::string bytes = encoded(std::string("\xEF\xBB\xBF") + kRussian, encoding);
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.encoding, name);
  EXPECT_EQ(document.text, kRussian);
  EXPECT_EQ(source_of(document, bytes, find_in(document, "ООН")), encoded("ООН", encoding));
  EXPECT_TRUE(document.notices.empty());
}

INSTANTIATE_TEST_SUITE_P(Unicode, MarkedEncodings,
                         testing::Values(std::pair("UTF-8", "UTF-8"),
                                         std::pair("UTF-16LE", "UTF-16LE"),
                                         std::pair("UTF-16BE", "UTF-16BE"),
                                         std::pair("UTF-32LE", "UTF-32LE"),
                                         std::pair("UTF-32BE", "UTF-32BE")));

TEST(Decoding, CharactersBeyondTheBasicPlaneKeepTheirPlace) {
  const std::string bytes = encoded(
      "\xEF\xBB\xBF"
      "a 😀 b 𝔘 c",
      "UTF-16LE");
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.text, "a 😀 b 𝔘 c");
  EXPECT_EQ(source_of(document, bytes, find_in(document, "b")), std::string_view("b\0", 2));
  EXPECT_EQ(source_of(document, bytes, find_in(document, "😀")).size(), 4u);
}

TEST(Decoding, InvalidBytesBecomeReplacementsWithANotice) {
  const std::string bytes = "The caf\xC3\xA9 in Gen\xC3\xA8ve \xFF was \xE2\x80 shut.\n";
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.text, "The café in Genève \uFFFD was \uFFFD shut.\n");
  ASSERT_EQ(document.notices.size(), 1u);
  EXPECT_EQ(document.notices[0], "2 invalid byte sequences replaced by U+FFFD");
  EXPECT_EQ(source_of(document, bytes, find_in(document, " was ")), " was ");
}

TEST(Decoding, SurrogatesAndOverlongFormsAreInvalid) {
  const Decoded decoded = decode("é é é é é é é é \xED\xA0\x80 \xC0\xAF");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_TRUE(is_utf8(decoded.text));
  EXPECT_GT(decoded.replaced, 0u);
}

TEST(Decoding, AnUnpairedUtf16SurrogateIsReplaced) {
  const std::string bytes(
      "\xFF\xFE"
      "a\0\x00\xD8"
      "b\0",
      8);
  const Decoded decoded = decode(bytes);
  EXPECT_EQ(decoded.text, "a\uFFFDb");
  EXPECT_EQ(decoded.replaced, 1u);
}

TEST(Decoding, ADeclaredEncodingIsBelievedUnlessTheBytesAreUtf8) {
  EXPECT_EQ(decode("\xE4", "windows-1251").text, "д");
  EXPECT_EQ(decode("ä", "windows-1251").text, "ä");
  EXPECT_EQ(decode("\xE4", "no-such-encoding").text, "ä");
  EXPECT_EQ(decode("\xE4 \xF6", "utf-16").text, "ä ö");
}

TEST(Decoding, LongTextsMapAcrossConverterChunks) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Слово " + std::to_string(i) + "\n";
  const std::string bytes = encoded(text, "windows-1251");
  const Document document = read_sound("a.txt", bytes);
  EXPECT_EQ(document.text, text);
  EXPECT_EQ(source_of(document, bytes, find_in(document, " 19999")), " 19999");
}

TEST(BinaryKind, NamesTheFormat) {
  EXPECT_EQ(binary_kind("%PDF-1.7"), "a PDF document");
  EXPECT_EQ(binary_kind("PK\x03\x04zzz"), "a ZIP archive or Office document");
  EXPECT_EQ(binary_kind("\x7F"
                        "ELF\x02"),
            "an ELF program");
  EXPECT_NE(binary_kind(std::string_view("abc\0def", 7)), "");
  EXPECT_NE(binary_kind(std::string(100, '\x01')), "");
  EXPECT_EQ(binary_kind("plain\ttext\r\n\f"), "");
  EXPECT_EQ(binary_kind(encoded("United States of America", "UTF-16LE")), "");
}

}  // namespace
}  // namespace chancery::ingest
