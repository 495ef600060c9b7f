#pragma once

// What a test of functions and operators needs: a graph to look into and a clock that stands.

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "chancery/temporal_functions.h"
#include "functions.h"
#include "temp_database.h"

namespace chancery::query {

inline constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
inline const Value kNull;

class Evaluation {
 public:
  Evaluation() : view_(database_->snapshot()) {}

  /// Writes with `write(transaction)` and looks at the result from then on.
  template <typename Write>
  void write(Write write) {
    const std::unique_ptr<Transaction> transaction = database_->begin();
    write(*transaction);
    transaction->commit(false);
    view_ = database_->snapshot();
  }

  EvalContext context() { return EvalContext{*view_, parameters_, now_, *limits_, {}, nullptr}; }
  Limits& limits() { return *limits_; }
  void limit(const QueryOptions& options) { limits_ = std::make_unique<Limits>(options); }

  /// A call as text: "RETURN name(arguments)" without the parser.
  Value call(std::string_view name, std::vector<Value> arguments) {
    const Function* function = find_function(name);
    if (!function) throw Error(ErrorKind::internal_error, "No function " + std::string(name));
    EvalContext eval = context();
    return query::call(*function, eval, arguments);
  }
  std::string shown(std::string_view name, std::vector<Value> arguments) {
    return to_cypher(call(name, std::move(arguments)));
  }

 private:
  TempDatabase database_;
  std::shared_ptr<const Snapshot> view_;
  Parameters parameters_;
  DateTime now_ = *parse_date_time("2024-02-29T10:20:30.5Z");
  std::unique_ptr<Limits> limits_ = std::make_unique<Limits>();
};

/// The kind and detail of the error that `action` throws, "TypeError: InvalidArgumentValue".
template <typename Action>
std::string error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return std::string(to_string(error.kind())) + ": " + error.detail();
  }
  return "no error";
}

}  // namespace chancery::query
