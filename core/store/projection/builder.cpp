#include "store/projection/builder.h"

#include <oneapi/tbb/parallel_invoke.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "chancery/error.h"
#include "chancery/projection.h"
#include "store/projection/columns.h"
#include "store/projection/index_sets.h"
#include "store/projection/numbers.h"
#include "store/projection/statistics.h"
#include "store/projection/topology.h"

namespace chancery {
namespace {

[[noreturn]] void fail_far_apart(const char* what) {
  throw Error(ErrorKind::argument_error,
              "The ids of " + std::string(what) +
                  " are too far apart for a projection; load the graph into a new database.");
}

[[noreturn]] void fail_absent(const std::string& what) {
  throw Error(ErrorKind::corruption, "A relationship has " + what +
                                         " that does not exist; run `chancery verify` to find it.");
}

// Ids in ascending order as numbers from the first one on.
class Ids {
 public:
  void add(std::uint64_t id, const char* what) {
    if (numbers_.size() == 0) first_ = id;
    if (id - first_ >= UINT32_MAX - 1) fail_far_apart(what);
    numbers_.add(static_cast<std::uint32_t>(id - first_));
  }
  std::uint32_t size() const { return numbers_.size(); }
  std::uint64_t first() const { return first_; }
  Section section(SectionKind kind) const {
    SectionEntry entry;
    entry.kind = kind;
    entry.bound = numbers_.end();
    entry.base = static_cast<std::int64_t>(first_);
    return numbers_.section(entry);
  }

 private:
  std::uint64_t first_ = 0;
  IndexSetWriter numbers_;
};

// The lists of labels that occur, numbered in order of their first node.
class LabelLists {
 public:
  void add(const std::vector<LabelId>& labels) {
    if (lists_.empty() || labels != *lists_[last_]) last_ = number_of(labels);
    of_node_.push_back(last_);
  }

  void take_sections(const TakeSection& take) const {
    std::vector<std::uint32_t> words(lists_.size() + 1);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      words[i + 1] = words[i] + static_cast<std::uint32_t>(lists_[i]->size());
      for (const LabelId label : *lists_[i]) words.push_back(raw(label));
    }
    SectionEntry entry;
    entry.kind = SectionKind::label_lists;
    entry.items = static_cast<std::uint32_t>(lists_.size());
    take(Section::of(entry, std::move(words)));
    SectionEntry of_node;
    of_node.kind = SectionKind::label_list_of_node;
    take(narrow_numbers<std::uint32_t>(of_node, of_node_));
    take_labels(take);
  }

  std::span<const std::uint32_t> of_node() const { return of_node_; }
  std::span<const std::vector<LabelId>* const> lists() const { return lists_; }

 private:
  std::uint32_t number_of(const std::vector<LabelId>& labels) {
    const auto found = numbers_.find(labels);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(&numbers_.emplace(labels, number).first->first);
    return number;
  }

  void take_labels(const TakeSection& take) const {
    std::map<LabelId, IndexSetWriter> nodes_with;
    std::vector<std::vector<IndexSetWriter*>> of_list(lists_.size());
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      for (const LabelId label : *lists_[i]) of_list[i].push_back(&nodes_with[label]);
    }
    for (NodeIndex node = 0; node < of_node_.size(); ++node) {
      for (IndexSetWriter* nodes : of_list[of_node_[node]]) nodes->add(node);
    }
    for (const auto& [label, nodes] : nodes_with) {
      SectionEntry entry;
      entry.kind = SectionKind::label;
      entry.id = raw(label);
      entry.bound = static_cast<std::uint32_t>(of_node_.size());
      take(nodes.section(entry));
    }
  }

  std::map<std::vector<LabelId>, std::uint32_t> numbers_;
  std::vector<const std::vector<LabelId>*> lists_;
  std::vector<std::uint32_t> of_node_;
  std::uint32_t last_ = 0;  // the list of the node before
};

class Builder {
 public:
  Builder(const GraphReads& reads, const std::function<void()>& check_interrupt,
          const TakeSection& take)
      : reads_(reads),
        check_interrupt_(check_interrupt),
        take_(take),
        columns_(reads.catalog().dictionary().keys.size()) {}

  ProjectionSize build() {
    read_nodes();
    read_relationships();
    const ProjectionSize size{nodes_.size(), relationships_.size()};
    take_(node_ids_);
    take_(relationships_.section(SectionKind::relationship_ids));
    relationships_ = {};
    label_lists_.take_sections(take_);
    build_topology(size);
    return size;
  }

 private:
  void tick() {
    if (check_interrupt_ && ++ticks_ % 4096 == 0) check_interrupt_();
  }

  void read_nodes() {
    reads_.scan_nodes(
        [&](NodeId node, const std::vector<LabelId>& labels, std::string_view properties) {
          nodes_.add(raw(node), "nodes");
          label_lists_.add(labels);
          columns_.add(nodes_.size() - 1, properties);
          tick();
        });
    node_ids_ = nodes_.section(SectionKind::node_ids);
    columns_.take_sections(0, nodes_.size(), take_);
  }

