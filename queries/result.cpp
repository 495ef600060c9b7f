#include "result.h"

#include <chrono>
#include <optional>
#include <utility>

#include "complete.h"
#include "exec/cursor.h"
#include "exec/graph_writer.h"
#include "exec/row_buffer.h"

namespace chancery::query {
namespace {

DateTime clock_now() {
  using namespace std::chrono;
  nanoseconds since = system_clock::now().time_since_epoch();
  seconds whole = floor<seconds>(since);
  return {whole.count(), static_cast<std::int32_t>((since - whole).count()), 0, ZoneId::none};
}

/// A compiled query with everything that its cursors point to.
class Execution {
 public:
  Execution(std::shared_ptr<const Compiled> query, const GraphView& graph, Transaction* transaction,
            const Parameters& parameters, const QueryOptions& options,
            std::unique_ptr<Limits> limits)
      : query_(std::move(query)),
        parameters_(parameters),
        limits_(std::move(limits)),
        readable_(options.readable),
        context_{{graph, parameters_, clock_now(), *limits_, readable_}, query_->plan},
        row_(query_->statement.slots.size()) {
    if (transaction) {
      writer_.emplace(*transaction, *limits_);
      context_.transaction = transaction;
      context_.writer = &*writer_;
    }
    if (query_->statement.mode == StatementMode::profile) context_.profile = &profile_;
    if (query_->statement.mode != StatementMode::explain)
      cursor_ = make_cursor(*query_->plan.root, context_);
  }
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  bool next() {
    const Metered metered(limits_.get());
    limits_->check_now();
    return cursor_ && cursor_->next(row_);
  }

  /// The columns of the current row, as ids.
  HeldRow columns_of_row() const { return hold(row_, produce().slots); }

  /// The whole value must fit, written out: that is what a caller is going to do with it.
  Value completed(const Value& value, HeldMemory& memory) {
    const Metered metered(limits_.get());
    limits_->check();
    limits_->require(value.written_bytes());
    return complete(value, context_.graph(), memory);
  }

  const std::vector<std::string>& columns() const { return produce().columns; }
  bool writes() const { return query_->statement.writes; }
  bool explains() const { return query_->statement.mode == StatementMode::explain; }
  bool profiles() const { return query_->statement.mode == StatementMode::profile; }
  StatementDescription description() const {
    return describe_plan(query_->plan, query_->statement, profiles() ? &profile_ : nullptr);
  }
  const std::vector<std::string>& warnings() const { return query_->plan.warnings; }
  SideEffects side_effects() {
    const Metered metered(limits_.get());
    return writer_ ? writer_->side_effects() : SideEffects();
  }
  Limits& limits() { return *limits_; }

 private:
  const Produce& produce() const { return *as<Produce>(*query_->plan.root); }

  std::shared_ptr<const Compiled> query_;
  Parameters parameters_;
  std::unique_ptr<Limits> limits_;
  std::vector<std::filesystem::path> readable_;
  Profile profile_;
  std::optional<GraphWriter> writer_;
  ExecContext context_;
  Row row_;
  CursorPtr cursor_;
};

/// What every result tells beside its rows.
class PlannedResult : public Result {
 public:
  const std::string& plan() const override { return plan_text_; }
  const std::string& plan_json() const override { return plan_json_; }
  const std::vector<std::string>& warnings() const override { return warnings_; }

 protected:
  explicit PlannedResult(const Execution& execution) : warnings_(execution.warnings()) {}

  void describe(const Execution& execution) {
    const StatementDescription plan = execution.description();
    plan_text_ = to_text(plan);
    plan_json_ = to_json(plan);
  }

 private:
  std::string plan_text_;
  std::string plan_json_;
  std::vector<std::string> warnings_;
};

/// Rows made when they are asked for.
class StreamingResult : public PlannedResult {
 public:
  StreamingResult(std::unique_ptr<Execution> execution, std::shared_ptr<const Snapshot> snapshot,
                  std::optional<std::uint64_t> max_rows)
      : PlannedResult(*execution),
        snapshot_(std::move(snapshot)),
        execution_(std::move(execution)),
        max_rows_(max_rows) {
    if (execution_->explains()) describe(*execution_);
  }

