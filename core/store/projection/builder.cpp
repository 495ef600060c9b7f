#include "store/projection/builder.h"

#include <oneapi/tbb/parallel_invoke.h>

#include <algorithm>
#include <map>
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

// Ids in ascending order as numbers from the first one on.
class Ids {
 public:
  void add(std::uint64_t id, std::string_view what) {
    if (numbers_.empty()) first_ = id;
    if (id - first_ >= UINT32_MAX - 1) {
      throw Error(ErrorKind::argument_error,
                  "The ids of " + std::string(what) +
                      " are too far apart for a projection; load the graph into a new database.");
    }
    numbers_.push_back(static_cast<std::uint32_t>(id - first_));
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }
  std::uint64_t first() const { return first_; }
  Section section(SectionKind kind) const {
    SectionEntry entry;
    entry.kind = kind;
    entry.bound = numbers_.empty() ? 0 : numbers_.back() + 1;
    entry.base = static_cast<std::int64_t>(first_);
    return index_set(entry, numbers_);
  }

 private:
  std::uint64_t first_ = 0;
  std::vector<std::uint32_t> numbers_;
};

// The lists of labels that occur, numbered in order of their first node.
class LabelLists {
 public:
  void add(const std::vector<LabelId>& labels) {
    const auto [found, added] = numbers_.emplace(labels, lists_.size());
    if (added) lists_.push_back(&found->first);
    of_node_.push_back(static_cast<std::uint32_t>(found->second));
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
  void take_labels(const TakeSection& take) const {
    std::map<LabelId, std::vector<bool>> lists_with;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      for (const LabelId label : *lists_[i]) {
        std::vector<bool>& lists = lists_with[label];
        lists.resize(lists_.size());
        lists[i] = true;
      }
    }
    for (const auto& [label, lists] : lists_with) {
      std::vector<NodeIndex> nodes;
      for (NodeIndex node = 0; node < of_node_.size(); ++node) {
        if (lists[of_node_[node]]) nodes.push_back(node);
      }
      SectionEntry entry;
      entry.kind = SectionKind::label;
      entry.id = raw(label);
      entry.bound = static_cast<std::uint32_t>(of_node_.size());
      take(index_set(entry, nodes));
    }
  }

  std::map<std::vector<LabelId>, std::size_t> numbers_;
  std::vector<const std::vector<LabelId>*> lists_;
  std::vector<std::uint32_t> of_node_;
};

// Where the two ends of relationships are among the nodes.
class Ends {
 public:
  /// `first` is the first node there is.
  explicit Ends(NodeId first) : first_(first) {}

  void add(const RelationshipRecord& ends) {
    relationships_.starts.push_back(number(ends.start));
    relationships_.ends.push_back(number(ends.end));
    relationships_.types.push_back(ends.type);
  }

  /// From numbers of ids to indexes, when all nodes are known.
  Relationships among(const IndexSet& nodes) {
    for (auto* ends : {&relationships_.starts, &relationships_.ends}) {
      for (NodeIndex& end : *ends) {
        end = end < nodes.bound() ? nodes.place(end) : IndexSet::kAbsent;
        if (end != IndexSet::kAbsent) continue;
        throw Error(ErrorKind::corruption,
                    "A relationship has an end that does not exist; run "
                    "`chancery verify` to find it.");
      }
    }
    return std::move(relationships_);
  }

 private:
  std::uint32_t number(NodeId node) const {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(raw(node) - raw(first_), IndexSet::kAbsent));
  }

  NodeId first_;
  Relationships relationships_;
};

class Builder {
 public:
  Builder(const GraphReads& reads, const std::function<void()>& check_interrupt,
          const TakeSection& take)
      : reads_(reads),
        check_interrupt_(check_interrupt),
        take_(take),
        ends_(reads.all_nodes()->next()) {}

  ProjectionSize build(bool by_threads) {
    const auto nodes = [this] { read_nodes(); };
    const auto relationships = [this] { read_relationships(); };
    if (by_threads) {
      oneapi::tbb::parallel_invoke(nodes, relationships);
    } else {
      nodes();
      relationships();
    }
    const ProjectionSize size{nodes_.size(), relationships_.size()};
    take_all(node_columns_);
    take_all(relationship_columns_);
    take_(node_ids_);
    take_(relationships_.section(SectionKind::relationship_ids));
    relationships_ = {};
    label_lists_.take_sections(take_);
    topology_ = ends_.among(*read_index_set(node_ids_.entry, node_ids_.bytes));
    build_topology(size);
    return size;
  }

 private:
  /// Looks now and then whether to go on; for the elements of one scan.
  auto ticker() const {
    return [this, ticks = std::uint64_t{0}]() mutable {
      if (check_interrupt_ && ++ticks % 4096 == 0) check_interrupt_();
    };
  }

  void take_all(std::vector<Section>& sections) {
    for (Section& section : sections) take_(std::move(section));
    sections.clear();
  }

