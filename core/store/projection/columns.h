#pragma once

// Columns: which properties get one, and their sections.

#include <map>
#include <memory>
#include <string_view>

#include "chancery/column.h"
#include "store/projection/sections.h"

namespace chancery {

/// The columns of the properties of all nodes, or of all relationships. A key gets one where its
/// values are all booleans, all integers, all floats, all dates, or all strings that are no long
/// texts: these would double the store, and are read one by one.
class ColumnsWriter {
 public:
  /// Of keys up to that id.
  explicit ColumnsWriter(std::uint32_t last_key);
  ~ColumnsWriter();
  ColumnsWriter(const ColumnsWriter&) = delete;
  ColumnsWriter& operator=(const ColumnsWriter&) = delete;

  /// The properties, as stored, of a node or relationship; indexes ascend. Throws
  /// Error(corruption) for what does not read or has another key.
  void add(std::uint32_t index, std::string_view properties) {
    if (!properties.empty()) add_all(index, properties);
  }
  /// Hands over the sections for `size` nodes or relationships; leaves nothing.
  void take_sections(std::uint8_t side, std::uint32_t size, const TakeSection& take);

 private:
  class OneColumn;
  void add_all(std::uint32_t index, std::string_view properties);
  OneColumn& column_of(std::uint32_t key);
  std::vector<std::unique_ptr<OneColumn>> columns_;  // by key
};

/// Strings get a column up to this mean length of different ones, in bytes.
inline constexpr std::uint64_t kMostMeanText = 64;

/// The column of a key, from the sections of a projection; nullopt where they are damaged.
std::optional<Column> read_column(const Sections& sections, std::uint32_t key, unsigned side,
                                  std::uint32_t size);

}  // namespace chancery
