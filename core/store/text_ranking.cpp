// Goes through the blocks of all clauses side by side. In each, drivers are weighed first: clauses
// without which no text can be among the best. Others are only looked at for texts that the drivers
// have left. Tested by text_search_test.cpp against sums over all texts.

#include "store/text_ranking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "chancery/error.h"
#include "chancery/work.h"
#include "store/bm25.h"

namespace chancery {
namespace {

constexpr std::size_t kPerText = 5;        // nanoseconds of work, roughly
constexpr std::size_t kPerTextPassed = 1;  // of one that is stepped over
// More than sums of a few hundred rounded weights are off by, whatever their order.
constexpr double kRounding = 1 + 1e-9;

bool is_better(const TextHit& a, const TextHit& b) {
  return a.score != b.score ? a.score > b.score : a.node < b.node;
}

// The best so far.
class BestHits {
 public:
  explicit BestHits(std::size_t limit) : limit_(limit) {}

  bool full() const { return hits_.size() == limit_; }
  /// Whether a text whose score is no more than `bound` may come among them.
  bool may_take(double bound) const { return bound * kRounding > least(); }
  /// What must be surpassed, but for rounding.
  double least() const {
    return full() ? hits_.front().score : -std::numeric_limits<double>::infinity();
  }

  void add(const TextHit& hit) {
    if (!full()) {
      hits_.push_back(hit);
      if (full()) std::ranges::make_heap(hits_, is_better);
    } else if (is_better(hit, hits_.front())) {
      std::ranges::pop_heap(hits_, is_better);
      hits_.back() = hit;
      std::ranges::push_heap(hits_, is_better);
    }
  }

  std::vector<TextHit> in_order() && {
    std::ranges::sort(hits_, is_better);
    return std::move(hits_);
  }

 private:
  std::size_t limit_;
  std::vector<TextHit> hits_;  // a heap when full, the worst in front
};

// One clause on the way through the blocks.
class ClauseRun {
 public:
  ClauseRun(const IndexState& index, ClauseTexts& clause, const LengthWeights& lengths)
      : occur_(clause.occur),
        list_(&clause.texts),
        at_(clause.texts.blocks().begin()),
        weight_(index, clause.texts.count(), lengths) {}

  bool is_must() const { return occur_ == TextClause::Occur::must; }
  bool ended() const { return at_ == list_->blocks().end(); }
  /// Of the block that is not passed yet.
  NodeId block() const { return at_->first; }

  /// Goes on to `block`, over those before it.
  void turn_to(NodeId block) {
    while (!ended() && at_->first < block) ++at_;
    here_ = !ended() && at_->first == block;
    texts_.reset();
    bound_ = here_ ? weight_(at_->head.most, at_->head.shortest) : 0;
  }
  /// True where texts of the block hold the clause.
  bool here() const { return here_; }
  std::uint32_t count() const { return at_->head.count; }
  /// No text of the block weighs more, but for rounding.
  double bound() const { return bound_; }
  void pass() {
    if (here_) ++at_;
  }

  /// Those of the block; where it is not read yet, without some that weigh less than `least`.
  std::span<const TextFrequency> texts(double least = 0) {
    if (!texts_) {
      report_work(count() * kPerText);
      texts_ = list_->read(*at_, weight_.limits_of(least), room_);
    }
    return *texts_;
  }
  /// Those of the block that are at `offsets`, where it is not read yet.
  std::span<const TextFrequency> texts_at(std::span<const std::uint32_t> offsets) {
    if (!texts_) {
      report_work(count() * kPerTextPassed + offsets.size() * kPerText);
      texts_ = list_->find(*at_, offsets, room_);
    }
    return *texts_;
  }
  double weight(const TextFrequency& text) const { return weight_(text.frequency, text.length); }

