#include "metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "language.h"
#include "text_builder.h"

namespace chancery {
namespace ingest {
namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lowered;
}

/// A word of a date: a number or letters, or one separator.
struct DateToken {
  int number = -1;
  std::size_t digits = 0;
  std::string word;
};

std::vector<DateToken> date_tokens(std::string_view text) {
  constexpr std::size_t kMostTokens = 8;
  std::vector<DateToken> tokens;
  std::size_t at = 0;
  while (at < text.size() && tokens.size() < kMostTokens) {
    std::size_t end = at;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    if (end > at && end - at <= 8) {
      tokens.push_back({std::stoi(std::string(text.substr(at, end - at))), end - at, {}});
    } else if (end == at) {
      while (end < text.size() && (text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z') ++end;
      if (end > at) tokens.push_back({-1, 0, lower(text.substr(at, end - at))});
    }
    at = std::max(end, at + 1);
  }
  return tokens;
}

std::optional<int> month_number(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; word.size() >= 3 && i < kMonths.size(); ++i) {
    if (kMonths[i].substr(0, word.size()) == word || (word == "sept" && i == 8)) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

std::string format_date(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1000 || year > 2999 || month < 0 || month > 12) return {};
  if (month == 0) return fmt::format("{:04}", year);
  if (day < 0 || day > kDays[static_cast<std::size_t>(month - 1)]) return {};
  return day == 0 ? fmt::format("{:04}-{:02}", year, month)
                  : fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// "6 December 2023", "December 6, 2023", "December 2023", a weekday before them.
std::string spelled_date(const std::vector<DateToken>& tokens) {
  int month = 0;
  int day = 0;
  int year = 0;
  for (const DateToken& token : tokens) {
    if (token.digits == 4) {
      year = token.number;
    } else if (token.digits >= 1 && token.digits <= 2 && day == 0) {
      day = token.number;
    } else if (const auto named = month_number(token.word); named && month == 0) {
      month = *named;
    }
    if (year != 0 && month != 0) return format_date(year, month, day);
  }
  return {};
}

std::string numeric_date(const std::vector<DateToken>& tokens) {
  const DateToken& first = tokens.front();
  if (first.digits == 8) {
    return format_date(first.number / 10000, first.number / 100 % 100, first.number % 100);
  }
  if (first.digits != 4) return {};
  const auto number_at = [&](std::size_t i) {
    return i < tokens.size() && tokens[i].digits >= 1 && tokens[i].digits <= 2 ? tokens[i].number
                                                                               : 0;
  };
  return format_date(first.number, number_at(1), number_at(1) ? number_at(2) : 0);
}

void set_once(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

}  // namespace

std::string iso_date(std::string_view text) {
  const std::vector<DateToken> tokens = date_tokens(trim(text));
  if (tokens.empty()) return {};
  return is_ascii_digit(trim(text).front()) && (tokens[0].digits == 4 || tokens[0].digits == 8)
             ? numeric_date(tokens)
             : spelled_date(tokens);
}

void set_metadata(Document& document, std::string_view key, std::string_view value) {
  const std::string name = lower(trim(key));
  const std::string content = fold_space(value);
  if (name.empty() || content.empty()) return;
  if (is_one_of(name, {"title", "dc.title", "dcterms.title", "og:title", "citation_title"})) {
    set_once(document.title, content);
  } else if (is_one_of(name, {"language", "lang", "dc.language", "dcterms.language",
                              "content-language"})) {
    set_once(document.language, normalize_language(content));
  } else if (is_one_of(name, {"symbol", "document_symbol", "citation_technical_report_number"})) {
    set_once(document.symbol, content);
  } else if (is_one_of(name, {"url", "source_url", "canonical", "og:url", "dc.identifier.uri"})) {
    set_once(document.url, content);
  } else if (is_one_of(name, {"date", "dc.date", "dcterms.date", "dcterms.issued", "dc.date.issued",
                              "article:published_time", "published_time", "publication_date",
                              "citation_date", "citation_publication_date", "published"})) {
    set_once(document.date, iso_date(content));
    document.metadata.emplace(name, content);
  } else {
    document.metadata.emplace(name, content);
  }
}

}  // namespace ingest
}  // namespace chancery
