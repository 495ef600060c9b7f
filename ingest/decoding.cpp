#include "decoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "chancery/error.h"

namespace chancery {
namespace ingest {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32LE before UTF-16LE, whose mark it starts with.
constexpr std::array<ByteOrderMark, 5> kByteOrderMarks = {{{"\xEF\xBB\xBF"sv, "UTF-8"},
                                                           {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                                           {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                                           {"\xFF\xFE"sv, "UTF-16LE"},
                                                           {"\xFE\xFF"sv, "UTF-16BE"}}};

const ByteOrderMark* byte_order_mark(std::string_view bytes) {
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (bytes.substr(0, mark.bytes.size()) == mark.bytes) return &mark;
  }
  return nullptr;
}

/// Length of the prefix that is ASCII, a word at a time.
std::size_t ascii_prefix(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & kHighBits) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

/// UTF-16 without a mark shows in Latin text as zero bytes on one side only.
const char* unmarked_utf16(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  if (bytes.substr(0, sample).find('\0') == bytes.npos) return nullptr;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < sample; ++i) zeros[i & 1] += bytes[i] == '\0';
  if (sample < 16) return nullptr;
  const std::size_t many = sample / 8;
  const std::size_t few = sample / 64;
  if (zeros[1] > many && zeros[0] <= few) return "UTF-16LE";
  if (zeros[0] > many && zeros[1] <= few) return "UTF-16BE";
  return nullptr;
}

struct Utf8Scan {
  std::uint64_t multibyte = 0;
  std::uint64_t invalid = 0;
};

/// Calls `sequence(start, end, code point or negative)` for each sequence beyond ASCII.
template <typename OnSequence>
void scan_utf8(std::string_view bytes, OnSequence sequence) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::int64_t at = 0;
  while (true) {
    at += static_cast<std::int64_t>(ascii_prefix(bytes.substr(static_cast<std::size_t>(at))));
    if (at >= size) return;
    const std::int64_t start = at;
    UChar32 c;
    U8_NEXT(data, at, size, c);
    sequence(static_cast<std::size_t>(start), static_cast<std::size_t>(at), c);
  }
}

Utf8Scan check_utf8(std::string_view bytes) {
  Utf8Scan scan;
  scan_utf8(bytes, [&](std::size_t, std::size_t, UChar32 c) {
    ++(c < 0 ? scan.invalid : scan.multibyte);
  });
  return scan;
}

OffsetMap::Run run_of(std::size_t text, std::size_t source, std::size_t text_length,
                      std::size_t source_length, std::size_t text_unit = 1,
                      std::size_t source_unit = 1) {
  return {static_cast<std::uint32_t>(text),        static_cast<std::uint32_t>(source),
          static_cast<std::uint32_t>(text_length), static_cast<std::uint32_t>(source_length),
          static_cast<std::uint8_t>(text_unit),    static_cast<std::uint8_t>(source_unit)};
}

Decoded decode_utf8(std::string_view bytes, std::size_t skip, bool valid) {
  Decoded decoded;
  decoded.encoding = "UTF-8";
  const std::string_view body = bytes.substr(skip);
  if (valid) {
    decoded.text = body;
    decoded.to_source.append(run_of(0, skip, body.size(), body.size()));
    return decoded;
  }
  std::size_t copied = 0;
  const auto copy_until = [&](std::size_t end) {
    decoded.to_source.append(
        run_of(decoded.text.size(), skip + copied, end - copied, end - copied));
    decoded.text.append(body, copied, end - copied);
  };
  scan_utf8(body, [&](std::size_t start, std::size_t end, UChar32 c) {
    if (c >= 0) return;
    copy_until(start);
    decoded.to_source.append(
        run_of(decoded.text.size(), skip + start, kReplacement.size(), end - start, 0, 0));
    decoded.text += kReplacement;
    ++decoded.replaced;
    copied = end;
  });
  copy_until(body.size());
  return decoded;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(encoding, &status), &ucnv_close);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  return converter;
}

/// ICU's own substitution, counted.
void U_CALLCONV count_and_substitute(const void* context, UConverterToUnicodeArgs* args,
                                     const char* units, std::int32_t length,
                                     UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) ++*static_cast<std::uint64_t*>(const_cast<void*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, units, length, reason, status);
}

