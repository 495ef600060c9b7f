#pragma once

// What a user gave, as messages repeat it.

#include <string>
#include <string_view>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// The text, cut after 60 characters so that a message stays readable: "abc...".
std::string shortened(std::string_view text);

/// The same in single quotes.
std::string in_quotes(std::string_view text);

}  // namespace CHANCERY_API
