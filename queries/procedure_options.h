#pragma once

// The map of options that some procedures take as their last argument.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/value.h"

namespace chancery::query {

/// Every miss of type or range throws Error(procedure_error, "InvalidArgumentValue") and names
/// the option.
class ProcedureOptions {
 public:
  /// `options` is a map or null and must outlive this. An entry that is not among `known` throws.
  ProcedureOptions(std::string_view procedure, const Value& options,
                   const std::vector<std::string_view>& known);

  std::int64_t integer(std::string_view name, std::int64_t otherwise, std::int64_t least,
                       std::int64_t most) const;
  double number(std::string_view name, double otherwise, double least, double most) const;
  bool boolean(std::string_view name, bool otherwise) const;
  std::string text(std::string_view name, std::string_view otherwise) const;
  /// One of the words.
  std::string choice(std::string_view name, const std::vector<std::string_view>& words,
                     std::string_view otherwise) const;
  /// A date or a text, as text; absent: empty.
  std::string date(std::string_view name) const;
  std::optional<NodeId> node(std::string_view name) const;
  /// A string stands for a list of itself; absent: empty.
  std::vector<std::string> texts(std::string_view name) const;

 private:
  /// Null where it is absent or null.
  const Value* find(std::string_view name) const;
  [[noreturn]] void refuse(std::string_view name, std::string_view wanted) const;

  std::string_view procedure_;
  const Value& options_;
};

}  // namespace chancery::query
