#pragma once

// The header of a table: what each column is. The grammar stands in chancery/import.h.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/import.h"
#include "chancery/temporal_functions.h"

namespace chancery::bulk {

enum class Role : std::uint8_t { property, id, labels, start, end, type, ignored };

/// What a property is read as; `as_found` is text in CSV, and what it is in JSON and Arrow.
enum class FieldType : std::uint8_t {
  as_found,
  boolean,
  integer,
  floating,
  character,
  string,
  date,
  local_time,
  time,
  local_date_time,
  date_time,
  duration
};

struct Column {
  Role role = Role::property;
  std::string name = {};  ///< of the property or the member; may be empty but for a property
  FieldType type = FieldType::as_found;
  bool list = false;
  std::string space = {};         ///< of id, start and end
  std::optional<Zone> zone = {};  ///< of times without an offset
  bool integer_id = false;        ///< the ids are integers, whatever the import says of ids
};

inline constexpr std::size_t kMostColumns = 10'000;

/// Whether the column makes a property of the node or relationship.
bool is_stored(const Column& column);

/// One field. Throws Error(input_error) without a place.
Column parse_column(std::string_view field);
/// Only a role is read from the name, everything else is the name of a property.
Column column_of_stream(std::string_view name);
/// That there is what a table of that kind needs, and nothing twice. `has_type`: the relationships
/// have a type without a column. Throws Error(input_error) with the column, where it is one's
/// fault.
void check_columns(const std::vector<Column>& columns, ImportKind kind, bool has_type);

}  // namespace chancery::bulk
