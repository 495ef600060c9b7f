// Every row of an index follows from the nodes and relationships. So the rows that should be
// there are made anew, and compared with those that are: first as one sum of hashes per family,
// and only where the sums differ one by one. Tested by verify_test.cpp.

#include "store/verify.h"

#include <algorithm>
#include <array>
#include <map>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "statements_verify.h"
#include "store/early_steps.h"
#include "store/fault_list.h"
#include "store/id_runs.h"
#include "store/label_block.h"
#include "store/part_ids.h"
#include "store/projection/verification.h"

namespace chancery {
namespace {

// A row that should be there, and of what it tells.
using VisitRow = std::function<void(Family family, std::string_view key, std::string_view value,
                                    const std::string& subject)>;

struct FamilySum {
  std::uint64_t rows = 0;
  std::uint64_t hashes = 0;
  bool operator==(const FamilySum&) const = default;

  void add(std::string_view key, std::string_view value) {
    ++rows;
    const std::hash<std::string_view> hash;
    hashes += hash(key) * 31 + hash(value) * 17 + (hash(key) ^ hash(value));
  }
};

using Sums = std::array<FamilySum, kFamilyCount>;

constexpr std::array<Family, 5> kIndexFamilies = {Family::adjacency, Family::labels,
                                                  Family::properties, Family::names, Family::text};

std::string_view describe(Family family) {
  switch (family) {
    case Family::adjacency:
      return "adjacency";
    case Family::labels:
      return "label index";
    case Family::properties:
      return "property index";
    case Family::names:
      return "name index";
    default:
      return "full-text index";
  }
}

// Rows that hold much are compared as if everything in them had a row of its own: a text of a term,
// a step, a node with a label.
std::string step_key(const AdjacencyKey& key, RelationshipId relationship) {
  return adjacency_key(key) + id_key(relationship);
}

// A posting outside its block.
std::string bytes_of(const Posting& posting) {
  std::string bytes;
  append_varint(bytes, posting.length);
  for (const std::uint32_t position : posting.positions) append_varint(bytes, position);
  return bytes;
}

class StoreCheck {
 public:
  StoreCheck(const StoreSnapshot& snapshot, FaultList& faults,
             const std::function<void(double)>& progress)
      : reads_(snapshot.reads()), faults_(faults), progress_(progress) {}

  void run() {
    Sums expected;
    visit_expected(
        [&](Family family, std::string_view key, std::string_view value, const std::string&) {
          expected[static_cast<std::size_t>(family)].add(key, value);
        });
    check_counts();
    for (const Family family : kIndexFamilies) {
      const FamilySum& sum = expected[static_cast<std::size_t>(family)];
      const FamilySum found = sum_of(family);
      if (found != sum) name_faults(family, sum.rows, found.rows);
    }
    check_owners(Family::evidence, "evidence");
    check_owners(Family::relationship_properties, "a record of properties");
    check_documents();
  }

  std::uint64_t nodes() const { return nodes_; }
  std::uint64_t relationships() const { return relationships_; }

 private:
  // Makes every row of the index families, and counts on the way.
  void visit_expected(const VisitRow& visit) {
    nodes_ = relationships_ = 0;
    node_ids_ = {};
    label_counts_.clear();
    type_counts_.clear();
    index_entries_.clear();
    visit_nodes(visit);
    visit_relationships(visit);
  }

  void visit_nodes(const VisitRow& visit) {
    const std::string names_prefix(1, static_cast<char>(NameRow::by_node));
    RowsBeside names(reads_.rows().scan_prefix(Family::names, names_prefix));
    const auto cursor = reads_.rows().scan_all(Family::nodes);
    while (cursor->next()) {
      const NodeId node = trailing_node(cursor->key());
      node_ids_.add(raw(node));
      const std::string subject = "node " + std::to_string(raw(node));
      const bool read = faults_.guard("The record of " + subject, [&] {
        visit_node(node, parse_node(cursor->value()), subject, visit);
        if (const auto list = names.of(raw(node))) visit_names(node, *list, subject, visit);
      });
      if (read && raw(node) >= reads_.catalog().next_node) {
        faults_.add("The id of " + subject + " has not been given out yet.");
      }
      ++nodes_;
      report_progress(nodes_, 0);
    }
  }

  void visit_node(NodeId node, const NodeFields& fields, const std::string& subject,
                  const VisitRow& visit) {
    read_properties(fields.properties);
    for (const LabelId label : fields.labels) {
      ++label_counts_[label];
      visit(Family::labels, label_key(label, node), {}, subject);
      for (const IndexState& index : reads_.catalog().indexes()) {
        if (index.label == label) visit_index(index, node, fields.properties, subject, visit);
      }
    }
  }

