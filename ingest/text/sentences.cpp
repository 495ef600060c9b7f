#include "text/sentences.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestSentence = 600;  // tokens

class Splitter {
 public:
  Splitter(const std::vector<Token>& tokens, const Lexicon& lexicon)
      : tokens_(tokens), lexicon_(lexicon) {}

  /// Does a sentence that began at `start` end after token `at`?
  bool ends(std::uint32_t start, std::uint32_t at) const {
    const Token& token = tokens_[at];
    const Token& next = tokens_[at + 1];
    if (token.dotted && next.capital) return lexicon_.words.is_starter(next.word);
    if (glued(token, next)) return true;
    if (token.kind != TokenKind::punctuation) return false;
    switch (token.mark) {
      case '.':
        return full_stop(start, at);
      case '?':
      case '!':
        return opens_sentence(next);
      case ';':
        return next.mark == '(' && next.kind == TokenKind::punctuation;
      case '"':
      case ')':
        return at > start && closes_after_stop(at) && opens_sentence(next);
      default:
        return false;
    }
  }

 private:
  /// "TextThe": the tokeniser has cut a word where a sentence begins.
  static bool glued(const Token& token, const Token& next) {
    return token.kind == TokenKind::word && next.kind == TokenKind::word &&
           next.begin == token.end && next.capital && !token.unspaced && !next.unspaced;
  }

  static bool opens_sentence(const Token& next) {
    return next.capital || next.digit || next.unspaced || next.mark == '"' || next.mark == '(' ||
           next.mark == '*' || next.mark == '[' || (!next.lower && next.kind == TokenKind::word);
  }

  bool full_stop(std::uint32_t start, std::uint32_t at) const {
    const Token& next = tokens_[at + 1];
    if (next.mark == '"' || next.mark == ')') return next.space_before;
    if (!opens_sentence(next)) return false;
    if (at == start) return true;
    const Token& before = tokens_[at - 1];
    if (before.unspaced) return true;
    if (before.kind == TokenKind::number && at - 1 == start) return false;
    const bool attached = !tokens_[at].space_before;
    if (attached && (lexicon_.word_class(before.word) & kAbbreviation) != 0) return false;
    const bool initial = before.end - before.begin == 1 && before.capital;
    if (initial && attached) return false;
    return next.space_before || before.end - before.begin >= 3;
  }

  bool closes_after_stop(std::uint32_t at) const {
    const Token& before = tokens_[at - 1];
    return before.kind == TokenKind::punctuation &&
           (before.mark == '.' || before.mark == '?' || before.mark == '!') &&
           !tokens_[at].space_before;
  }

  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
};

}  // namespace

std::vector<std::uint32_t> sentence_ends(const std::vector<Token>& tokens,
                                         const std::vector<Starts>& starts, std::uint32_t first,
                                         std::uint32_t last, const Lexicon& lexicon) {
  const Splitter splitter(tokens, lexicon);
  std::vector<std::uint32_t> ends;
  for (std::uint32_t start = first; start < last; start = ends.back()) {
    const std::uint32_t cut = std::min(last, start + kLongestSentence) - 1;
    std::uint32_t at = start;
    while (at < cut && !((starts[at] & kMayEndSentence) != 0 && splitter.ends(start, at))) ++at;
    ends.push_back(at + 1);
  }
  return ends;
}

}  // namespace chancery::ingest
