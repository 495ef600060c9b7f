#include "store/part_ids.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "chancery/error.h"
#include "store/bytes.h"
#include "store/keys.h"

namespace chancery {
namespace {

constexpr std::uint64_t kNodesPerRow = 512;
constexpr char kSlash = '/';
constexpr std::size_t kIndexBytes = 2 * kWordBytes;
constexpr std::size_t kClosing = 2;  // bytes behind a text in a key

NodeId first_of_row(NodeId node) {
  return static_cast<NodeId>(raw(node) / kNodesPerRow * kNodesPerRow);
}

struct PartEntry {
  NodeId node = NodeId::none;
  std::string_view rest;
};

void append_part(std::string& row, NodeId block, const PartEntry& entry) {
  append_varint(row, raw(entry.node) - raw(block));
  append_string(row, entry.rest);
}

// Refuses what the writer would not have written, so that a damaged row is not half believed.
template <typename Visit>
void visit_part_row(NodeId block, std::string_view row, const Visit& visit) {
  ByteReader reader(row);
  std::optional<std::uint64_t> last;
  std::string written;
  while (!reader.at_end()) {
    const std::size_t start = reader.position();
    const std::uint64_t offset = reader.varint();
    const PartEntry entry{static_cast<NodeId>(raw(block) + offset), reader.string()};
    written.clear();
    append_part(written, block, entry);
    if (offset >= kNodesPerRow || (last && *last >= offset) || reader.since(start) != written) {
      throw Error(ErrorKind::corruption, "A row of the ids of a document's parts does not read.");
    }
    last = offset;
    visit(entry);
  }
}

// Of the rows of an index with the ids of one document.
std::string prefix_of_rows(LabelId label, KeyId key, std::string_view beginning) {
  std::string prefix = document_key(DocumentRow::part_ids, index_prefix(label, key));
  append_key_text(prefix, beginning);
  return prefix;
}

std::string key_of_row(const IndexState& index, std::string_view beginning, NodeId block) {
  return with_node(prefix_of_rows(index.label, index.key, beginning), block);
}

struct RowKey {
  std::string_view index;
  std::string_view beginning;  // as it is in a key, open
  NodeId block;
};

RowKey parse_row_key(std::string_view key) {
  constexpr std::size_t kAround = 1 + kIndexBytes + kClosing + kIdBytes;
  if (key.size() < kAround || raw(trailing_node(key)) % kNodesPerRow != 0) {
    throw Error(ErrorKind::corruption, "A key of the ids of a document's parts does not read.");
  }
  return {key.substr(1, kIndexBytes), key.substr(1 + kIndexBytes, key.size() - kAround),
          trailing_node(key)};
}

std::string string_space(std::string_view index) {
  std::string space(index);
  space.push_back(static_cast<char>(ordered_tag(Value(""))));
  return space;
}

// The rows of documents in the order of their ids; all of one document are read at once.
class PartEntriesCursor final : public Cursor {
 public:
  PartEntriesCursor(const Reader& rows, std::string_view low, std::string_view high, bool backwards)
      : low_(low), high_(high), backwards_(backwards) {
    const std::string_view index = low.substr(0, kIndexBytes);
    space_ = string_space(index);
    const std::string all = document_key(DocumentRow::part_ids, index);
    // The beginning that low is under sorts before it.
    std::string from = all, to = prefix_successor(all);
    if (low > space_) from += beginning_of(low);
    if (high.starts_with(space_)) to = all + std::string(high.substr(space_.size()));
    if (low >= prefix_successor(space_) || (!high.empty() && high <= space_) || from >= to) return;
    rows_ = backwards ? rows.scan_back(Family::documents, from, to)
                      : rows.scan(Family::documents, from, to);
    has_row_ = rows_->next();
  }

  bool next() override {
    if (at_ < entries_.size()) ++at_;
    while (at_ == entries_.size()) {
      if (!has_row_) return false;
      read_document();
    }
    return true;
  }

  std::string_view key() const override { return entries_[at_]; }
  std::string_view value() const override { return {}; }

 private:
  std::string_view beginning_of(std::string_view low) const {
    const std::string_view text = low.substr(space_.size());
    const std::size_t slash = text.find(kSlash);
    return slash == text.npos ? text : text.substr(0, slash + 1);
  }

  void read_document() {
    entries_.clear();
    at_ = 0;
    const std::string beginning(parse_row_key(rows_->key()).beginning);
    while (has_row_ && parse_row_key(rows_->key()).beginning == beginning) {
      for (std::string& key : part_entries(rows_->key(), rows_->value())) {
        if (key >= low_ && (high_.empty() || key < high_)) entries_.push_back(std::move(key));
      }
      has_row_ = rows_->next();
    }
    backwards_ ? std::ranges::sort(entries_, std::ranges::greater()) : std::ranges::sort(entries_);
  }

