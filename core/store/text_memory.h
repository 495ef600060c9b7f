#pragma once

// What a transaction leaves to the next one: the rows of the block that each text index goes on
// with. Most of these change again, and to look them up in the store costs more than to write them.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"
#include "terms.h"

namespace chancery {

/// All rows of a block of a text index, by term.
class RememberedBlock {
 public:
  LabelId label = LabelId::none;
  KeyId property = KeyId::none;
  NodeId block = NodeId::none;
  std::shared_ptr<const Terms::Vocabulary> vocabulary;

  /// Once a term.
  void add(Terms::Number term, std::string_view row);
  /// Empty where there is none.
  std::string_view row(Terms::Number term) const {
    if (term >= places_.size()) return {};
    return std::string_view(bytes_).substr(places_[term].start, places_[term].size);
  }
  Terms::Number terms() const { return static_cast<Terms::Number>(places_.size()); }

 private:
  struct Place {
    std::size_t start = 0;
    std::size_t size = 0;
  };

  std::vector<Place> places_;
  std::string bytes_;
};

/// One of each index, where there is one.
using TextMemory = std::vector<std::shared_ptr<const RememberedBlock>>;

}  // namespace chancery
