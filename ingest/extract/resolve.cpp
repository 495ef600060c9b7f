// Acronyms defined in the text, surnames and other short forms: names of things already read.

#include "extract/stages.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestAcronym = 14;  // bytes

class Resolver {
 public:
  explicit Resolver(Analysis& analysis) : analysis_(analysis) {}

  void run() {
    for (std::uint32_t m = 0; m < analysis_.mentions.size(); ++m) define(m);
    for (std::uint32_t e = 0; e < analysis_.entities.size(); ++e) {
      if (analysis_.type(e) == EntityType::person) add_surname(e);
    }
    find_aliases();
    analysis_.index_mentions();
  }

 private:
  /// One bit of many, by ends and length: most words are no alias, and are seen not to be by it.
  static std::uint64_t shape(std::string_view word) {
    if (word.empty()) return 0;
    const auto first = static_cast<unsigned char>(word.front());
    const auto last = static_cast<unsigned char>(word.back());
    return std::uint64_t{1} << ((first * 31u + last * 7u + word.size()) % 64);
  }

  static std::uint64_t bit(WordId word) { return std::uint64_t{1} << (word & 63); }

  bool is_acronym(std::uint32_t at) const {
    const Token& token = analysis_.tokens[at];
    return token.kind == TokenKind::word && (token.all_caps || token.digit || token.capital) &&
           token.end - token.begin <= kLongestAcronym;
  }

  /// "European External Action Service (EEAS)".
  void define(std::uint32_t index) {
    const Mention mention = analysis_.mentions[index];
    const std::uint32_t open = mention.tokens.last;
    if (open + 2 >= analysis_.tokens.size() || !analysis_.is_mark(open, '(')) return;
    std::uint32_t close = open + 1;
    while (close < open + 4 && close + 1 < analysis_.tokens.size() && is_acronym(close)) ++close;
    if (close == open + 1 || !analysis_.is_mark(close, ')')) return;
    const TokenSpan acronym{open + 1, close};
    const bool has_capitals = analysis_.tokens[close - 1].all_caps || has_inner_capital(close - 1);
    if (!has_capitals || !abbreviates(acronym, mention)) return;
    if (knows_better(acronym, mention)) return;
    aliases_.insert_or_assign(tidy(analysis_.text(acronym)), mention.entity);
    retarget(acronym, mention.entity);
  }

  /// "Computer Emergency Response Team of the European Union (CERT-EU)": a dictionary knows the
  /// letters as another body. They name the whole phrase, not the name that ends it.
  bool knows_better(TokenSpan acronym, const Mention& mention) {
    const Mention* known = analysis_.mention_at(acronym.first);
    const bool differs =
        known != nullptr && known->tokens == acronym && known->entity != mention.entity &&
        analysis_.entities[known->entity].known && analysis_.entities[mention.entity].known;
    if (!differs) return false;
    std::uint32_t at = mention.tokens.first;
    while (at > 0 && analysis_.is(at - 1, kDeterminer)) --at;
    if (at < 2 || analysis_.text(analysis_.tokens[at - 1]) != "of") return true;
    const Mention* body = analysis_.mention_at(at - 2);
    const bool open = body != nullptr && !analysis_.entities[body->entity].known &&
                      analysis_.type(body->entity) == analysis_.type(known->entity);
    if (open) analysis_.mentions[analysis_.mention_index[at - 2]].entity = known->entity;
    return true;
  }

  /// Of "Industrial and Commercial Bank of China (ICBC)" the letters name no state: a state, a
  /// place and a concept are abbreviated from their first word on.
  bool abbreviates(TokenSpan acronym, const Mention& mention) const {
    constexpr TypeMask kWhole =
        mask(EntityType::state, EntityType::region, EntityType::place, EntityType::topic);
    if (!analysis_.has_type(mention, kWhole)) return true;
    const char letter = analysis_.text(acronym).front();
    const char first = analysis_.text(mention.tokens).front();
    return (letter | 0x20) == (first | 0x20);
  }

  /// "IoT".
  bool has_inner_capital(std::uint32_t at) const {
    const auto text = analysis_.text(analysis_.tokens[at]);
    for (const char c : text.substr(1)) {
      if (c >= 'A' && c <= 'Z') return true;
    }
    return false;
  }

  /// What the text defines goes before what a dictionary knows under the same letters.
  void retarget(TokenSpan span, std::uint32_t entity) {
    if (const Mention* there = analysis_.mention_at(span.first)) {
      if (there->tokens == span) {
        analysis_.mentions[analysis_.mention_index[span.first]].entity = entity;
      }
      return;
    }
    pending_.push_back({span, entity});
  }

  void add_surname(std::uint32_t person) {
    const std::string& name = analysis_.entities[person].name;
    const auto blank = name.find_last_of(' ');
    if (blank != std::string::npos) aliases_.emplace(name.substr(blank + 1), person);
  }

  void find_aliases() {
    for (const auto& [span, entity] : pending_) analysis_.add_mention(span, entity);
    if (aliases_.empty()) return;
    for (const auto& [alias, entity] : aliases_) {
      shapes_ |= shape(alias);
      words_ |= bit(analysis_.lexicon.words.find(alias));
    }
    for (const Passage& passage : analysis_.passages) {
      if (passage.kind == Passage::Kind::furniture) continue;
      const std::uint32_t last = passage.tokens.last;
      const auto next = [&](std::uint32_t at) { return analysis_.next_start(kCapital, at, last); };
      for (auto at = next(passage.tokens.first); at < last; at = next(at + 1)) alias_at(at);
    }
  }

  void alias_at(std::uint32_t at) {
    const Token& token = analysis_.tokens[at];
    if (token.kind != TokenKind::word || (words_ & bit(token.word)) == 0) return;
    const auto word = analysis_.text(token);
    if ((shapes_ & shape(word)) == 0) return;
    const auto found = aliases_.find(word);
    if (found == aliases_.end()) return;
    if (analysis_.mention_at(at) == nullptr) {
      analysis_.add_mention({at, at + 1}, found->second);
    } else if (analysis_.mention_at(at)->tokens.size() == 1 && token.all_caps) {
      analysis_.mentions[analysis_.mention_index[at]].entity = found->second;
    }
  }

  Analysis& analysis_;
  TextMap<std::uint32_t> aliases_;
  std::uint64_t shapes_ = 0;  ///< of all aliases
  std::uint64_t words_ = 0;   ///< a bit for each of them
  std::vector<std::pair<TokenSpan, std::uint32_t>> pending_;
};

}  // namespace

void resolve_names(Analysis& analysis) { Resolver(analysis).run(); }

}  // namespace chancery::ingest