/// Code points with the source bytes each came from, into text and map.
class CodePointSink {
 public:
  CodePointSink(std::string_view bytes, Decoded& decoded) : bytes_(bytes), decoded_(decoded) {}

  void add(UChar32 c, std::size_t source) {
    flush(source);
    pending_ = c;
    pending_source_ = source;
  }

  /// Writes the code point that is waiting to learn where the next one starts.
  void flush(std::size_t next_source) {
    if (pending_ < 0) return;
    char utf8[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(utf8, length, pending_);
    const std::size_t source_length = next_source - pending_source_;
    std::size_t unit = length;
    std::size_t source_unit = source_length;
    if (length == 1 && source_length == 1 && bytes_[pending_source_] != utf8[0]) {
      unit = source_unit = 0;
    } else if (source_length == 0 || source_length > 255) {
      unit = source_unit = 0;
    }
    decoded_.to_source.append(
        run_of(decoded_.text.size(), pending_source_, length, source_length, unit, source_unit));
    decoded_.text.append(utf8, length);
    pending_ = U_SENTINEL;
  }

 private:
  std::string_view bytes_;
  Decoded& decoded_;
  UChar32 pending_ = U_SENTINEL;
  std::size_t pending_source_ = 0;
};

/// The name that MIME prefers, else IANA's, else ICU's own.
std::string registered_name(const UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const char* const name = ucnv_getName(converter, &status);
  for (const char* const standard : {"MIME", "IANA"}) {
    UErrorCode unknown = U_ZERO_ERROR;
    const char* const registered = ucnv_getStandardName(name, standard, &unknown);
    if (registered) return registered;
  }
  return name;
}

Decoded convert(std::string_view bytes, std::size_t skip, UConverter* converter) {
  Decoded decoded;
  UErrorCode status = U_ZERO_ERROR;
  decoded.encoding = registered_name(converter);
  ucnv_setToUCallBack(converter, &count_and_substitute, &decoded.replaced, nullptr, nullptr,
                      &status);
  decoded.text.reserve(bytes.size());
  CodePointSink sink(bytes, decoded);
  std::array<UChar, 8192> units;
  std::array<std::int32_t, 8192> offsets;
  const char* source = bytes.data() + skip;
  const char* const end = bytes.data() + bytes.size();
  UChar lead = 0;
  std::size_t lead_source = 0;
  std::size_t last = skip;
  do {
    const char* const chunk = source;
    UChar* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, end, offsets.data(),
                   /*flush=*/true, &status);
    for (const UChar* unit = units.data(); unit != target; ++unit) {
      const std::int32_t offset = offsets[static_cast<std::size_t>(unit - units.data())];
      const auto chunk_at = static_cast<std::size_t>(chunk - bytes.data());
      // ICU yields -1 for what it had held back from the chunk before.
      const std::size_t at = std::max(last, offset < 0 ? last : chunk_at + offset);
      last = at;
      if (U16_IS_LEAD(*unit)) {
        lead = *unit;
        lead_source = at;
      } else if (U16_IS_TRAIL(*unit) && lead != 0) {
        sink.add(U16_GET_SUPPLEMENTARY(lead, *unit), lead_source);
        lead = 0;
      } else {
        sink.add(U_IS_SURROGATE(*unit) ? 0xFFFD : *unit, at);
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  sink.flush(bytes.size());
  return decoded;
}

/// ICU's detector on a sample around the first bytes beyond ASCII, which alone tell encodings
/// apart. EBCDIC and UTF-7 guesses are never meant.
std::string guess_encoding(std::string_view bytes) {
  constexpr std::size_t kSample = 64 << 10;
  constexpr std::size_t kBefore = 1 << 10;
  const std::size_t first = ascii_prefix(bytes);
  const std::string_view sample = bytes.substr(first > kBefore ? first - kBefore : 0, kSample);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    if (name.rfind("IBM", 0) != 0 && name.rfind("UTF-", 0) != 0) return name;
  }
  return "windows-1252";
}

/// In other encodings, valid UTF-8 sequences are rare accidents.
bool mostly_utf8(const Utf8Scan& scan) { return scan.multibyte >= scan.invalid; }

bool is_unicode_name(std::string_view name) {
  return name.size() >= 3 && (name[0] | 0x20) == 'u' && (name[1] | 0x20) == 't' &&
         (name[2] | 0x20) == 'f';
}

struct Magic {
  std::string_view bytes;
  const char* kind;
};
constexpr std::array<Magic, 16> kMagic = {{{"%PDF-"sv, "a PDF document"},
                                           {"PK\x03\x04"sv, "a ZIP archive or Office document"},
                                           {"\x89PNG"sv, "a PNG image"},
                                           {"\xFF\xD8\xFF"sv, "a JPEG image"},
                                           {"GIF8"sv, "a GIF image"},
                                           {"\x7F"
                                            "ELF"sv,
                                            "an ELF program"},
                                           {"MZ\x90"sv, "a Windows program"},
                                           {"\x1F\x8B"sv, "a gzip file"},
                                           {"BZh"sv, "a bzip2 file"},
                                           {"\xFD"
                                            "7zXZ"sv,
                                            "an xz file"},
                                           {"\x28\xB5\x2F\xFD"sv, "a Zstandard file"},
                                           {"7z\xBC\xAF"sv, "a 7z archive"},
                                           {"\xD0\xCF\x11\xE0"sv, "an old Office document"},
                                           {"{\\rtf"sv, "an RTF document"},
                                           {"SQLite format 3"sv, "an SQLite database"},
                                           {"RIFF"sv, "a RIFF media file"}}};

/// By byte: control characters that no text has.
constexpr std::array<bool, 256> kUnexpected = [] {
  std::array<bool, 256> unexpected{};
  for (std::size_t c = 0; c < 0x20; ++c) unexpected[c] = true;
  for (const unsigned char usual : {'\t', '\n', '\r', '\f', '\x1B'}) unexpected[usual] = false;
  unexpected[0x7F] = true;
  return unexpected;
}();

/// How many of the bytes no text has. Eight are looked at in one; most have no control character.
std::size_t count_unexpected(std::string_view bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101u;
  const auto count = [](std::string_view some) {
    return std::count_if(some.begin(), some.end(),
                         [](char c) { return kUnexpected[static_cast<unsigned char>(c)]; });
  };
  std::ptrdiff_t found = 0;
  std::size_t at = 0;
  for (std::uint64_t word; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    const std::uint64_t del = word ^ 0x7F * kEach;
    const std::uint64_t controls = ((word - 0x20 * kEach) & ~word) | ((del - kEach) & ~del);
    if ((controls & 0x80 * kEach) != 0) found += count(bytes.substr(at, sizeof word));
  }
  return static_cast<std::size_t>(found + count(bytes.substr(at)));
}

}  // namespace

std::string binary_kind(std::string_view bytes) {
  for (const Magic& magic : kMagic) {
    if (bytes.substr(0, magic.bytes.size()) == magic.bytes) return magic.kind;
  }
  if (byte_order_mark(bytes) || unmarked_utf16(bytes)) return {};
  const std::string_view sample = bytes.substr(0, 64 << 10);
  if (sample.find('\0') != sample.npos) return "a binary file (it holds zero bytes)";
  if (count_unexpected(sample) * 20 > sample.size()) {
    return "a binary file (it is full of control characters)";
  }
  return {};
}

Decoded decode(std::string_view bytes, std::string_view declared) {
  const ByteOrderMark* mark = byte_order_mark(bytes);
  const char* unmarked = mark ? nullptr : unmarked_utf16(bytes);
  if (mark && mark->encoding != "UTF-8"sv) {
    return convert(bytes, mark->bytes.size(), open_converter(mark->encoding).get());
  }
  if (unmarked) return convert(bytes, 0, open_converter(unmarked).get());

  const std::size_t skip = mark ? mark->bytes.size() : 0;
  const Utf8Scan scan = check_utf8(bytes.substr(skip));
  if (mark || scan.invalid == 0) return decode_utf8(bytes, skip, scan.invalid == 0);
  // A declared UTF-16 cannot be true of bytes in which the declaration could be read.
  if (!declared.empty() && !is_unicode_name(declared)) {
    if (Converter converter = open_converter(std::string(declared).c_str())) {
      return convert(bytes, 0, converter.get());
    }
  }
  if (mostly_utf8(scan)) return decode_utf8(bytes, 0, false);
  Converter converter = open_converter(guess_encoding(bytes).c_str());
  if (!converter) converter = open_converter("windows-1252");
  Decoded decoded = convert(bytes, 0, converter.get());
  decoded.guessed = true;
  return decoded;
}

}  // namespace ingest
}  // namespace chancery
