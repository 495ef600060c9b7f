#pragma once

// What Unicode makes of texts: case, normal forms, characters as people see them. By pieces, under
// the limits of a query, as a text may be as long as memory allows.

#include <string>
#include <string_view>

#include "query_limits.h"

namespace chancery::query {

std::string upper_case(std::string_view text, Limits& limits);
std::string lower_case(std::string_view text, Limits& limits);

/// The user-perceived characters from the last to the first.
std::string reversed_text(std::string_view text, Limits& limits);

/// `form` is NFC, NFD, NFKC or NFKD in any case; another one throws
/// Error(argument_error, "InvalidArgumentValue").
std::string normalized(std::string_view text, std::string_view form, Limits& limits);
bool is_normalized(std::string_view text, std::string_view form, Limits& limits);

}  // namespace chancery::query
