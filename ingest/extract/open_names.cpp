// Names that no dictionary has: capitalised words around a head noun that says what they name.
//
//   name       = [ordinal | date | series] words [complement ...]      "9th U.S.-EU Cyber Dialogue"
//   words      = capitalised words and known names, the head noun last
//   complement = ("of" | "for" | "on" | ...) ["the"] words [("," | "and") words]

#include <algorithm>

#include "chancery/folding.h"
#include "dictionary/tsv.h"
#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::uint32_t kLongestName = 30;
constexpr std::size_t kMemory = 100;  // mentions that a short form may look back

constexpr std::string_view prefix_of(EntityType type) {
  switch (type) {
    case EntityType::process:
      return "proc:";
    case EntityType::instrument:
      return "inst:";
    case EntityType::event:
      return "event:";
    case EntityType::programme:
      return "prog:";
    default:
      return "org:";
  }
}

constexpr bool is_series_type(EntityType type) {
  return type == EntityType::event || type == EntityType::process ||
         type == EntityType::programme || type == EntityType::instrument;
}

class OpenNameFinder {
 public:
  OpenNameFinder(Analysis& analysis, const Passage& passage, const std::vector<Hit>& hits,
                 const std::vector<TitleSpan>& titles)
      : analysis_(analysis), span_(passage.tokens), heading_(!passage.states) {
    blocked_.assign(span_.size(), false);
    for (const TitleSpan& title : titles) {
      for (auto i = title.tokens.first; i < title.field_end; ++i) blocked_[i - span_.first] = true;
    }
    hit_at_.assign(span_.size(), nullptr);
    for (const Hit& hit : hits) {
      for (auto i = hit.tokens.first; i < hit.tokens.last; ++i) hit_at_[i - span_.first] = &hit;
    }
  }

  void run() {
    for (std::uint32_t at = span_.first; at < span_.last;) {
      const std::uint32_t end = starts(at) ? read(at) : at;
      at = end > at ? end : at + 1;
    }
  }

 private:
  const Hit* hit(std::uint32_t at) const {
    return at >= span_.first && at < span_.last ? hit_at_[at - span_.first] : nullptr;
  }
  bool blocked(std::uint32_t at) const {
    return blocked_[at - span_.first] || analysis_.mention_at(at) != nullptr;
  }

  bool is_word(std::uint32_t at) const {
    if (at >= span_.last || blocked(at)) return false;
    const Token& token = analysis_.tokens[at];
    if (token.kind == TokenKind::possessive) return possessive_inside(at);
    if (hit(at) != nullptr) return true;
    if (token.kind == TokenKind::number) return at + 1 < span_.last && is_year(at);
    return token.kind == TokenKind::word && token.capital && !function_word(at);
  }

  bool function_word(std::uint32_t at) const {
    return analysis_.is(at, kDeterminer | kPronoun | kIssuerPronoun | kPreposition | kConjunction |
                                kBe | kModal | kRelative);
  }

  bool is_year(std::uint32_t at) const {
    const auto text = analysis_.text(analysis_.tokens[at]);
    return text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
  }

  /// "Women's Economic Empowerment Conference", but not "Russia's" or "State's Bureau".
  bool possessive_inside(std::uint32_t at) const {
    if (at == span_.first || hit(at - 1) != nullptr || at + 1 >= span_.last) return false;
    const Token& next = analysis_.tokens[at + 1];
    return next.capital && hit(at + 1) == nullptr;
  }

  bool starts(std::uint32_t at) const {
    if (!is_word(at) || analysis_.tokens[at].kind == TokenKind::possessive) return false;
    const Hit* here = hit(at);
    if (here != nullptr && here->tokens.first != at) return false;
    const bool first = at == span_.first && here == nullptr;
    return !(first && analysis_.is(at, kAdverb));
  }

