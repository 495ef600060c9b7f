#include "chancery/database.h"

#include <algorithm>
#include <mutex>
#include <tuple>

#include "chancery/error.h"

namespace chancery {

namespace {

std::string text_property(const GraphView& view, NodeId node, std::string_view key) {
  const auto id = view.key_id(key);
  if (!id) return {};
  const Value value = view.property(node, *id);
  return value.type() == ValueType::string ? value.as_string() : std::string();
}

std::vector<std::string> text_list(const GraphView& view, NodeId node, std::string_view key) {
  std::vector<std::string> out;
  const auto id = view.key_id(key);
  if (!id) return out;
  const Value value = view.property(node, *id);
  if (value.type() != ValueType::list) return out;
  for (const Value& item : value.as_list())
    if (item.type() == ValueType::string) out.push_back(item.as_string());
  return out;
}

EntitySummary summarize(const GraphView& view, NodeId node) {
  EntitySummary out;
  out.node = node;
  out.id = text_property(view, node, "id");
  // The labels of an entity: Entity, its type, and the kind of an organization.
  for (LabelId label : view.labels(node)) {
    if (view.name(label) == "Entity") continue;
    out.type = view.name(label);
    break;
  }
  out.kind = text_property(view, node, "kind");
  out.name = text_property(view, node, "name");
  out.aliases = text_list(view, node, "aliases");
  return out;
}

/// Every entity meant by an id or a name; throws where there is none.
std::vector<NodeId> bearers(const GraphView& view, std::string_view id_or_name) {
  if (const auto node = find_entity(view, id_or_name)) return {*node};
  std::vector<NodeId> nodes = view.find_name(id_or_name);
  if (!nodes.empty()) return nodes;
  std::string message = "no entity is called '" + std::string(id_or_name) + "'";
  const auto near = view.complete_name(id_or_name, 3);
  for (std::size_t i = 0; i < near.size(); ++i)
    message += (i == 0 ? "; names that start so: " : ", ") + near[i];
  throw Error(ErrorKind::entity_not_found, message);
}

bool by_date_and_place(const Evidence& a, const Evidence& b) {
  return std::tie(a.date, a.document, a.quote_span.start, a.statement) <
         std::tie(b.date, b.document, b.quote_span.start, b.statement);
}

template <typename Id, typename Ids, typename CountOf>
std::vector<Statistics::Count> counts(const GraphView& view, const Ids& ids, CountOf count_of) {
  std::vector<Statistics::Count> out;
  for (Id id : ids)
    if (const std::uint64_t count = count_of(id))
      out.push_back({std::string(view.name(id)), count});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return out;
}

}  // namespace

struct Database::State {
  std::filesystem::path folder;
  bool follows_newest = false;
  mutable std::mutex mutex;  // guards what is below, which refresh() replaces
  std::shared_ptr<Graph> graph;
  std::shared_ptr<query::PlanCache> plans = std::make_shared<query::PlanCache>();

  std::shared_ptr<Graph> current() const {
    const std::lock_guard lock(mutex);
    return graph;
  }
};

Database Database::open(const std::filesystem::path& folder, OpenMode mode,
                        std::string_view edition) {
  auto state = std::make_shared<State>();
  state->folder = folder;
  if (mode == OpenMode::write) {
    if (!edition.empty())
      throw Error(ErrorKind::argument_error, "an edition can only be opened for reading");
    state->graph = Graph::open(folder);
  } else {
    state->graph = Graph::open_edition(folder, edition);
    state->follows_newest = edition.empty();
  }
  return Database(std::move(state));
}

ingest::IngestReport Database::ingest(const std::vector<std::filesystem::path>& paths,
                                      const ingest::IngestOptions& options) {
  return ingest::ingest(*state_->current(), paths, options);
}

ImportReport Database::import_graph(const std::vector<ImportTable>& tables,
                                    const ImportOptions& options) {
  return chancery::import_graph(*state_->current(), tables, options);
}

Rows Database::query(std::string_view text, const query::Parameters& parameters,
                     const query::QueryOptions& options) {
  std::shared_ptr<Graph> graph;
  query::QueryOptions with_plans = options;
  {
    const std::lock_guard lock(state_->mutex);
    graph = state_->graph;
    if (!with_plans.plans) with_plans.plans = state_->plans;
  }
  auto result = query::run(*graph, text, parameters, with_plans);
  return Rows(std::move(graph), std::move(result));
}

EditionInfo Database::publish(std::string_view name) { return state_->current()->publish(name); }

std::vector<EditionInfo> Database::editions() const { return Graph::editions(state_->folder); }

bool Database::refresh() {
  if (!state_->follows_newest) return false;
  const auto all = editions();
  const auto open = state_->current()->edition();
  if (all.empty() || (open && all.back().number == open->number)) return false;
  auto newest = Graph::open_edition(state_->folder);
  const std::lock_guard lock(state_->mutex);
  state_->graph = std::move(newest);
  state_->plans = std::make_shared<query::PlanCache>();
  return true;
}

std::optional<EntitySummary> Database::entity(std::string_view id_or_name) const {
  const auto view = state_->current()->snapshot();
  const auto node = find_entity(*view, id_or_name);
  if (!node) return std::nullopt;
  return summarize(*view, *node);
}

std::vector<EntitySummary> Database::entities(std::string_view name) const {
  const auto view = state_->current()->snapshot();
  std::vector<EntitySummary> out;
  for (NodeId node : view->find_name(name)) out.push_back(summarize(*view, node));
  return out;
}

std::vector<Evidence> Database::evidence(RelationshipId relationship) const {
  return chancery::evidence(*state_->current()->snapshot(), relationship);
}

std::vector<Evidence> Database::evidence(std::string_view subject, std::string_view type,
                                         std::string_view object) const {
  const auto view = state_->current()->snapshot();
  const std::vector<NodeId> subjects = bearers(*view, subject);
  const std::vector<NodeId> objects = bearers(*view, object);
  std::vector<TypeId> types;
  if (!type.empty()) {
    const auto id = view->type_id(type);
    if (!id) return {};
    types.push_back(*id);
  }
  std::vector<Evidence> out;
  std::vector<Neighbour> scratch;
  for (NodeId from : subjects) {
    for (const Neighbour& step : view->neighbours(from, Direction::outgoing, types, scratch)) {
      if (std::find(objects.begin(), objects.end(), step.node) == objects.end()) continue;
      auto proofs = chancery::evidence(*view, step.relationship);
      std::move(proofs.begin(), proofs.end(), std::back_inserter(out));
    }
  }
  std::sort(out.begin(), out.end(), by_date_and_place);
  return out;
}

Statistics Database::statistics() const {
  const auto view = state_->current()->snapshot();
  Statistics out;
  out.nodes = view->node_count();
  out.relationships = view->relationship_count();
  out.labels =
      counts<LabelId>(*view, view->labels(), [&](LabelId id) { return view->node_count(id); });
  out.relationship_types =
      counts<TypeId>(*view, view->types(), [&](TypeId id) { return view->relationship_count(id); });
  out.indexes = view->indexes();
  return out;
}

VerifyReport Database::verify(const std::function<void(double)>& progress) const {
  return state_->current()->verify(progress);
}

std::shared_ptr<Graph> Database::graph() const { return state_->current(); }

}  // namespace chancery
