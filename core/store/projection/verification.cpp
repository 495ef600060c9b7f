#include "store/projection/verification.h"

#include <algorithm>
#include <map>
#include <ranges>

#include "store/projection/parts.h"

namespace chancery {
namespace {

class ProjectionCheck {
 public:
  ProjectionCheck(const GraphReads& reads, const Projection& projection, FaultList& faults)
      : reads_(reads), projection_(projection), faults_(faults) {}

  void run() {
    check_sections();
    NodeIndex node = 0;
    reads_.scan_nodes(
        [&](NodeId id, const std::vector<LabelId>& labels, std::string_view properties) {
          check_node(node++, id, labels, properties);
        });
    compare_count("nodes", projection_.node_count(), node);
    compare_columns(Owner::node);
    RelationshipIndex relationship = 0;
    reads_.scan_relationships(
        [&](RelationshipId id, const RelationshipRecord& found, std::string_view properties) {
          check_relationship(relationship++, id, found, properties);
        });
    compare_count("relationships", projection_.relationship_count(), relationship);
    compare_columns(Owner::relationship);
    compare_sizes();
  }

 private:
  using Owner = Projection::Parts::Owner;

  void fault(const std::string& sentence) { faults_.add("The projection " + sentence); }

  void check_sections() {
    const Sections& sections = projection_.parts().sections();
    for (const SectionEntry& entry : sections.entries()) {
      if (sections.bytes(entry)) continue;
      fault("had a damaged section (kind " + std::to_string(static_cast<unsigned>(entry.kind)) +
            ", " + std::to_string(entry.length) + " bytes) and is made again.");
    }
  }

  void compare_count(const std::string& what, std::uint64_t found, std::uint64_t stored) {
    if (found == stored) return;
    fault("has " + std::to_string(found) + " " + what + ", the store " + std::to_string(stored) +
          ".");
  }

  void check_node(NodeIndex index, NodeId id, const std::vector<LabelId>& labels,
                  std::string_view properties) {
    const std::string subject = "node " + std::to_string(raw(id));
    if (index >= projection_.node_count() || projection_.node(index) != id ||
        projection_.index(id) != index) {
      return fault("does not number " + subject + " as the store does.");
    }
    if (!std::ranges::equal(projection_.labels(index), labels)) {
      fault("has other labels of " + subject + ".");
    }
    for (const LabelId label : labels) {
      ++nodes_with_[label];
      if (!projection_.has_label(index, label)) fault("lacks a label of " + subject + ".");
    }
    check_properties(index, properties, Owner::node, subject);
  }

  void check_properties(std::uint32_t index, std::string_view properties, Owner owner,
                        const std::string& subject) {
    ByteReader reader(properties);
    std::string bytes;
    while (!reader.at_end()) {
      const auto [key, stored] = next_property(reader);
      const auto value = projection_.parts().property(index, key, owner);
      if (!value) continue;
      ++values_[{owner, key}];
      bytes.clear();
      if (!value->is_null()) append_value(bytes, *value);
      if (bytes != stored) fault("has another value of a property of " + subject + ".");
    }
  }

  void check_relationship(RelationshipIndex index, RelationshipId id,
                          const RelationshipRecord& stored, std::string_view properties) {
    const std::string subject = "relationship " + std::to_string(raw(id));
    if (index >= projection_.relationship_count() || projection_.relationship(index) != id ||
        projection_.index(id) != index) {
      return fault("does not number " + subject + " as the store does.");
    }
    ++relationships_of_[stored.type];
    const auto start = projection_.index(stored.start);
    const auto end = projection_.index(stored.end);
    if (!start || !end) return fault("lacks a node of " + subject + ".");
    const IndexedRelationship found = projection_.ends(index);
    if (found.type != stored.type || found.start != *start || found.end != *end) {
      fault("has another type or other ends of " + subject + ".");
    }
    if (!leads(*start, stored.type, true, *end, index)) {
      fault("lacks " + subject + " among the steps from its start.");
    }
    if (!leads(*end, stored.type, false, *start, index)) {
      fault("lacks " + subject + " among the steps to its end.");
    }
    check_properties(index, properties, Owner::relationship, subject);
  }

  bool leads(NodeIndex node, TypeId type, bool outgoing, NodeIndex other,
             RelationshipIndex relationship) const {
    const Steps steps = projection_.steps(type, outgoing, node);
    const auto range = std::ranges::equal_range(steps.nodes, other);
    const auto first = static_cast<std::size_t>(range.begin() - steps.nodes.begin());
    const std::size_t end = first + range.size();
    const auto places = std::views::iota(first, end);
    const auto found = std::ranges::lower_bound(
        places, relationship, {}, [&](std::size_t place) { return steps.relationships[place]; });
    return found != places.end() && steps.relationships[*found] == relationship;
  }

  // What was found is right, so where there is as much there is no more.
  void compare_columns(Owner owner) {
    for (std::uint32_t id = 1; id <= reads_.catalog().dictionary().keys.size(); ++id) {
      const auto key = static_cast<KeyId>(id);
      const Column* column = projection_.parts().column(key, owner);
      if (column == nullptr) continue;
      compare_count("values of " + std::string(reads_.catalog().dictionary().keys.name(id)),
                    column->present().size(), values_[{owner, key}]);
    }
  }

  void compare_sizes() {
    const Dictionary& names = reads_.catalog().dictionary();
    for (std::uint32_t id = 1; id <= names.labels.size(); ++id) {
      const IndexSet* nodes = projection_.nodes_with(static_cast<LabelId>(id));
      compare_count("nodes with label " + std::string(names.labels.name(id)),
                    nodes != nullptr ? nodes->size() : 0, nodes_with_[static_cast<LabelId>(id)]);
    }
    for (std::uint32_t id = 1; id <= names.types.size(); ++id) {
      const auto type = static_cast<TypeId>(id);
      for (const bool outgoing : {true, false}) {
        const Adjacency* rows = projection_.adjacency(type, outgoing);
        compare_count("steps of type " + std::string(names.types.name(id)),
                      rows != nullptr ? rows->nodes().size() : 0, relationships_of_[type]);
      }
    }
  }

  const GraphReads& reads_;
  const Projection& projection_;
  FaultList& faults_;
  std::map<LabelId, std::uint64_t> nodes_with_;
  std::map<TypeId, std::uint64_t> relationships_of_;
  std::map<std::pair<Owner, KeyId>, std::uint64_t> values_;
};

}  // namespace

void verify_projection(const GraphReads& reads, const Projection& projection, FaultList& faults) {
  faults.guard("The store behind the projection",
               [&] { ProjectionCheck(reads, projection, faults).run(); });
}

}  // namespace chancery
