// Reads the rows of all terms of a clause in step, a block at a time, so that no more than a block
// of positions is in memory. Tested by text_index_test.cpp and text_search_test.cpp.

#include "store/posting_list.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "store/keys.h"

namespace chancery {

/// The rows of one term.
class TermRows {
 public:
  TermRows(const Reader& rows, std::string prefix, std::string_view term) {
    append_key_text(prefix, term);
    cursor_ = rows.scan_prefix(Family::text, prefix);
    next();
  }

  void next() {
    block_.reset();
    if (!cursor_->next()) return;
    block_ = trailing_node(cursor_->key());
    if (block_of(*block_) != *block_) fail_posting_block();
  }
  /// Of the row; none at the end.
  const std::optional<NodeId>& block() const { return block_; }
  std::string_view bytes() const { return cursor_->value(); }

 private:
  std::unique_ptr<Cursor> cursor_;
  std::optional<NodeId> block_;
};

namespace {

bool stands_before(const Occurrence& a, const Occurrence& b) {
  return a.offset != b.offset ? a.offset < b.offset : a.position < b.position;
}

}  // namespace

/// The rows of a step: of all terms that may stand there.
class StepRows {
 public:
  StepRows(const Reader& rows, const std::string& index, const TextClause::Step& step)
      : offset_(step.offset) {
    for (const std::string& term : step.terms) terms_.emplace_back(rows, index, term);
    drop_ended();
  }

  std::uint32_t offset() const { return offset_; }
  /// The first block that is not passed yet; none at the end.
  std::optional<NodeId> block() const {
    std::optional<NodeId> first;
    for (const TermRows& term : terms_) {
      if (!first || *term.block() < *first) first = term.block();
    }
    return first;
  }

  void pass(NodeId block) { pass_until(static_cast<NodeId>(raw(block) + 1)); }
  /// Those before `block`.
  void pass_until(NodeId block) {
    for (TermRows& term : terms_) {
      while (term.block() && *term.block() < block) term.next();
    }
    drop_ended();
  }

  /// The only row there is of the block, null where several terms have one.
  const TermRows* only_row(NodeId block) const {
    const TermRows* only = nullptr;
    for (const TermRows& term : terms_) {
      if (*term.block() != block) continue;
      if (only != nullptr) return nullptr;
      only = &term;
    }
    return only;
  }

  /// Where any of the terms stands in texts of the block.
  void read(NodeId block, std::vector<Occurrence>& out) {
    out.clear();
    for (const TermRows& term : terms_) {
      if (*term.block() != block) continue;
      read_occurrences(term.bytes(), term_);
      const auto middle = static_cast<std::ptrdiff_t>(out.size());
      out.insert(out.end(), term_.begin(), term_.end());
      std::inplace_merge(out.begin(), out.begin() + middle, out.end(), stands_before);
    }
  }

 private:
  void drop_ended() {
    std::erase_if(terms_, [](const TermRows& term) { return !term.block(); });
  }

  std::uint32_t offset_;
  std::vector<TermRows> terms_;
  std::vector<Occurrence> term_;
};

namespace {

// Keeps of `found` (where the phrase so far begins) what `next` continues after `offset` words.
void keep_continued(std::vector<Occurrence>& found, const std::vector<Occurrence>& next,
                    std::uint32_t offset) {
  auto other = next.begin();
  std::erase_if(found, [&](const Occurrence& start) {
    const Occurrence wanted{start.offset, start.position + offset, 0};
    while (other != next.end() && stands_before(*other, wanted)) ++other;
    return other == next.end() || stands_before(wanted, *other);
  });
}

// Goes through the blocks that all steps of a clause have.
class ClauseRows {
 public:
  ClauseRows(const Reader& rows, const std::string& index, const TextClause& clause)
      : rows_(rows), index_(index), clause_(clause) {
    for (const TextClause::Step& step : clause.steps) steps_.emplace_back(rows, index, step);
  }

