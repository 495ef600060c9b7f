#pragma once

// Where any of many texts stand in a text, as whole words.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::ingest {

class SurfaceFinder {
 public:
  struct Hit {
    std::size_t surface = 0;  ///< as index_of()
    std::size_t begin = 0;    ///< bytes
    std::size_t end = 0;
  };

  /// Surfaces as tidy() leaves them; empty ones are passed over.
  explicit SurfaceFinder(std::vector<std::string> surfaces);

  std::size_t size() const { return surfaces_.size(); }
  const std::string& surface(std::size_t index) const { return surfaces_[index]; }
  /// nullopt for a text that is not looked for.
  std::optional<std::size_t> index_of(std::string_view tidied) const;
  /// All of them in a tidied text, in order; of those that begin at one place the longest first.
  /// Time: the length of the text times the logarithm of size(), and the hits.
  std::vector<Hit> find(std::string_view text) const;

 private:
  static constexpr std::size_t kNoSurface = static_cast<std::size_t>(-1);

  std::vector<std::string> surfaces_;  ///< sorted, each once
  std::vector<std::size_t> prefix_;    ///< the longest other one that begins this one
};

}  // namespace chancery::ingest