  void read_properties(std::string_view properties) const {
    for (const auto& [key, value] : all_properties(properties)) {
      if (raw(key) > reads_.catalog().dictionary().keys.size()) {
        throw Error(ErrorKind::corruption,
                    "Its key " + std::to_string(raw(key)) + " does not exist.");
      }
    }
  }

  void visit_index(const IndexState& index, NodeId node, std::string_view properties,
                   const std::string& subject, const VisitRow& visit) {
    auto& entries = index_entries_[{index.kind, index.label, index.key}];
    if (index.kind == IndexInfo::Kind::text) {
      const IndexedText text = indexed_text(reads_.catalog(), index, properties);
      entries += text.text ? 1 : 0;
      for (const auto& [term, posting] : text_postings(node, text)) {
        visit(Family::text, posting_key(index, term, node), bytes_of(posting), subject);
      }
      return;
    }
    std::string key = index_prefix(index.label, index.key);
    if (!append_ordered(key, find_property(properties, index.key))) return;
    ++entries;
    visit(Family::properties, with_node(std::move(key), node), {}, subject);
  }

  static void visit_names(NodeId node, std::string_view list, const std::string& subject,
                          const VisitRow& visit) {
    visit(Family::names, names_of_node_key(node), list, subject);
    for (const auto& [key, name] : name_rows(node, names_in(list))) {
      visit(Family::names, key, name, subject);
    }
  }

  void visit_relationships(const VisitRow& visit) {
    RowsBeside changed(reads_.rows().scan_all(Family::relationship_properties));
    const auto cursor = reads_.rows().scan_all(Family::relationships);
    while (cursor->next()) {
      const RelationshipId block = trailing_relationship(cursor->key());
      const auto visit_one = [&](RelationshipId id, const RelationshipFields& fields) {
        visit_relationship(id, fields, changed, visit);
      };
      faults_.guard("The row of relationship " + std::to_string(raw(block)) + " and those after it",
                    [&] { visit_relationships_of(block, cursor->value(), visit_one); });
    }
  }

  // Nothing is told of a row that does not read to its end.
  template <typename Visit>
  static void visit_relationships_of(RelationshipId block, std::string_view row,
                                     const Visit& visit) {
    const RelationshipPlace end =
        chancery::visit_relationships(block, row, [](RelationshipId, const RelationshipFields&) {});
    if (block_of(block) != block || end.count == 0) fail_block();
    chancery::visit_relationships(block, row, visit);
  }

  void visit_relationship(RelationshipId id, const RelationshipFields& fields, RowsBeside& changed,
                          const VisitRow& visit) {
    const std::string subject = "relationship " + std::to_string(raw(id));
    faults_.guard("The properties of " + subject,
                  [&] { read_properties(changed.of(raw(id)).value_or(fields.properties)); });
    const RelationshipRecord& ends = fields.ends;
    ++type_counts_[ends.type];
    if (!node_ids_.contains(raw(ends.start)) || !node_ids_.contains(raw(ends.end))) {
      faults_.add("One end of " + subject + " does not exist.");
    }
    if (raw(id) >= reads_.catalog().next_relationship) {
      faults_.add("The id of " + subject + " has not been given out yet.");
    }
    visit(Family::adjacency, step_key({ends.start, true, ends.type}, id), id_key(ends.end),
          subject);
    visit(Family::adjacency, step_key({ends.end, false, ends.type}, id), id_key(ends.start),
          subject);
    ++relationships_;
    report_progress(nodes_, relationships_);
  }

  using VisitEntry = std::function<void(const std::string& key, std::string_view value)>;

  FamilySum sum_of(Family family) {
    FamilySum sum;
    const auto add = [&](const std::string& key, std::string_view value) { sum.add(key, value); };
    if (family == Family::properties) visit_part_ids(add);
    const auto cursor = reads_.rows().scan_all(family);
    while (cursor->next()) {
      if (!has_entries(family)) {
        sum.add(cursor->key(), cursor->value());
      } else if (!faults_.guard("A row of the " + std::string(describe(family)), [&] {
                   visit_entries(family, cursor->key(), cursor->value(), add);
                 })) {
        sum.add(cursor->key(), {});
      }
    }
    return sum;
  }

