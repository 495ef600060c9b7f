// A file to a Document: bytes, encoding, format, then what every format has in common.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "chancery/error.h"
#include "chancery/ingest/document.h"
#include "decoding.h"
#include "digest.h"
#include "language.h"
#include "readers.h"
#include "slug.h"
#include "source_file.h"
#include "text_builder.h"

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kLongestLine = 16 << 20;
constexpr std::size_t kMostLines = 4 << 20;
constexpr std::size_t kLargestMarkup = 32 << 20;

struct Format {
  std::string_view media_type;
  void (*read)(std::string_view source, Document& document);
};

Format format_of(const std::string& name) {
  std::string extension = std::filesystem::path(name).extension().string();
  for (char& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  if (is_one_of(extension, {".md", ".markdown"})) return {"text/markdown", &read_markdown};
  if (is_one_of(extension, {".html", ".htm", ".xhtml"})) return {"text/html", &read_html};
  return {"text/plain", &read_plain};
}

[[noreturn]] void refuse(const std::string& name, const std::string& message, unsigned line = 0) {
  throw Error(ErrorKind::input_error, message, {name, line, 0, {}});
}

void check_lines(const std::string& name, std::string_view bytes) {
  unsigned line = 1;
  for (std::size_t at = 0; at < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    if (end - at > kLongestLine) {
      refuse(name,
             fmt::format("line {} is {} MiB long; this is data, not a document. Break the text "
                         "into lines of less than {} MiB",
                         line, (end - at) >> 20, kLongestLine >> 20),
             line);
    }
    if (line > kMostLines) {
      refuse(name, fmt::format("there are more than {} lines; split the file", kMostLines));
    }
    at = end + 1;
  }
}

void check_bytes(const std::string& name, std::string_view bytes, const Format& format) {
  if (bytes.empty()) refuse(name, "the file is empty");
  const std::string kind = binary_kind(bytes);
  if (!kind.empty()) {
    refuse(name, fmt::format("this is {}; only plain text, Markdown and HTML can be read", kind));
  }
  check_lines(name, bytes);
  if (format.read != &read_plain && bytes.size() > kLargestMarkup) {
    refuse(name, fmt::format("the file has {} MiB; Markdown and HTML are read up to {} MiB",
                             bytes.size() >> 20, kLargestMarkup >> 20));
  }
}

void note_decoding(const Decoded& decoded, Document& document) {
  if (decoded.guessed) {
    document.notices.push_back(
        fmt::format("the encoding is not declared; read as {}", decoded.encoding));
  }
  if (decoded.replaced > 0) {
    document.notices.push_back(fmt::format("{} invalid byte {} replaced by U+FFFD",
                                           decoded.replaced,
                                           decoded.replaced == 1 ? "sequence" : "sequences"));
  }
}

/// Body text from the first blocks that are prose, for the language detector.
std::string prose_sample(const Document& document) {
  constexpr std::size_t kEnough = 3000;  // more did not change the language of any text we have
  std::string sample;
  for (const Block& block : document.blocks) {
    if (block.kind == Block::Kind::furniture) continue;
    sample.append(document.text, block.span.start,
                  std::min<std::size_t>(block.span.end - block.span.start, kEnough));
    sample += '\n';
    if (sample.size() >= kEnough) break;
  }
  return sample;
}

std::string title_from_name(const std::string& name) {
  std::string title = std::filesystem::path(name).stem().string();
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  return title;
}

}  // namespace

SourceFile read_source(const std::filesystem::path& path, std::size_t max_bytes) {
  const std::string name = path.string();
  const auto fail = [&]() { refuse(name, fmt::format("cannot read: {}", std::strerror(errno))); };
  // Non-blocking, so that a named pipe is refused and not waited for.
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) fail();
  struct Closer {
    int file;
    ~Closer() { ::close(file); }
  } const closer{file};
  struct stat info {};
  if (::fstat(file, &info) != 0) fail();
  if (!S_ISREG(info.st_mode)) refuse(name, "this is not a regular file");
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size > max_bytes) {
    refuse(name,
           fmt::format("the file has {} MiB; the limit is {} MiB", size >> 20, max_bytes >> 20));
  }
  SourceFile source;
  source.name = name;
  source.bytes.resize(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(file, source.bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail();
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  source.bytes.resize(done);
  source.sha256 = sha256_hex(source.bytes);
  return source;
}

Document read_document(const SourceFile& source) {
  const Format format = format_of(source.name);
  check_bytes(source.name, source.bytes, format);
  Document document;
  document.id = "doc:" + slug(std::filesystem::path(source.name).stem().string());
  document.source = source.name;
  document.sha256 = source.sha256;
  document.media_type = format.media_type;
  const Decoded decoded =
      decode(source.bytes, format.read == &read_html ? declared_html_encoding(source.bytes) : "");
  document.encoding = decoded.encoding;
  note_decoding(decoded, document);
  try {
    format.read(decoded.text, document);
  } catch (const Error& error) {
    refuse(source.name, error.what());
  }
  if (document.blocks.empty()) refuse(source.name, "there is no text in the file");
  document.to_source = document.to_source.then(decoded.to_source);
  if (document.language.empty()) document.language = detect_language(prose_sample(document));
  if (document.title.empty()) document.title = title_from_name(source.name);
  return document;
}

Document read_document(const std::filesystem::path& path, std::size_t max_bytes) {
  return read_document(read_source(path, max_bytes));
}

Document read_document(std::string_view name, std::string_view bytes) {
  return read_document(SourceFile{std::string(name), std::string(bytes), sha256_hex(bytes)});
}

}  // namespace ingest
}  // namespace chancery
