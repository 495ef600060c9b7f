// text.*: a text as a full-text query finds it.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "chancery/text_matches.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

constexpr std::string_view kMark = "**";
constexpr std::int64_t kSnippetLength = 160;  // characters, unless said
constexpr std::int64_t kLongestSnippet = 100'000;

Value highlight(EvalContext& context, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::string before = arguments.size() > 2 ? arguments[2].as_string() : std::string(kMark);
  const std::string after = arguments.size() > 3 ? arguments[3].as_string() : before;
  const auto matches = find_text_matches(text, arguments[1].as_string());
  context.limits.require(text.size() + matches.size() * (before.size() + after.size()));
  std::string out;
  std::size_t done = 0;
  for (const TextMatch& match : matches) {
    out += text.substr(done, match.start - done) + before;
    out += text.substr(match.start, match.end - match.start) + after;
    done = match.end;
  }
  return out + text.substr(done);
}

bool starts_character(const std::string& text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

/// The byte `count` characters after `from`.
std::size_t forward(const std::string& text, std::size_t from, std::size_t count) {
  report_work(count);
  for (; count > 0 && from < text.size(); --count) {
    do ++from;
    while (!starts_character(text, from));
  }
  return from;
}

std::size_t backward(const std::string& text, std::size_t from, std::size_t count) {
  for (; count > 0 && from > 0; --count) {
    do --from;
    while (!starts_character(text, from));
  }
  return from;
}

/// The stretch of `length` characters that begins with a match and holds most of them.
TextMatch best_stretch(const std::string& text, const std::vector<TextMatch>& matches,
                       std::size_t length) {
  TextMatch best;
  std::size_t most = 0;
  std::size_t last = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const std::size_t end = forward(text, matches[first].start, length);
    last = std::max(last, first);
    while (last < matches.size() && matches[last].end <= end) ++last;
    if (last - first <= most) continue;
    most = last - first;
    best = {matches[first].start, matches[last - 1].end};
  }
  return best;
}

/// Moves a cut to the nearest space inside the stretch, so that no word is cut.
std::size_t after_space(const std::string& text, std::size_t from, std::size_t stop) {
  const std::size_t space = text.find(' ', from);
  return space < stop ? space + 1 : from;
}

std::size_t before_space(const std::string& text, std::size_t to, std::size_t stop) {
  const std::size_t space = text.rfind(' ', to);
  return space != std::string::npos && space > stop ? space : to;
}

Value snippet(EvalContext&, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::int64_t length = arguments.size() > 2 ? arguments[2].as_integer() : kSnippetLength;
  if (length < 1 || length > kLongestSnippet) {
    throw_argument("NumberOutOfRange", "The length of a snippet is from 1 to 100000 characters.");
  }
  const auto wanted = static_cast<std::size_t>(length);
  if (forward(text, 0, wanted) == text.size()) return text;
  const TextMatch core =
      best_stretch(text, find_text_matches(text, arguments[1].as_string()), wanted);
  const std::size_t core_end = forward(text, core.start, wanted);
  std::size_t spare = 0;  // characters left for what stands around
  for (std::size_t at = core.end; at < core_end; at = forward(text, at, 1)) ++spare;
  std::size_t from = backward(text, core.start, spare / 2);
  std::size_t to = forward(text, from, wanted);
  if (from > 0) from = after_space(text, from, core.start);
  if (to < text.size()) to = before_space(text, to, core.end);
  return (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
}

const std::array kSearchFunctions = {
    Function{.name = "text.highlight",
             .signature = "text.highlight(text :: STRING, query :: STRING [, before :: STRING, "
                          "after :: STRING]) :: STRING",
             .text = "The text with marks around the words that text.search() finds it by, ** "
                     "unless others are given. Nothing is escaped: do that before.",
             .example = "RETURN text.highlight('Ransomware payments fell.', 'payment', '[', ']') "
                        "AS text",
             .min_args = 2,
             .max_args = 4,
             .call = highlight,
             .accepts = {kString, kString, kString},
             .yields = kString},
    Function{.name = "text.snippet",
             .signature = "text.snippet(text :: STRING, query :: STRING [, length :: INTEGER]) :: "
                          "STRING",
             .text = "The part of a text that has most of the words of a query, of at most 160 "
                     "characters unless said, cut between words; … stands for what is left out.",
             .example = "CALL text.search('critical infrastructure') YIELD node RETURN "
                        "text.snippet(node.text, 'critical infrastructure', 60) AS part LIMIT 2",
             .min_args = 2,
             .max_args = 3,
             .call = snippet,
             .accepts = {kString, kString, kInteger},
             .yields = kString},
};

}  // namespace

std::span<const Function> search_functions() { return kSearchFunctions; }

}  // namespace chancery::query
