#include "store/compression.h"

#include <zstd.h>

#include <memory>
#include <new>

#include "chancery/error.h"

namespace chancery {
namespace {

constexpr int kLevel = 1;  // texts are a sixth of a database, and compressed on every ingest
// Larger than any text that ingest accepts; a damaged size must not exhaust the memory.
constexpr unsigned long long kMaxBytes = 4ull << 30;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

// Making its tables takes longer than to compress a short text.
ZSTD_CCtx* context() {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> made(ZSTD_createCCtx());
  if (!made) throw std::bad_alloc();
  return made.get();
}

}  // namespace

std::string compress(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(context(), out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size)) {
    throw Error(ErrorKind::internal_error,
                std::string("Cannot compress a text: ") + ZSTD_getErrorName(size) + ".");
  }
  out.resize(size);
  return out;
}

std::string decompress(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxBytes) {
    throw Error(ErrorKind::corruption, "A stored text is damaged: its header does not read.");
  }
  std::string out(size, '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) || got != size) {
    throw Error(ErrorKind::corruption, "A stored text is damaged: it does not decompress.");
  }
  return out;
}

}  // namespace chancery
