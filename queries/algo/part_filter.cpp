#include "part_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "chancery/error.h"

namespace chancery::query {
namespace {

template <typename Id>
void sort_once(std::vector<Id>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

PartFilter::PartFilter(const GraphView& view, const GraphPart& part)
    : every_label(part.labels.empty()), every_type(part.types.empty()) {
  for (const std::string& name : part.labels) {
    if (const auto id = view.label_id(name)) labels.push_back(*id);
  }
  for (const std::string& name : part.types) {
    if (const auto id = view.type_id(name)) types.push_back(*id);
  }
  sort_once(labels);
  sort_once(types);
  if (!part.from.empty() || !part.to.empty()) {
    period =
        period_between(part.from.empty() ? "0000" : part.from, part.to.empty() ? "9999" : part.to);
  }
  if (!part.weight.empty()) weight = weight_key(view, part.weight);
}

KeyId weight_key(const GraphView& view, std::string_view property) {
  if (const auto key = view.key_id(property)) return *key;
  refuse(fmt::format("No relationship has the weight '{}'.", property));
}

void refuse(std::string message) {
  throw Error(ErrorKind::procedure_error, "InvalidArgumentValue", Phase::runtime,
              std::move(message));
}

}  // namespace chancery::query
