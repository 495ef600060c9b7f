#include "store/digest.h"

#include <openssl/evp.h>

#include <array>

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
    std::string& room = room_for(bytes.size());
    bytes.size() > kBuffer ? digest(bytes) : void(room.append(bytes));
  }
  std::string& room_for(std::size_t bytes) {
    if (waiting.size() + bytes > kBuffer) flush();
    return waiting;
  }
  void flush() {
    digest(waiting);
    waiting.clear();
  }
  void digest(std::string_view bytes) const {
    check(EVP_DigestUpdate(handle, bytes.data(), bytes.size()));
  }

  static constexpr std::size_t kBuffer = 4096;
  EVP_MD_CTX* handle;
  std::string waiting;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) { context_->add(bytes); }

void Sha256::update_field(std::string_view bytes) {
  append_varint(context_->room_for(16), bytes.size());
  update(bytes);
}

std::string Sha256::finish() {
  std::array<unsigned char, 32> bytes{};
  context_->flush();
  check(EVP_DigestFinal_ex(context_->handle, bytes.data(), nullptr));
  context_->start();
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

}  // namespace chancery
