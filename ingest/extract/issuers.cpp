// Who issues the document: the parties that its opening names, else those of its title, else the
// body whose site published it.

#include <algorithm>

#include "extract/actors.h"
#include "extract/hits.h"
#include "extract/stages.h"
#include "extract/trails.h"
#include "slug.h"

namespace chancery::ingest {
namespace {

constexpr std::size_t kOpening = 14;  // passages that may say who speaks
constexpr TypeMask kParties = mask(EntityType::state, EntityType::organization);

class IssuerFinder {
 public:
  explicit IssuerFinder(Analysis& analysis) : analysis_(analysis) {}

  std::vector<std::uint32_t> run() {
    for (const auto rule :
         {&IssuerFinder::we_list, &IssuerFinder::released_by, &IssuerFinder::header}) {
      if (auto found = opening(rule); !found.empty()) return found;
    }
    if (auto found = from_title(); !found.empty()) return found;
    if (auto found = opening(&IssuerFinder::joint_subject); !found.empty()) return found;
    return from_publisher();
  }

  /// "A/RES/78/16 ... Resolution adopted by the General Assembly": the text by its symbol.
  void read_own_symbol() {
    const auto opening = std::min<std::size_t>(kOpening, analysis_.passages.size());
    const Mention* own = nullptr;
    for (std::uint32_t p = 0; p < opening; ++p) {
      const Passage& passage = analysis_.passages[p];
      for (const Mention& mention : analysis_.mentions_in(passage.tokens)) {
        if (own == nullptr && is_symbol(mention)) own = &mention;
      }
      const std::uint32_t verb = adopted_by(passage);
      if (own == nullptr || verb == kNone) continue;
      const TokenSpan cue{passage.tokens.first, verb + 2};
      return say_adopted(own->entity, cue, p, "document.symbol");
    }
  }

  /// "The following statement was released": the document itself, where it names itself.
  void read_own_text() {
    const auto opening = std::min<std::size_t>(kOpening, analysis_.passages.size());
    for (std::uint32_t p = 0; p < opening; ++p) {
      const TokenSpan span = analysis_.passages[p].tokens;
      for (std::uint32_t at = span.first; at + 1 < span.last; ++at) {
        if (!analysis_.is(at, kAnnounced) || !is_document_noun(at + 1)) continue;
        if (analysis_.tokens[at + 1].capital || analysis_.mention_at(at + 1) != nullptr) continue;
        return adopt({at, at + 2}, p);
      }
    }
  }

 private:
  using Rule = std::vector<std::uint32_t> (IssuerFinder::*)(const Passage&) const;

  std::vector<std::uint32_t> opening(Rule rule) const {
    std::size_t seen = 0;
    for (const Passage& passage : analysis_.passages) {
      if (passage.kind == Passage::Kind::furniture) continue;
      if (auto found = (this->*rule)(passage); !found.empty()) return found;
      if (++seen >= kOpening) break;
    }
    return {};
  }

  /// The first list of parties in the next few tokens.
  std::vector<std::uint32_t> list_near(std::uint32_t at, std::uint32_t last,
                                       std::uint32_t reach) const {
    const std::uint32_t stop = std::min(last, at + reach);
    std::vector<std::uint32_t> best;
    for (; at < stop; ++at) {
      auto list = actors_from(analysis_, at, last, kParties);
      if (list.entities.size() > best.size()) best = std::move(list.entities);
      if (best.size() > 1) break;
    }
    return best;
  }

  /// "We, the leaders of A, B and C, ..." and "We the X partners of A and B ...".
  std::vector<std::uint32_t> we_list(const Passage& passage) const {
    const TokenSpan span = passage.tokens;
    if (!passage.states || !analysis_.is(span.first, kIssuerPronoun)) return {};
    const bool apposed = span.size() > 3 && (analysis_.is_mark(span.first + 1, ',') ||
                                             analysis_.is(span.first + 1, kDeterminer));
    if (!apposed) return {};
    auto list = list_near(span.first + 1, span.last, 10);
    return list.size() > 1 ? list : std::vector<std::uint32_t>{};
  }

  bool is_symbol(const Mention& mention) const {
    const auto text = analysis_.text(mention.tokens);
    return analysis_.type(mention.entity) == EntityType::instrument &&
           text.find('/') != std::string_view::npos && text.find(' ') == std::string_view::npos;
  }

  /// The participle of "Resolution adopted by", kNone where the passage has none.
  std::uint32_t adopted_by(const Passage& passage) const {
    for (std::uint32_t at = passage.tokens.first; at + 2 < passage.tokens.last; ++at) {
      const bool verb = (analysis_.lexicon.verb_form(analysis_.tokens[at].word) & kParticiple) != 0;
      if (verb && analysis_.is(at + 1, kPassiveBy) && names_itself(passage, at)) return at;
    }
    return kNone;
  }

