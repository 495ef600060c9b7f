#include "set_items.h"

#include <fmt/format.h>

#include <utility>

#include "../complete.h"
#include "../spelling.h"
#include "chancery/error.h"
#include "graph_writer.h"

namespace chancery::query {
namespace {

/// A map, or the properties of a node or relationship.
Map as_properties(const Value& value, const GraphView& graph) {
  if (value.type() == ValueType::map) return value.as_map();
  if (value.type() == ValueType::node) {
    std::shared_ptr<const NodeData> data = node_data(graph, value.as_node().id);
    return data ? data->properties : Map();
  }
  if (value.type() == ValueType::relationship) {
    auto data = relationship_data(graph, value.as_relationship().id);
    return data ? data->properties : Map();
  }
  throw Error(ErrorKind::type_error, "InvalidArgumentType", Phase::runtime,
              fmt::format("SET needs a map, a node or a relationship to take properties from, "
                          "not {}.",
                          with_article(value.type())));
}

}  // namespace

SetItems::SetItems(const std::vector<SetItem>& items, ExecContext& context) : context_(context) {
  for (const SetItem& item : items) {
    Step step{&item,
              compile(*item.target, context),
              item.value ? compile(*item.value, context) : Evaluator(),
              {}};
    for (const Name& label : item.labels) step.labels.push_back(label.text);
    steps_.push_back(std::move(step));
  }
}

void SetItems::apply(Row& row) {
  for (const Step& step : steps_) {
    placed(step.item->span, [&] { apply(step, row); });
  }
}

void SetItems::apply(const Step& step, Row& row) {
  const Value& target = step.target(row, target_);
  if (target.is_null()) return;
  GraphWriter& writer = *context_.writer;
  switch (step.item->kind) {
    case SetItem::Kind::labels:
      return writer.add_labels(target, step.labels);
    case SetItem::Kind::property:
      return writer.set_property(target, step.item->key.text, step.value(row, value_));
    case SetItem::Kind::replace:
    case SetItem::Kind::merge:
      return writer.set_properties(target, as_properties(step.value(row, value_), context_.graph()),
                                   step.item->kind == SetItem::Kind::replace);
  }
}

}  // namespace chancery::query
