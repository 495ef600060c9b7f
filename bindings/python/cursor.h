#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "chancery/database.h"

namespace chancery::python {

/// The rows of one query, for Python: safe to call from several threads, one at a time.
struct Cursor {
  Cursor(Rows query_rows, std::string query_text, std::shared_ptr<query::CancelToken> cancel_token)
      : rows(std::move(query_rows)), text(std::move(query_text)), cancel(std::move(cancel_token)) {}

  Rows rows;
  std::string text;
  std::shared_ptr<query::CancelToken> cancel;
  std::mutex mutex;
};

}  // namespace chancery::python
