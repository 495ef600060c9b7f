#include "text_forms.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "function_groups.h"
#include "text_parts.h"

namespace chancery::query {
namespace {

constexpr std::size_t kFormingPerByte = 50;  // nanoseconds, roughly

[[noreturn]] void throw_icu(const char* what) {
  throw Error(ErrorKind::internal_error, std::string("ICU failed to ") + what + " a text.");
}

icu::UnicodeString unicode_of(std::string_view piece) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(piece.data(), static_cast<std::int32_t>(piece.size())));
}

/// Calls `use` with the pieces of a text in order; `may_begin` as in end_of_piece().
template <typename MayBegin, typename Use>
void by_pieces(std::string_view text, Limits& limits, const MayBegin& may_begin, const Use& use) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = end_of_piece(text, from, may_begin);
    use(text.substr(from, end - from));
    limits.work((end - from) * kFormingPerByte);
    from = end;
  }
}

bool always(UChar32) { return true; }

constexpr std::string_view kSigma = "Σ";

bool is_cased(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_CASED) != 0; }
bool is_passed_over(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_CASE_IGNORABLE) != 0; }

constexpr std::size_t kPerCharacter = 40;  // nanoseconds, roughly

bool letter_follows(std::string_view text, std::size_t at, Limits& limits) {
  while (at < text.size()) {
    limits.work(kPerCharacter);
    const UChar32 c = next_code_point(text, at);
    if (!is_passed_over(c)) return is_cased(c);
  }
  return false;
}

bool letter_precedes(std::string_view text, std::size_t at, Limits& limits) {
  while (at > 0) {
    limits.work(kPerCharacter);
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    std::size_t behind = at;
    const UChar32 c = next_code_point(text, behind);
    if (!is_passed_over(c)) return is_cased(c);
  }
  return false;
}

const icu::Normalizer2& normalizer_of(std::string_view form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = nullptr;
  if (form == "nfc") found = icu::Normalizer2::getNFCInstance(status);
  if (form == "nfd") found = icu::Normalizer2::getNFDInstance(status);
  if (form == "nfkc") found = icu::Normalizer2::getNFKCInstance(status);
  if (form == "nfkd") found = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) throw_icu("normalise");
  if (found != nullptr) return *found;
  throw_argument("InvalidArgumentValue",
                 "Unknown normal form; the forms are NFC, NFD, NFKC and NFKD.");
}

icu::BreakIterator& character_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw_icu("find the characters of");
    return made;
  }();
  return *breaks;
}

/// Copies the characters of a piece to where they end, from `to` downwards, and yields how many
/// bytes of it are done: the last character of all but the last piece may go on in the next one.
std::size_t copy_reversed(std::string_view piece, bool last, char* to) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, piece.data(), static_cast<std::int64_t>(piece.size()), &status),
      &utext_close);
  icu::BreakIterator& breaks = character_breaks();
  if (U_SUCCESS(status)) breaks.setText(source.get(), status);
  if (U_FAILURE(status)) throw_icu("find the characters of");
  std::size_t start = 0;
  breaks.first();
  for (std::int32_t end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next()) {
    const auto after = static_cast<std::size_t>(end);
    if (after == piece.size() && !last && start > 0) break;
    to -= after - start;
    piece.copy(to, after - start, start);
    start = after;
  }
  return start;
}

}  // namespace

// A case mapping of the root locale looks at one character only, but for the final sigma.
std::string upper_case(std::string_view text, Limits& limits) {
  std::string out;
  by_pieces(text, limits, always, [&](std::string_view piece) {
    unicode_of(piece).toUpper(icu::Locale::getRoot()).toUTF8String(out);
    limits.require(out.size());
  });
  return out;
}

std::string lower_case(std::string_view text, Limits& limits) {
  std::string out;
  const auto lower = [&](std::string_view piece) {
    unicode_of(piece).toLower(icu::Locale::getRoot()).toUTF8String(out);
    limits.require(out.size());
  };
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t sigma = std::min(find_part(text, kSigma, from), text.size());
    by_pieces(text.substr(from, sigma - from), limits, always, lower);
    from = sigma + kSigma.size();
    if (sigma == text.size()) break;
    const bool final = letter_precedes(text, sigma, limits) && !letter_follows(text, from, limits);
    out += final ? "ς" : "σ";
  }
  return out;
}

std::string reversed_text(std::string_view text, Limits& limits) {
  limits.require(text.size());
  std::string out(text.size(), '\0');
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = end_of_piece(text, from, always);
    limits.work((end - from) * kFormingPerByte);
    char* const to = out.data() + (text.size() - from);
    from += copy_reversed(text.substr(from, end - from), end == text.size(), to);
  }
  return out;
}

std::string normalized(std::string_view text, std::string_view form, Limits& limits) {
  const icu::Normalizer2& normalizer = normalizer_of(form);
  std::string out;
  const auto may_begin = [&](UChar32 c) { return normalizer.hasBoundaryBefore(c) != 0; };
  by_pieces(text, limits, may_begin, [&](std::string_view piece) {
    UErrorCode status = U_ZERO_ERROR;
    normalizer.normalize(unicode_of(piece), status).toUTF8String(out);
    if (U_FAILURE(status)) throw_icu("normalise");
    limits.require(out.size());
  });
  return out;
}

bool is_normalized(std::string_view text, std::string_view form, Limits& limits) {
  const icu::Normalizer2& normalizer = normalizer_of(form);
  bool all = true;
  const auto may_begin = [&](UChar32 c) { return normalizer.hasBoundaryBefore(c) != 0; };
  by_pieces(text, limits, may_begin, [&](std::string_view piece) {
    UErrorCode status = U_ZERO_ERROR;
    all = all && normalizer.isNormalized(unicode_of(piece), status);
    if (U_FAILURE(status)) throw_icu("normalise");
  });
  return all;
}

}  // namespace chancery::query
