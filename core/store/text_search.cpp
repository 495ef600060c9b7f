// Ranking: term-at-a-time BM25 over the postings that text_index.cpp writes. Scores are added in
// the order of the query, so equal queries give equal bits. Tested by text_index_test.cpp.

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "chancery/error.h"
#include "store/bytes.h"
#include "store/text_index.h"
#include "store/text_query.h"

namespace chancery {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;

struct Candidate {
  double score = 0;
  std::size_t musts = 0;
};

// Makes one posting of those that several terms of a step have in one text.
std::vector<Posting> joined_by_node(std::vector<Posting> postings) {
  std::ranges::sort(postings, {}, &Posting::node);
  std::vector<Posting> result;
  for (Posting& posting : postings) {
    if (result.empty() || result.back().node != posting.node) {
      result.push_back(std::move(posting));
      continue;
    }
    std::vector<std::uint32_t>& positions = result.back().positions;
    positions.insert(positions.end(), posting.positions.begin(), posting.positions.end());
    std::ranges::sort(positions);
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  }
  return result;
}

std::vector<Posting> postings_of(const Reader& rows, const std::string& index,
                                 const TextClause::Step& step) {
  std::vector<Posting> postings;
  for (const std::string& term : step.terms) {
    std::string prefix = index;
    append_key_text(prefix, term);
    const auto cursor = rows.scan_prefix(Family::text, prefix);
    while (cursor->next()) {
      visit_postings(trailing_node(cursor->key()), cursor->value(),
                     [&](Posting posting) { postings.push_back(std::move(posting)); });
    }
  }
  return step.terms.size() > 1 ? joined_by_node(std::move(postings)) : postings;
}

// Keeps of `found` (where the phrase so far begins) what `next` continues after `offset` words.
std::vector<Posting> continued(std::vector<Posting> found, const std::vector<Posting>& next,
                               std::uint32_t offset) {
  std::vector<Posting> result;
  auto other = next.begin();
  for (Posting& posting : found) {
    while (other != next.end() && other->node < posting.node) ++other;
    if (other == next.end()) break;
    if (other->node != posting.node) continue;
    std::erase_if(posting.positions, [&](std::uint32_t start) {
      return !std::ranges::binary_search(other->positions, start + offset);
    });
    if (!posting.positions.empty()) result.push_back(std::move(posting));
  }
  return result;
}

std::vector<Posting> matches_of(const Reader& rows, const std::string& index,
                                const TextClause& clause) {
  std::vector<Posting> found = postings_of(rows, index, clause.steps.front());
  for (std::size_t i = 1; i < clause.steps.size() && !found.empty(); ++i) {
    found = continued(std::move(found), postings_of(rows, index, clause.steps[i]),
                      clause.steps[i].offset);
  }
  return found;
}

// The weight of one clause in one text.
class Bm25 {
 public:
  Bm25(const IndexState& index, std::size_t matches)
      : mean_length_(static_cast<double>(index.terms) /
                     static_cast<double>(std::max<std::uint64_t>(index.entries, 1))) {
    const auto texts = static_cast<double>(index.entries);
    const auto with = static_cast<double>(matches);
    idf_ = std::log1p((texts - with + 0.5) / (with + 0.5));
  }
  double operator()(const Posting& posting) const {
    const auto frequency = static_cast<double>(posting.positions.size());
    const double length = static_cast<double>(posting.length) / mean_length_;
    return idf_ * frequency * (kK1 + 1) / (frequency + kK1 * (1 - kB + kB * length));
  }

 private:
  double mean_length_;
  double idf_;
};

std::vector<TextHit> best(const std::unordered_map<NodeId, Candidate>& candidates,
                          std::size_t musts, std::size_t limit) {
  std::vector<TextHit> hits;
  for (const auto& [node, candidate] : candidates) {
    if (candidate.musts == musts) hits.push_back({node, candidate.score});
  }
  const auto better = [](const TextHit& a, const TextHit& b) {
    return a.score != b.score ? a.score > b.score : a.node < b.node;
  };
  const std::size_t kept = std::min(limit, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(),
                    better);
  hits.resize(kept);
  return hits;
}

const IndexState& require_index(const GraphReads& reads, LabelId label, KeyId key) {
  const Catalog& catalog = reads.catalog();
  if (const IndexState* index = catalog.find_index(IndexInfo::Kind::text, label, key)) {
    return *index;
  }
  const Dictionary& names = catalog.dictionary();
  throw Error(ErrorKind::argument_error,
              "There is no full-text index on :" + std::string(names.labels.name(raw(label))) +
                  "(" + std::string(names.keys.name(raw(key))) + ").");
}

}  // namespace

std::vector<TextHit> search_text_index(const GraphReads& reads, LabelId label, KeyId key,
                                       std::string_view query, std::size_t limit) {
  const IndexState& index = require_index(reads, label, key);
  const std::string prefix = index_prefix(label, key);
  std::unordered_map<NodeId, Candidate> candidates;
  std::vector<NodeId> excluded;
  std::size_t musts = 0;
  for (const TextClause& clause : parse_text_query(query, index.languages)) {
    const std::vector<Posting> matches = matches_of(reads.rows(), prefix, clause);
    const bool must = clause.occur == TextClause::Occur::must;
    musts += must ? 1 : 0;
    const Bm25 weight(index, matches.size());
    for (const Posting& match : matches) {
      if (clause.occur == TextClause::Occur::must_not) {
        excluded.push_back(match.node);
        continue;
      }
      Candidate& candidate = candidates[match.node];
      candidate.score += weight(match);
      candidate.musts += must ? 1 : 0;
    }
  }
  for (const NodeId node : excluded) candidates.erase(node);
  return best(candidates, musts, limit);
}

}  // namespace chancery
