#include "store/projection/columns.h"

#include <algorithm>

#include "chancery/error.h"
#include "store/projection/index_sets.h"
#include "store/projection/numbers.h"
#include "store/projection/texts.h"
#include "store/record.h"

namespace chancery {
namespace {

// Of strings, how many there must be before their length is judged.
constexpr std::size_t kTextsToJudge = 1024;

std::optional<Column::Type> column_type(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return Column::Type::boolean;
    case ValueType::integer:
      return Column::Type::integer;
    case ValueType::floating:
      return Column::Type::floating;
    case ValueType::date:
      return Column::Type::date;
    case ValueType::string:
      return Column::Type::string;
    default:
      return std::nullopt;
  }
}

SectionEntry entry_of(SectionKind kind, std::uint32_t key, std::uint8_t side) {
  SectionEntry entry;
  entry.kind = kind;
  entry.id = key;
  entry.side = side;
  return entry;
}

// Whether strings are so many or so long that their section would not read or not pay.
bool are_too_long(const Texts& texts) {
  return texts.bytes() > std::min<std::uint64_t>(kMostMeanText * texts.size(), UINT32_MAX);
}

}  // namespace

// The values of one key.
class ColumnsWriter::OneColumn {
 public:
  void add(std::uint32_t index, const StoredProperty& stored) {
    if (values_++ == 0) begin(stored.type);
    if (is_given_up_) return;
    if (stored.type != stored_as_) return give_up();
    present_.add(index);
    if (stored_as_ == ValueType::string) {
      add_text(stored.text);
    } else {
      numbers_.add(stored.number);
    }
  }

  void take_sections(std::uint32_t key, std::uint8_t side, std::uint32_t size,
                     const TakeSection& take) {
    if (!is_given_up_ && are_too_long(texts_)) give_up();
    if (is_given_up_) {
      SectionEntry entry = entry_of(SectionKind::key_without_column, key, side);
      entry.items = values_;
      return take(Section::of(entry, std::vector<std::byte>()));
    }
    SectionEntry present = entry_of(SectionKind::column_present, key, side);
    present.bound = size;
    SectionEntry numbers = entry_of(SectionKind::column_numbers, key, side);
    numbers.bound = static_cast<std::uint32_t>(*column_type(stored_as_));
    if (stored_as_ == ValueType::string) {
      auto [texts, places] = texts_.sorted(entry_of(SectionKind::column_texts, key, side));
      present.base = texts.entry.items;
      take(std::move(texts));
      for (std::uint32_t& code : codes_) code = places[code];
      take(present_.section(present));
      take(narrow_numbers<std::uint32_t>(numbers, codes_));
    } else {
      present.base = numbers_.count_distinct();
      take(present_.section(present));
      take(numbers_.section(numbers));
    }
  }

 private:
  void begin(ValueType type) {
    stored_as_ = type;
    is_given_up_ = !column_type(type);
  }

  void add_text(std::string_view text) {
    codes_.push_back(texts_.code(text));
    if (texts_.size() > kTextsToJudge && are_too_long(texts_)) give_up();
  }

  void give_up() {
    is_given_up_ = true;
    present_ = {};
    numbers_ = {};
    codes_ = {};
    texts_ = {};
  }

  std::uint32_t values_ = 0;
  bool is_given_up_ = false;
  ValueType stored_as_ = ValueType::null;
  IndexSetWriter present_;
  NumberList numbers_;                // by place in present_
  std::vector<std::uint32_t> codes_;  // the same, of strings
  Texts texts_;
};

ColumnsWriter::ColumnsWriter(std::uint32_t last_key) : columns_(last_key + std::size_t{1}) {}
ColumnsWriter::~ColumnsWriter() = default;

void ColumnsWriter::add_all(std::uint32_t index, std::string_view properties) {
  ByteReader reader(properties);
  while (!reader.at_end()) {
    const StoredProperty stored = read_property(reader);
    column_of(raw(stored.key)).add(index, stored);
  }
}

inline ColumnsWriter::OneColumn& ColumnsWriter::column_of(std::uint32_t key) {
  if (key >= columns_.size()) {
    throw Error(ErrorKind::corruption,
                "A property has a key that does not exist; run `chancery verify` to find it.");
  }
  std::unique_ptr<OneColumn>& column = columns_[key];
  if (column == nullptr) column = std::make_unique<OneColumn>();
  return *column;
}

void ColumnsWriter::take_sections(std::uint8_t side, std::uint32_t size, const TakeSection& take) {
  for (std::uint32_t key = 0; key < columns_.size(); ++key) {
    if (columns_[key] == nullptr) continue;
    columns_[key]->take_sections(key, side, size, take);
    columns_[key].reset();
  }
}

std::optional<Column> read_column(const Sections& sections, std::uint32_t key, unsigned side,
                                  std::uint32_t size) {
  const SectionEntry* present_entry = sections.find(SectionKind::column_present, key, side);
  const SectionEntry* entry = sections.find(SectionKind::column_numbers, key, side);
  if (present_entry == nullptr || entry == nullptr || present_entry->bound != size) return {};
  const auto present_bytes = sections.bytes(*present_entry);
  const auto bytes = sections.bytes(*entry);
  if (!present_bytes || !bytes || entry->bound > static_cast<unsigned>(Column::Type::string)) {
    return std::nullopt;
  }
  const auto present = read_index_set(*present_entry, *present_bytes);
  const auto numbers = NarrowNumbers::read(entry->form, entry->items, entry->base, *bytes);
  if (!present || !numbers || present->size() != numbers->size()) return std::nullopt;
  const auto type = static_cast<Column::Type>(entry->bound);
  const auto distinct = static_cast<std::uint32_t>(present_entry->base);
  if (type != Column::Type::string) return Column(type, *present, *numbers, distinct, {}, {});
  const SectionEntry* texts_entry = sections.find(SectionKind::column_texts, key, side);
  if (texts_entry == nullptr || texts_entry->items != distinct) return std::nullopt;
  const auto texts = sections.bytes(*texts_entry);
  const std::uint64_t starts_bytes = (std::uint64_t{distinct} + 1) * sizeof(std::uint32_t);
  if (!texts || texts->size() < starts_bytes) return std::nullopt;
  const auto starts = numbers_of<std::uint32_t>(texts->first(starts_bytes), distinct + 1ULL);
  const auto joined = texts->subspan(starts_bytes);
  if (!are_starts(*starts, joined.size())) return std::nullopt;
  for (std::uint32_t place = 0; place < numbers->size(); ++place) {
    if ((*numbers)[place] < 0 || (*numbers)[place] >= std::int64_t{distinct}) return std::nullopt;
  }
  return Column(type, *present, *numbers, distinct, *starts,
                {reinterpret_cast<const char*>(joined.data()), joined.size()});
}

Value Column::value(std::uint32_t place) const {
  const std::int64_t number = numbers_[place];
  switch (type_) {
    case Type::boolean:
      return number != 0;
    case Type::integer:
      return number;
    case Type::floating:
      return std::bit_cast<double>(number);
    case Type::date:
      return Date{number};
    default:
      return text(static_cast<std::uint32_t>(number));
  }
}

std::uint32_t Column::lower_code(std::string_view wanted) const {
  std::uint32_t low = 0;
  std::uint32_t high = distinct_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (text(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace chancery
