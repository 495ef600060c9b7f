#pragma once

// SHA-256 (FIPS 180-4).

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "store/bytes.h"

namespace chancery {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  // OpenSSL takes longer to be called than to digest what most calls bring, which are so many that
  // they are worth no call of ours either.
  void update(std::string_view bytes) {
    if (bytes.size() > waiting_.size() - size_) flush();
    if (bytes.size() > waiting_.size()) return digest(bytes);
    std::memcpy(waiting_.data() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  /// Adds the length first, so that ("ab", "c") and ("a", "bc") differ.
  void update_field(std::string_view bytes) {
    if (kMostVarintBytes > waiting_.size() - size_) flush();
    const char* const end = write_varint(waiting_.data() + size_, bytes.size());
    size_ = static_cast<std::size_t>(end - waiting_.data());
    update(bytes);
  }
  /// The first hex digits, of 64. Afterwards the digest starts anew.
  std::string finish(std::size_t digits = 64);
  /// As finish(), the digest itself, of 32 bytes.
  std::array<char, 32> finish_bytes();

 private:
  struct Context;
  void flush();
  void digest(std::string_view bytes);

  std::unique_ptr<Context> context_;
  std::array<char, 4096> waiting_;  // the first size_ bytes are to be digested
  std::size_t size_ = 0;
};

}  // namespace chancery
