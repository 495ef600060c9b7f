#include "store/posting_block.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "store/bytes.h"
#include "store/posting_widths.h"

namespace chancery {
namespace {

std::uint32_t narrow(std::uint64_t number) {
  if (number > std::numeric_limits<std::uint32_t>::max()) fail_posting_block();
  return static_cast<std::uint32_t>(number);
}

unsigned width_code(std::uint32_t most) { return most <= 0xFF ? 1 : most <= 0xFFFF ? 2 : 3; }

template <typename Number, typename Get>
char* write_numbers(char* to, std::span<const TextFrequency> texts, const Get& get) {
  if constexpr (!std::is_same_v<Number, Absent>) {
    for (const TextFrequency& text : texts) {
      const auto number = static_cast<Number>(get(text));
      std::memcpy(to, &number, sizeof(Number));
      to += sizeof(Number);
    }
  }
  return to;
}

// Of one text, behind the count.
BlockParts parts_of_single(std::string_view bytes) {
  ByteReader reader(bytes);
  const std::uint64_t place = reader.varint();
  BlockParts parts;
  parts.head.count = 1;
  parts.head.last = narrow(place / 2);
  parts.head.shortest = narrow(reader.varint());
  parts.head.most = place % 2 == 0 ? 1 : narrow(reader.varint());
  parts.positions = bytes.substr(reader.position());
  if (parts.head.most == 0 || (parts.head.most == 1 && place % 2 != 0)) fail_posting_block();
  return parts;
}

// Of several texts.
void append_head(std::string& out, const BlockTexts& head) {
  append_varint(out, head.count);
  out.push_back(static_cast<char>(head.widths));
  for (const std::uint32_t number : {head.last, head.most, head.shortest}) {
    append_varint(out, number);
  }
}

}  // namespace

void fail_posting_block() {
  throw Error(ErrorKind::corruption, "A row of the full-text index does not read.");
}

BlockParts parts_of_block(std::string_view bytes) {
  ByteReader reader(bytes);
  BlockParts parts;
  const std::uint64_t count = reader.varint();
  if (count == 0 || count > kBlockNodes) fail_posting_block();
  if (count == 1) {
    parts = parts_of_single(bytes.substr(reader.position()));
  } else {
    parts.head.count = static_cast<std::uint32_t>(count);
    parts.head.widths = reader.byte();
    parts.head.last = narrow(reader.varint());
    parts.head.most = narrow(reader.varint());
    parts.head.shortest = narrow(reader.varint());
    parts.texts = reader.take(count * bytes_per_text(parts.head.widths));
    parts.positions = bytes.substr(reader.position());
  }
  if (parts.head.last >= kBlockNodes || parts.head.shortest == 0) fail_posting_block();
  return parts;
}

BlockTexts head_of(std::span<const TextFrequency> texts) {
  const TextFrequency& first = texts.front();
  BlockTexts head{static_cast<std::uint32_t>(texts.size()), texts.back().offset, 1, first.length,
                  0};
  std::uint32_t longest = 0;
  std::uint32_t widest = first.offset;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    head.most = std::max(head.most, texts[i].frequency);
    head.shortest = std::min(head.shortest, texts[i].length);
    longest = std::max(longest, texts[i].length);
    if (i > 0) widest = std::max(widest, texts[i].offset - texts[i - 1].offset);
  }
  if (texts.size() == 1) return head;
  const unsigned frequency = head.most == 1 ? 0 : width_code(head.most);
  head.widths = static_cast<std::uint8_t>(width_code(widest) | width_code(longest) << kLengthCode |
                                          frequency << kFrequencyCode);
  return head;
}

void append_texts(std::string& out, const BlockTexts& head, std::span<const TextFrequency> texts) {
  if (head.count == 1) return;
  const std::size_t before = out.size();
  out.resize(before + head.count * bytes_per_text(head.widths));
  char* to = out.data() + before;
  with_width(head.widths, [&]<typename Step>(Step) {
    std::uint32_t last = 0;
    to = write_numbers<Step>(to, texts, [&](const TextFrequency& text) {
      return text.offset - std::exchange(last, text.offset);
    });
  });
  with_width(head.widths >> kLengthCode, [&]<typename Length>(Length) {
    to = write_numbers<Length>(to, texts, [](const TextFrequency& text) { return text.length; });
  });
  with_width(head.widths >> kFrequencyCode, [&]<typename Frequency>(Frequency) {
    to = write_numbers<Frequency>(to, texts,
                                  [](const TextFrequency& text) { return text.frequency; });
  });
}