  // Those that share rows; the others of the property index are rows.
  void visit_part_ids(const VisitEntry& visit) {
    const auto rows =
        reads_.rows().scan_prefix(Family::documents, document_key(DocumentRow::part_ids, {}));
    while (rows->next()) {
      const bool read = faults_.guard("A row of the ids of a document's parts", [&] {
        for (const std::string& key : part_entries(rows->key(), rows->value())) visit(key, {});
      });
      if (!read || rows->value().empty()) visit(std::string(rows->key()), {});
    }
  }

  static bool has_entries(Family family) {
    return family == Family::text || family == Family::adjacency || family == Family::labels;
  }

  // What a row holds, under keys as visit_expected() makes them. Throws Error(corruption), also
  // where the same could be written in other bytes.
  static void visit_entries(Family family, std::string_view key, std::string_view row,
                            const VisitEntry& visit) {
    if (family == Family::adjacency) return visit_step_entries(key, row, visit);
    const NodeId block = trailing_node(key);
    const std::string prefix(key.substr(0, key.size() - kIdBytes));
    if (family == Family::text) {
      return visit_postings(block, row, [&](const Posting& posting) {
        visit(with_node(prefix, posting.node), bytes_of(posting));
      });
    }
    std::vector<NodeId> nodes;
    read_label_block(block, row, nodes);
    if (nodes.empty() || block_of(block) != block) fail_form();
    for (const NodeId node : nodes) visit(with_node(prefix, node), {});
  }

  [[noreturn]] static void fail_form() {
    throw Error(ErrorKind::corruption, "It is not one that would have been written.");
  }

  static void visit_step_entries(std::string_view key, std::string_view row,
                                 const VisitEntry& visit) {
    if (!is_early_block_key(key)) return visit_steps_of(parse_adjacency_key(key), row, visit);
    check_early_block(trailing_node(key), row);
    visit_early_sections(trailing_node(key), row, [&](const EarlySection& section) {
      visit_early_groups(section.node, section.groups,
                         [&](const AdjacencyKey& from, std::string_view group) {
                           visit_steps_of(from, group, visit);
                         });
    });
  }

  static void check_early_block(NodeId block, std::string_view row) {
    std::string written;
    EarlyBlockWriter writer(written);
    NodeId last_node = NodeId::none;
    visit_early_sections(block, row, [&](const EarlySection& section) {
      if (early_block_of(section.node) != block || section.node <= last_node) fail_form();
      last_node = section.node;
      std::optional<std::pair<bool, TypeId>> last;
      std::size_t steps = 0;
      visit_early_groups(section.node, section.groups,
                         [&](const AdjacencyKey& key, std::string_view group) {
                           const std::pair place(!key.outgoing, key.type);
                           if (last && *last >= place) fail_form();
                           last = place;
                           const std::vector<AdjacencyStep> all = read_steps(key.node, group);
                           steps += all.size();
                           if (all.empty() || steps > kMostEarlySteps) fail_form();
                           writer.add_group(key, all);
                         });
      writer.end_section(section.node);
    });
    if (written != row || row.empty()) fail_form();
  }

  static void visit_steps_of(const AdjacencyKey& from, std::string_view row,
                             const VisitEntry& visit) {
    const std::vector<AdjacencyStep> steps = read_steps(from.node, row);
    if (steps_row(from.node, steps) != row ||
        std::ranges::adjacent_find(steps, std::ranges::greater_equal(),
                                   &AdjacencyStep::relationship) != steps.end()) {
      fail_form();
    }
    for (const AdjacencyStep& step : steps) {
      visit(step_key(from, step.relationship), id_key(step.other));
    }
  }

  // The rows that may hold what has a key as visit_expected() makes it.
  static std::vector<std::string> row_keys(Family family, std::string_view key) {
    std::string prefix(key.substr(0, key.size() - kIdBytes));
    if (family != Family::adjacency)
      return {with_node(std::move(prefix), block_of(trailing_node(key)))};
    const NodeId block = early_block_of(parse_adjacency_key(prefix).node);
    return {id_key(block), std::move(prefix)};
  }

  std::optional<std::string> stored(Family family, std::string_view key) const {
    if (family == Family::properties) return stored_in_index(key);
    if (!has_entries(family)) return reads_.rows().get(family, key);
    std::optional<std::string> found;
    for (const std::string& row : row_keys(family, key)) {
      try {
        reads_.rows().look_at(family, row, [&](std::string_view value) {
          visit_entries(family, row, value, [&](const std::string& each, std::string_view bytes) {
            if (each == key) found = bytes;
          });
        });
      } catch (const Error&) {
        found.reset();  // said where the rows were summed
      }
    }
    return found;
  }