  const std::vector<std::string>& columns() const override { return execution_->columns(); }
  const SideEffects& side_effects() const override { return none_; }
  bool truncated() const override { return truncated_; }

  bool next(std::vector<Value>& row) override {
    if (done_) return false;
    done_ = true;  // unless a row is handed out, also after an error
    if (!advance()) return false;
    HeldRow found = execution_->columns_of_row();
    row.clear();
    HeldMemory memory(execution_->limits());
    for (const Value& value : found) row.push_back(execution_->completed(value, memory));
    ++rows_;
    done_ = false;
    return true;
  }

 private:
  bool advance() {
    bool found = execution_->next();
    // A query without columns has rows that nobody sees.
    while (found && execution_->columns().empty()) found = execution_->next();
    if (found && max_rows_ && rows_ >= *max_rows_) {
      truncated_ = true;
      found = false;
    }
    if (!found && execution_->profiles()) describe(*execution_);
    return found;
  }

  std::shared_ptr<const Snapshot> snapshot_;
  std::unique_ptr<Execution> execution_;
  std::optional<std::uint64_t> max_rows_;
  SideEffects none_;
  std::uint64_t rows_ = 0;
  bool truncated_ = false;
  bool done_ = false;
};

/// Rows of a statement that has run to its end.
class FinishedResult : public PlannedResult {
 public:
  FinishedResult(Execution& execution, std::optional<std::uint64_t> max_rows)
      : PlannedResult(execution), columns_(execution.columns()) {
    HeldMemory memory(execution.limits());
    gather(execution, max_rows, memory);
    // Rows hold ids until all is done: what they show is the graph after the statement.
    for (HeldRow& row : rows_) {
      for (Value& value : row) value = execution.completed(value, memory);
    }
    side_effects_ = execution.side_effects();
    if (execution.explains() || execution.profiles()) describe(execution);
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  const SideEffects& side_effects() const override { return side_effects_; }
  bool truncated() const override { return truncated_; }

  bool next(std::vector<Value>& row) override {
    if (at_ == rows_.size()) return false;
    row = std::move(rows_[at_++]);
    return true;
  }

 private:
  void gather(Execution& execution, std::optional<std::uint64_t> max_rows, HeldMemory& memory) {
    while (execution.next()) {
      if (columns_.empty()) continue;
      if (max_rows && rows_.size() >= *max_rows) {
        truncated_ = true;
        if (!execution.writes()) return;
        continue;
      }
      rows_.push_back(execution.columns_of_row());
      memory.charge(footprint(rows_.back()));
    }
  }

  std::vector<std::string> columns_;
  SideEffects side_effects_;
  std::vector<HeldRow> rows_;
  std::size_t at_ = 0;
  bool truncated_ = false;
};

}  // namespace

std::unique_ptr<Result> read(std::shared_ptr<const Compiled> query,
                             std::shared_ptr<const Snapshot> snapshot, const Parameters& parameters,
                             const QueryOptions& options, std::unique_ptr<Limits> limits) {
  auto execution = std::make_unique<Execution>(std::move(query), *snapshot, nullptr, parameters,
                                               options, std::move(limits));
  return std::make_unique<StreamingResult>(std::move(execution), std::move(snapshot),
                                           options.max_rows);
}

std::unique_ptr<Result> update(std::shared_ptr<const Compiled> query, Transaction& transaction,
                               const Parameters& parameters, const QueryOptions& options,
                               std::unique_ptr<Limits> limits) {
  Execution execution(std::move(query), transaction, &transaction, parameters, options,
                      std::move(limits));
  return std::make_unique<FinishedResult>(execution, options.max_rows);
}

}  // namespace chancery::query
