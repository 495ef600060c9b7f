#pragma once

// When what the graph says held. Dates are compared as ISO 8601 texts, whose order is that of
// time for years of four digits; a short date ("2023-12") is its whole period.

#include <optional>
#include <string>
#include <string_view>

#include "chancery/graph.h"
#include "chancery/value.h"

namespace chancery::query {

/// Days, ends included; an absent one is open.
struct Period {
  std::optional<std::string> first;
  std::optional<std::string> last;

  bool known() const { return first || last; }
  bool meets(const Period& other) const;
};

/// From the first day of `from` to the last of `to`. Throws Error(argument_error,
/// "InvalidArgumentValue") for what is no date.
Period period_between(std::string_view from, std::string_view to);

/// When a node or a relationship held: valid_from and valid_to, else the dates of its statements
/// (what is ongoing goes on after the last), else its own date or interval; else unknown.
Period period_of(const GraphView& view, const Value& element);

}  // namespace chancery::query
