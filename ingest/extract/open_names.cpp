// Names that no dictionary has: capitalised words around a head noun that says what they name.
//
//   name       = [ordinal | date | series] words [complement ...]      "9th U.S.-EU Cyber Dialogue"
//   words      = capitalised words and known names, the head noun last; a programme's or a set of
//                recommendations' may be written small
//   complement = ("of" | "for" | "on" | ...) ["the"] words [("," | "and") words]

#include <algorithm>

#include "chancery/folding.h"
#include "extract/name_grammar.h"
#include "extract/names.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kMemory = 100;  // mentions that a short form may look back

constexpr TypeMask kSeriesTypes =
    mask(EntityType::event, EntityType::process, EntityType::programme, EntityType::instrument);

constexpr bool is_series_type(EntityType type) { return (mask(type) & kSeriesTypes) != 0; }

class OpenNameFinder {
 public:
  OpenNameFinder(Analysis& analysis, const Passage& passage, const NameGrammar& grammar,
                 OpenNames& named)
      : analysis_(analysis),
        grammar_(grammar),
        named_(named),
        span_(passage.tokens),
        heading_(!passage.states) {}

  void run() {
    std::uint32_t at = grammar_.next_start(span_.first);
    while (at < span_.last) at = grammar_.next_start(std::max(read(at), at + 1));
  }

 private:
  /// Reads a name from `at`; yields its end, or `at` where there is none.
  std::uint32_t read(std::uint32_t at) {
    std::uint32_t end = grammar_.run_end(at);
    if (const std::uint32_t small = small_head(at, end); small != end) return small;
    const HeadNoun* noun = grammar_.head(end - 1);
    if (noun == nullptr) {
      const std::uint32_t joined = grammar_.join_next(at, end);
      if (joined == end) return known_names(at, end);
      end = joined;
      noun = grammar_.head(end - 1);
    }
    const std::uint32_t core = end;
    if (noun->initial && !grammar_.is_owner(at, end)) {
      end = grammar_.complements(at, end, noun->type);
    }
    if (const Hit* known = grammar_.covering_hit(at, end)) {
      const bool process = analysis_.lexicon.entities[known->entity].type == EntityType::process;
      const bool dated = process && grammar_.years_before(at) < at;
      if (known->tokens == TokenSpan{at, end} && !dated) add_edition(*known);
      return known_name(at, *known);
    }
    const std::uint32_t first = is_series_type(noun->type) ? grammar_.prefix(at) : at;
    if (refers_back({first, end}, core, noun->type)) return end;
    if (end == at + 1 && grammar_.hit(at) == nullptr && short_form(at, *noun)) return end;
    if (heading_ || !is_name(first, at, core, end)) return known_names(at, end);
    // "2022 Accountability Office": a year is no part of a body's name.
    const bool year = noun->type == EntityType::organization && grammar_.is_year(first);
    const bool alone = first == at && !is_occasion(at, end);
    add({year ? first + 1 : first, end}, alone ? noun->alone : noun->type, noun->kind);
    return end;
  }

  /// "held the Harbour Dialogue", "the Harbour Dialogue met": one meeting of it, not the series.
  bool is_occasion(std::uint32_t at, std::uint32_t end) const {
    if (end < span_.last &&
        analysis_.lexicon.occasions_behind.contains(analysis_.tokens[end].word)) {
      return true;
    }
    while (at > span_.first && analysis_.is(at - 1, kDeterminer | kAdjective)) --at;
    return at > span_.first && analysis_.lexicon.occasions.contains(analysis_.tokens[at - 1].word);
  }

  /// "Young Leaders program", "Financial Action Task Force recommendations": the noun is written
  /// small, the words before it name one thing. `end` where it is not so.
  std::uint32_t small_head(std::uint32_t at, std::uint32_t end) {
    if (heading_ || end >= span_.last || analysis_.tokens[end].hyphen_before) return end;
    const HeadNoun* noun = analysis_.lexicon.head_noun(analysis_.tokens[end].word);
    const Hit* known = grammar_.hit(at);
    const bool issued = known != nullptr && known->tokens == TokenSpan{at, end} &&
                        analysis_.lexicon.entities[known->entity].type == EntityType::organization;
    const bool fits = noun != nullptr && analysis_.tokens[end].lower &&
                      noun->small == (issued ? SmallHead::issued : SmallHead::named);
    if (!fits || (!issued && !names_one_thing(at, end))) return end;
    add({at, end + 1}, noun->type, noun->kind);
    return end + 1;
  }

  /// Two capitalised words at least that no dictionary knows, the first not at a sentence's start.
  bool names_one_thing(std::uint32_t at, std::uint32_t end) const {
    if (at == span_.first) return false;
    std::uint32_t own = 0;
    for (std::uint32_t i = at; i < end; ++i) {
      own += grammar_.hit(i) == nullptr && !analysis_.is(i, kSeries | kAdjective);
    }
    return own >= 2;
  }

