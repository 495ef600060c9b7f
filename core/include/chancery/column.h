#pragma once

// The values of one property, of all nodes or of all relationships of a projection.

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "chancery/export.h"
#include "chancery/index_set.h"
#include "chancery/narrow_numbers.h"
#include "chancery/value.h"

namespace chancery CHANCERY_API {

/// Refers to bytes that its projection owns. Immutable; may be used by many threads.
class Column {
 public:
  /// Stored as a number in files: never renumber.
  enum class Type : std::uint8_t { boolean = 1, integer, floating, date, string };

  Column() = default;
  Column(Type type, IndexSet present, NarrowNumbers numbers, std::uint32_t distinct,
         std::span<const std::uint32_t> text_starts, std::string_view texts)
      : type_(type),
        present_(present),
        numbers_(numbers),
        distinct_(distinct),
        text_starts_(text_starts),
        texts_(texts) {}

  Type type() const { return type_; }
  /// Who has a value. Its places are those of the values.
  const IndexSet& present() const { return present_; }
  /// How many values differ.
  std::uint32_t distinct() const { return distinct_; }

  /// Of the node or relationship at an index; null where it has none.
  Value at(std::uint32_t index) const {
    const std::uint32_t place = present_.place(index);
    return place == IndexSet::kAbsent ? Value() : value(place);
  }
  Value value(std::uint32_t place) const;

  /// By place: 0 or 1 of a boolean, an integer, the days of a date since 1970, the code of a
  /// string, the bits of a float.
  const NarrowNumbers& numbers() const { return numbers_; }
  double floating(std::uint32_t place) const { return std::bit_cast<double>(numbers_[place]); }

  /// Codes are 0 to distinct() - 1, in the order of their texts: UTF-8, by code points.
  std::string_view text(std::uint32_t code) const {
    return texts_.substr(text_starts_[code], text_starts_[code + 1] - text_starts_[code]);
  }
  /// The first code whose text is not less; distinct() where all are less.
  std::uint32_t lower_code(std::string_view text) const;

 private:
  Type type_ = Type::boolean;
  IndexSet present_;
  NarrowNumbers numbers_;
  std::uint32_t distinct_ = 0;
  std::span<const std::uint32_t> text_starts_;  // of strings
  std::string_view texts_;
};

}  // namespace CHANCERY_API
