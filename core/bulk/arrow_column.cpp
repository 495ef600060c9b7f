#include "bulk/arrow_column.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "bulk/field_text.h"
#include "chancery/error.h"
#include "chancery/folding.h"
#include "store/record.h"

namespace chancery::bulk {
namespace {

constexpr std::int64_t kNanos = 1'000'000'000;
constexpr std::int64_t kSecondsOfDay = 86'400;
constexpr std::int64_t kMostSeconds = kSecondsOfDay * 365'000'000'000;  // what years allow, nearly

std::int64_t floor_divided(std::int64_t number, std::int64_t by) {
  return number / by - static_cast<std::int64_t>(number % by < 0);
}

/// IEEE 754 binary16.
double half_float(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31;
  const double fraction = bits & 1023;
  double number = 0;
  if (exponent == 31)
    number = fraction == 0 ? HUGE_VAL : std::nan("");
  else if (exponent == 0)
    number = std::ldexp(fraction, -24);
  else
    number = std::ldexp(fraction + 1024, exponent - 25);
  return bits >> 15 ? -number : number;
}

/// The fewest buffers that an array of the kind has.
std::int64_t buffers_of(ArrowKind kind) {
  if (kind == ArrowKind::null) return 0;
  if (kind == ArrowKind::fixed_list) return 1;
  return is_text(kind) ? 3 : 2;
}

}  // namespace

ArrowColumn::ArrowColumn(const ArrowSchema& schema)
    : name_(schema.name ? schema.name : ""), type_(arrow_type(schema)) {
  if (is_list(type_.kind)) {
    if (schema.n_children != 1 || !schema.children || !schema.children[0])
      fail("is a list whose items have no type");
    items_ = std::make_unique<ArrowColumn>(*schema.children[0]);
    if (items_->items_ || (items_->values_ && items_->values_->items_))
      fail("holds lists of lists, which no property can; give each level rows of its own");
  }
  if (schema.dictionary) {
    if (!is_integer(type_.kind) || schema.dictionary->dictionary)
      fail("has a dictionary that is not looked up by integers");
    values_ = std::make_unique<ArrowColumn>(*schema.dictionary);
  }
}

void ArrowColumn::fail(const std::string& what) const {
  throw Error(ErrorKind::input_error, "The column " + in_quotes(name_) + " " + what + ".");
}

void ArrowColumn::open(const ArrowArray& array, std::int64_t first, std::int64_t length) {
  array_ = &array;
  const bool sizes = array.length >= 0 && array.offset >= 0 && first >= 0 && length >= 0 &&
                     length <= array.length && first <= array.length - length;
  if (!sizes) fail("has fewer values than its table has rows");
  const bool has_buffers =
      array.n_buffers >= buffers_of(type_.kind) && (array.buffers || array.n_buffers == 0);
  if (!has_buffers) fail("lacks buffers of its type");
  const bool has_values = length == 0 || buffers_of(type_.kind) < 2 || array.buffers[1] != nullptr;
  if (!has_values) fail("has no buffer of values");
  first_ = array.offset + first;
  open_parts();
}

void ArrowColumn::open_parts() {
  if (items_) {
    if (array_->n_children != 1 || !array_->children || !array_->children[0])
      fail("is a list without items");
    items_->open(*array_->children[0], 0, array_->children[0]->length);
  }
  if (values_) {
    if (!array_->dictionary) fail("lacks its dictionary");
    values_->open(*array_->dictionary, 0, array_->dictionary->length);
  }
}

// Buffers need not be aligned.
template <typename T>
T ArrowColumn::at(std::int64_t row, int buffer) const {
  T value;
  std::memcpy(&value,
              static_cast<const char*>(array_->buffers[buffer]) +
                  static_cast<std::size_t>(first_ + row) * sizeof(T),
              sizeof value);
  return value;
}

bool ArrowColumn::bit(int buffer, std::int64_t row) const {
  const auto* bytes = static_cast<const std::uint8_t*>(array_->buffers[buffer]);
  const std::int64_t place = first_ + row;
  return (bytes[place / 8] >> (place % 8) & 1) != 0;
}

bool ArrowColumn::is_null(std::int64_t row) const {
  if (type_.kind == ArrowKind::null) return true;
  if (array_->null_count != 0 && array_->buffers[0] && !bit(0, row)) return true;
  return values_ && values_->is_null(dictionary_row(row).start);
}

ArrowColumn::Span ArrowColumn::dictionary_row(std::int64_t row) const {
  const std::int64_t number = plain_integer(row);
  if (number < 0 || number >= values_->array_->length) fail("names a value beyond its dictionary");
  return {number, number + 1};
}

std::int64_t ArrowColumn::plain_integer(std::int64_t row) const {
  switch (type_.kind) {
    case ArrowKind::int8:
      return at<std::int8_t>(row);
    case ArrowKind::uint8:
      return at<std::uint8_t>(row);
    case ArrowKind::int16:
      return at<std::int16_t>(row);
    case ArrowKind::uint16:
      return at<std::uint16_t>(row);
    case ArrowKind::int32:
      return at<std::int32_t>(row);
    case ArrowKind::uint32:
      return at<std::uint32_t>(row);
    case ArrowKind::uint64:
      if (at<std::uint64_t>(row) > INT64_MAX)
        fail("holds " + std::to_string(at<std::uint64_t>(row)) + ", which is beyond 63 bits");
      [[fallthrough]];
    default:
      return at<std::int64_t>(row);
  }
}

double ArrowColumn::floating(std::int64_t row) const {
  if (type_.kind == ArrowKind::float16) return half_float(at<std::uint16_t>(row));
  return type_.kind == ArrowKind::float32 ? at<float>(row) : at<double>(row);
}

// Where the parts of `row` begin and end, of lists and of texts.
ArrowColumn::Span ArrowColumn::items_of(std::int64_t row) const {
  Span span{};
  if (type_.kind == ArrowKind::fixed_list) {
    span.start = (first_ + row) * type_.list_size;
    span.end = span.start + type_.list_size;
  } else if (type_.kind == ArrowKind::list || type_.kind == ArrowKind::text) {
    span = {at<std::int32_t>(row), at<std::int32_t>(row + 1)};
  } else {
    span = {at<std::int64_t>(row), at<std::int64_t>(row + 1)};
  }
  const bool fits = !items_ || span.end <= items_->array_->length;
  if (span.start < 0 || span.end < span.start || !fits) fail("has offsets that are out of order");
  return span;
}

std::string_view ArrowColumn::viewed_text(std::int64_t row) const {
  constexpr std::int32_t kInline = 12;
  struct View {
    std::int32_t size;
    std::int32_t start;  // of the text, as bytes
    std::int32_t buffer;
    std::int32_t offset;
  };
  const View view = at<View>(row);
  const char* place = static_cast<const char*>(array_->buffers[1]) +
                      static_cast<std::size_t>(first_ + row) * sizeof(View);
  const auto size = static_cast<std::size_t>(view.size);
  if (view.size >= 0 && view.size <= kInline) return {place + sizeof(std::int32_t), size};
  const std::int64_t texts = array_->n_buffers - 3;  // behind are their sizes
  const auto* sizes = static_cast<const std::int64_t*>(array_->buffers[array_->n_buffers - 1]);
  const bool fits = view.size > 0 && view.buffer >= 0 && view.buffer < texts && sizes &&
                    view.offset >= 0 &&
                    std::int64_t{view.offset} + view.size <= sizes[view.buffer] &&
                    array_->buffers[2 + view.buffer];
  if (!fits) fail("has a text view beyond its buffers");
  return {static_cast<const char*>(array_->buffers[2 + view.buffer]) + view.offset, size};
}

std::string_view ArrowColumn::plain_text(std::int64_t row) const {
  if (type_.kind == ArrowKind::text_view) return viewed_text(row);
  const Span span = items_of(row);
  if (span.start == span.end) return {};
  if (!array_->buffers[2]) fail("has texts without bytes");
  return {static_cast<const char*>(array_->buffers[2]) + span.start,
          static_cast<std::size_t>(span.end - span.start)};
}

bool ArrowColumn::has_integers() const {
  return values_ ? values_->has_integers() : is_integer(type_.kind);
}
bool ArrowColumn::has_texts() const { return values_ ? values_->has_texts() : is_text(type_.kind); }
bool ArrowColumn::has_lists_of_texts() const { return items_ && items_->has_texts(); }

std::int64_t ArrowColumn::integer(std::int64_t row) const {
  return values_ ? values_->integer(dictionary_row(row).start) : plain_integer(row);
}

std::string_view ArrowColumn::text(std::int64_t row) const {
  if (values_) return values_->text(dictionary_row(row).start);
  const std::string_view text = plain_text(row);
  if (!is_utf8(text)) fail("holds a text that is not UTF-8");
  return text;
}

std::string ArrowColumn::joined(std::int64_t row, char delimiter) const {
  const Span span = items_of(row);
  std::string out;
  for (std::int64_t item = span.start; item < span.end; ++item) {
    if (items_->is_null(item)) continue;
    if (!out.empty()) out += delimiter;
    out += items_->text(item);
  }
  return out;
}

void ArrowColumn::append_list(std::string& out, std::int64_t row) const {
  const Span span = items_of(row);
  std::string elements;
  for (std::int64_t item = span.start; item < span.end; ++item) {
    if (items_->is_null(item)) fail("holds a list with null, which cannot be stored; leave it out");
    items_->append(elements, item);
  }
  append_list_value(out, elements);
}

void ArrowColumn::append_time(std::string& out, std::int64_t row) const {
  const std::int64_t units =
      type_.kind == ArrowKind::time32 ? at<std::int32_t>(row) : at<std::int64_t>(row);
  const std::int64_t seconds = floor_divided(units, type_.per_second);
  const std::int64_t nanos = (units - seconds * type_.per_second) * (kNanos / type_.per_second);
  if (type_.kind == ArrowKind::time32 || type_.kind == ArrowKind::time64) {
    if (seconds < 0 || seconds >= kSecondsOfDay) fail("holds a time beyond the day");
    return append_value(out, LocalTime{seconds * kNanos + nanos});
  }
  const auto rest = static_cast<std::int32_t>(nanos);
  if (type_.kind == ArrowKind::duration) return append_value(out, Duration{0, 0, seconds, rest});
  if (seconds < -kMostSeconds || seconds > kMostSeconds) fail("holds a time in no year we have");
  if (type_.zoned) return append_value(out, at_instant(seconds, rest, type_.zone));
  append_value(out, LocalDateTime{seconds, rest});
}

// Intervals, whose parts are kept apart.
void ArrowColumn::append_span(std::string& out, std::int64_t row) const {
  struct MonthDayNano {
    std::int32_t months;
    std::int32_t days;
    std::int64_t nanos;
  };
  struct DayTime {
    std::int32_t days;
    std::int32_t milliseconds;
  };
  Duration duration;
  std::int64_t nanos = 0;
  if (type_.kind == ArrowKind::interval_months) {
    duration.months = at<std::int32_t>(row);
  } else if (type_.kind == ArrowKind::interval_day_time) {
    const auto parts = at<DayTime>(row);
    duration.days = parts.days;
    nanos = std::int64_t{parts.milliseconds} * 1'000'000;
  } else {
    const auto parts = at<MonthDayNano>(row);
    duration.months = parts.months;
    duration.days = parts.days;
    nanos = parts.nanos;
  }
  duration.seconds = floor_divided(nanos, kNanos);
  duration.nanos = static_cast<std::int32_t>(nanos - duration.seconds * kNanos);
  append_value(out, duration);
}

void ArrowColumn::append(std::string& out, std::int64_t row) const {
  if (values_) return values_->append(out, dictionary_row(row).start);
  if (has_texts()) return append_text_value(out, text(row));
  if (has_integers()) return append_integer_value(out, plain_integer(row));
  if (items_) return append_list(out, row);
  switch (type_.kind) {
    case ArrowKind::boolean:
      return append_value(out, bit(1, row));
    case ArrowKind::float16:
    case ArrowKind::float32:
    case ArrowKind::float64:
      return append_float_value(out, floating(row));
    case ArrowKind::date32:
      return append_value(out, Date{at<std::int32_t>(row)});
    case ArrowKind::date64:
      return append_value(out, Date{floor_divided(at<std::int64_t>(row), kSecondsOfDay * 1000)});
    case ArrowKind::interval_months:
    case ArrowKind::interval_day_time:
    case ArrowKind::interval_month_day_nano:
      return append_span(out, row);
    default:
      return append_time(out, row);
  }
}

}  // namespace chancery::bulk