  /// "... was released by the Government of X and Y".
  std::vector<std::uint32_t> released_by(const Passage& passage) const {
    const std::uint32_t verb = adopted_by(passage);
    if (verb == kNone) return {};
    return actors_from(analysis_, verb + 2, passage.tokens.last, kParties).entities;
  }

  /// "the following statement", "Resolution adopted by".
  bool names_itself(const Passage& passage, std::uint32_t before) const {
    for (std::uint32_t at = passage.tokens.first; at < before; ++at) {
      if (analysis_.mention_at(at) != nullptr) return false;
      if (is_document_noun(at)) return true;
    }
    return false;
  }

  bool is_document_noun(std::uint32_t at) const {
    const HeadNoun* noun = analysis_.lexicon.head_noun(analysis_.tokens[at].word);
    return noun != nullptr && noun->type == EntityType::instrument;
  }

  /// A line that only names a body, "The General Assembly,".
  std::vector<std::uint32_t> header(const Passage& passage) const {
    const TokenSpan span = passage.tokens;
    const bool line =
        passage.states && span.size() <= 8 &&
        (analysis_.is_mark(span.last - 1, ',') || analysis_.is_mark(span.last - 1, ':'));
    if (!line) return {};
    auto list = actors_from(analysis_, span.first, span.last - 1, kParties);
    return list.tokens.last + 1 == span.last ? list.entities : std::vector<std::uint32_t>{};
  }

  /// "The Governments of A, B and C concur ...", where the title speaks of a joint text.
  std::vector<std::uint32_t> joint_subject(const Passage& passage) const {
    if (!joint_ || !passage.states) return {};
    auto list = list_near(passage.tokens.first, passage.tokens.last, 14);
    return list.size() > 1 ? list : std::vector<std::uint32_t>{};
  }

  /// A word in small ASCII letters, or a part of one, however the title writes it.
  bool title_has(std::string_view word) const {
    const std::string& title = analysis_.document.title;
    const auto same = [](char in_title, char letter) { return (in_title | 0x20) == letter; };
    return std::search(title.begin(), title.end(), word.begin(), word.end(), same) != title.end();
  }

  /// Parties that the title names: "Joint statement of A and B", "U.S.-EU ...".
  std::vector<std::uint32_t> from_title() const {
    if (!joint_ && !title_has("dialogue")) return {};
    const std::string& title = analysis_.document.title;
    std::vector<std::uint32_t> found;
    Document line;
    line.text = title;
    Analysis scratch(line, analysis_.lexicon);
    scratch.read_line();
    const TokenSpan all{0, static_cast<std::uint32_t>(scratch.tokens.size())};
    for (const Hit& hit : find_hits(scratch, all, kParties)) {
      found.push_back(analysis_.entity_of(hit.entity));
    }
    return found.size() > 1 ? found : std::vector<std::uint32_t>{};
  }

  /// The body whose site published the text.
  std::vector<std::uint32_t> from_publisher() const {
    std::string_view host = analysis_.document.url;
    if (const auto at = host.find("://"); at != std::string_view::npos) host.remove_prefix(at + 3);
    host = host.substr(0, host.find('/'));
    while (!host.empty()) {
      if (const auto at = analysis_.lexicon.publishers.find(host);
          at != analysis_.lexicon.publishers.end()) {
        return {analysis_.entity_of(at->second)};
      }
      const auto dot = host.find('.');
      host = dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
    }
    return {};
  }

  /// Each issuer adopted the text, where the text speaks of itself.
  void adopt(TokenSpan words, std::uint32_t passage) {
    const std::string& title = analysis_.document.title;
    const std::string id = "inst:" + slug(title.empty() ? analysis_.document.id : title);
    const std::uint32_t text = analysis_.entity_of(EntityType::instrument, id, title, {});
    analysis_.entities[text].date = analysis_.date;
    if (analysis_.add_mention(words, text)) say_adopted(text, words, passage, "document.itself");
  }

  void say_adopted(std::uint32_t text, TokenSpan words, std::uint32_t passage, const char* rule) {
    const std::uint16_t adopted = analysis_.lexicon.ids.adopted;
    if (adopted == kNoRelation) return;
    for (const std::uint32_t issuer : analysis_.issuers) {
      ReadStatement statement;
      statement.relation = adopted;
      statement.subject = issuer;
      statement.object = text;
      statement.passage = passage;
      statement.cue = words;
      statement.clause = analysis_.passages[passage].tokens;
      statement.rule = rule;
      statement.trail = arrow(analysis_, "issuers of the document", analysis_.issuers);
      statement.confidence = 0.9;
      analysis_.statements.push_back(std::move(statement));
    }
  }

  Analysis& analysis_;
  bool joint_ = title_has("joint");
};

}  // namespace

void find_issuers(Analysis& analysis) {
  IssuerFinder finder(analysis);
  analysis.issuers = finder.run();
  finder.read_own_text();
  finder.read_own_symbol();
  analysis.index_mentions();
}

}  // namespace chancery::ingest
