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

std::uint32_t PatternSet::child(std::uint32_t node, WordId word) {
  const auto [it, fresh] =
      children_.emplace(Key{node, word}, static_cast<std::uint32_t>(nodes_.size()));
  if (fresh) nodes_.emplace_back();
  return it->second;
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
    insert(pattern, element + 1, nodes_[node].after_gap, payload);
    return;
  }
  for (const WordId word : part.words) {
    if (element == 0) {
      if (first_words_.size() <= word) first_words_.resize(word + 1);
      first_words_[word] = true;
    }
    insert(pattern, element + 1, child(node, word), payload);
  }
}

void PatternSet::match(std::span<const Token> tokens, std::uint32_t at,
                       std::vector<PatternMatch>& out) const {
  out.clear();
  const WordId first = tokens[at].word;
  if (first >= first_words_.size() || !first_words_[first]) return;
  walk(tokens, at, 0, 0, out);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.end > b.end; });
}

void PatternSet::walk(std::span<const Token> tokens, std::uint32_t at, std::uint32_t node,
                      unsigned depth, std::vector<PatternMatch>& out) const {
  if (depth > kLongestPattern || out.size() >= kMostMatches) return;
  for (const std::uint32_t payload : nodes_[node].accepts) out.push_back({payload, at});
  if (at >= tokens.size()) return;
  const Token& token = tokens[at];
  if (token.word != kUnknownWord) {
    if (const auto it = children_.find({node, token.word}); it != children_.end()) {
      walk(tokens, at + 1, it->second, depth + 1, out);
    } else if (node != 0 && token.word == skipped_) {
      walk(tokens, at + 1, node, depth + 1, out);
    }
  }
  const Node& here = nodes_[node];
  if (here.after_gap == 0) return;
  walk(tokens, at, here.after_gap, depth + 1, out);
  for (std::uint32_t i = 0; i < here.gap && at + i < tokens.size(); ++i) {
    if (tokens[at + i].kind == TokenKind::punctuation) return;
    walk(tokens, at + i + 1, here.after_gap, depth + 1, out);
  }
}

}  // namespace chancery::ingest
