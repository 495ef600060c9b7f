// Properties written in place, without values.

#include <algorithm>
#include <utility>

#include "store/record.h"
#include "store/value_tag.h"

namespace chancery {
namespace {

std::size_t size_of_text(std::string_view text) {
  std::size_t size = 2 + text.size();  // with its tag, and one byte at least for its length
  for (std::size_t rest = text.size() >> 7; rest > 0; rest >>= 7) ++size;
  return size;
}

// Where there is room for it; yields the end.
char* write_text(char* out, std::string_view text) {
  *out++ = static_cast<char>(ValueTag::string);
  out = write_varint(out, text.size());
  return std::copy(text.begin(), text.end(), out);
}

}  // namespace

void PropertyWriter::clear() {
  size_ = 0;
  last_ = KeyId::none;
  ascending_ = true;
}

// Room for a key and `most` bytes of its value, and where these go.
char* PropertyWriter::begin(KeyId key, std::size_t most) {
  ascending_ &= last_ < key;
  last_ = key;
  const std::size_t needed = size_ + kMostVarintBytes + most;
  if (needed > room_.size()) room_.resize(2 * needed);
  return write_varint(room_.data() + size_, raw(key));
}

void PropertyWriter::add(KeyId key, std::string_view text, bool even_empty) {
  if (text.empty() && !even_empty) return;
  char* out = begin(key, 1 + kMostVarintBytes + text.size());
  end(write_text(out, text));
}

void PropertyWriter::add(KeyId key, std::int64_t number) {
  char* out = begin(key, 1 + kMostVarintBytes);
  *out++ = static_cast<char>(ValueTag::integer);
  end(write_varint(out, folded_sign(number)));
}

void PropertyWriter::add(KeyId key, double number) {
  std::string value;
  append_float_value(value, number);
  add_written(key, value);
}

template <typename Texts>
void PropertyWriter::add_list(KeyId key, const Texts& texts) {
  if (texts.empty()) return;
  std::size_t size = 0;
  for (const std::string_view text : texts) size += size_of_text(text);
  char* out = begin(key, 1 + kMostVarintBytes + size);
  *out++ = static_cast<char>(ValueTag::list);
  out = write_varint(out, size);
  for (const std::string_view text : texts) out = write_text(out, text);
  end(out);
}

void PropertyWriter::add(KeyId key, std::span<const std::string> texts) { add_list(key, texts); }

void PropertyWriter::add(KeyId key, std::span<const std::string_view> texts) {
  add_list(key, texts);
}

void PropertyWriter::add_written(KeyId key, std::string_view value) {
  char* out = begin(key, value.size());
  end(std::copy(value.begin(), value.end(), out));
}

std::string_view PropertyWriter::bytes() {
  if (!ascending_) sort();
  return std::string_view(room_).substr(0, size_);
}

void PropertyWriter::sort() {
  const std::string unordered = room_.substr(0, size_);
  std::vector<std::pair<KeyId, std::string_view>> parts;
  for (ByteReader reader(unordered); !reader.at_end();) {
    const std::size_t start = reader.position();
    const KeyId key = next_property(reader).first;
    parts.emplace_back(key, reader.since(start));
  }
  std::ranges::sort(parts);
  char* out = room_.data();
  for (const auto& [key, part] : parts) out = std::copy(part.begin(), part.end(), out);
  last_ = parts.back().first;
  ascending_ = true;
}

}  // namespace chancery