  PostingList read() && {
    while (const std::optional<NodeId> block = next_block()) {
      add(*block);
      for (StepRows& step : steps_) step.pass(*block);
    }
    if (list_.has_rows()) {
      list_.read_from(std::make_unique<StepRows>(rows_, index_, clause_.steps.front()));
    }
    return std::move(list_);
  }

 private:
  /// The first that all steps have.
  std::optional<NodeId> next_block() {
    std::optional<NodeId> last;
    for (bool same = false; !same;) {
      same = true;
      for (StepRows& step : steps_) {
        const std::optional<NodeId> block = step.block();
        if (!block) return std::nullopt;
        if (last && *block < *last) {
          step.pass_until(*last);
          same = false;
        } else if (last != block) {
          same = !last;
          last = block;
        }
      }
    }
    return last;
  }

  void add(NodeId block) {
    const TermRows* only = steps_.size() == 1 ? steps_.front().only_row(block) : nullptr;
    if (only != nullptr) {
      return list_.add_row(block, parts_of_block(only->bytes()));
    }
    steps_.front().read(block, found_);
    for (std::size_t i = 1; i < steps_.size() && !found_.empty(); ++i) {
      steps_[i].read(block, next_);
      keep_continued(found_, next_, steps_[i].offset());
    }
    add_found(block);
  }

  void add_found(NodeId block) {
    if (found_.empty()) return;
    texts_.clear();
    for (auto at = found_.begin(); at != found_.end();) {
      TextFrequency text{at->offset, 0, at->length};
      for (; at != found_.end() && at->offset == text.offset; ++at) ++text.frequency;
      texts_.push_back(text);
    }
    const BlockTexts head = head_of(texts_);
    bytes_.clear();
    append_texts(bytes_, head, texts_);
    list_.add(block, head, bytes_);
  }

  const Reader& rows_;
  const std::string& index_;
  const TextClause& clause_;
  std::vector<StepRows> steps_;
  PostingList list_;
  std::vector<Occurrence> found_;
  std::vector<Occurrence> next_;
  std::vector<TextFrequency> texts_;
  std::string bytes_;
};

}  // namespace

PostingList texts_that_hold(const Reader& rows, const std::string& index,
                            const TextClause& clause) {
  return ClauseRows(rows, index, clause).read();
}

PostingList::PostingList() = default;
PostingList::PostingList(PostingList&&) noexcept = default;
PostingList& PostingList::operator=(PostingList&&) noexcept = default;
PostingList::~PostingList() = default;

void PostingList::add(NodeId first, const BlockTexts& head, std::string_view texts) {
  blocks_.push_back({first, head, bytes_.size(), texts.size()});
  bytes_.append(texts);
  count_ += head.count;
}

void PostingList::add_row(NodeId first, const BlockParts& row) {
  constexpr std::size_t kMostCopied = 1 << 12;
  if (bytes_.size() < kMostCopied) return add(first, row.head, row.texts);
  blocks_.push_back({first, row.head, kInRow, 0});
  has_rows_ = true;
  count_ += row.head.count;
}

void PostingList::read_from(std::unique_ptr<StepRows> rows) { rows_ = std::move(rows); }

std::string_view PostingList::texts_of(const Block& block) {
  if (block.start != kInRow) return std::string_view(bytes_).substr(block.start, block.size);
  rows_->pass_until(block.first);
  const TermRows* row = rows_->only_row(block.first);
  if (row == nullptr) fail_posting_block();
  const BlockParts parts = parts_of_block(row->bytes());
  if (parts.head != block.head) fail_posting_block();
  return parts.texts;
}

std::span<const TextFrequency> PostingList::read(const Block& block, const LengthLimits& limits,
                                                 std::vector<TextFrequency>& room) {
  return read_texts(block.head, texts_of(block), limits, room);
}

std::span<const TextFrequency> PostingList::find(const Block& block,
                                                 std::span<const std::uint32_t> offsets,
                                                 std::vector<TextFrequency>& room) {
  return find_texts(block.head, texts_of(block), offsets, room);
}

}  // namespace chancery