  std::uint32_t run_end(std::uint32_t at) const {
    std::uint32_t end = at;
    while (is_word(end) && end - at < kLongestName) {
      const Hit* here = hit(end);
      end = here != nullptr ? here->tokens.last : end + 1;
    }
    return std::min(end, span_.last);
  }

  const HeadNoun* head(std::uint32_t at) const {
    if (!analysis_.tokens[at].capital) return nullptr;
    return analysis_.lexicon.head_noun(analysis_.tokens[at].word);
  }

  /// Reads a name from `at`; yields its end, or `at` where there is none.
  std::uint32_t read(std::uint32_t at) {
    std::uint32_t end = run_end(at);
    const HeadNoun* noun = head(end - 1);
    if (noun == nullptr) {
      const std::uint32_t joined = join_next(at, end);
      if (joined == end) return whole_hits(at, end);
      end = joined;
      noun = head(end - 1);
    }
    const std::uint32_t core = end;
    if (noun->initial && !is_owner(at, end)) end = complements(at, end, noun->type);
    if (const Hit* known = covering_hit(at, end)) {
      if (known->tokens == TokenSpan{at, end}) add_edition(*known);
      return state_prefix(at, *known);
    }
    const std::uint32_t first = noun != nullptr && is_series_type(noun->type) ? prefix(at) : at;
    if (refers_back({first, end}, core, noun->type)) return end;
    if (heading_ || !is_name(first, at, core, end)) return whole_hits(at, end);
    add({first, end}, *noun);
    return end;
  }

  /// Only known names here: later stages add them; steps over the first.
  std::uint32_t whole_hits(std::uint32_t at, std::uint32_t end) {
    if (const Hit* known = hit(at)) return state_prefix(at, *known);
    return std::min(at + 1, end);
  }

  /// "Export Controls and Human Rights Initiative".
  std::uint32_t join_next(std::uint32_t at, std::uint32_t end) const {
    if (end >= span_.last || !analysis_.is(end, kConjunction) || hit(at) != nullptr) return end;
    const std::uint32_t next = run_end(end + 1);
    if (next == end + 1 || head(next - 1) == nullptr) return end;
    for (std::uint32_t i = end + 1; i < next; ++i) {
      if (hit(i) != nullptr) return end;
    }
    return next;
  }

  /// "European Union" alone: what follows "for" is no part of it.
  bool is_owner(std::uint32_t at, std::uint32_t end) const {
    const Hit* here = hit(at);
    return here != nullptr && here->tokens == TokenSpan{at, end} && is_prefix_owner(*here);
  }

  std::uint32_t complements(std::uint32_t start, std::uint32_t end, EntityType type) const {
    for (int i = 0; i < 4; ++i) {
      std::uint32_t at = end;
      if (at + 1 >= span_.last || !links(at, type)) return end;
      ++at;
      if (analysis_.is(at, kDeterminer)) ++at;
      const std::uint32_t run = run_end(at);
      if (run == at) return end;
      // "Ministry of Foreign Affairs of Japan": whose it is stands outside the body's name.
      if (type == EntityType::organization && end - start > 1 && is_owner(at, run)) return end;
      end = list_end(run);
    }
    return end;
  }

  bool links(std::uint32_t at, EntityType type) const {
    const auto text = analysis_.text(analysis_.tokens[at]);
    if (text == "of" || text == "for" || text == "on" || text == "against") return true;
    return text == "to" && type != EntityType::event;
  }

  /// "Communications Networks, Content and Technology".
  std::uint32_t list_end(std::uint32_t run) const {
    std::uint32_t end = run;
    if (end < span_.last && analysis_.is_mark(end, ',')) {
      const std::uint32_t second = plain_run(end + 1);
      if (second == end + 1 || second >= span_.last) return run;
      const bool comma = analysis_.is_mark(second, ',');
      const std::uint32_t conjunction = comma ? second + 1 : second;
      if (conjunction >= span_.last || !analysis_.is(conjunction, kConjunction)) return run;
      const std::uint32_t third = plain_run(conjunction + 1);
      return third > conjunction + 1 ? third : run;
    }
    if (end < span_.last && analysis_.is(end, kConjunction)) {
      const std::uint32_t second = plain_run(end + 1);
      if (second > end + 1) return second;
    }
    return run;
  }

