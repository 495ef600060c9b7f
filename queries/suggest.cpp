#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "chancery/folding.h"
#include "functions.h"

namespace chancery::query {
namespace {

constexpr std::size_t kLongestWord = 64;

// Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + cost});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

// toUppercase and toUpper, Organisation and Org: too far apart to be a slip of the hand, but meant.
bool one_begins_other(std::string_view a, std::string_view b) {
  constexpr std::size_t kShortest = 4;
  return std::min(a.size(), b.size()) >= kShortest && (a.starts_with(b) || b.starts_with(a));
}

}  // namespace

std::optional<std::string> suggest(std::string_view word, std::span<const std::string> candidates) {
  const std::string folded = fold_name(word);
  if (folded.empty() || folded.size() > kLongestWord) return std::nullopt;
  const std::size_t limit = std::max<std::size_t>(1, folded.size() / 3);
  // How far it counts, then how far it is: of two that the word begins, the shorter.
  std::pair<std::size_t, std::size_t> best{limit, SIZE_MAX};
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::string other = fold_name(candidate);
    const std::size_t real = distance(folded, other);
    const std::size_t far = one_begins_other(folded, other) ? std::min(limit, real) : real;
    if (std::pair(far, real) < best) {
      best = {far, real};
      found = &candidate;
    }
  }
  return found ? std::optional(*found) : std::nullopt;
}

}  // namespace chancery::query