  /// Only known names here: later stages add them; steps over the first.
  std::uint32_t known_names(std::uint32_t at, std::uint32_t end) {
    if (const Hit* known = grammar_.hit(at)) return known_name(at, *known);
    return std::min(at + 1, end);
  }

  /// "U.S." before a known body or text belongs to that name, and so does what it treats: "Paris
  /// Call for Trust and Security".
  std::uint32_t known_name(std::uint32_t at, const Hit& known) {
    const Hit* named = known.tokens.first == at ? grammar_.hit(known.tokens.last) : &known;
    if (named != &known && named != nullptr && is_of_another_state(known, *named)) {
      const KnownEntity& like = analysis_.lexicon.entities[named->entity];
      add({at, named->tokens.last}, like.type, like.kind);
      return named->tokens.last;
    }
    if (named != &known && !(named != nullptr && takes_prefix(at, known, *named))) named = &known;
    if (named == &known && known.tokens.first != at &&
        !takes_prefix(at, *grammar_.hit(at), known)) {
      return known.tokens.last;
    }
    const TokenSpan whole = with_years(*named, {at, treats(*named)});
    if (whole == known.tokens) return whole.last;
    analysis_.add_mention(whole, analysis_.entity_of(named->entity));
    return whole.last;
  }

  /// "2021-2025 open-ended working group": the years of a process belong to its name.
  TokenSpan with_years(const Hit& named, TokenSpan span) const {
    if (analysis_.lexicon.entities[named.entity].type != EntityType::process) return span;
    if (const std::uint32_t first = grammar_.years_before(span.first); first < span.first) {
      return {first, span.last};
    }
    return {span.first, grammar_.years_after(span.last)};
  }

  /// "Japan Coast Guard", where the dictionaries know the Coast Guard of another state.
  bool is_of_another_state(const Hit& owner, const Hit& named) const {
    const KnownEntity& state = analysis_.lexicon.entities[owner.entity];
    const KnownEntity& body = analysis_.lexicon.entities[named.entity];
    return state.type == EntityType::state && body.type == EntityType::organization &&
           !body.country.empty() && body.country != state.id &&
           owner.tokens.last == named.tokens.first &&
           !analysis_.tokens[named.tokens.first].hyphen_before &&
           !analysis_.lexicon.names[owner.name].adjective;
  }

  bool takes_prefix(std::uint32_t at, const Hit& owner, const Hit& named) const {
    if (&owner == &named || owner.tokens.first != at || !grammar_.is_prefix_owner(owner)) {
      return false;
    }
    const KnownEntity& entity = analysis_.lexicon.entities[named.entity];
    const bool kind = (entity.type == EntityType::organization && entity.kind != "igo") ||
                      entity.type == EntityType::instrument;
    return kind && owner.tokens.last == named.tokens.first &&
           !analysis_.tokens[named.tokens.first].hyphen_before;
  }

  std::uint32_t treats(const Hit& known) const {
    const std::uint32_t end = known.tokens.last;
    const EntityType type = analysis_.lexicon.entities[known.entity].type;
    const bool treats = (mask(type) & kSeriesTypes) != 0 && known.tokens.size() > 1 &&
                        end + 1 < span_.last && grammar_.hit(end + 1) == nullptr &&
                        analysis_.text(analysis_.tokens[end]) == "for";
    return treats ? grammar_.complements(known.tokens.first, end, type, 1) : end;
  }

