#include "periods.h"

#include "chancery/quotes.h"
#include "domain_reading.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

bool is_date(std::string_view text) {
  const bool length = text.size() == 4 || text.size() == 7 || text.size() == 10;
  for (std::size_t i = 0; length && i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return length;
}

std::string first_day_of(std::string_view date) {
  return std::string(date) + std::string("-01-01").substr(date.size() < 7 ? 0 : date.size() - 4);
}

// No month has more than 31 days, and none has one that would sort behind them.
std::string last_day_of(std::string_view date) {
  return std::string(date) + std::string("-12-31").substr(date.size() < 7 ? 0 : date.size() - 4);
}

/// "2023", "2023-12-06", "2023-12-06/2023-12-07"; unknown for what is no date.
Period period_in(const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string from = text.substr(0, slash);
  const std::string to = slash == std::string::npos ? from : text.substr(slash + 1);
  Period period;
  if (is_date(from)) period.first = first_day_of(from);
  if (is_date(to)) period.last = last_day_of(to);
  return period;
}

Period period_in_properties(const GraphView& view, const Value& element, std::string_view from,
                            std::string_view to) {
  const auto property = [&](std::string_view key) {
    const std::optional<KeyId> id = view.key_id(key);
    if (!id) return std::string();
    const Value value = element.type() == ValueType::node
                            ? view.property(element.as_node().id, *id)
                            : view.property(element.as_relationship().id, *id);
    return value.is_null() ? std::string() : to_display(value);
  };
  return {period_in(property(from)).first, period_in(property(to)).last};
}

/// From the first statement to the last; what is ongoing then goes on.
Period period_of_statements(const std::vector<Evidence>& all) {
  Period period;
  bool ongoing = false;
  for (const Evidence& proof : all) {
    const Period one = period_in(proof.date);
    if (!one.known()) continue;
    if (one.first && (!period.first || *one.first < *period.first)) period.first = one.first;
    if (one.last && (!period.last || *period.last < *one.last)) period.last = one.last;
    ongoing |= proof.status == "ongoing";
  }
  if (ongoing) period.last.reset();
  return period;
}

}  // namespace

bool Period::meets(const Period& other) const {
  const auto before = [](const auto& end, const auto& start) {
    return end && start && *end < *start;
  };
  return !before(last, other.first) && !before(other.last, first);
}

Period period_between(std::string_view from, std::string_view to) {
  for (const std::string_view text : {from, to}) {
    if (!is_date(text)) {
      throw_argument("InvalidArgumentValue",
                     in_quotes(text) + " is no date; write 2023, 2023-12 or 2023-12-06.");
    }
  }
  return {first_day_of(from), last_day_of(to)};
}

Period period_of(const GraphView& view, const Value& element) {
  const Period valid = period_in_properties(view, element, "valid_from", "valid_to");
  if (valid.known()) return valid;
  const Period stated = period_of_statements(proofs(view, element));
  return stated.known() ? stated : period_in_properties(view, element, "date", "date");
}

}  // namespace chancery::query
