#include "evaluation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "output.h"
#include "screen_text.h"

namespace chancery::cli {

namespace {

using ingest::Change;
using ingest::DocumentScore;
using ingest::Evaluation;
using ingest::Fault;
using ingest::MeanScore;
using ingest::RuleSupport;
using ingest::ScoringError;
using ingest::Support;
using ingest::Tally;
using ingest::Triple;

constexpr std::size_t kShownRows = 20;  // rows of dictionaries shown one by one
constexpr std::size_t kNameWidth = 24;

std::string padded(const std::string& text, std::size_t width) {
  const std::string shown = printable(text);
  const std::size_t used = screen_width(shown);
  return shown + std::string(width > used ? width - used : 0, ' ');
}

// --- scores ---

std::string mean_row(const std::string& name, const MeanScore& score) {
  return fmt::format("{} {:>9.3f} {:>7.3f} {:>6.3f}\n", padded(name, kNameWidth), score.precision,
                     score.recall, score.f1);
}

std::string tally_row(const std::string& name, const Tally& tally) {
  return fmt::format("{} {:>9.3f} {:>7.3f} {:>6.3f} {:>9} {:>7}\n", padded(name, kNameWidth),
                     tally.precision(), tally.recall(), tally.f1(), tally.reference, tally.system);
}

std::string document_rows(const Evaluation& evaluation) {
  std::size_t width = kNameWidth;
  for (const DocumentScore& document : evaluation.documents) {
    width = std::max(width, screen_width(printable(document.name)));
  }
  std::string out =
      fmt::format("{:{}} entities  P     R    F1  relations  P     R    F1\n", "document", width);
  for (const DocumentScore& document : evaluation.documents) {
    const Tally entities = document.entities(), relations = document.relations();
    out += fmt::format("{}     {:.3f} {:.3f} {:.3f}      {:.3f} {:.3f} {:.3f}{}\n",
                       padded(document.name, width), entities.precision(), entities.recall(),
                       entities.f1(), relations.precision(), relations.recall(), relations.f1(),
                       document.missing ? "  no output" : "");
  }
  return out;
}

// --- errors ---

void append_indented(std::string& out, const std::string& text, std::size_t indent,
                     std::size_t width) {
  const std::size_t room = width > 2 * indent ? width - indent : width;
  for (const std::string& line : wrap(printable(text), room)) {
    out.append(indent, ' ').append(line).append("\n");
  }
}

/// The sentence with the words that say it in brackets.
std::string quote_with_cue(const ScoringError& error) {
  std::string quote = error.quote;
  const std::size_t at = error.cue.empty() ? quote.npos : quote.find(error.cue);
  if (at != quote.npos) quote.insert(at + error.cue.size(), "]").insert(at, "[");
  return "“" + quote + "”";
}

std::string origin(const ScoringError& error) {
  std::string out;
  const auto add = [&](const std::string& label, const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : " · ") + label + text;
  };
  add("cue: ", error.cue);
  add("rule ", error.rule);
  add("", error.source_row);
  return out;
}

std::string what_is_wrong(const ScoringError& error) {
  return fmt::format("{} {}", to_string(error.fault), error.relation ? "relation" : "entity");
}

std::string error_kind(const ScoringError& error) {
  return printable(what_is_wrong(error) + " " + error.type);
}

std::string error_line(const ScoringError& error) {
  const std::string head = what_is_wrong(error) + ": ";
  if (error.wanted.empty()) return head + error.given;
  if (error.given.empty()) return head + error.wanted;
  return head + error.given + ", not " + error.wanted;
}

// --- rules ---

bool measured(const RuleSupport& rule) { return !rule.documents.empty(); }
bool fired_once(const RuleSupport& rule) { return measured(rule) && rule.fired_in() == 1; }

std::string rule_row(const RuleSupport& rule, double f1, std::size_t width) {
  const std::string range =
      rule.precision_range
          ? fmt::format("{:.3f}-{:.3f}", rule.precision_range->first, rule.precision_range->second)
          : "-";
  return fmt::format("{} {:>9} {:>9} {:>9} {:>7} {:>9.3f} {:>13} {:>10.3f} {:>+7.3f}\n",
                     padded(rule.rule, width), rule.documents.size(), rule.elsewhere,
                     rule.relations.system, rule.relations.right, rule.relations.precision(), range,
                     rule.without.f1, rule.without.f1 - f1);
}

std::string unmeasured_rules(const std::vector<RuleSupport>& rules) {
  std::string out;
  for (const RuleSupport& rule : rules) {
    if (measured(rule)) continue;
    out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", printable(rule.rule), rule.elsewhere);
  }
  return out.empty() ? out : "fired elsewhere only, in so many documents: " + out + "\n";
}

std::string single_rows(const std::string& title, const std::vector<RuleSupport>& rules) {
  const auto count =
      static_cast<std::size_t>(std::count_if(rules.begin(), rules.end(), fired_once));
  std::string out = fmt::format("{} that fired in one document only: {} of {}\n", title, count,
                                std::count_if(rules.begin(), rules.end(), measured));
  std::size_t shown = 0;
  for (const RuleSupport& rule : rules) {
    if (!fired_once(rule)) continue;
    if (shown++ == kShownRows) {
      return out + fmt::format("  and {} more (all with --json)\n", count - kShownRows);
    }
    out +=
        fmt::format("  {} ({}): {} right of {} in {}\n", printable(rule.rule), printable(rule.cue),
                    rule.relations.right, rule.relations.system, printable(rule.documents.front()));
  }
  return out;
}

// --- comparison ---

std::string change_rows(const std::vector<Change>& changes) {
  constexpr double kSame = 0.0005;  // what three decimals do not show
  std::size_t width = kNameWidth;
  for (const Change& change : changes) {
    width = std::max(width, screen_width(printable(change.name)));
  }
  std::string out;
  for (const Change& change : changes) {
    const double by = change.after - change.before;
    if (std::abs(by) < kSame) continue;
    out += fmt::format("  {} {:>7.3f} {:>7.3f} {:>+7.3f} {}\n", padded(change.name, width),
                       change.before, change.after, by, by > 0 ? "better" : "worse");
  }
  return out.empty() ? "  no change\n" : out;
}

std::string relation_list(const std::string& title,
                          const std::vector<std::pair<std::string, Triple>>& relations) {
  std::string out = fmt::format("{}: {}\n", title, relations.size());
  for (const auto& [document, triple] : relations) {
    out += printable(fmt::format("  {}: {} {} {}", document, triple.subject, triple.type,
                                 triple.object)) +
           "\n";
  }
  return out;
}

std::string left_out(const std::string& title, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string out = title;
  for (const std::string& name : names) out += (&name == names.data() ? ": " : ", ") + name;
  return printable(out) + "\n";
}

}  // namespace

