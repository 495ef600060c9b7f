// The stages of compilation, in order: text -> parse -> bind -> plan -> optimize.

#include "compiler.h"

#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "binder.h"
#include "cardinality.h"
#include "chancery/error.h"
#include "optimizer.h"
#include "parser.h"
#include "planner.h"
#include "unknown_names.h"

namespace chancery::query {
namespace {

constexpr std::size_t kMostPlans = 256;
constexpr std::size_t kLongestText = 16384;  // longer ones are made by programs, for one use

void refuse_writes(const Statement& statement) {
  if (!statement.writes) return;
  throw Error(ErrorKind::read_only, "ReadOnly", Phase::compile,
              "This query changes the graph, which is open for reading only.",
              {{}, 0, 0, statement.query.span});
}

}  // namespace

/// The least recently asked is the last of the list.
struct PlanCache::State {
  using Entry = std::pair<std::string, std::shared_ptr<const Compiled>>;
  std::mutex mutex;
  std::list<Entry> entries;
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;  // keys of `entries`
};

PlanCache::PlanCache() : state_(std::make_unique<State>()) {}
PlanCache::~PlanCache() = default;

Statement Compiler::bound() const {
  Statement statement = parse(text_);
  bool runs = statement.mode != StatementMode::explain;
  limits_.check_now();
  bind(statement, runs ? parameters_ : nullptr, limits_);
  if (options_.read_only) refuse_writes(statement);
  return statement;
}

std::shared_ptr<const Compiled> Compiler::planned(Statement statement,
                                                  const GraphView& graph) const {
  auto query = std::make_shared<Compiled>();
  query->statement = std::move(statement);
  StatementPlan& plan = query->plan;
  plan = plan_statement(query->statement, graph, options_.optimize, limits_);
  for (std::string& warning : warn_of_unknown_names(query->statement, text_, graph)) {
    plan.warnings.push_back(std::move(warning));
  }
  if (options_.optimize) optimize(plan, graph, limits_);
  keep_needed_slots(plan, limits_);
  estimate(plan, graph);
  return query;
}

/// Text, and the names of parameters, as a missing one is an error and a CALL may take its
/// arguments from those that are there.
std::string Compiler::key() const {
  std::string key(options_.optimize ? "+" : "-");
  key += text_;
  for (const auto& [name, value] : *parameters_) {
    key += '\0';
    key += name;
  }
  return key;
}

std::shared_ptr<const Compiled> Compiler::cached() const {
  if (!options_.plans || text_.size() > kLongestText) return nullptr;
  const std::string wanted = key();
  PlanCache::State& cache = *options_.plans->state_;
  const std::lock_guard lock(cache.mutex);
  const auto found = cache.by_key.find(wanted);
  if (found == cache.by_key.end()) return nullptr;
  cache.entries.splice(cache.entries.begin(), cache.entries, found->second);
  return found->second->second;
}

void Compiler::keep(std::shared_ptr<const Compiled> query) const {
  if (!options_.plans || text_.size() > kLongestText) return;
  PlanCache::State& cache = *options_.plans->state_;
  std::string wanted = key();
  const std::lock_guard lock(cache.mutex);
  if (cache.by_key.contains(wanted)) return;  // another thread was faster
  cache.entries.emplace_front(std::move(wanted), std::move(query));
  cache.by_key.emplace(cache.entries.front().first, cache.entries.begin());
  if (cache.entries.size() <= kMostPlans) return;
  cache.by_key.erase(cache.entries.back().first);
  cache.entries.pop_back();
}

}  // namespace chancery::query
