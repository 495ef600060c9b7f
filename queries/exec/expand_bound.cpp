// A pattern whose relationship, or list of relationships, is known: finds or checks its ends.

#include <algorithm>
#include <utility>

#include "../label_expression.h"
#include "cursors.h"
#include "hop.h"

namespace chancery::query {
namespace {

struct Ends {
  NodeId from = NodeId::none;
  NodeId to = NodeId::none;
};

class ExpandBoundCursor : public Cursor {
 public:
  ExpandBoundCursor(const ExpandBound& op, CursorPtr input, ExecContext& context)
      : op_(op), context_(context), input_(std::move(input)) {}

  bool next(Row& row) override {
    while (true) {
      context_.limits().check();
      if (at_ < ends_.size()) {
        put(ends_[at_++], row);
        return true;
      }
      if (!input_->next(row)) return false;
      ends_.clear();
      at_ = 0;
      find_ends(row);
    }
  }

  void reset() override {
    ends_.clear();
    at_ = 0;
    input_->reset();
  }

 private:
  const Value& value(Slot slot, const Row& row) const {
    return row[static_cast<std::size_t>(slot)];
  }

  void put(const Ends& ends, Row& row) const {
    if (!op_.from_bound) row[static_cast<std::size_t>(op_.hop.from)] = Node{ends.from, nullptr};
    if (!op_.hop.to_bound) row[static_cast<std::size_t>(op_.hop.to)] = Node{ends.to, nullptr};
  }

  void find_ends(const Row& row) {
    const Value& known = value(op_.hop.relationship, row);
    if (!op_.variable && known.type() == ValueType::relationship) {
      walk({known}, row);
    } else if (op_.variable && known.type() == ValueType::list) {
      walk(known.as_list(), row);
    }
  }

  /// Both ways of reading the first relationship decide all that follow.
  void walk(const List& relationships, const Row& row) {
    if (op_.variable && !admits_length(relationships.size())) return;
    if (relationships.empty()) return walk_nothing(row);
    std::optional<RelationshipRecord> first = record(relationships.front(), row);
    if (!first) return;
    if (op_.hop.direction != Direction::incoming) follow(first->start, relationships, row);
    if (op_.hop.direction == Direction::outgoing) return;
    if (op_.hop.direction == Direction::incoming || first->start != first->end) {
      follow(first->end, relationships, row);
    }
  }

  void walk_nothing(const Row& row) {
    const Value& from = value(op_.from_bound ? op_.hop.from : op_.hop.to, row);
    if ((op_.from_bound || op_.hop.to_bound) && from.type() == ValueType::node) {
      add({from.as_node().id, from.as_node().id}, row);
    }
  }

  void follow(NodeId from, const List& relationships, const Row& row) {
    NodeId at = from;
    for (const Value& relationship : relationships) {
      context_.limits().check();
      std::optional<RelationshipRecord> step = record(relationship, row);
      if (!step) return;
      bool forward = op_.hop.direction != Direction::incoming && step->start == at;
      bool backward = op_.hop.direction != Direction::outgoing && step->end == at;
      if (!forward && !backward) return;
      at = forward ? step->end : step->start;
    }
    add({from, at}, row);
  }

  void add(const Ends& ends, const Row& row) {
    if (op_.from_bound && !is(op_.hop.from, ends.from, row)) return;
    if (op_.hop.to_bound && !is(op_.hop.to, ends.to, row)) return;
    if (op_.hop.from == op_.hop.to && ends.from != ends.to) return;
    ends_.push_back(ends);
  }

  bool is(Slot slot, NodeId node, const Row& row) const {
    return value(slot, row).type() == ValueType::node && value(slot, row).as_node().id == node;
  }

  /// Nothing where it is gone, of another type, or walked before.
  std::optional<RelationshipRecord> record(const Value& relationship, const Row& row) const {
    if (relationship.type() != ValueType::relationship) return std::nullopt;
    RelationshipId id = relationship.as_relationship().id;
    std::optional<RelationshipRecord> found = context_.graph().relationship(id);
    if (!found || already_walked(row, op_.hop.distinct_from, id)) return std::nullopt;
    std::string_view type = context_.graph().name(found->type);
    if (op_.hop.type_expression && !matches(*op_.hop.type_expression, type)) return std::nullopt;
    if (op_.hop.types.empty()) return found;
    return std::ranges::count(op_.hop.types, type) > 0 ? found : std::nullopt;
  }

  bool admits_length(std::size_t length) const {
    return length >= op_.least && (!op_.most || length <= *op_.most);
  }

  const ExpandBound& op_;
  ExecContext& context_;
  CursorPtr input_;
  std::vector<Ends> ends_;
  std::size_t at_ = 0;
};

}  // namespace

CursorPtr make_cursor(const ExpandBound& op, Sources sources, ExecContext& context) {
  return std::make_unique<ExpandBoundCursor>(op, std::move(sources.input), context);
}

}  // namespace chancery::query
