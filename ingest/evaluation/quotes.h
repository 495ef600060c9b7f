#pragma once

// The sentence of a document that shows where something is said.

#include <string>
#include <string_view>
#include <vector>

#include "chancery/statements.h"

namespace chancery::ingest {

/// The passages of a document with white space folded, as annotations are written. The
/// annotations must outlive it.
class Quotes {
 public:
  explicit Quotes(const Annotations& text);

  const std::string& passage(std::uint32_t index) const { return passages_[index]; }

  /// The first passage that has one of these surfaces; empty where none has.
  std::string with(const std::vector<std::string>& surfaces) const;

  /// The passage that has the cue ("seeks ... to" has its parts in this order) and most of the
  /// ends; without a cue the one with most ends, both of them where both are given. Empty where
  /// none fits.
  std::string with(std::string_view cue, const std::vector<std::string>& subject,
                   const std::vector<std::string>& object) const;

 private:
  std::vector<std::string> passages_;
};

}  // namespace chancery::ingest
