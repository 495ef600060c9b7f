#include "store/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "chancery/error.h"
#include "store/bytes.h"

namespace chancery {
namespace {

// Looked up once: the library would search its providers for every digest.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return found;
}

void check(int result) {
  if (result != 1) throw Error(ErrorKind::internal_error, "The SHA-256 of OpenSSL failed.");
}

}  // namespace

struct Sha256::Context {
  Context() : handle(EVP_MD_CTX_new()) { start(); }
  ~Context() { EVP_MD_CTX_free(handle); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  void start() { check(EVP_DigestInit_ex(handle, algorithm(), nullptr)); }

  // The library takes longer to be called than to digest what most calls bring.
  void add(std::string_view bytes) {
    if (bytes.size() > room()) flush();
    if (bytes.size() > room()) return digest(bytes);
    std::memcpy(waiting.data() + size, bytes.data(), bytes.size());
    size += bytes.size();
  }
  void add_length(std::size_t length) {
    if (kMostVarintBytes > room()) flush();
    char* const begin = waiting.data() + size;
    size += static_cast<std::size_t>(write_varint(begin, length) - begin);
  }
  std::size_t room() const { return waiting.size() - size; }
  void flush() {
    digest({waiting.data(), size});
    size = 0;
  }
  void digest(std::string_view bytes) const {
    check(EVP_DigestUpdate(handle, bytes.data(), bytes.size()));
  }

  EVP_MD_CTX* handle;
  std::array<char, 4096> waiting;
  std::size_t size = 0;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) { context_->add(bytes); }

void Sha256::update_field(std::string_view bytes) {
  context_->add_length(bytes.size());
  context_->add(bytes);
}

std::array<char, 32> Sha256::finish_bytes() {
  std::array<char, 32> bytes;
  context_->flush();
  check(EVP_DigestFinal_ex(context_->handle, reinterpret_cast<unsigned char*>(bytes.data()),
                           nullptr));
  context_->start();
  return bytes;
}

std::string Sha256::finish(std::size_t digits) {
  const std::array<char, 32> bytes = finish_bytes();
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(std::min(digits, 2 * bytes.size()), '\0');
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i / 2]);
    hex[i] = kDigits[i % 2 == 0 ? byte >> 4 : byte & 15];
  }
  return hex;
}

}  // namespace chancery