void read_occurrences(std::string_view bytes, std::vector<Occurrence>& out) {
  out.clear();
  const BlockParts parts = parts_of_block(bytes);
  ByteReader positions(parts.positions);
  std::vector<TextFrequency> room;
  const auto texts = read_texts(parts.head, parts.texts, kAnyLength, room);
  for (const TextFrequency& text : texts) {
    std::uint64_t position = 0;
    for (std::uint32_t i = 0; i < text.frequency; ++i) {
      const std::uint64_t step = positions.varint();
      position += step;
      if (i > 0 && step == 0) fail_posting_block();
      out.push_back({text.offset, narrow(position), text.length});
    }
  }
  if (!positions.at_end() || head_of(texts) != parts.head) fail_posting_block();
}

void visit_postings(NodeId block, std::string_view bytes,
                    const std::function<void(Posting posting)>& visit) {
  std::vector<Occurrence> occurrences;
  read_occurrences(bytes, occurrences);
  for (auto at = occurrences.begin(); at != occurrences.end();) {
    Posting posting{static_cast<NodeId>(raw(block) + at->offset), at->length, {}};
    const std::uint32_t offset = at->offset;
    for (; at != occurrences.end() && at->offset == offset; ++at) {
      posting.positions.push_back(at->position);
    }
    visit(std::move(posting));
  }
}

// Makes `out` the block of occurrences in one text, as most rows of rare words are.
void write_single(std::string& out, std::span<const Occurrence> occurrences) {
  constexpr std::size_t kMostBytes = 5;  // of each number
  const auto times = static_cast<std::uint32_t>(occurrences.size());
  out.resize((4 + occurrences.size()) * kMostBytes);
  char* to = out.data();
  *to++ = 1;
  to = write_varint(to, 2 * std::uint64_t{occurrences.front().offset} + (times > 1 ? 1 : 0));
  to = write_varint(to, occurrences.front().length);
  if (times > 1) to = write_varint(to, times);
  std::uint32_t before = 0;
  for (const Occurrence& each : occurrences) {
    to = write_varint(to, each.position - std::exchange(before, each.position));
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

// Behind what is in texts_, and in place of what is in positions_.
void BlockWriter::gather(std::span<const Occurrence> occurrences) {
  constexpr std::size_t kMostPositionBytes = 5;
  positions_.resize(occurrences.size() * kMostPositionBytes);
  char* position = positions_.data();
  for (auto at = occurrences.begin(); at != occurrences.end();) {
    TextFrequency text{at->offset, 0, at->length};
    for (std::uint32_t before = 0; at != occurrences.end() && at->offset == text.offset; ++at) {
      position = write_varint(position, at->position - before);
      before = at->position;
      ++text.frequency;
    }
    texts_.push_back(text);
  }
  positions_.resize(static_cast<std::size_t>(position - positions_.data()));
}

bool BlockWriter::write(std::string& out, std::string_view before,
                        std::span<const Occurrence> occurrences) {
  if (before.empty() && occurrences.front().offset == occurrences.back().offset) {
    write_single(out, occurrences);
    return true;
  }
  BlockParts parts;
  texts_.clear();
  if (!before.empty()) {
    parts = parts_of_block(before);
    if (parts.head.last >= occurrences.front().offset) return false;
    texts_.resize(read_texts(parts.head, parts.texts, kAnyLength, texts_).size());
  }
  gather(occurrences);
  const BlockTexts head = head_of(texts_);
  out.clear();
  append_head(out, head);
  append_texts(out, head, texts_);
  out.append(parts.positions).append(positions_);
  return true;
}

bool BlockWriter::append(PendingRows& rows, PendingRows::Number row,
                         std::span<const Occurrence> occurrences) {
  const std::string_view before = rows[row].value;
  if (!write(value_, before, occurrences)) return false;
  const std::string_view value = value_;
  const std::size_t size = before.size();
  rows.append(row, value.substr(size));
  rows.overwrite(row, 0, value.substr(0, size));
  return true;
}

std::string BlockWriter::with_posting(NodeId block, std::string_view bytes, NodeId node,
                                      const std::optional<Posting>& posting) {
  occurrences_.clear();
  if (!bytes.empty()) read_occurrences(bytes, occurrences_);
  const auto offset = static_cast<std::uint32_t>(raw(node) - raw(block));
  const auto range = std::ranges::equal_range(occurrences_, offset, {}, &Occurrence::offset);
  auto at = occurrences_.erase(range.begin(), range.end());
  std::string out;
  if (posting) {
    std::vector<Occurrence> added;
    for (const std::uint32_t position : posting->positions) {
      added.push_back({offset, position, static_cast<std::uint32_t>(posting->length)});
    }
    occurrences_.insert(at, added.begin(), added.end());
  }
  if (!occurrences_.empty()) write(out, {}, occurrences_);
  return out;
}

}  // namespace chancery
