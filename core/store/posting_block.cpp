#include "store/posting_block.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/bytes.h"

namespace chancery {
namespace {

constexpr std::size_t kNodeBytes = 2;
constexpr std::size_t kHeadBytes = 6;

struct End {
  std::uint64_t offset = 0;
  std::uint64_t position = 0;
};

End end_of(std::string_view bytes) {
  ByteReader head(bytes);
  return {read_big_endian(head.take(kNodeBytes)),
          read_big_endian(head.take(kHeadBytes - kNodeBytes))};
}

std::string head_of(const End& end) {
  std::string head;
  append_big_endian(head, end.offset, kNodeBytes);
  append_big_endian(head, end.position, kHeadBytes - kNodeBytes);
  return head;
}

[[noreturn]] void fail() {
  throw Error(ErrorKind::corruption, "A row of the full-text index does not read.");
}

void append_first(std::string& out, std::uint64_t step, std::uint64_t length,
                  std::uint64_t position) {
  append_varint(out, 2 * step + 1);
  append_varint(out, length);
  append_varint(out, position);
}

// Where the posting of a node is in a block, or would be.
struct Place {
  std::size_t begin = 0;  ///< bytes of the occurrences before it
  std::size_t rest = 0;   ///< where the postings after it go on, behind the step to the first
  std::optional<std::uint64_t> next;  ///< offset of the node after it
  std::optional<End> before;          ///< end of the posting before it
};

Place find_place(std::string_view body, std::uint64_t offset) {
  Place place;
  ByteReader reader(body);
  End here;
  bool any = false;
  while (!reader.at_end()) {
    const std::size_t at = reader.position();
    const std::uint64_t step = reader.varint();
    if (step % 2 == 0) {
      here.position += step / 2;
      continue;
    }
    const std::uint64_t next = here.offset + step / 2;
    if (any && here.offset < offset) place.before = here;
    if (next < offset || !any || here.offset < offset) place.begin = at;
    if (next > offset) {
      place.next = next;
      place.rest = reader.position();
      return place;
    }
    reader.varint();
    here = {next, reader.varint()};
    any = true;
  }
  if (any && here.offset < offset) {
    place.before = here;
    place.begin = body.size();
  }
  return place;
}

void append_posting(std::string& out, std::uint64_t from, std::uint64_t offset,
                    const Posting& posting) {
  append_first(out, offset - from, posting.length, posting.positions.front());
  for (std::size_t i = 1; i < posting.positions.size(); ++i) {
    append_varint(out, 2 * std::uint64_t{posting.positions[i] - posting.positions[i - 1]});
  }
}

// Appends occurrences to those that stop at `end`, and moves it.
void write_behind(std::string& out, std::optional<End>& end,
                  std::span<const Occurrence> occurrences) {
  constexpr std::size_t kMostBytes = 3 + 5 + 5;  // a step between nodes of a block, two numbers
  const std::size_t before = out.size();
  out.resize(before + occurrences.size() * kMostBytes);
  char* to = out.data() + before;
  for (const Occurrence& each : occurrences) {
    if (end && end->offset == each.offset) {
      to = write_varint(to, 2 * (each.position - end->position));
    } else {
      to = write_varint(to, 2 * (each.offset - (end ? end->offset : 0)) + 1);
      to = write_varint(to, each.length);
      to = write_varint(to, each.position);
    }
    end = {each.offset, each.position};
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

}  // namespace

void visit_postings(NodeId block, std::string_view bytes,
                    const std::function<void(Posting posting)>& visit) {
  const End end = end_of(bytes);
  ByteReader reader(bytes.substr(kHeadBytes));
  Posting posting;
  std::uint64_t offset = 0;
  while (!reader.at_end()) {
    const std::uint64_t step = reader.varint();
    if (step % 2 == 0) {
      if (posting.positions.empty()) fail();
      posting.positions.push_back(static_cast<std::uint32_t>(posting.positions.back() + step / 2));
      continue;
    }
    if (!posting.positions.empty()) visit(std::exchange(posting, {}));
    offset += step / 2;
    if (offset >= kBlockNodes) fail();
    posting.node = static_cast<NodeId>(raw(block) + offset);
    posting.length = reader.varint();
    posting.positions.push_back(static_cast<std::uint32_t>(reader.varint()));
  }
  if (posting.positions.empty() || offset != end.offset ||
      posting.positions.back() != end.position) {
    fail();
  }
  visit(std::move(posting));
}

void write_block(std::string& out, std::span<const Occurrence> occurrences) {
  std::optional<End> end;
  out.assign(kHeadBytes, '\0');
  write_behind(out, end, occurrences);
  out.replace(0, kHeadBytes, head_of(*end));
}

bool append_occurrences(PendingRows& rows, PendingRows::Number row,
                        std::span<const Occurrence> occurrences) {
  const std::string_view bytes = rows[row].value;
  std::string added;
  if (bytes.empty()) {
    write_block(added, occurrences);
    rows.append(row, added);
    return true;
  }
  std::optional<End> end = end_of(bytes);
  const Occurrence& first = occurrences.front();
  if (std::tie(end->offset, end->position) >=
      std::tuple<std::uint64_t, std::uint64_t>(first.offset, first.position)) {
    return false;
  }
  write_behind(added, end, occurrences);
  rows.append(row, added);
  rows.overwrite(row, 0, head_of(*end));
  return true;
}

std::string with_posting(NodeId block, std::string_view bytes, NodeId node,
                         const std::optional<Posting>& posting) {
  const std::uint64_t offset = raw(node) - raw(block);
  const std::string_view body = bytes.substr(std::min(kHeadBytes, bytes.size()));
  const Place place = find_place(body, offset);
  std::string out(body.substr(0, place.begin));
  End end = place.before.value_or(End());
  if (posting) {
    append_posting(out, end.offset, offset, *posting);
    end = {offset, posting->positions.back()};
  }
  if (place.next) {
    append_varint(out, 2 * (*place.next - end.offset) + 1);
    out.append(body.substr(place.rest));
    end = end_of(bytes);
  }
  return out.empty() ? out : head_of(end) + out;
}

}  // namespace chancery
