#include "statements_verify.h"

#include <map>

#include "chancery/folding.h"
#include "statements_derived.h"
#include "statements_records.h"
#include "store/keys.h"

namespace chancery {
namespace {

// A document and the passages that must be found in its text.
class PassageCheck {
 public:
  PassageCheck(const GraphView& view, FaultList& faults) : view_(view), faults_(faults) {}

  void check(NodeId document) const {
    const std::string id = text_of(document, "id");
    const auto type = view_.type_id("HAS_PASSAGE");
    if (!type) return;
    const std::optional<std::string> text = view_.document_text(id);
    if (!text) return faults_.add("The text of " + id + " is missing.");
    std::vector<Neighbour> scratch;
    for (const Neighbour& step :
         view_.neighbours(document, Direction::outgoing, {&*type, 1}, scratch)) {
      check_passage(step.node, *text);
    }
  }

 private:
  void check_passage(NodeId passage, std::string_view text) const {
    const std::size_t start = byte_offset(text, offset_of(passage, "start"));
    const std::size_t end = byte_offset(text, offset_of(passage, "end"));
    if (start <= end && text.substr(start, end - start) == text_of(passage, "text")) return;
    faults_.add("The passage " + text_of(passage, "id") +
                " is not what stands there in the text of its document.");
  }

  Value property(NodeId node, std::string_view name) const {
    const auto key = view_.key_id(name);
    return key ? view_.property(node, *key) : Value();
  }

  std::string text_of(NodeId node, std::string_view name) const {
    const Value value = property(node, name);
    return value.type() == ValueType::string ? value.as_string() : std::string();
  }

  std::size_t offset_of(NodeId node, std::string_view name) const {
    const Value value = property(node, name);
    return value.type() == ValueType::integer ? static_cast<std::size_t>(value.as_integer()) : 0;
  }

  const GraphView& view_;
  FaultList& faults_;
};

void check_derived(const GraphView& view, FaultList& faults) {
  const KnowledgeReader reader(view);
  for (const DerivedFault& fault : find_derived_faults(view)) {
    faults.add("The relationship " + reader.text(fault.key.subject, "id") + " " + fault.key.type +
               " " + reader.text(fault.key.object, "id") + " (" + fault.key.polarity +
               ") is not what its " + std::to_string(fault.expected.size()) +
               " statements say; rebuild the derived relationships.");
  }
}

// Every contributed record is counted as often as documents list it, and its entity exists.
void check_contributions(const StoreSnapshot& snapshot, FaultList& faults) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> listed;
  const Reader& rows = *snapshot.rows();
  const auto documents = rows.scan_prefix(Family::contributions, document_contributions_key({}));
  while (documents->next()) {
    for (const auto& [entity, digest] : parse_document_contributions(documents->value())) {
      ++listed[{contributions_key(entity), std::string(digest)}];
    }
  }
  const auto entities = rows.scan(Family::contributions, {}, document_contributions_key({}));
  while (entities->next()) {
    for (const Contribution& each : parse_contributions(entities->value())) {
      const auto found = listed.find({std::string(entities->key()), std::string(each.digest)});
      if (found == listed.end() || found->second != each.count) {
        faults.add("What documents say of an entity is counted wrongly.");
      }
      if (found != listed.end()) listed.erase(found);
    }
  }
  if (!listed.empty()) {
    faults.add("What documents say of " + std::to_string(listed.size()) + " entities is missing.");
  }
}

std::uint64_t count_of(const GraphView& view, std::string_view label) {
  const auto id = view.label_id(label);
  return id ? view.node_count(*id) : 0;
}

}  // namespace

void verify_statements(const StoreSnapshot& snapshot, VerifyReport& report, FaultList& faults) {
  report.documents = count_of(snapshot, "Document");
  report.statements = count_of(snapshot, "Statement");
  faults.guard("The derived relationships", [&] { check_derived(snapshot, faults); });
  faults.guard("What documents say of entities", [&] { check_contributions(snapshot, faults); });
  const auto label = snapshot.label_id("Document");
  if (!label) return;
  const PassageCheck passages(snapshot, faults);
  const auto documents = snapshot.nodes_with_label(*label);
  for (NodeId document = documents->next(); document != NodeId::none;
       document = documents->next()) {
    faults.guard("A document", [&] { passages.check(document); });
  }
}

}  // namespace chancery
