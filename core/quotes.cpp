#include "chancery/quotes.h"

#include "chancery/folding.h"

namespace chancery {
namespace {

constexpr std::size_t kMostCharacters = 60;

}  // namespace

std::string shortened(std::string_view text) {
  const std::size_t end = byte_offset(text, kMostCharacters);
  return std::string(text.substr(0, end)) + (end < text.size() ? "..." : "");
}

std::string in_quotes(std::string_view text) { return "'" + shortened(text) + "'"; }

}  // namespace chancery
