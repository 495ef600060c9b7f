#include "dictionary/patterns.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr unsigned kLongestPattern = 40;
constexpr std::size_t kMostMatches = 32;  // bounds the work where gaps nest

}  // namespace

void PatternSet::add(Pattern pattern, std::uint32_t payload) {
  ++size_;
  insert(pattern, 0, 0, payload);
}

std::uint32_t PatternSet::Added::add_node() {
  if (nodes.empty()) nodes.emplace_back(&memory);  // 0 is none
  nodes.emplace_back(&memory);
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t PatternSet::find_or_add(std::uint32_t node, WordId word) {
  if (node == 0) {
    if (first_.size() <= word) first_.resize(word + 1);
    if (first_[word].node == 0) first_[word].node = added_->add_node();
    return first_[word].node;
  }
  const auto& known = added_->nodes[node].words;
  const auto place = std::lower_bound(known.begin(), known.end(), word) - known.begin();
  const auto at = static_cast<std::size_t>(place);
  if (at < known.size() && known[at] == word) return added_->nodes[node].nodes[at];
  const std::uint32_t fresh = added_->add_node();
  Node& from = added_->nodes[node];
  from.words.insert(from.words.begin() + place, word);
  from.nodes.insert(from.nodes.begin() + place, fresh);
  return fresh;
}

void PatternSet::insert(const Pattern& pattern, std::size_t element, std::uint32_t node,
                        std::uint32_t payload) {
  if (element == pattern.size()) {
    added_->nodes[node].accepts.push_back(payload);
    return;
  }
  const PatternElement& part = pattern[element];
  if (part.optional) insert(pattern, element + 1, node, payload);
  if (part.words.empty()) {
    if (added_->nodes[node].after_gap == 0) {
      const std::uint32_t behind = added_->add_node();
      added_->nodes[node].after_gap = behind;
    }
    Node& from = added_->nodes[node];
    from.gap = std::max(from.gap, part.gap);
    from.commas |= part.commas;
    insert(pattern, element + 1, from.after_gap, payload);
    return;
  }
  for (const WordId word : part.words) {
    insert(pattern, element + 1, find_or_add(node, word), payload);
  }
}

void PatternSet::finish(Starts starts, WordTable& words) {
  starts_ = starts;
  std::vector<Node>& added = added_->nodes;
  for (WordId word = 0; word < first_.size(); ++word) {
    First& first = first_[word];
    if (first.node == 0) continue;
    words.mark_start(word, starts);
    const Node& behind = added[first.node];
    first.ends = !behind.accepts.empty() || behind.after_gap != 0;
    for (const WordId next : behind.words) first.next |= bit(next);
    if (skipped_ != kUnknownWord) first.next |= bit(skipped_);
  }
  std::vector<std::uint32_t> place(added.size() + 1);  // in nodes_
  for (std::size_t i = added.size(); i-- > 1;) {
    Node& node = added[i];
    for (std::uint32_t& next : node.nodes) next = place[next];
    place[i] = nodes_.add({node.accepts, node.words, node.nodes.data(), place[node.after_gap],
                           node.gap, node.commas});
  }
  for (First& first : first_) first.node = place[first.node];
  nodes_.finish();
  added_.reset();
}

void PatternSet::match_from(std::span<const Token> tokens, std::uint32_t at,
                            PatternMatches& out) const {
  walk(tokens, at + 1, first_[tokens[at].word].node, 1, out);
  // Few matches: an insertion sort, which is stable and allocates nothing.
  PatternMatch* const matches = out.begin();
  for (std::size_t i = 1; i < out.size(); ++i) {
    for (std::size_t j = i; j > 0 && matches[j - 1].end < matches[j].end; --j) {
      std::swap(matches[j - 1], matches[j]);
    }
  }
}

void PatternSet::walk(std::span<const Token> tokens, std::uint32_t at, std::uint32_t node,
                      unsigned depth, PatternMatches& out) const {
  for (;; ++at, ++depth) {
    if (depth > kLongestPattern || out.size() >= kMostMatches) return;
    const PatternNode here = nodes_.at(node);
    const bool after_skipped =
        depth > 1 && tokens[at - 1].word == skipped_ && skipped_ != kUnknownWord;
    if (!after_skipped) {  // "ransomware the" is no longer match of "ransomware"
      for (const std::uint32_t payload : here.accepts) out.add({payload, at});
    }
    if (at >= tokens.size()) return;
    const WordId word = tokens[at].word;
    std::uint32_t next = word != kUnknownWord ? here.next(word) : 0;
    if (next == 0 && word != kUnknownWord && word == skipped_) next = node;
    if (here.after_gap != 0) {
      if (next != 0) walk(tokens, at + 1, next, depth + 1, out);
      return cross_gap(tokens, at, here, depth, out);
    }
    if (next == 0) return;
    node = next;
  }
}

void PatternSet::cross_gap(std::span<const Token> tokens, std::uint32_t at, const PatternNode& from,
                           unsigned depth, PatternMatches& out) const {
  walk(tokens, at, from.after_gap, depth + 1, out);
  for (std::uint32_t i = 0; i < from.gap && at + i < tokens.size(); ++i) {
    const Token& token = tokens[at + i];  // "$" belongs to an amount
    const bool passes = token.mark == '$' || (from.commas && token.mark == ',');
    if (token.kind == TokenKind::punctuation && !passes) return;
    if (barrier_ != kUnknownWord && token.word == barrier_) return;
    walk(tokens, at + i + 1, from.after_gap, depth + 1, out);
  }
}

}  // namespace chancery::ingest