std::string scores_text(const Evaluation& evaluation) {
  std::string out = fmt::format("{} documents\n", evaluation.documents.size());
  out += fmt::format("{:{}} precision  recall     F1 reference  system\n", "", kNameWidth);
  out += mean_row("entities, mean", evaluation.entities());
  out += mean_row("  without topics, mean", evaluation.named_entities());
  out += mean_row("relations, mean", evaluation.relations());
  out += tally_row("entities, pooled", evaluation.pooled_entities());
  for (const auto& [type, tally] : evaluation.entity_types()) out += tally_row("  " + type, tally);
  out += tally_row("relations, pooled", evaluation.pooled_relations());
  for (const auto& [type, tally] : evaluation.relation_types()) {
    out += tally_row("  " + type, tally);
  }
  out += fmt::format("{:{}} {:>17.3f}\n\n", "alias recall", kNameWidth, evaluation.alias_recall());
  return out + document_rows(evaluation);
}

std::string error_kinds_text(const Evaluation& evaluation, std::size_t most) {
  std::map<std::string, std::size_t> counts;
  for (const DocumentScore& document : evaluation.documents) {
    for (const ScoringError& error : document.errors) ++counts[error_kind(error)];
  }
  std::vector<std::pair<std::string, std::size_t>> kinds(counts.begin(), counts.end());
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (kinds.size() > most) kinds.resize(most);
  std::string out = "most frequent kinds of errors\n";
  for (const auto& [kind, count] : kinds) out += fmt::format("{:>6}  {}\n", count, kind);
  return out;
}

std::string errors_text(const Evaluation& evaluation, std::size_t width) {
  std::string out;
  for (const DocumentScore& document : evaluation.documents) {
    if (document.errors.empty()) continue;
    out += (out.empty() ? "" : "\n") + bold(printable(document.name)) + "\n";
    for (const ScoringError& error : document.errors) {
      append_indented(out, error_line(error), 2, width);
      if (!error.quote.empty()) append_indented(out, quote_with_cue(error), 6, width);
      const std::string from = origin(error);
      if (!from.empty()) append_indented(out, from, 6, width);
    }
  }
  return out.empty() ? "no errors\n" : out;
}

std::string support_text(const Support& support, const Evaluation& evaluation) {
  std::size_t width = kNameWidth;
  for (const RuleSupport& rule : support.rules) width = std::max(width, screen_width(rule.rule));
  const double f1 = evaluation.relations().f1;
  std::string out = fmt::format(
      "{:{}} documents elsewhere relations   right precision one left out F1 without  change\n",
      "rule", width);
  for (const RuleSupport& rule : support.rules) {
    if (measured(rule)) out += rule_row(rule, f1, width);
  }
  return out + unmeasured_rules(support.rules) + "\n" + single_rows("rules", support.rules) +
         single_rows("rows of dictionaries", support.rows);
}

std::string comparison_text(const ingest::Comparison& comparison) {
  std::string out =
      fmt::format("since the earlier run, over the {} documents of both\n", comparison.documents);
  out += left_out("only in the earlier run", comparison.only_before);
  out += left_out("only in this run", comparison.only_after);
  out += "figures\n" + change_rows(comparison.figures);
  out += "F1 of entity types\n" + change_rows(comparison.entity_types);
  out += "F1 of relation types\n" + change_rows(comparison.relation_types);
  out += "F1 of entities by document\n" + change_rows(comparison.entities);
  out += "F1 of relations by document\n" + change_rows(comparison.relations);
  out += relation_list("relations won", comparison.won);
  out += relation_list("relations lost", comparison.lost);
  out += relation_list("false relations that are new", comparison.raised);
  return out + relation_list("false relations that are gone", comparison.gone);
}

}  // namespace chancery::cli
