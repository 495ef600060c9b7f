#pragma once

// Values as the TCK writes them in tables: literals, (:Label {key: 1}), [:TYPE], <(:A)-[:T]->()>.
// Expected text and actual values are brought to one canonical text, which is compared.

#include <string>
#include <string_view>

#include "chancery/value.h"

namespace cypher_tests {

enum class ListOrder { matters, ignored };

/// The canonical text of an expected value. Throws std::runtime_error where it cannot be read.
std::string canonical_notation(std::string_view notation, ListOrder order);

/// The canonical text of an actual value; nodes and relationships must carry their data.
std::string canonical(const chancery::Value& value, ListOrder order);

}  // namespace cypher_tests
