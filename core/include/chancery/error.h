#pragma once

// The one exception type. Thrown when the current call cannot continue; caught in two places
// only, the Python translator and the command line. A miss is std::optional, never an Error.

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "chancery/export.h"
#include "chancery/types.h"

namespace chancery CHANCERY_API {

/// The first group are the openCypher TCK's error types, the second group is ours.
enum class ErrorKind {
  syntax_error,
  semantic_error,
  type_error,
  argument_error,
  arithmetic_error,
  parameter_missing,
  procedure_error,
  entity_not_found,
  property_not_found,
  label_not_found,
  constraint_validation_failed,
  constraint_verification_failed,

  input_error,   ///< a file or argument the user named is missing, unreadable or malformed
  io_error,      ///< the operating system or RocksDB refused
  corruption,    ///< stored bytes do not read back
  locked,        ///< another process writes this database; the message names it
  newer_format,  ///< the database was written by a newer version
  read_only,     ///< a write was asked of a reader
  timeout,
  cancelled,
  memory_limit,
  internal_error  ///< a bug of ours
};

/// "SyntaxError", "ParameterMissing", "InputError", ...: the TCK's spelling for its own kinds.
std::string_view to_string(ErrorKind kind);

enum class Phase { compile, runtime };

/// Where in an input the fault lies. For a query: `span` in bytes of the query text. For a file:
/// `file`, with 1-based `line` and `column` where known (0 otherwise).
struct ErrorPlace {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  std::optional<TextSpan> span = std::nullopt;
};

/// what() is one complete sentence for a person, without kind or place.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, ErrorPlace place = {});

  /// `detail` is the TCK's detail word, e.g. "UndefinedVariable".
  Error(ErrorKind kind, std::string detail, Phase phase, const std::string& message,
        ErrorPlace place = {});

  ErrorKind kind() const { return kind_; }
  const std::string& detail() const { return detail_; }
  Phase phase() const { return phase_; }
  const ErrorPlace& place() const { return place_; }

  /// The message as shown to people: "file:line:column: message", or for a query the message,
  /// the line of `query` it points at and a caret under the token. Several lines, no newline at
  /// the end. `query` may be empty.
  std::string render(std::string_view query = {}) const;

 private:
  ErrorKind kind_;
  std::string detail_;
  Phase phase_ = Phase::runtime;
  ErrorPlace place_;
};

}  // namespace CHANCERY_API
