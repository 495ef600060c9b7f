#pragma once

// A procedure that answers from a table, as a scenario declares it.

#include <string>
#include <vector>

#include "chancery/value.h"

namespace cypher_tests {

/// Registered while it lives.
class TableProcedure {
 public:
  /// `declaration` is "there exists a procedure NAME(in :: TYPE, ...) :: (out :: TYPE, ...):"; a
  /// row has the arguments first and then the results. Throws std::runtime_error.
  TableProcedure(const std::string& declaration, std::vector<std::vector<chancery::Value>> rows);
  ~TableProcedure();
  TableProcedure(const TableProcedure&) = delete;
  TableProcedure& operator=(const TableProcedure&) = delete;

 private:
  std::string name_;
};

}  // namespace cypher_tests