  /// "9th U.S.-EU Cyber Dialogue": one meeting of a known series. Without its number the name means
  /// the edition read before.
  void add_edition(const Hit& series) {
    const KnownEntity& known = analysis_.lexicon.entities[series.entity];
    if (heading_ || !is_series_type(known.type)) return;
    const std::uint32_t first = grammar_.prefix(series.tokens.first);
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
      const DateMention* date = analysis_.date_ending(at);
      if (date != nullptr && date->tokens.first >= span_.first) {
        analysis_.entities[entity].date = date->iso;
      }
    }
  }

  /// Two words at least, and one of them more than a state, a series word or the head noun. A body
  /// may be named by an adjective alone: "Trilateral Secretariat".
  bool is_name(std::uint32_t first, std::uint32_t at, std::uint32_t core, std::uint32_t end) const {
    const HeadNoun* noun = grammar_.head(core - 1);
    if (own_words(at, end) < noun->least && grammar_.hit(at) == nullptr) return false;
    if (first < at || end > core) return true;
    if (core - at < 2) return false;
    const bool body = noun->kind == "body" || noun->kind == "agency";
    const std::uint32_t common =
        body ? kSeries | kDeterminer | kGeneric : kSeries | kDeterminer | kAdjective;
    unsigned states = 0;
    for (std::uint32_t i = at; i + 1 < core; ++i) {
      const Hit* known = grammar_.hit(i);
      const bool state = known != nullptr && grammar_.is_prefix_owner(*known);
      if (state) {
        states += known->tokens.first == i;
      } else if (!analysis_.is(i, common)) {
        return true;
      }
    }
    return states >= 2;
  }

  /// Words of a name without "of", "for" and the like.
  std::uint32_t own_words(std::uint32_t at, std::uint32_t end) const {
    std::uint32_t count = 0;
    for (; at < end; ++at) count += !analysis_.is(at, kLinker | kConjunction);
    return count;
  }

  /// "the Agency", "this Protocol": one word for the last thing whose name has it as its head.
  bool short_form(std::uint32_t at, const HeadNoun& noun) {
    if (heading_ || at == span_.first) return false;
    const auto before = analysis_.text(analysis_.tokens[at - 1]);
    if (before != "the" && before != "The" && before != "this" && before != "This") return false;
    const std::string word = fold_name(analysis_.text(analysis_.tokens[at]));
    // In capitals the short form is of the text's own subject, which was named first; a text may
    // name others of the kind later.
    std::size_t looked = 0;
    for (const Mention& m : analysis_.mentions) {
      if (++looked > kMemory) break;
      if (m.weak || analysis_.type(m.entity) != noun.type) continue;
      LocalEntity& entity = analysis_.entities[m.entity];
      if (folded_name(entity).head() != word) continue;
      const std::uint32_t target = m.entity;
      return analysis_.add_mention({at, at + 1}, target);
    }
    return false;
  }

  static const FoldedName& folded_name(LocalEntity& entity) {
    FoldedName& name = entity.folded;
    if (!name.text.empty()) return name;
    name.text = fold_name(entity.name);
    std::string_view before, head;
    each_word(name.text, [&](std::string_view word) {
      const bool link = name.words > 0 && (word == "of" || word == "for" || word == "on");
      if (link && head.empty()) head = before;
      before = word;
      ++name.words;
      return true;
    });
    if (name.words == 1) return name;
    if (head.empty()) head = before;
    name.head_first = static_cast<std::size_t>(head.data() - name.text.data());
    name.head_size = head.size();
    return name;
  }

  /// Calls `visit` with the words of a folded name in order, as long as it yields true; whether it
  /// always did.
  template <typename Visit>
  static bool each_word(std::string_view name, const Visit& visit) {
    for (;;) {
      const std::size_t end = std::min(name.find(' '), name.size());
      if (!visit(name.substr(0, end))) return false;
      if (end == name.size()) return true;
      name.remove_prefix(end + 1);
    }
  }

  static bool has_word(std::string_view name, std::string_view word) {
    for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool whole =
          (at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ');
      if (whole) return true;
    }
    return false;
  }

  /// "the Cyber Dialogue" for a name read before that has all its words and the same head.
  bool refers_back(TokenSpan span, std::uint32_t core, EntityType type) {
    if (span.last != core || span.size() < 2) return false;
    std::string text;
    std::string_view last;  // word
    std::size_t words = 0;
    std::size_t looked = 0;
    for (auto m = analysis_.mentions.rbegin(); m != analysis_.mentions.rend() && looked < kMemory;
         ++m, ++looked) {
      if (analysis_.type(m->entity) != type) continue;
      LocalEntity& entity = analysis_.entities[m->entity];
      if (words == 0) {
        text = fold_name(analysis_.text(span));
        words = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
        last = std::string_view(text).substr(text.rfind(' ') + 1);
      }
      if (entity.known && words < 2) continue;
      const FoldedName& all = folded_name(entity);
      const bool inside =
          words < all.words && all.head() == last &&
          each_word(text, [&](std::string_view word) { return has_word(all.text, word); });
      if (!inside) continue;
      const std::uint32_t target = m->entity;
      return analysis_.add_mention(span, target);
    }
    return false;
  }

  void add(TokenSpan span, EntityType type, const std::string& kind) {
    const auto [named, fresh] = named_.try_emplace(analysis_.text(span), kNone);
    std::uint32_t entity = named->second;
    if (fresh || analysis_.type(entity) != type) {
      const std::string name = tidy(analysis_.text(span));
      const std::string id = std::string(id_prefix(type)) + slug(name);
      named->second = entity = analysis_.entity_of(type, id, name, kind);
    }
    if (analysis_.add_mention(span, entity)) set_date(entity, span);
  }

  Analysis& analysis_;
  const NameGrammar& grammar_;
  OpenNames& named_;
  TokenSpan span_;
  bool heading_;
};

}  // namespace

std::uint32_t capital_run(const Analysis& analysis, std::uint32_t at, std::uint32_t last) {
  while (at < last && analysis.tokens[at].capital && analysis.tokens[at].kind == TokenKind::word) {
    ++at;
  }
  return at;
}

void find_open_names(Analysis& analysis, const Passage& passage, const NameGrammar& grammar,
                     OpenNames& named) {
  OpenNameFinder(analysis, passage, grammar, named).run();
}

}  // namespace chancery::ingest
