#include "dictionary/city_names.h"

#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>

#include "chancery/folding.h"

namespace chancery::ingest {
namespace {

using Zones = std::map<std::string, icu::UnicodeString, std::less<>>;

std::unique_ptr<icu::TimeZoneNames> zone_names(const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(icu::Locale(language), status));
  return U_SUCCESS(status) ? std::move(names) : nullptr;
}

std::string key(std::string_view city, std::string_view country) {
  return fold_name(city) + "/" + std::string(country);
}

/// Every time zone by its English city and its country.
Zones read_zones() {
  Zones zones;
  const auto names = zone_names("en");
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) || names == nullptr) return zones;
  while (const icu::UnicodeString* id = ids->snext(status)) {
    char region[4] = {};
    UErrorCode fault = U_ZERO_ERROR;
    icu::TimeZone::getRegion(*id, region, sizeof(region), fault);
    icu::UnicodeString name;
    std::string city;
    names->getExemplarLocationName(*id, name).toUTF8String(city);
    if (U_SUCCESS(fault) && !city.empty()) zones.emplace(key(city, region), *id);
  }
  return zones;
}

}  // namespace

std::vector<std::string> city_names(std::string_view english, std::string_view country) {
  static const Zones zones = read_zones();
  static const auto languages = [] {
    std::vector<std::unique_ptr<icu::TimeZoneNames>> all;
    for (const char* language : {"fr", "es", "ru", "zh", "ar"}) {
      if (auto names = zone_names(language)) all.push_back(std::move(names));
    }
    return all;
  }();
  std::vector<std::string> found;
  const auto zone = zones.find(key(english, country));
  if (zone == zones.end()) return found;
  for (const auto& names : languages) {
    icu::UnicodeString name;
    std::string utf8;
    names->getExemplarLocationName(zone->second, name).toUTF8String(utf8);
    if (!utf8.empty() && utf8 != english) found.push_back(std::move(utf8));
  }
  return found;
}

}  // namespace chancery::ingest
