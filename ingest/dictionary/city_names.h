#pragma once

// Names of cities in the languages of the dictionaries, from ICU, which knows the city of each time
// zone in every language.

#include <string>
#include <string_view>
#include <vector>

namespace chancery::ingest {

/// The names of a city in French, Spanish, Russian, Chinese and Arabic; none where ICU does not
/// know it. `country` is an ISO 3166-1 code.
std::vector<std::string> city_names(std::string_view english, std::string_view country);

}  // namespace chancery::ingest
