#pragma once

#include <ctime>
#include <string>

namespace chancery {

/// ISO 8601, UTC, seconds: "2024-05-01T12:00:00Z".
inline std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace chancery