  void read_nodes() {
    ColumnsWriter columns;
    auto tick = ticker();
    reads_.scan_nodes(
        [&](NodeId node, const std::vector<LabelId>& labels, std::string_view properties) {
          nodes_.add(raw(node), "nodes");
          label_lists_.add(labels);
          columns.add(nodes_.size() - 1, properties);
          tick();
        });
    node_ids_ = nodes_.section(SectionKind::node_ids);
    columns.take_sections(0, nodes_.size(),
                          [this](Section section) { node_columns_.push_back(std::move(section)); });
  }

  void read_relationships() {
    ColumnsWriter columns;
    auto tick = ticker();
    reads_.scan_relationships(
        [&](RelationshipId id, const RelationshipRecord& found, std::string_view properties) {
          relationships_.add(raw(id), "relationships");
          ends_.add(found);
          columns.add(relationships_.size() - 1, properties);
          tick();
        });
    columns.take_sections(1, relationships_.size(), [this](Section section) {
      relationship_columns_.push_back(std::move(section));
    });
  }

  void build_topology(const ProjectionSize& size) {
    const std::vector<RelationshipsOfType> groups = group_by_type(std::move(topology_.types));
    std::vector<std::uint32_t> slots(size.relationships);
    std::uint32_t slot = 0;
    for (const RelationshipsOfType& group : groups) {
      Rows outgoing;
      Rows incoming;
      Section label_pairs;
      oneapi::tbb::parallel_invoke(
          [&] { outgoing = rows(group, topology_.starts, topology_.ends, size.nodes); },
          [&] { incoming = rows(group, topology_.ends, topology_.starts, size.nodes); },
          [&] {
            label_pairs = label_pairs_section(
                group.type, count_label_pairs(group.relationships, topology_.starts, topology_.ends,
                                              label_lists_.of_node(), label_lists_.lists()));
          });
      // First the places in the rows, for the incoming steps, then in all of them.
      for (std::size_t row = 0; row + 1 < outgoing.starts.size(); ++row) {
        const std::uint32_t start = outgoing.starts[row];
        for (std::uint32_t step = start; step < outgoing.starts[row + 1]; ++step) {
          slots[outgoing.relationships[step]] = step - start;
        }
      }
      for (RelationshipIndex& each : incoming.relationships) each = slots[each];
      for (const RelationshipIndex each : outgoing.relationships) slots[each] = slot++;
      take_rows(std::move(outgoing), std::move(incoming), group.type);
      take_(std::move(label_pairs));
      if (check_interrupt_) check_interrupt_();
    }
    SectionEntry entry;
    entry.kind = SectionKind::slots;
    take_(packed_numbers(entry, slots));
  }

  static Rows rows(const RelationshipsOfType& group, std::span<const NodeIndex> near,
                   std::span<const NodeIndex> far, std::uint32_t nodes) {
    return build_rows(group.relationships, near, far, nodes);
  }

  void take_rows(Rows outgoing, Rows incoming, TypeId type) {
    std::vector<Section> of_side[2];
    oneapi::tbb::parallel_invoke([&] { of_side[0] = sections_of(std::move(outgoing), type, 0); },
                                 [&] { of_side[1] = sections_of(std::move(incoming), type, 1); });
    for (std::vector<Section>& sections : of_side) take_all(sections);
  }

  static std::vector<Section> sections_of(Rows rows, TypeId type, std::uint8_t side) {
    const auto complete = [&](SectionEntry entry, SectionKind kind, std::size_t items) {
      entry.kind = kind;
      entry.id = raw(type);
      entry.side = side;
      entry.items = static_cast<std::uint32_t>(items);
      return entry;
    };
    const auto section = [&](SectionKind kind, auto& numbers) {
      const SectionEntry entry = complete({}, kind, numbers.size());
      return Section::of(entry, std::move(numbers));
    };
    rows.sources.entry =
        complete(rows.sources.entry, SectionKind::sources, rows.sources.entry.items);
    Section degrees = degrees_section(type, side, rows.starts);
    Section packed =
        packed_numbers(complete({}, SectionKind::row_relationships, rows.relationships.size()),
                       rows.relationships);
    return {std::move(rows.sources), std::move(degrees),
            section(SectionKind::row_starts, rows.starts),
            section(SectionKind::row_nodes, rows.nodes), std::move(packed)};
  }

  const GraphReads& reads_;
  const std::function<void()>& check_interrupt_;
  const TakeSection& take_;
  Ids nodes_;
  Section node_ids_;
  std::vector<Section> node_columns_;
  LabelLists label_lists_;
  Ids relationships_;
  std::vector<Section> relationship_columns_;
  Ends ends_;
  Relationships topology_;
};

}  // namespace

ProjectionSize build_sections(const GraphReads& reads, bool by_threads,
                              const std::function<void()>& check_interrupt,
                              const TakeSection& take) {
  return Builder(reads, check_interrupt, take).build(by_threads);
}

}  // namespace chancery
