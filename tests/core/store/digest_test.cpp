// SHA-256 as FIPS 180-4 has it, of bytes that come in pieces.

#include "store/digest.h"

#include <gtest/gtest.h>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::string_view kOfAbc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, IsThatOfTheStandard) {
  Sha256 digest;
  digest.update("ab");
  digest.update("c");
  EXPECT_EQ(digest.finish(), kOfAbc);
  EXPECT_EQ(digest.finish(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  digest.update("abc");
  EXPECT_EQ(digest.finish(12), kOfAbc.substr(0, 12));
}

TEST(Sha256, PiecesOfAnyLengthAreOneText) {
  Sha256 whole, pieces, fields, written;
  std::string all, with_lengths;
  for (std::size_t length = 0; length < 9000; length = 2 * length + 1) {
    const std::string piece(length, static_cast<char>('a' + length % 26));
    pieces.update(piece);
    fields.update_field(piece);
    all += piece;
    append_string(with_lengths, piece);
  }
  whole.update(all);
  written.update(with_lengths);
  EXPECT_EQ(pieces.finish(), whole.finish());
  EXPECT_EQ(fields.finish(), written.finish());
}

}  // namespace
}  // namespace chancery
