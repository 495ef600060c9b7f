#include "extract/clause_bounds.h"

#include <algorithm>

namespace chancery::ingest {
namespace {

class ClauseBounds {
 public:
  ClauseBounds(const Analysis& analysis, TokenSpan span, std::vector<Clause>& clauses)
      : analysis_(analysis), span_(span), clauses_(clauses) {}

  /// A clause reaches to where the next begins, or to a semicolon.
  void run() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (!values(clauses_[i])) continue;
      clauses_[i].relation = supports_;
      clauses_[i].rule = "clause.that-value";
      clauses_[i].confidence = 0.65;
      std::size_t next = i + 1;
      while (next < clauses_.size() && clauses_[next].subject.entities.empty()) ++next;
      clauses_.erase(clauses_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     clauses_.begin() + static_cast<std::ptrdiff_t>(next));
    }
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      TokenSpan& object = clauses_[i].object;
      if (i + 1 < clauses_.size() && !joins_call(i)) {
        object.last = std::max(object.first, std::min(object.last, clauses_[i + 1].subject.first));
      }
      for (std::uint32_t at = object.first; at + 1 < object.last; ++at) {
        if (may_end(at) && ends_object(clauses_[i], at)) object.last = at;
      }
    }
  }

 private:
  /// "Stressing that X is essential": a value word makes it support of what the clause names.
  bool values(const Clause& clause) const {
    const Cue& by = analysis_.lexicon.cues[clause.cue];
    if (by.relation != kNoRelation || !by.main || clause.subject.entities.empty()) return false;
    constexpr std::uint32_t kNear = 16;
    bool that = analysis_.text(analysis_.tokens[clause.cue_tokens.last - 1]) == "that";
    for (std::uint32_t at = clause.object.first; at < span_.last; ++at) {
      if (analysis_.is_mark(at, ';')) return false;
      that |= at < clause.object.first + kNear && analysis_.is(at, kRelative);
      if (that && analysis_.is(at, kValue)) return true;
    }
    return false;
  }

  /// Only before a mark or one of few words.
  bool may_end(std::uint32_t at) const {
    return analysis_.tokens[at].kind == TokenKind::punctuation ||
           analysis_.is(at, kConjunction | kSubordinator);
  }

  /// A semicolon, unless a list of gerunds goes on behind it; "as it exercises its right".
  bool ends_object(const Clause& clause, std::uint32_t at) const {
    if (begins_own_clause(at) || begins_named_clause(at)) return true;
    if (analysis_.is(at, kSubordinator)) {
      return analysis_.is(at + 1, kPronoun | kIssuerPronoun) && !analysis_.is(at + 1, kPossessive);
    }
    if (!analysis_.is_mark(at, ';') || clause.rule == std::string_view("clause.list")) return false;
    const std::uint32_t next = analysis_.is(at + 1, kConjunction) ? at + 2 : at + 1;
    const bool gerund =
        next < span_.last && (analysis_.lexicon.verb_form(analysis_.tokens[next].word) == kGerund ||
                              analysis_.text(analysis_.tokens[next]).ends_with("ing"));
    return !gerund;
  }

  /// "..., and we take this opportunity": another sentence, whatever its verb.
  bool begins_own_clause(std::uint32_t at) const {
    const bool joint = analysis_.is(at, kConjunction) || analysis_.is_mark(at, ',');
    return joint && analysis_.is(at + 1, kIssuerPronoun) && !analysis_.is(at + 1, kPossessive) &&
           analysis_.text(analysis_.tokens[at + 1]) != "us";
  }

  /// "..., and the Department offered": the name is the subject of a verb that no list has.
  bool begins_named_clause(std::uint32_t at) const {
    if (!analysis_.is(at, kConjunction)) return false;
    std::uint32_t name = at + 1;
    while (name < span_.last && analysis_.is(name, kDeterminer)) ++name;
    const Mention* mention = name < span_.last ? analysis_.mention_at(name) : nullptr;
    if (mention == nullptr || !analysis_.has_type(*mention, kActors)) return false;
    const std::uint32_t verb = mention->tokens.last;
    if (verb + 1 >= span_.last || !analysis_.tokens[verb].lower) return false;
    const auto word = analysis_.text(analysis_.tokens[verb]);
    const bool past = (analysis_.lexicon.verb_form(analysis_.tokens[verb].word) & kPast) != 0 ||
                      (analysis_.word_class(verb) == 0 && word.ends_with("ed"));
    return past && !analysis_.is(verb + 1, kPassiveBy);
  }

  /// "join in Poe's call for X": both support X.
  bool joins_call(std::size_t i) const {
    const Clause& next = clauses_[i + 1];
    return next.role == CueRole::noun && relation_of(analysis_, next) == supports_ &&
           relation_of(analysis_, clauses_[i]) == supports_ &&
           next.subject.first <= clauses_[i].object.first + 4;
  }

  const Analysis& analysis_;
  TokenSpan span_;
  std::vector<Clause>& clauses_;
  std::uint16_t supports_ = analysis_.lexicon.ids.supports;
};

}  // namespace

void bound_clauses(const Analysis& analysis, TokenSpan sentence, std::vector<Clause>& clauses) {
  ClauseBounds(analysis, sentence, clauses).run();
}

}  // namespace chancery::ingest