  std::string low_;
  std::string high_;
  bool backwards_;
  std::string space_;
  std::unique_ptr<Cursor> rows_;
  bool has_row_ = false;
  std::vector<std::string> entries_;  // of one document
  std::size_t at_ = 0;
};

class MergedCursor final : public Cursor {
 public:
  MergedCursor(std::unique_ptr<Cursor> a, std::unique_ptr<Cursor> b, bool backwards)
      : a_(std::move(a)), b_(std::move(b)), backwards_(backwards) {
    has_a_ = a_->next();
    has_b_ = b_->next();
  }

  bool next() override {
    if (current_ == a_.get()) has_a_ = a_->next();
    if (current_ == b_.get()) has_b_ = b_->next();
    current_ = nullptr;
    if (has_a_ && has_b_) {
      current_ = (a_->key() < b_->key()) != backwards_ ? a_.get() : b_.get();
    } else if (has_a_ || has_b_) {
      current_ = has_a_ ? a_.get() : b_.get();
    }
    return current_ != nullptr;
  }

  std::string_view key() const override { return current_->key(); }
  std::string_view value() const override { return current_->value(); }

 private:
  std::unique_ptr<Cursor> a_;
  std::unique_ptr<Cursor> b_;
  bool backwards_;
  bool has_a_ = false;
  bool has_b_ = false;
  Cursor* current_ = nullptr;
};

// Up to its first slash and with it; empty where it has none, or is cut in keys.
std::string_view beginning_of_part(std::string_view text) {
  const std::size_t slash = text.find(kSlash);
  return slash == text.npos || text.size() > kMaxKeyText ? std::string_view()
                                                         : text.substr(0, slash + 1);
}

}  // namespace

void PartIdsWriter::begin_document(std::string_view document_id) {
  open_.clear();
  beginning_.clear();
  if (document_id.find(kSlash) == document_id.npos) beginning_.append(document_id) += kSlash;
}

PendingRows::Number PartIdsWriter::row_of(const IndexState& index, NodeId block) {
  const auto same = [&](const Open& each) {
    return each.label == index.label && each.key == index.key;
  };
  auto open = std::ranges::find_if(open_, same);
  if (open == open_.end()) {
    open_.push_back({index.label, index.key, block, PendingRows::kNone});
    open = open_.end() - 1;
  }
  if (open->row == PendingRows::kNone || open->block != block) {
    open->block = block;
    open->row = rows_.open(Family::documents, key_of_row(index, beginning_, block), block < fresh_);
  }
  return open->row;
}

bool PartIdsWriter::add(const IndexState& index, NodeId node, std::string_view text) {
  if (beginning_.empty() || !text.starts_with(beginning_) || text.size() > kMaxKeyText)
    return false;
  const NodeId block = first_of_row(node);
  entry_.clear();
  append_part(entry_, block, {node, text.substr(beginning_.size())});
  rows_.append(Family::documents, row_of(index, block), entry_);
  return true;
}

bool PartIdsWriter::remove(const IndexState& index, NodeId node, std::string_view text) {
  const std::string_view beginning = beginning_of_part(text);
  if (beginning.empty()) return false;
  const NodeId block = first_of_row(node);
  const std::string key = key_of_row(index, beginning, block);
  const auto row = rows_.get(Family::documents, key);
  if (!row) return false;
  std::string rest;
  visit_part_row(block, *row, [&](const PartEntry& entry) {
    if (entry.node == node && entry.rest == text.substr(beginning.size())) return;
    append_part(rest, block, entry);
  });
  if (rest.size() == row->size()) return false;
  open_.clear();
  rest.empty() ? rows_.erase(Family::documents, key) : rows_.put(Family::documents, key, rest);
  return true;
}

void find_part(const Reader& rows, LabelId label, KeyId key, std::string_view text,
               std::vector<NodeId>& nodes) {
  const std::string_view beginning = beginning_of_part(text);
  if (beginning.empty()) return;
  const auto found = rows.scan_prefix(Family::documents, prefix_of_rows(label, key, beginning));
  while (found->next()) {
    visit_part_row(parse_row_key(found->key()).block, found->value(), [&](const PartEntry& entry) {
      if (entry.rest == text.substr(beginning.size())) nodes.push_back(entry.node);
    });
  }
}

std::unique_ptr<Cursor> scan_index(const Reader& rows, std::string_view low, std::string_view high,
                                   bool backwards) {
  auto own = backwards ? rows.scan_back(Family::properties, low, high)
                       : rows.scan(Family::properties, low, high);
  auto parts = std::make_unique<PartEntriesCursor>(rows, low, high, backwards);
  return std::make_unique<MergedCursor>(std::move(own), std::move(parts), backwards);
}

std::vector<std::string> part_entries(std::string_view row_key, std::string_view row) {
  const RowKey where = parse_row_key(row_key);
  std::vector<std::string> keys;
  visit_part_row(where.block, row, [&](const PartEntry& entry) {
    std::string& key = keys.emplace_back(string_space(where.index));
    key.append(where.beginning);
    append_key_text(key, entry.rest);
    key = with_node(std::move(key), entry.node);
  });
  return keys;
}

}  // namespace chancery
