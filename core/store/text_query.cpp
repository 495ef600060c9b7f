#include "store/text_query.h"

#include <map>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "store/text_index.h"

namespace chancery {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// A stretch of the query before it is cut into terms.
struct Part {
  TextClause::Occur occur = TextClause::Occur::should;
  bool quoted = false;
  std::string_view text;
};

// The part that starts at `at`, which is no space; moves `at` behind it.
Part next_part(std::string_view query, std::size_t& at) {
  Part part;
  if (query[at] == '+' || query[at] == '-') {
    part.occur = query[at++] == '+' ? TextClause::Occur::must : TextClause::Occur::must_not;
  }
  part.quoted = at < query.size() && query[at] == '"';
  if (part.quoted) ++at;
  const std::size_t end =
      std::min(part.quoted ? query.find('"', at) : query.find_first_of(kSpace, at), query.size());
  part.text = query.substr(at, end - at);
  at = end + (part.quoted ? 1 : 0);
  return part;
}

std::vector<Part> parts_of(std::string_view query) {
  std::vector<Part> parts;
  for (std::size_t at = query.find_first_not_of(kSpace); at < query.size();
       at = query.find_first_not_of(kSpace, at)) {
    parts.push_back(next_part(query, at));
  }
  return parts;
}

// Stems of one language may cut a text otherwise than another's, so steps join by position.
std::vector<TextClause::Step> steps_of(std::string_view text,
                                       const std::set<std::string>& languages) {
  std::map<std::uint32_t, TextClause::Step> steps;
  const auto add = [&](std::string_view language) {
    for (IndexTerm& term : index_terms(text, language)) {
      steps[term.position].terms.insert(std::move(term.text));
    }
  };
  for (const std::string& language : languages) add(language);
  std::vector<TextClause::Step> result;
  for (auto& [position, step] : steps) {
    step.offset = position - steps.begin()->first;
    result.push_back(std::move(step));
  }
  return result;
}

}  // namespace

std::vector<TextClause> parse_text_query(std::string_view query,
                                         const std::set<std::string>& languages) {
  std::vector<TextClause> clauses;
  std::size_t words = 0;
  for (const Part& part : parts_of(query)) {
    std::vector<TextClause::Step> steps = steps_of(part.text, languages);
    words += steps.size();
    if (words > kMaxQueryTerms) {
      throw Error(ErrorKind::argument_error, "The text query has more than " +
                                                 std::to_string(kMaxQueryTerms) +
                                                 " words; ask for fewer.");
    }
    if (steps.empty()) continue;
    // Unquoted, the halves of "cyber-attack" or of a Chinese word rank each by itself; to be
    // left out, a text must hold them together.
    if (part.quoted || part.occur == TextClause::Occur::must_not) {
      clauses.push_back({part.occur, std::move(steps)});
      continue;
    }
    for (TextClause::Step& step : steps) {
      step.offset = 0;
      clauses.push_back({part.occur, {std::move(step)}});
    }
  }
  return clauses;
}

}  // namespace chancery
