#include "evaluate_surfaces.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

#include "chancery/error.h"

namespace chancery {
namespace ingest {
namespace {

constexpr std::array<std::string_view, 9> kArticles = {"the ", "a ",  "an ",  "le ", "la ",
                                                       "les ", "el ", "los ", "las "};
constexpr std::array<std::string_view, 12> kOwners = {"united states of america ",
                                                      "united states ",
                                                      "u.s.a. ",
                                                      "u.s. ",
                                                      "u.s ",
                                                      "usa ",
                                                      "us ",
                                                      "european union ",
                                                      "eu ",
                                                      "e.u. ",
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

void drop_article(std::string& text) {
  for (const auto article : kArticles) {
    if (!text.starts_with(article)) continue;
    text.erase(0, article.size());
    return;
  }
  if (text.starts_with("l'")) text.erase(0, text.find_first_not_of(' ', 2));
}

}  // namespace

std::string fold_surface(std::string_view surface, std::string_view type) {
  const icu::UnicodeString folded = normalise(surface);
  icu::UnicodeString kept;
  bool space = false;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (u_isUWhiteSpace(c)) {
      space = !kept.isEmpty();
      continue;
    }
    if (space) kept.append(u' ');
    space = false;
    kept.append(is_dash(c) ? UChar32{'-'} : c == 0x2019 ? UChar32{'\''} : c);
  }
  std::string text;
  kept.toUTF8String(text);
  drop_article(text);
  if (text.ends_with("'s")) {
    text.resize(text.size() - 2);
  } else if (text.ends_with("'")) {
    text.pop_back();
  }
  if (type != "Organization") return text;
  if (text.starts_with("united kingdom ") && text.size() > 15) return text.substr(15);
  for (const auto owner : kOwners) {
    if (text.starts_with(owner) && text.size() > owner.size()) return text.substr(owner.size());
  }
  return text;
}

}  // namespace ingest
}  // namespace chancery