 private:
  TextClause::Occur occur_;
  PostingList* list_;
  std::vector<PostingList::Block>::const_iterator at_;
  Bm25 weight_;
  bool here_ = false;
  double bound_ = 0;
  std::optional<std::span<const TextFrequency>> texts_;
  std::vector<TextFrequency> room_;
};

// A text that may be among the best.
struct Candidate {
  std::uint32_t offset = 0;
  double score = 0;
  bool lost = false;  ///< holds what is excluded, or not what is required
};

// Visits each candidate and what a clause has of its text, null where it does not hold it.
template <typename Visit>
void visit_beside(std::vector<Candidate>& candidates, std::span<const TextFrequency> texts,
                  const Visit& visit) {
  auto text = texts.begin();
  for (Candidate& candidate : candidates) {
    while (text != texts.end() && text->offset < candidate.offset) ++text;
    const bool same = text != texts.end() && text->offset == candidate.offset;
    visit(candidate, same ? &*text : nullptr);
  }
}

// What some clauses weigh in the texts of a block.
class BlockScores {
 public:
  void add(const TextFrequency& text, double weight) {
    scores_[text.offset] += weight;
    any_[text.offset / 64] |= std::uint64_t{1} << text.offset % 64;
  }

  /// Visits offsets, ascending, and scores; and forgets them.
  template <typename Visit>
  void take(const Visit& visit) {
    for (std::size_t i = 0; i < any_.size(); ++i) {
      for (std::uint64_t bits = std::exchange(any_[i], 0); bits != 0; bits &= bits - 1) {
        const std::size_t offset = i * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        visit(static_cast<std::uint32_t>(offset), std::exchange(scores_[offset], 0));
      }
    }
  }

 private:
  std::array<double, kBlockNodes> scores_{};
  std::array<std::uint64_t, kBlockNodes / 64> any_{};
};

class Ranking {
 public:
  Ranking(const IndexState& index, std::vector<ClauseTexts>& clauses, std::size_t limit)
      : best_(limit), lengths_(index), scores_(std::make_unique<BlockScores>()) {
    for (ClauseTexts& clause : clauses) {
      const bool excluded = clause.occur == TextClause::Occur::must_not;
      (excluded ? excluded_ : weighed_).emplace_back(index, clause, lengths_);
    }
  }

  std::vector<TextHit> run() && {
    while (const std::optional<NodeId> block = next_block()) {
      for (ClauseRun& clause : weighed_) clause.turn_to(*block);
      if (split()) add_block(*block);
      for (ClauseRun& clause : weighed_) clause.pass();
    }
    return std::move(best_).in_order();
  }

 private:
  std::optional<NodeId> next_block() const {
    std::optional<NodeId> next;
    for (const ClauseRun& clause : weighed_) {
      if (!clause.ended() && (!next || clause.block() < *next)) next = clause.block();
    }
    return next;
  }

  bool split();
  void split_by_bounds();
  void split_by_must(ClauseRun& rarest);
  void take_candidates();
  void weigh_others();
  void weigh_in_order();
  void lose_excluded(NodeId block);
  void add_block(NodeId block);
  std::span<const std::uint32_t> offsets();

  BestHits best_;
  LengthWeights lengths_;
  std::vector<ClauseRun> weighed_;
  std::vector<ClauseRun> excluded_;
  std::unique_ptr<BlockScores> scores_;

