#include "dictionary/patterns.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr unsigned kLongestPattern = 40;
constexpr std::size_t kMostMatches = 32;  // bounds the work where gaps nest

}  // namespace

void PatternSet::add(Pattern pattern, std::uint32_t payload) {
  payloads_.push_back(payload);
  insert(pattern, 0, 0, payload);
}

std::uint32_t PatternSet::find(const Node& node, WordId word) const {
  if ((node.mask & bit(word)) == 0) return 0;
  const auto at = std::lower_bound(node.edges.begin(), node.edges.end(), word,
                                   [](const Edge& edge, WordId w) { return edge.word < w; });
  return at != node.edges.end() && at->word == word ? at->node : 0;
}

std::uint32_t PatternSet::find_or_add(std::uint32_t node, WordId word) {
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  if (node == 0) {
    if (first_.size() <= word) first_.resize(word + 1);
    if (first_[word].node != 0) return first_[word].node;
    first_[word].node = fresh;
  } else {
    Node& from = nodes_[node];
    if (const std::uint32_t known = find(from, word); known != 0) return known;
    const auto at = std::lower_bound(from.edges.begin(), from.edges.end(), word,
                                     [](const Edge& edge, WordId w) { return edge.word < w; });
    from.edges.insert(at, {word, fresh});
    from.mask |= bit(word);
  }
  nodes_.emplace_back();
  return fresh;
}

void PatternSet::insert(const Pattern& pattern, std::size_t element, std::uint32_t node,
                        std::uint32_t payload) {
  if (element == pattern.size()) {
    nodes_[node].accepts.push_back(payload);
    return;
  }
  const PatternElement& part = pattern[element];
  if (part.optional) insert(pattern, element + 1, node, payload);
  if (part.words.empty()) {
    if (nodes_[node].after_gap == 0) {
      nodes_.emplace_back();
      nodes_[node].after_gap = static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    nodes_[node].gap = std::max(nodes_[node].gap, part.gap);
    nodes_[node].commas |= part.commas;
    insert(pattern, element + 1, nodes_[node].after_gap, payload);
    return;
  }
  for (const WordId word : part.words) {
    insert(pattern, element + 1, find_or_add(node, word), payload);
  }
}

void PatternSet::mark_first_words(Starts starts, WordTable& words) {
  starts_ = starts;
  for (WordId word = 0; word < first_.size(); ++word) {
    First& first = first_[word];
    if (first.node == 0) continue;
    words.mark_start(word, starts);
    const Node& behind = nodes_[first.node];
    first.ends = !behind.accepts.empty() || behind.after_gap != 0;
    first.next = behind.mask | (skipped_ != kUnknownWord ? bit(skipped_) : 0);
  }
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
  if (depth > kLongestPattern || out.size() >= kMostMatches) return;
  const Node& here = nodes_[node];
  const bool after_skipped =
      depth > 1 && tokens[at - 1].word == skipped_ && skipped_ != kUnknownWord;
  if (!after_skipped) {  // "ransomware the" is no longer match of "ransomware"
    for (const std::uint32_t payload : here.accepts) out.add({payload, at});
  }
  if (at >= tokens.size()) return;
  const WordId word = tokens[at].word;
  if (word != kUnknownWord) {
    if (const std::uint32_t next = find(here, word); next != 0) {
      walk(tokens, at + 1, next, depth + 1, out);
    } else if (word == skipped_) {
      walk(tokens, at + 1, node, depth + 1, out);
    }
  }
  if (here.after_gap == 0) return;
  walk(tokens, at, here.after_gap, depth + 1, out);
  for (std::uint32_t i = 0; i < here.gap && at + i < tokens.size(); ++i) {
    const Token& token = tokens[at + i];  // "$" belongs to an amount
    const bool passes = token.mark == '$' || (here.commas && token.mark == ',');
    if (token.kind == TokenKind::punctuation && !passes) return;
    if (barrier_ != kUnknownWord && token.word == barrier_) return;
    walk(tokens, at + i + 1, here.after_gap, depth + 1, out);
  }
}

}  // namespace chancery::ingest