  /// Capitalised words without known names or head nouns.
  std::uint32_t plain_run(std::uint32_t at) const {
    std::uint32_t end = at;
    while (is_word(end) && hit(end) == nullptr) ++end;
    for (std::uint32_t i = at; i < end; ++i) {
      if (head(i) != nullptr && head(i)->type == EntityType::organization) return at;
    }
    return end;
  }

  /// A known name that is all of the run, or all but a state before it.
  const Hit* covering_hit(std::uint32_t at, std::uint32_t end) const {
    const Hit* last = hit(end - 1);
    if (last == nullptr || last->tokens.last < end) return nullptr;
    if (last->tokens.first <= at) return last;
    const Hit* before = hit(at);
    const bool state = before != nullptr && before->tokens.last == last->tokens.first &&
                       is_prefix_owner(*before) &&
                       analysis_.lexicon.entities[last->entity].type == EntityType::organization;
    return state ? last : nullptr;
  }

  bool is_prefix_owner(const Hit& before) const {
    const KnownEntity& owner = analysis_.lexicon.entities[before.entity];
    return owner.type == EntityType::state || owner.kind == "igo";
  }

  /// "U.S." before a known body belongs to that body's name.
  std::uint32_t state_prefix(std::uint32_t at, const Hit& known) {
    const Hit* owner = &known;
    const Hit* body = known.tokens.first == at ? hit(known.tokens.last) : &known;
    if (body == &known) owner = hit(at);
    const bool pair = body != nullptr && owner != body &&
                      owner->tokens.last == body->tokens.first && is_prefix_owner(*owner) &&
                      analysis_.lexicon.entities[body->entity].type == EntityType::organization &&
                      analysis_.lexicon.entities[body->entity].kind != "igo";
    if (!pair) return known.tokens.last;
    analysis_.add_mention({at, body->tokens.last}, analysis_.entity_of(body->entity));
    return body->tokens.last;
  }

  /// Where the name begins with its ordinal, date or series word.
  std::uint32_t prefix(std::uint32_t at) const {
    std::uint32_t first = at;
    while (first > span_.first) {
      const std::uint32_t before = first - 1;
      if (analysis_.is(before, kOrdinal | kSeries) || is_ordinal_number(before) ||
          (analysis_.tokens[before].kind == TokenKind::number && is_year(before))) {
        first = before;
      } else if (const auto date = date_ending_at(first); date != kNone) {
        first = date;
      } else {
        break;
      }
    }
    return first;
  }

  bool is_ordinal_number(std::uint32_t at) const {
    const auto text = analysis_.text(analysis_.tokens[at]);
    return text.size() >= 3 && text[0] >= '0' && text[0] <= '9' &&
           (text.ends_with("th") || text.ends_with("st") || text.ends_with("nd") ||
            text.ends_with("rd"));
  }

  std::uint32_t date_ending_at(std::uint32_t last) const {
    const auto found = std::lower_bound(
        analysis_.dates.begin(), analysis_.dates.end(), last,
        [](const DateMention& d, std::uint32_t token) { return d.tokens.last < token; });
    const bool here = found != analysis_.dates.end() && found->tokens.last == last;
    return here && found->tokens.first >= span_.first ? found->tokens.first : kNone;
  }

