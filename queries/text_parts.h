#pragma once

#include <cstddef>
#include <string_view>

namespace chancery::query {

/// As text.find(part, from), in time that grows with the sum of both lengths and not with their
/// product, and reported as it passes.
std::size_t find_part(std::string_view text, std::string_view part, std::size_t from = 0);

}  // namespace chancery::query