  // Clauses that are in the block. Each text among the best holds one of the drivers; others are
  // looked at one after the other for what is left.
  std::vector<ClauseRun*> drivers_;
  std::vector<ClauseRun*> others_;
  std::vector<double> bounds_;  // of others from there on together, then 0
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> offsets_;
};

// Of the candidates.
std::span<const std::uint32_t> Ranking::offsets() {
  offsets_.clear();
  for (const Candidate& each : candidates_) offsets_.push_back(each.offset);
  return offsets_;
}

// False where no text of the block can be among the best.
bool Ranking::split() {
  drivers_.clear();
  others_.clear();
  double bound = 0;
  ClauseRun* rarest_must = nullptr;
  for (ClauseRun& clause : weighed_) {
    if (!clause.here() && clause.is_must()) return false;
    if (!clause.here()) continue;
    bound += clause.bound();
    if (clause.is_must() && (rarest_must == nullptr || clause.count() < rarest_must->count())) {
      rarest_must = &clause;
    }
    drivers_.push_back(&clause);
  }
  if (!best_.may_take(bound)) return false;
  rarest_must != nullptr ? split_by_must(*rarest_must) : split_by_bounds();
  bounds_.assign(others_.size() + 1, 0);
  for (std::size_t i = others_.size(); i > 0; --i) {
    bounds_[i - 1] = bounds_[i] + others_[i - 1]->bound();
  }
  return true;
}

// As many as possible of those that weigh least become others. Drivers stay in their order.
void Ranking::split_by_bounds() {
  std::vector<ClauseRun*> by_bound = drivers_;
  std::ranges::sort(by_bound, {}, &ClauseRun::bound);
  double bound = 0;
  for (ClauseRun* clause : by_bound) {
    bound += clause->bound();
    if (best_.may_take(bound)) break;
    others_.insert(others_.begin(), clause);
    std::erase(drivers_, clause);
  }
}

// Those that are required and rare leave least to the others.
void Ranking::split_by_must(ClauseRun& rarest) {
  others_.swap(drivers_);
  std::erase(others_, &rarest);
  drivers_.push_back(&rarest);
  std::ranges::sort(others_, [](const ClauseRun* a, const ClauseRun* b) {
    if (a->is_must() != b->is_must()) return a->is_must();
    return a->is_must() ? a->count() < b->count() : a->bound() > b->bound();
  });
}

void Ranking::take_candidates() {
  candidates_.clear();
  const double others = bounds_.front();
  const auto consider = [&](std::uint32_t offset, double score) {
    if (best_.may_take(score + others)) candidates_.push_back({offset, score});
  };
  if (drivers_.size() == 1) {
    ClauseRun& driver = *drivers_.front();
    for (const TextFrequency& text : driver.texts(best_.least() / kRounding - others)) {
      consider(text.offset, driver.weight(text));
    }
    return;
  }
  for (ClauseRun* clause : drivers_) {
    for (const TextFrequency& text : clause->texts()) scores_->add(text, clause->weight(text));
  }
  scores_->take(consider);
}

void Ranking::weigh_others() {
  for (std::size_t i = 0; i < others_.size() && !candidates_.empty(); ++i) {
    ClauseRun& clause = *others_[i];
    const auto texts = clause.texts_at(offsets());
    visit_beside(candidates_, texts, [&](Candidate& candidate, const TextFrequency* text) {
      if (text != nullptr) candidate.score += clause.weight(*text);
      candidate.lost |= text == nullptr && clause.is_must();
    });
    std::erase_if(candidates_, [&](const Candidate& candidate) {
      return candidate.lost || !best_.may_take(candidate.score + bounds_[i + 1]);
    });
  }
}

void Ranking::weigh_in_order() {
  for (Candidate& candidate : candidates_) candidate.score = 0;
  for (ClauseRun& clause : weighed_) {
    if (!clause.here()) continue;
    visit_beside(candidates_, clause.texts(), [&](Candidate& candidate, const TextFrequency* text) {
      if (text != nullptr) candidate.score += clause.weight(*text);
    });
  }
}

void Ranking::lose_excluded(NodeId block) {
  for (ClauseRun& clause : excluded_) {
    clause.turn_to(block);
    if (!clause.here()) continue;
    const auto texts = clause.texts_at(offsets());
    visit_beside(candidates_, texts, [](Candidate& candidate, const TextFrequency* text) {
      candidate.lost |= text != nullptr;
    });
  }
}

void Ranking::add_block(NodeId block) {
  take_candidates();
  weigh_others();
  if (candidates_.empty()) return;
  // Two numbers have one sum in either order, and drivers have been added in theirs.
  if (!others_.empty() && drivers_.size() + others_.size() > 2) weigh_in_order();
  lose_excluded(block);
  for (const Candidate& each : candidates_) {
    if (!each.lost) best_.add({static_cast<NodeId>(raw(block) + each.offset), each.score});
  }
}

}  // namespace

std::vector<TextHit> best_texts(const IndexState& index, std::vector<ClauseTexts> clauses,
                                std::size_t limit) {
  const auto overfull = [&](const ClauseTexts& clause) {
    return clause.texts.count() > index.entries;
  };
  if (std::ranges::any_of(clauses, overfull)) {
    throw Error(ErrorKind::corruption,
                "The full-text index holds more texts of a word than it counts.");
  }
  return limit == 0 ? std::vector<TextHit>() : Ranking(index, clauses, limit).run();
}

}  // namespace chancery
