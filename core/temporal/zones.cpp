// Time zones: the process-wide table of IANA zones, and local clocks to instants and back.

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <mutex>

#include "chancery/quotes.h"
#include "temporal/calendar.h"

namespace chancery {
namespace {

// Beyond these instants (years -9999 and 9999) ICU's field arithmetic is not reliable; the offset
// at the bound holds for what lies outside.
constexpr std::int64_t kFirstZonedSecond = -377'705'116'800;
constexpr std::int64_t kLastZonedSecond = 253'402'300'799;

struct ZoneEntry {
  std::string name;
  std::unique_ptr<icu::TimeZone> zone;
};

class ZoneTable {
 public:
  std::optional<ZoneId> find_or_add(std::string_view name) {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    std::unique_ptr<icu::TimeZone> zone = open(name);
    if (!zone || entries_.size() >= std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    entries_.push_back({std::string(name), std::move(zone)});
    const ZoneId id{static_cast<std::uint16_t>(entries_.size())};
    by_name_.emplace(name, id);
    return id;
  }

  const ZoneEntry& entry(ZoneId id) {
    const std::lock_guard lock(mutex_);
    return entries_.at(raw(id) - 1U);
  }

 private:
  static std::unique_ptr<icu::TimeZone> open(std::string_view name) {
    const icu::UnicodeString id = icu::UnicodeString::fromUTF8(icu::StringPiece(
        name.data(), static_cast<std::int32_t>(std::min<std::size_t>(name.size(), 64))));
    icu::UnicodeString canonical;
    UBool is_system_id = false;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(id, canonical, is_system_id, status);
    if (U_FAILURE(status) || !is_system_id || canonical == icu::UnicodeString("Etc/Unknown")) {
      return nullptr;
    }
    return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(id));
  }

  std::mutex mutex_;
  std::deque<ZoneEntry> entries_;  // grows without moving what zone_name() has handed out
  std::map<std::string, ZoneId, std::less<>> by_name_;
};

ZoneTable& zone_table() {
  static ZoneTable table;
  return table;
}

}  // namespace

std::optional<ZoneId> find_zone(std::string_view name) { return zone_table().find_or_add(name); }

ZoneId zone_id(std::string_view name) {
  if (const std::optional<ZoneId> found = find_zone(name)) return *found;
  throw_argument("Unknown time zone " + in_quotes(name) +
                 "; give an IANA name such as 'Europe/Paris' or an offset such as '+02:00'.");
}

std::string_view zone_name(ZoneId zone) {
  return zone == ZoneId::none ? std::string_view{} : zone_table().entry(zone).name;
}

std::int32_t offset_at(Zone zone, std::int64_t seconds) {
  if (zone.id == ZoneId::none) return zone.offset;
  const UDate when =
      1000.0 * static_cast<double>(std::clamp(seconds, kFirstZonedSecond, kLastZonedSecond));
  std::int32_t raw_offset = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_table().entry(zone.id).zone->getOffset(when, false, raw_offset, saving, status);
  return U_FAILURE(status) ? 0 : (raw_offset + saving) / 1000;
}

Zone zone_of(const DateTime& value) {
  return value.zone == ZoneId::none ? Zone{ZoneId::none, value.offset} : Zone{value.zone, 0};
}

DateTime in_zone(LocalDateTime local, Zone zone) {
  // No zone changes its clocks twice within two days, so one of the offsets a day before and a
  // day after is in force, except in a gap, where the one before says how far to go.
  const std::int32_t before =
      offset_at(zone, local.seconds - kSecondsPerDay - offset_at(zone, local.seconds));
  const std::int32_t after =
      offset_at(zone, local.seconds + kSecondsPerDay - offset_at(zone, local.seconds));
  std::int64_t instant = local.seconds - before;
  if (offset_at(zone, instant) != before && offset_at(zone, local.seconds - after) == after) {
    instant = local.seconds - after;
  }
  return at_instant(instant, local.nanos, zone);
}

DateTime at_instant(std::int64_t seconds, std::int32_t nanos, Zone zone) {
  return DateTime{seconds, nanos, offset_at(zone, seconds), zone.id};
}

LocalDateTime local_date_time(const DateTime& value) {
  return LocalDateTime{value.seconds + value.offset, value.nanos};
}

}  // namespace chancery