  void read_relationships() {
    const auto nodes = read_index_set(node_ids_.entry, node_ids_.bytes);
    reads_.scan_relationships(
        [&](RelationshipId id, const RelationshipRecord& ends, std::string_view properties) {
          add_relationship(*nodes, id, ends);
          columns_.add(relationships_.size() - 1, properties);
          tick();
        });
    columns_.take_sections(1, relationships_.size(), take_);
  }

  // Kept out of the loop around it, whose registers it would take.
  [[gnu::noinline]] void add_relationship(const IndexSet& nodes, RelationshipId id,
                                          const RelationshipRecord& ends) {
    relationships_.add(raw(id), "relationships");
    if (ends.start != start_) start_index_ = index_of(nodes, ends.start);
    start_ = ends.start;
    of_type(ends.type).add(relationships_.size() - 1, start_index_, index_of(nodes, ends.end));
  }

  NodeIndex index_of(const IndexSet& nodes, NodeId node) const {
    const std::uint64_t number = raw(node) - nodes_.first();
    const std::uint32_t place = number < nodes.bound()
                                    ? nodes.place(static_cast<std::uint32_t>(number))
                                    : IndexSet::kAbsent;
    if (place == IndexSet::kAbsent) fail_absent("an end");
    return place;
  }

  RelationshipsOfType& of_type(TypeId type) {
    if (raw(type) >= of_type_.size() || of_type_[raw(type)].relationships.empty()) expect(type);
    return of_type_[raw(type)];
  }

  // Makes room for what the catalog counts, within what a damaged one may be believed.
  void expect(TypeId type) {
    if (raw(type) > reads_.catalog().dictionary().types.size()) fail_absent("a type");
    constexpr std::uint64_t kMostRoom = 1 << 24;
    if (raw(type) >= of_type_.size()) of_type_.resize(raw(type) + 1);
    of_type_[raw(type)].reserve(std::min(reads_.catalog().relationships_of(type), kMostRoom));
  }

  void build_topology(const ProjectionSize& size) {
    std::vector<std::uint32_t> slots(size.relationships);
    std::uint32_t slot = 0;
    for (std::size_t type = 0; type < of_type_.size(); ++type) {
      RelationshipsOfType group = std::exchange(of_type_[type], {});
      if (group.relationships.empty()) continue;
      sort_as_steps(group, size.nodes);
      for (const RelationshipIndex each : group.relationships) slots[each] = slot++;
      take_type(static_cast<TypeId>(type), std::move(group), size.nodes);
      if (check_interrupt_) check_interrupt_();
    }
    SectionEntry entry;
    entry.kind = SectionKind::slots;
    take_(packed_numbers(entry, slots));
  }

  void take_type(TypeId type, RelationshipsOfType group, std::uint32_t nodes) {
    IncomingRows incoming;
    RowStarts outgoing;
    LabelPairCounts pairs;
    oneapi::tbb::parallel_invoke([&] { incoming = incoming_rows(group, nodes); },
                                 [&] {
                                   outgoing = outgoing_rows(group, nodes);
                                   pairs = count_label_pairs(group, label_lists_.of_node(),
                                                             label_lists_.lists());
                                 });
    take_rows(type, 0, std::move(outgoing), std::move(group.ends), group.relationships);
    take_rows(type, 1, std::move(incoming.rows), std::move(incoming.nodes), incoming.places);
    take_(label_pairs_section(type, pairs));
  }

  void take_rows(TypeId type, std::uint8_t side, RowStarts rows, std::vector<NodeIndex> nodes,
                 std::span<const std::uint32_t> relationships) {
    const auto complete = [&](SectionEntry entry, SectionKind kind, std::size_t items) {
      entry.kind = kind;
      entry.id = raw(type);
      entry.side = side;
      entry.items = static_cast<std::uint32_t>(items);
      return entry;
    };
    const auto take = [&](SectionKind kind, auto numbers) {
      const SectionEntry entry = complete({}, kind, numbers.size());
      take_(Section::of(entry, std::move(numbers)));
    };
    rows.sources.entry =
        complete(rows.sources.entry, SectionKind::sources, rows.sources.entry.items);
    take_(std::move(rows.sources));
    take_(degrees_section(type, side, rows.starts));
    take(SectionKind::row_starts, std::move(rows.starts));
    take(SectionKind::row_nodes, std::move(nodes));
    take_(packed_numbers(complete({}, SectionKind::row_relationships, relationships.size()),
                         relationships));
  }

  const GraphReads& reads_;
  const std::function<void()>& check_interrupt_;
  const TakeSection& take_;
  std::uint64_t ticks_ = 0;
  Ids nodes_;
  Section node_ids_;
  Ids relationships_;
  LabelLists label_lists_;
  ColumnsWriter columns_;
  std::vector<RelationshipsOfType> of_type_;  // by type
  std::optional<NodeId> start_;  // of the relationship before, which is often that of the next
  NodeIndex start_index_ = 0;
};

}  // namespace

ProjectionSize build_sections(const GraphReads& reads, const std::function<void()>& check_interrupt,
                              const TakeSection& take) {
  return Builder(reads, check_interrupt, take).build();
}

}  // namespace chancery
