#pragma once

// Types as ISO GQL writes them, for `value IS :: TYPE`.

#include <optional>
#include <string_view>
#include <vector>

#include "functions.h"

namespace chancery::query {

/// One type, or several of which a value may have any: INTEGER | LIST<STRING NOT NULL>. Null is of
/// every type but those with NOT NULL.
struct ValueTypeTest {
  struct Member {
    TypeSet types = 0;
    bool nullable = true;
    std::vector<ValueTypeTest> elements;  ///< of a list: one, or none where they may be anything
  };
  std::vector<Member> members;

  bool holds(const Value& value) const;
};

/// Takes the longest type at the start of `text`, which is cut to what follows it; nullopt where
/// none stands there. Words in any case.
std::optional<ValueTypeTest> take_value_type(std::string_view& text);

}  // namespace chancery::query
