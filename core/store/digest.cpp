#include "store/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "chancery/error.h"

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

  EVP_MD_CTX* handle;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::flush() {
  digest({waiting_.data(), size_});
  size_ = 0;
}

void Sha256::digest(std::string_view bytes) {
  check(EVP_DigestUpdate(context_->handle, bytes.data(), bytes.size()));
}

std::array<char, 32> Sha256::finish_bytes() {
  std::array<char, 32> bytes;
  flush();
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
