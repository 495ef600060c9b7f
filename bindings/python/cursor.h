#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "chancery/database.h"

namespace chancery::python {

/// The rows of one query, for Python: safe to call from several threads, one at a time.
struct Cursor {
  Cursor(Rows query_rows, std::string query_text)
      : rows(std::move(query_rows)), text(std::move(query_text)) {}

  Rows rows;
  std::string text;
  std::mutex mutex;
};

}  // namespace chancery::python
