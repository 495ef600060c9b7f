#include "store/posting_block.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kMostPositionBytes = 5;
constexpr std::size_t kMostTextBytes = 2 + 5 + 5;  // a step between nodes of a block, two numbers

std::uint32_t narrow(std::uint64_t number) {
  if (number > std::numeric_limits<std::uint32_t>::max()) fail_posting_block();
  return static_cast<std::uint32_t>(number);
}

char* write_text(char* to, BlockTexts& head, const TextFrequency& text) {
  const std::uint64_t step = text.offset - head.last;
  to = write_varint(to, 2 * step + (text.frequency > 1 ? 1 : 0));
  to = write_varint(to, text.length);
  if (text.frequency > 1) to = write_varint(to, text.frequency - 2);
  head.add(text);
  return to;
}

// Room for so many bytes, whatever is in it.
char* room(std::vector<char>& bytes, std::size_t size) {
  if (bytes.size() < size) bytes.resize(size);
  return bytes.data();
}

std::string_view until(const std::vector<char>& bytes, const char* end) {
  return {bytes.data(), static_cast<std::size_t>(end - bytes.data())};
}

void append_head(std::string& out, const BlockTexts& head, std::size_t bytes_of_texts) {
  append_varint(out, head.count);
  if (head.count == 1) return;
  for (const std::uint32_t number : {head.last, head.most, head.shortest}) {
    append_varint(out, number);
  }
  append_varint(out, bytes_of_texts);
}

// Makes `out` a block of what there was and what comes behind it.
void join(std::string& out, const BlockParts& before, const BlockParts& added) {
  out.clear();
  append_head(out, added.head, before.texts.size() + added.texts.size());
  out.append(before.texts).append(added.texts);
  out.append(before.positions).append(added.positions);
}

// The parts of a block of one text, behind its count.
BlockParts parts_of_single(std::string_view bytes) {
  ByteReader reader(bytes);
  const std::uint64_t step = reader.varint();
  const std::uint32_t length = narrow(reader.varint());
  const std::uint32_t more = step % 2 == 0 ? 0 : narrow(reader.varint());
  const std::uint32_t frequency = step % 2 == 0 ? 1 : narrow(std::uint64_t{more} + 2);
  const std::size_t size = reader.position();
  return {{1, narrow(step / 2), frequency, length}, bytes.substr(0, size), bytes.substr(size)};
}

}  // namespace

void fail_posting_block() {
  throw Error(ErrorKind::corruption, "A row of the full-text index does not read.");
}

void BlockTexts::add(const TextFrequency& text) {
  shortest = count == 0 ? text.length : std::min(shortest, text.length);
  most = std::max(most, text.frequency);
  last = text.offset;
  ++count;
}

BlockParts parts_of_block(std::string_view bytes) {
  ByteReader reader(bytes);
  BlockParts parts;
  parts.head.count = narrow(reader.varint());
  if (parts.head.count == 1) return parts_of_single(bytes.substr(reader.position()));
  if (parts.head.count == 0 || parts.head.count > kBlockNodes) fail_posting_block();
  parts.head.last = narrow(reader.varint());
  parts.head.most = narrow(reader.varint());
  parts.head.shortest = narrow(reader.varint());
  parts.texts = reader.string();
  parts.positions = bytes.substr(reader.position());
  return parts;
}

void append_text(std::string& out, BlockTexts& head, const TextFrequency& text) {
  char bytes[kMostTextBytes];
  const char* end = write_text(bytes, head, text);
  out.append(bytes, static_cast<std::size_t>(end - bytes));
}

// Most of a common word's block is never looked at again, so what is wrong with any text is
// gathered without a branch.
std::span<const TextFrequency> read_texts(const BlockTexts& head, std::string_view texts,
                                          const LengthLimits& limits,
                                          std::vector<TextFrequency>& room) {
  if (room.size() < head.count) room.resize(head.count);
  ByteReader reader(texts);
  TextFrequency* out = room.data();
  std::uint64_t offset = 0;
  std::uint64_t wrong = 0;
  for (std::uint32_t i = 0; i < head.count; ++i) {
    const std::uint64_t step = reader.varint();
    const std::uint64_t length = reader.varint();
    const std::uint64_t more = step % 2 == 0 ? 0 : reader.varint() + 1;
    offset += step / 2;
    wrong |= std::uint64_t{offset > head.last} | std::uint64_t{step < 2 && i > 0} |
             std::uint64_t{more >= head.most} | std::uint64_t{step % 2 != 0 && more == 0} |
             std::uint64_t{length < head.shortest} | length >> 32;
    *out = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(more + 1),
            static_cast<std::uint32_t>(length)};
    out += length <= limits[std::min<std::uint64_t>(more, limits.size() - 1)] ? 1 : 0;
  }
  if (wrong != 0 || offset != head.last || offset >= kBlockNodes || !reader.at_end()) {
    fail_posting_block();
  }
  return {room.data(), out};
}

void read_occurrences(std::string_view bytes, std::vector<Occurrence>& out) {
  out.clear();
  const BlockParts parts = parts_of_block(bytes);
  ByteReader positions(parts.positions);
  BlockTexts seen;
  std::vector<TextFrequency> texts;
  for (const TextFrequency& text : read_texts(parts.head, parts.texts, kAnyLength, texts)) {
    std::uint64_t position = 0;
    for (std::uint32_t i = 0; i < text.frequency; ++i) {
      const std::uint64_t step = positions.varint();
      position += step;
      if (i > 0 && step == 0) fail_posting_block();
      out.push_back({text.offset, narrow(position), text.length});
    }
    seen.add(text);
  }
  if (!positions.at_end() || seen != parts.head) fail_posting_block();
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

BlockParts BlockWriter::parts_behind(const BlockTexts& head,
                                     std::span<const Occurrence> occurrences) {
  char* text = room(texts_, occurrences.size() * kMostTextBytes);
  char* position = room(positions_, occurrences.size() * kMostPositionBytes);
  BlockParts parts{head, {}, {}};
  for (auto at = occurrences.begin(); at != occurrences.end();) {
    TextFrequency each{at->offset, 0, at->length};
    for (std::uint32_t before = 0; at != occurrences.end() && at->offset == each.offset; ++at) {
      position = write_varint(position, at->position - before);
      before = at->position;
      ++each.frequency;
    }
    text = write_text(text, parts.head, each);
  }
  parts.texts = until(texts_, text);
  parts.positions = until(positions_, position);
  return parts;
}

bool BlockWriter::write(std::string& out, std::string_view before,
                        std::span<const Occurrence> occurrences) {
  if (before.empty()) {
    join(out, {}, parts_behind({}, occurrences));
    return true;
  }
  const BlockParts parts = parts_of_block(before);
  if (parts.head.last >= occurrences.front().offset) return false;
  join(out, parts, parts_behind(parts.head, occurrences));
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
