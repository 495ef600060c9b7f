#include "icu_regex.h"

#include <algorithm>
#include <limits>

#include "chancery/error.h"

namespace chancery::query {
namespace {

constexpr std::int32_t kTimeLimit = 500;  // ICU's steps, about a millisecond each
constexpr std::int32_t kStackLimit = 8 << 20;
constexpr std::size_t kMaxPatternBytes = 64 << 10;

[[noreturn]] void throw_regex(const std::string& message) {
  throw Error(ErrorKind::argument_error, "InvalidArgumentValue", Phase::runtime, message);
}

icu::UnicodeString to_unicode(std::string_view text) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min(text.size(), kMost))));
}

}  // namespace

Regex::Regex(std::string_view pattern) : text_(pattern) {
  if (pattern.size() > kMaxPatternBytes) throw_regex("The regular expression is too long.");
  UParseError place{};
  UErrorCode status = U_ZERO_ERROR;
  compiled_.reset(icu::RegexPattern::compile(to_unicode(pattern), 0, place, status));
  if (U_SUCCESS(status)) return;
  throw_regex("The regular expression '" + text_ + "' is not well formed near its character " +
              std::to_string(std::max(place.offset, std::int32_t{1})) + ".");
}

bool Regex::matches(std::string_view text) const {
  const icu::UnicodeString input = to_unicode(text);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->matcher(input, status));
  if (U_SUCCESS(status)) matcher->setTimeLimit(kTimeLimit, status);
  if (U_SUCCESS(status)) matcher->setStackLimit(kStackLimit, status);
  const bool found = U_SUCCESS(status) && matcher->matches(status);
  if (U_SUCCESS(status)) return found;
  throw_regex("The regular expression '" + text_ +
              "' takes too long on this text; write it with less repetition inside repetition.");
}

}  // namespace chancery::query
