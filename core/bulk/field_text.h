#pragma once

// From the text of a field to the bytes of a property.

#include <string>
#include <string_view>

#include "bulk/header.h"

namespace chancery::bulk {

/// Appends a value as record.h stores it; lists are split at `array_delimiter`. Throws
/// Error(input_error), without a place, where the text is none of the column's type.
void append_field(std::string& out, const Column& column, std::string_view text,
                  char array_delimiter);

/// A whole number, blanks around it aside; nullopt where it is none, or beyond 64 bits.
std::optional<std::int64_t> integer_of(std::string_view text);

/// Throws Error(input_error): what is wrong with a row, whose place is known elsewhere.
[[noreturn]] void fail_row(const std::string& message);

std::string_view without_blanks(std::string_view text);
/// For messages: in quotes, cut after some 40 characters, controls as blanks.
std::string in_quotes(std::string_view text);

}  // namespace chancery::bulk
