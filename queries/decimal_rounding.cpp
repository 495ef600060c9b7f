#include "decimal_rounding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

namespace chancery::query {
namespace {

constexpr std::array kModes = {
    std::pair{std::string_view("up"), RoundingMode::up},
    std::pair{std::string_view("down"), RoundingMode::down},
    std::pair{std::string_view("ceiling"), RoundingMode::ceiling},
    std::pair{std::string_view("floor"), RoundingMode::floor},
    std::pair{std::string_view("half_up"), RoundingMode::half_up},
    std::pair{std::string_view("half_down"), RoundingMode::half_down},
    std::pair{std::string_view("half_even"), RoundingMode::half_even},
};

// Floats have digits between these places.
constexpr std::int64_t kMostPlaces = 400;

/// `digits` with a point after the first, times ten to the power of `exponent`.
struct Decimal {
  std::string digits;
  std::int64_t exponent = 0;
};

Decimal shortest_decimal(double magnitude) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude,
                                 std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  Decimal decimal{std::string(text.substr(0, e)), std::stoi(std::string(text.substr(e + 1)))};
  std::erase(decimal.digits, '.');
  return decimal;
}

/// Whether what is cut off takes the kept digits one up, away from zero.
bool goes_up(std::string_view kept, std::string_view cut, bool negative, RoundingMode mode) {
  const int against_half = cut.compare("5");
  switch (mode) {
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
    case RoundingMode::ceiling:
      return !negative;
    case RoundingMode::floor:
      return negative;
    case RoundingMode::half_up:
      return against_half >= 0;
    case RoundingMode::half_down:
      return against_half > 0;
    case RoundingMode::half_even:
      return against_half > 0 || (against_half == 0 && !kept.empty() && kept.back() % 2 == 1);
  }
  return false;
}

void add_one(std::string& digits) {
  auto at = digits.rbegin();
  for (; at != digits.rend() && *at == '9'; ++at) *at = '0';
  if (at == digits.rend()) {
    digits.insert(0, 1, '1');
  } else {
    ++*at;
  }
}

double read(const std::string& digits, std::int64_t places) {
  const std::string text = digits + 'e' + std::to_string(-places);
  double number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  return result.ec == std::errc() ? number : std::numeric_limits<double>::infinity();
}

}  // namespace

std::optional<RoundingMode> rounding_mode(std::string_view name) {
  const auto* found = std::ranges::find(kModes, name, &decltype(kModes)::value_type::first);
  return found == kModes.end() ? std::nullopt : std::optional(found->second);
}

double round_decimal(double number, std::int64_t places, RoundingMode mode) {
  if (number == 0) return number;
  places = std::clamp(places, -kMostPlaces, kMostPlaces);
  const auto [digits, exponent] = shortest_decimal(std::fabs(number));
  const std::int64_t count = exponent + 1 + places;
  if (count >= static_cast<std::int64_t>(digits.size())) return number;
  std::string kept = digits.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
  // A number below a tenth of the last place has a zero before its digits.
  const std::string cut = count < 0 ? '0' + digits : digits.substr(kept.size());
  const bool up = goes_up(kept, cut, number < 0, mode);
  if (kept.empty()) kept = "0";
  if (up) add_one(kept);
  const double rounded = read(kept, places);
  if (!std::isfinite(rounded)) return number;
  return rounded == 0 ? 0.0 : std::copysign(rounded, number);
}

}  // namespace chancery::query
