#include "icu_regex.h"

#include <unicode/utext.h>

#include <algorithm>
#include <exception>
#include <limits>

#include "chancery/error.h"
#include "chancery/quotes.h"
#include "chancery/work.h"

namespace chancery::query {
namespace {

constexpr std::int32_t kTimeLimit = 500;     // ICU's steps, about a millisecond each
constexpr std::size_t kPerStep = 1'000'000;  // nanoseconds
constexpr std::int32_t kStackLimit = 8 << 20;
constexpr std::size_t kMaxPatternBytes = 64 << 10;

[[noreturn]] void throw_regex(const std::string& message) {
  throw Error(ErrorKind::argument_error, "InvalidArgumentValue", Phase::runtime, message);
}

/// Called by ICU after each of its steps; an exception must not pass through it.
UBool U_CALLCONV go_on(const void* place, std::int32_t) {
  try {
    report_work(kPerStep);
    return 1;
  } catch (...) {
    *static_cast<std::exception_ptr*>(const_cast<void*>(place)) = std::current_exception();
    return 0;
  }
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
  throw_regex("The regular expression " + in_quotes(text_) +
              " is not well formed near its character " +
              std::to_string(std::max(place.offset, std::int32_t{1})) + ".");
}

bool Regex::matches(std::string_view text) const {
  report_work(text.size());
  // Read as UTF-8: a copy in ICU's own form would be twice as long.
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> input(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->matcher(status));
  std::exception_ptr stopped;
  if (U_SUCCESS(status)) matcher->setMatchCallback(go_on, &stopped, status);
  if (U_SUCCESS(status)) matcher->setTimeLimit(kTimeLimit, status);
  if (U_SUCCESS(status)) matcher->setStackLimit(kStackLimit, status);
  if (U_SUCCESS(status)) matcher->reset(input.get());
  const bool found = U_SUCCESS(status) && matcher->matches(status);
  if (stopped) std::rethrow_exception(stopped);
  if (U_SUCCESS(status)) return found;
  throw_regex("The regular expression " + in_quotes(text_) +
              " takes too long on this text; write it with less repetition inside repetition.");
}

}  // namespace chancery::query
