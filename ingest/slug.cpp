#include "slug.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <utility>

#include "chancery/folding.h"

namespace chancery {
namespace ingest {

namespace {

/// Of a character of ASCII: what it is in a slug, 0 for a gap.
constexpr auto kInSlug = [] {
  std::array<char, 0x80> kept{};
  for (char c = 'a'; c <= 'z'; ++c) kept[static_cast<std::size_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) kept[static_cast<std::size_t>(c)] = static_cast<char>(c + 32);
  for (char c = '0'; c <= '9'; ++c) kept[static_cast<std::size_t>(c)] = c;
  return kept;
}();

/// Puts the characters of a slug together, one hyphen for each gap between them.
class Slug {
 public:
  explicit Slug(std::size_t most) { text_.reserve(most); }
  void gap() { gap_ = !text_.empty(); }
  void add(char c) {
    close_gap();
    text_ += c;
  }
  void add(std::string_view letter) {
    close_gap();
    text_ += letter;
  }
  std::string take() { return text_.empty() ? "document" : std::move(text_); }

 private:
  void close_gap() {
    if (gap_) text_ += '-';
    gap_ = false;
  }
  std::string text_;
  bool gap_ = false;
};

/// False at the first character outside ASCII.
bool add_ascii(std::string_view text, Slug& slug) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    const char kept = kInSlug[static_cast<std::size_t>(c)];
    kept != 0 ? slug.add(kept) : slug.gap();
  }
  return true;
}

std::string folded_slug(const std::string& folded) {
  Slug slug(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    UChar32 c;
    U8_NEXT_OR_FFFD(folded.data(), at, folded.size(), c);
    if (c < 0x80) {
      const char kept = kInSlug[static_cast<std::size_t>(c)];
      kept != 0 ? slug.add(kept) : slug.gap();
    } else if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK) {
      slug.add(std::string_view(folded).substr(begin, at - begin));
    } else {
      slug.gap();
    }
  }
  return slug.take();
}

}  // namespace

std::string slug(std::string_view text) {
  Slug plain(text.size());  // what folding would do to ASCII is done here
  return add_ascii(text, plain) ? plain.take() : folded_slug(fold_name(text));
}

}  // namespace ingest
}  // namespace chancery