  /// "9th U.S.-EU Cyber Dialogue": one meeting of a known series. Without its number the name means
  /// the edition read before.
  void add_edition(const Hit& series) {
    const KnownEntity& known = analysis_.lexicon.entities[series.entity];
    if (heading_ || !is_series_type(known.type)) return;
    const std::uint32_t first = prefix(series.tokens.first);
    const TokenSpan span{first, series.tokens.last};
    if (first == series.tokens.first) {
      refers_back(span, span.last, known.type);
      return;
    }
    const std::string name = tidy(analysis_.text(span));
    const TokenSpan number{first, series.tokens.first};
    const std::string id = known.id + "-" + slug(analysis_.text(number));
    const std::uint32_t entity = analysis_.entity_of(known.type, id, name, known.kind);
    if (!analysis_.add_mention(span, entity)) return;
    set_date(entity, span);
  }

  void set_date(std::uint32_t entity, TokenSpan span) {
    for (std::uint32_t at = span.first + 1; at <= span.last; ++at) {
      if (date_ending_at(at) != kNone) analysis_.entities[entity].date = date_text(at);
    }
  }

  /// Of the date that ends at `last`; there must be one.
  std::string date_text(std::uint32_t last) const {
    const auto found = std::lower_bound(
        analysis_.dates.begin(), analysis_.dates.end(), last,
        [](const DateMention& d, std::uint32_t token) { return d.tokens.last < token; });
    return found->iso;
  }

  /// Two words at least, and one of them more than a state, a series word or the head noun.
  bool is_name(std::uint32_t first, std::uint32_t at, std::uint32_t core, std::uint32_t end) const {
    if (first < at) return true;
    if (end > core) return true;
    if (core - at < 2) return false;
    unsigned states = 0;
    for (std::uint32_t i = at; i + 1 < core; ++i) {
      const Hit* known = hit(i);
      const bool state = known != nullptr && is_prefix_owner(*known);
      if (state) {
        states += known->tokens.first == i;
      } else if (!analysis_.is(i, kSeries | kDeterminer | kAdjective)) {
        return true;
      }
    }
    return states >= 2;
  }

  /// "the Cyber Dialogue" for a name read before that has all its words and the same head.
  bool refers_back(TokenSpan span, std::uint32_t core, EntityType type) {
    if (span.last != core) return false;
    std::vector<std::string> words;
    std::size_t looked = 0;
    for (auto m = analysis_.mentions.rbegin(); m != analysis_.mentions.rend() && looked < kMemory;
         ++m, ++looked) {
      LocalEntity& entity = analysis_.entities[m->entity];
      if (entity.type != type || entity.known) continue;
      if (words.empty()) words = folded_words(analysis_.text(span));
      if (entity.words.empty()) entity.words = folded_words(entity.name);
      const auto& all = entity.words;
      const bool inside = words.size() < all.size() && !all.empty() && words.back() == all.back() &&
                          std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                            return std::find(all.begin(), all.end(), word) != all.end();
                          });
      if (!inside) continue;
      const std::uint32_t target = m->entity;
      return analysis_.add_mention(span, target);
    }
    return false;
  }

  static std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    const std::string folded = fold_name(text);
    for (const auto part : split(folded, ' ')) words.emplace_back(part);
    return words;
  }

  void add(TokenSpan span, const HeadNoun& noun) {
    const std::string name = tidy(analysis_.text(span));
    const std::string id = std::string(prefix_of(noun.type)) + slug(name);
    const std::uint32_t entity = analysis_.entity_of(noun.type, id, name, noun.kind);
    if (analysis_.add_mention(span, entity)) set_date(entity, span);
  }

  Analysis& analysis_;
  TokenSpan span_;
  bool heading_;
  std::vector<bool> blocked_;
  std::vector<const Hit*> hit_at_;
};

}  // namespace

std::uint32_t capital_run(const Analysis& analysis, std::uint32_t at, std::uint32_t last) {
  while (at < last && analysis.tokens[at].capital && analysis.tokens[at].kind == TokenKind::word) {
    ++at;
  }
  return at;
}

void find_open_names(Analysis& analysis, const Passage& passage, const std::vector<Hit>& hits,
                     const std::vector<TitleSpan>& titles) {
  OpenNameFinder(analysis, passage, hits, titles).run();
}

}  // namespace chancery::ingest
