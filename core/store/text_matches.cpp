#include "chancery/text_matches.h"

#include <algorithm>
#include <map>
#include <string>

#include "chancery/folding.h"
#include "store/text_index.h"
#include "store/text_query.h"

namespace chancery {
namespace {

using TermPositions = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

bool stands_at(const TextClause::Step& step, std::size_t position,
               const std::vector<IndexTerm>& terms) {
  return position < terms.size() && step.terms.contains(terms[position].text);
}

// Marks the words of each place where all steps of a clause stand in order.
void mark(const TextClause& clause, const std::vector<IndexTerm>& terms,
          const TermPositions& positions, std::vector<bool>& marked) {
  for (const std::string& first : clause.steps.front().terms) {
    const auto found = positions.find(first);
    if (found == positions.end()) continue;
    for (const std::uint32_t start : found->second) {
      const bool all = std::ranges::all_of(clause.steps, [&](const TextClause::Step& step) {
        return stands_at(step, start + step.offset, terms);
      });
      if (!all) continue;
      for (const TextClause::Step& step : clause.steps) marked[start + step.offset] = true;
    }
  }
}

}  // namespace

std::vector<TextMatch> find_text_matches(std::string_view text, std::string_view query,
                                         std::string_view language) {
  const std::string primary = text_language(language);
  const std::vector<IndexTerm> terms = index_terms(text, primary);
  TermPositions positions;
  for (const IndexTerm& term : terms) positions[term.text].push_back(term.position);
  std::vector<bool> marked(terms.size());
  for (const TextClause& clause : parse_text_query(query, {primary})) {
    if (clause.occur != TextClause::Occur::must_not) mark(clause, terms, positions, marked);
  }
  std::vector<TextMatch> matches;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!marked[i]) continue;
    if (!matches.empty() && terms[i].start <= matches.back().end) {
      matches.back().end = std::max(matches.back().end, terms[i].end);
    } else {
      matches.push_back({terms[i].start, terms[i].end});
    }
  }
  return matches;
}

}  // namespace chancery
