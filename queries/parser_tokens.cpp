// What every part of the parser stands on: tokens, names, errors and the making of nodes.

#include <fmt/format.h>

#include "ast_visit.h"
#include "chancery/error.h"
#include "keywords.h"
#include "other_dialects.h"
#include "parser_state.h"

namespace chancery::query {
namespace {

// A level of nesting costs the parser about a dozen stack frames, a level of the tree costs later
// stages two or three; both fit a stack of one megabyte many times over.
constexpr std::uint32_t kDeepestNesting = 200;
constexpr std::uint32_t kTallestTree = 1000;
constexpr std::size_t kLongestTokenInMessage = 40;

std::string describe(const Token& token) {
  if (token.kind == TokenKind::end) return "the end of the query";
  if (is_reserved(token)) return fmt::format("the keyword {}", token.text);
  if (token.text.size() <= kLongestTokenInMessage) return std::string(token.text);
  return token.kind == TokenKind::text ? "a string" : "a long name";
}

}  // namespace

// ---- Tokens ------------------------------------------------------------------------------------

const Token& Parser::peek(std::size_t ahead) const {
  return tokens_[std::min(position_ + ahead, tokens_.size() - 1)];
}

const Token& Parser::advance() {
  const Token& token = tokens_[position_];
  if (token.kind != TokenKind::end) ++position_;
  return token;
}

bool Parser::accept(std::string_view symbol) {
  const bool found = peek().is(symbol);
  if (found) ++position_;
  return found;
}

bool Parser::accept_keyword(std::string_view keyword) {
  const bool found = peek().is_keyword(keyword);
  if (found) ++position_;
  return found;
}

void Parser::expect(std::string_view symbol, std::string_view where) {
  if (!accept(symbol)) fail_expected(fmt::format("{} {}", symbol, where));
}

void Parser::expect_keyword(std::string_view keyword, std::string_view where) {
  if (!accept_keyword(keyword)) fail_expected(fmt::format("{} {}", keyword, where));
}

bool Parser::at_keywords(std::initializer_list<std::string_view> keywords) const {
  std::size_t ahead = 0;
  for (std::string_view keyword : keywords) {
    if (!peek(ahead++).is_keyword(keyword)) return false;
  }
  return true;
}

TextSpan Parser::span_from(std::size_t first) const {
  const std::size_t last = position_ > first ? position_ - 1 : first;
  return {.start = tokens_[first].span.start, .end = tokens_[last].span.end};
}

std::string Parser::source(TextSpan span) const {
  return std::string(text_.substr(span.start, span.end - span.start));
}

void Parser::fail(std::string detail, const std::string& message, TextSpan span) const {
  ErrorPlace place;
  place.span = span;
  throw Error(ErrorKind::syntax_error, std::move(detail), Phase::compile, message, place);
}

void Parser::fail_foreign() const {
  const Token& token = peek();
  const auto refuse = [&](std::string_view written, std::string_view advice, TextSpan span) {
    fail("UnexpectedSyntax", fmt::format("Unexpected {}; {}.", written, advice), span);
  };
  if (token.kind == TokenKind::word) {
    const std::string_view advice = advice_for_word(token.text);
    if (!advice.empty()) refuse(token.text, advice, token.span);
  }
  const TextSpan both = {.start = token.span.start, .end = peek(1).span.end};
  if (token.is("&") && peek(1).is("&")) refuse("&&", "write AND", both);
  if (token.is("!")) refuse("!", "write NOT before a condition", token.span);
  if (token.is("=") && position_ > 0 && tokens_[position_ - 1].is("=")) {
    refuse("==", "write = for 'equal'",
           {.start = tokens_[position_ - 1].span.start, .end = token.span.end});
  }
}

void Parser::fail_expected(const std::string& what) const {
  fail_foreign();
  const Token& token = peek();
  if (token.kind == TokenKind::bad_number) {
    fail("UnexpectedSyntax",
         fmt::format("Expected {}, found {}, which is neither a number nor a "
                     "name.",
                     what, describe(token)),
         token.span);
  }
  fail("UnexpectedSyntax", fmt::format("Expected {}, found {}.", what, describe(token)),
       token.span);
}

Parser::Nesting::Nesting(Parser& parser) : parser_(parser) {
  if (parser.nesting_ >= kDeepestNesting) {
    parser.fail("UnexpectedSyntax",
                fmt::format("The query is nested more than {} levels deep.", kDeepestNesting),
                parser.peek().span);
  }
  ++parser.nesting_;
}

ExpressionPtr Parser::make(Expression::Form form, std::size_t first) {
  return make_spanned(std::move(form), span_from(first));
}

ExpressionPtr Parser::make_spanned(Expression::Form form, TextSpan span) {
  auto expression = std::make_unique<Expression>();
  expression->form = std::move(form);
  expression->span = span;
  for_each_child(*expression, [&](const Expression& child) {
    expression->height = std::max(expression->height, child.height + 1);
  });
  if (as<SubqueryExpression>(*expression) != nullptr) expression->height = tallest_ + 1;
  if (expression->height > kTallestTree) {
    fail("UnexpectedSyntax",
         fmt::format("This expression is more than {} operations deep; use a list or a parameter.",
                     kTallestTree),
         span);
  }
  tallest_ = std::max(tallest_, expression->height);
  return expression;
}

// ---- Names -------------------------------------------------------------------------------------

Name Parser::parse_name(std::string_view what) {
  const Token& token = peek();
  if (token.kind == TokenKind::text) {
    fail("UnexpectedSyntax",
         fmt::format("Expected {}, found {}; write a name without quotes, or in backticks.", what,
                     describe(token)),
         token.span);
  }
  if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_word) {
    fail_expected(std::string(what));
  }
  advance();
  Name name = {.text = unescape(token), .span = token.span};
  if (name.text.empty()) fail("UnexpectedSyntax", "A name cannot be empty.", token.span);
  return name;
}

bool Parser::at_variable() const {
  return peek().kind == TokenKind::quoted_word ||
         (peek().kind == TokenKind::word && !is_reserved(peek()));
}

Name Parser::parse_variable(std::string_view what) {
  if (is_reserved(peek())) {
    fail("UnexpectedSyntax",
         fmt::format("Expected {0}, found the keyword {1}; to use it as a name, write `{1}`.", what,
                     peek().text),
         peek().span);
  }
  return parse_name(what);
}

Name Parser::parse_dotted_name(std::string_view what) {
  const std::size_t first = position_;
  Name name = parse_name(what);
  while (accept(".")) name.text += "." + parse_name("a name after the dot").text;
  name.span = span_from(first);
  for (std::size_t i = first; i < position_; ++i) {
    if (tokens_[i].kind == TokenKind::quoted_word &&
        tokens_[i].text.find('.') != std::string::npos) {
      fail("UnexpectedSyntax", "No function or procedure has a dot within a part of its name.",
           tokens_[i].span);
    }
  }
  return name;
}

}  // namespace chancery::query
