#include "evaluation/surfaces.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

#include "chancery/error.h"

namespace chancery::ingest {
namespace {

constexpr std::array<std::string_view, 10> kArticles = {"the ", "a ",  "an ", "le ",  "la ",
                                                        "les ", "l' ", "el ", "los ", "las "};
constexpr std::array<std::string_view, 8> kOwners = {"united states of america ",
                                                     "united states ",
                                                     "european union ",
                                                     "eu ",
                                                     "e.u. ",
                                                     "united kingdom ",
                                                     "uk ",
                                                     "u.k. "};

icu::UnicodeString normalise(std::string_view surface) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) {
    throw Error(ErrorKind::internal_error, "ICU has no normalisation data.");
  }
  auto text = icu::UnicodeString::fromUTF8({surface.data(), static_cast<int>(surface.size())});
  return nfkc->normalize(text, status).foldCase();
}

bool is_dash(UChar32 c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
bool is_space(UChar32 c) { return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F); }

std::string fold_characters(const icu::UnicodeString& text) {
  icu::UnicodeString kept;
  bool space = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_space(c)) {
      space = !kept.isEmpty();
      continue;
    }
    if (space) kept.append(u' ');
    space = false;
    kept.append(is_dash(c) ? UChar32{'-'} : c == 0x2019 ? UChar32{'\''} : c);
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

/// Takes `word` off the front of `rest`, where it stands there.
bool take(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

/// "us ", "u.s. ", "u. s. a. " and the spellings between.
bool take_america(std::string_view& text) {
  std::string_view rest = text;
  if (!take(rest, "u")) return false;
  take(rest, ".");
  take(rest, " ");
  if (!take(rest, "s")) return false;
  take(rest, ".");
  std::string_view longer = rest;
  take(longer, " ");
  if (take(longer, "a")) {
    take(longer, ".");
    if (take(longer, " ")) {
      text = longer;
      return true;
    }
  }
  if (!take(rest, " ")) return false;
  text = rest;
  return true;
}

/// What is left of a body's name behind the state or union that owns it; all of it where nothing
/// would be left.
std::string_view without_owner(std::string_view text) {
  std::string_view rest = text;
  bool found = take_america(rest);
  for (const auto owner : kOwners) found = found || take(rest, owner);
  return rest.empty() ? text : rest;
}

}  // namespace

std::string fold_surface(std::string_view surface, std::string_view type) {
  const std::string folded = fold_characters(normalise(surface));
  std::string_view text = folded;
  for (const auto article : kArticles) {
    if (take(text, article)) break;
  }
  if (text.ends_with("'s")) {
    text.remove_suffix(2);
  } else if (text.ends_with("'")) {
    text.remove_suffix(1);
  }
  return std::string(type == "Organization" ? without_owner(text) : text);
}

}  // namespace chancery::ingest