  std::optional<std::string> stored_in_index(std::string_view key) const {
    try {
      const auto entries = scan_index(reads_.rows(), key, prefix_successor(key));
      if (entries->next()) return std::string();
    } catch (const Error&) {  // said where the rows were summed
    }
    return std::nullopt;
  }

  // Says which rows of a family are missing or different, and how many there are too many.
  void name_faults(Family family, std::uint64_t expected, std::uint64_t there) {
    std::uint64_t right = 0;
    visit_expected([&](Family each, std::string_view key, std::string_view value,
                       const std::string& subject) {
      if (each != family) return;
      if (stored(family, key) == value) {
        ++right;
      } else {
        faults_.add("The " + std::string(describe(family)) + " lacks a row of " + subject + ".");
      }
    });
    if (there > right) {
      faults_.add("The " + std::string(describe(family)) + " has " + std::to_string(there - right) +
                  " wrong rows beside " + std::to_string(expected) + " right ones.");
    }
  }

  void check_counts() {
    const Catalog& catalog = reads_.catalog();
    const Dictionary& names = catalog.dictionary();
    compare("nodes", catalog.nodes, nodes_);
    compare("relationships", catalog.relationships, relationships_);
    for (std::uint32_t id = 1; id <= names.labels.size(); ++id) {
      const auto label = static_cast<LabelId>(id);
      compare("nodes with label " + std::string(names.labels.name(id)), catalog.nodes_with(label),
              label_counts_[label]);
    }
    for (std::uint32_t id = 1; id <= names.types.size(); ++id) {
      const auto type = static_cast<TypeId>(id);
      compare("relationships of type " + std::string(names.types.name(id)),
              catalog.relationships_of(type), type_counts_[type]);
    }
    for (const IndexState& index : catalog.indexes()) {
      compare("entries of the index on " + std::string(names.labels.name(raw(index.label))) + "." +
                  std::string(names.keys.name(raw(index.key))),
              index.entries, index_entries_[{index.kind, index.label, index.key}]);
    }
  }

  void compare(const std::string& what, std::uint64_t kept, std::uint64_t found) {
    if (kept == found) return;
    faults_.add("The count of " + what + " says " + std::to_string(kept) + ", there are " +
                std::to_string(found) + ".");
  }

  // Rows beside relationships, each of one that exists.
  void check_owners(Family family, const std::string& what) {
    const auto cursor = reads_.rows().scan_all(family);
    while (cursor->next()) {
      const std::uint64_t id = read_big_endian(cursor->key().substr(0, kIdBytes));
      bool owned = true;  // in a row that does not read nobody can tell
      faults_.guard("Relationship " + std::to_string(id), [&] {
        owned = reads_.relationship(static_cast<RelationshipId>(id)).has_value();
      });
      if (owned) continue;
      faults_.add("There is " + what + " of relationship " + std::to_string(id) +
                  ", which does not exist.");
    }
  }

  void check_documents() {
    std::uint64_t documents = 0;
    const auto cursor =
        reads_.rows().scan_prefix(Family::documents, document_key(DocumentRow::digests, {}));
    while (cursor->next()) ++documents;
    compare("documents", reads_.catalog().documents, documents);
  }

  void report_progress(std::uint64_t nodes, std::uint64_t relationships) const {
    const std::uint64_t done = nodes + relationships;
    if (!progress_ || done % 4096 != 0) return;
    const std::uint64_t all = reads_.catalog().nodes + reads_.catalog().relationships;
    progress_(0.8 * std::min(1.0, static_cast<double>(done) / static_cast<double>(all + 1)));
  }

  const GraphReads& reads_;
  FaultList& faults_;
  const std::function<void(double)>& progress_;
  std::uint64_t nodes_ = 0;
  std::uint64_t relationships_ = 0;
  IdRuns node_ids_;
  std::map<LabelId, std::uint64_t> label_counts_;
  std::map<TypeId, std::uint64_t> type_counts_;
  std::map<std::tuple<IndexInfo::Kind, LabelId, KeyId>, std::uint64_t> index_entries_;
};

}  // namespace

VerifyReport verify_store(const StoreSnapshot& snapshot,
                          const std::function<void(double)>& progress) {
  FaultList faults;
  StoreCheck check(snapshot, faults, progress);
  check.run();
  VerifyReport report;
  report.nodes = check.nodes();
  report.relationships = check.relationships();
  if (progress) progress(0.8);
  verify_statements(snapshot, report, faults);
  if (const Projection* projection = snapshot.projection()) {
    verify_projection(snapshot.reads(), *projection, faults);
  }
  report.faults = faults.take();
  if (progress) progress(1);
  return report;
}

}  // namespace chancery
