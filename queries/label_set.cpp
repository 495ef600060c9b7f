#include "label_set.h"

#include <algorithm>
#include <utility>

namespace chancery::query {
namespace {

// Rows of a scan in the time of one lookup.
constexpr std::uint64_t kRowsPerLookup = 8;

}  // namespace

LabelSet::LabelSet(std::string label, ExecContext& context)
    : label_(std::move(label)),
      context_(context),
      id_(context.graph().label_id(label_)),
      memory_(context.limits()) {}

bool LabelSet::contains(NodeId node) {
  if (context_.transaction) return ask(node);
  if (!id_) return false;
  if (!read_) {
    if (++asked_ * kRowsPerLookup < context_.graph().node_count(*id_)) return ask(node);
    read_all();
  }
  const auto at = static_cast<std::size_t>(node);
  return at < nodes_.size() && nodes_[at];
}

void LabelSet::read_all() {
  read_ = true;
  const auto labelled = context_.graph().nodes_with_label(*id_);
  for (NodeId node = labelled->next(); node != NodeId::none; node = labelled->next()) {
    nodes_.resize(static_cast<std::size_t>(node) + 1);
    nodes_.back() = true;
  }
  memory_.charge(nodes_.size() / 8);
}

LabelSets::LabelSets(const std::vector<std::string>& labels, ExecContext& context) {
  for (const std::string& label : labels) {
    sets_.push_back(std::make_shared<LabelSet>(label, context));
  }
}

bool LabelSets::contain(NodeId node) const {
  return std::ranges::all_of(sets_, [node](const auto& set) { return set->contains(node); });
}

bool LabelSet::ask(NodeId node) const {
  const std::optional<LabelId> id = context_.graph().label_id(label_);
  return id && context_.graph().has_label(node, *id);
}

}  // namespace chancery::query
