#pragma once

// Regular expressions on UTF-8 text by ICU, with bounds on the time and stack of one match, so
// that a pattern which backtracks without end is an error and not a hang.

#include <unicode/regex.h>

#include <memory>
#include <string>
#include <string_view>

namespace chancery::query {

class Regex {
 public:
  /// Throws Error(argument_error, "InvalidArgumentValue") where the pattern is not well formed.
  explicit Regex(std::string_view pattern);

  const std::string& pattern() const { return text_; }

  /// True where the pattern matches the whole text. Throws Error(argument_error,
  /// "InvalidArgumentValue") where that takes too long to find out.
  bool matches(std::string_view text) const;

 private:
  std::string text_;
  std::unique_ptr<const icu::RegexPattern> compiled_;
};

}  // namespace chancery::query
