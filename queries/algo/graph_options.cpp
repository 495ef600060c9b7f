#include "graph_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "part.h"

namespace chancery::query {

std::string with_options(std::string_view text, std::string_view more) {
  return fmt::format(
      "{} Options: labels, types, at or from and to (dates) restrict the graph; weight names a "
      "property of relationships, 1 where it is missing{}{}.",
      text, more.empty() ? "" : "; ", more);
}

ProcedureField options_field() { return {"options", "MAP?", Value(Map())}; }

ProcedureOptions part_options(std::string_view procedure, const Value& options,
                              std::vector<std::string_view> own) {
  std::vector<std::string_view> known = {"labels", "types", "at", "from", "to", "weight"};
  known.insert(known.end(), own.begin(), own.end());
  return {procedure, options, known};
}

GraphPart part_of(const ProcedureOptions& options) {
  GraphPart part{options.texts("labels"), options.texts("types"), options.date("from"),
                 options.date("to"), options.text("weight", "")};
  const std::string at = options.date("at");
  if (at.empty()) return part;
  if (!part.from.empty() || !part.to.empty()) refuse("The option at excludes from and to.");
  part.from = part.to = at;
  return part;
}

Direction direction_of(const ProcedureOptions& options) {
  const std::string word =
      options.choice("direction", {"outgoing", "incoming", "both"}, "outgoing");
  if (word == "both") return Direction::both;
  return word == "outgoing" ? Direction::outgoing : Direction::incoming;
}

Value sum_value(const GraphPart& part, double sum) {
  return part.weight.empty() ? Value(static_cast<std::int64_t>(sum)) : Value(sum);
}

NumberColumn sum_column(std::string_view name, const GraphPart& part, std::vector<double> sums) {
  if (!part.weight.empty()) return {std::string(name), std::move(sums)};
  std::vector<std::int64_t> counts(sums.size());
  std::ranges::transform(sums, counts.begin(),
                         [](double sum) { return static_cast<std::int64_t>(sum); });
  return {std::string(name), std::move(counts)};
}

}  // namespace chancery::query
