#pragma once

// The third representation: cursors, pulled from the last operator of a plan.

#include <memory>

#include "context.h"

namespace chancery::query {

/// Rows of one operator. A cursor writes its operator's slots of the shared row and leaves the
/// others alone.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Moves to the next row and yields true, or yields false at the end.
  virtual bool next(Row& row) = 0;
  /// Starts over, on what the row holds of outer operators by then. Cursors start fresh.
  virtual void reset() = 0;
};

using CursorPtr = std::unique_ptr<Cursor>;

/// The cursors of a plan. `plan` and `context` must outlive them.
CursorPtr make_cursor(const Plan& plan, ExecContext& context);

}  // namespace chancery::query
