#pragma once

// SHA-256 (FIPS 180-4).

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace chancery {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::string_view bytes);
  /// Adds the length first, so that ("ab", "c") and ("a", "bc") differ.
  void update_field(std::string_view bytes);
  /// The first hex digits, of 64. Afterwards the digest starts anew.
  std::string finish(std::size_t digits = 64);
  /// As finish(), the digest itself, of 32 bytes.
  std::array<char, 32> finish_bytes();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace chancery
