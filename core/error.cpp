#include "chancery/error.h"

#include <algorithm>
#include <utility>

#include "chancery/folding.h"

namespace chancery {
namespace {

// A caret line wider than a terminal points at nothing, so long lines are shown in part.
constexpr std::size_t kContextBytes = 60;

struct Line {
  std::string_view text;
  std::size_t number = 1;
  std::size_t start = 0;  // byte of the query
};

Line line_at(std::string_view query, std::size_t offset) {
  Line line;
  for (std::size_t i = 0; i < offset; ++i) {
    if (query[i] != '\n') continue;
    ++line.number;
    line.start = i + 1;
  }
  line.text = query.substr(line.start, query.find('\n', line.start) - line.start);
  if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
  return line;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t back_to_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && is_continuation(text[at])) --at;
  return std::min(at, text.size());
}

// Tabs and other control characters would move the caret away from its token.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& byte : out) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';
  }
  return out;
}

std::string excerpt_with_caret(std::string_view query, TextSpan span) {
  const std::size_t offset =
      back_to_character(query, std::min<std::size_t>(span.start, query.size()));
  const Line line = line_at(query, offset);
  const std::size_t begin = std::min(offset - line.start, line.text.size());
  const std::size_t end = std::clamp<std::size_t>(
      span.end < line.start ? begin : span.end - line.start, begin, line.text.size());

  std::size_t from =
      begin > kContextBytes ? back_to_character(line.text, begin - kContextBytes) : 0;
  std::size_t to = std::min(line.text.size(), begin + 2 * kContextBytes);
  to = back_to_character(line.text, to);
  const std::size_t marked = std::max(begin, std::min(end, to));

  const bool several_lines = query.find('\n') != std::string_view::npos;
  std::string prefix = several_lines ? "  " + std::to_string(line.number) + " | " : "  ";
  if (from > 0) prefix += "...";
  const std::string before = printable(line.text.substr(from, begin - from));
  const std::string token = printable(line.text.substr(begin, marked - begin));
  const std::string after = printable(line.text.substr(marked, to - marked));

  std::string out = prefix + before + token + after;
  if (to < line.text.size()) out += "...";
  out += '\n';
  out.append(display_width(prefix) + display_width(before), ' ');
  out.append(std::max<std::size_t>(1, display_width(token)), '^');
  return out;
}

}  // namespace

std::string_view to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::syntax_error:
      return "SyntaxError";
    case ErrorKind::semantic_error:
      return "SemanticError";
    case ErrorKind::type_error:
      return "TypeError";
    case ErrorKind::argument_error:
      return "ArgumentError";
    case ErrorKind::arithmetic_error:
      return "ArithmeticError";
    case ErrorKind::parameter_missing:
      return "ParameterMissing";
    case ErrorKind::procedure_error:
      return "ProcedureError";
    case ErrorKind::entity_not_found:
      return "EntityNotFound";
    case ErrorKind::property_not_found:
      return "PropertyNotFound";
    case ErrorKind::label_not_found:
      return "LabelNotFound";
    case ErrorKind::constraint_validation_failed:
      return "ConstraintValidationFailed";
    case ErrorKind::constraint_verification_failed:
      return "ConstraintVerificationFailed";
    case ErrorKind::input_error:
      return "InputError";
    case ErrorKind::io_error:
      return "IoError";
    case ErrorKind::corruption:
      return "Corruption";
    case ErrorKind::locked:
      return "Locked";
    case ErrorKind::newer_format:
      return "NewerFormat";
    case ErrorKind::read_only:
      return "ReadOnly";
    case ErrorKind::timeout:
      return "Timeout";
    case ErrorKind::cancelled:
      return "Cancelled";
    case ErrorKind::memory_limit:
      return "MemoryLimit";
    case ErrorKind::internal_error:
      return "InternalError";
  }
  return "InternalError";
}

Error::Error(ErrorKind kind, const std::string& message, ErrorPlace place)
    : std::runtime_error(message), kind_(kind), place_(std::move(place)) {}

Error::Error(ErrorKind kind, std::string detail, Phase phase, const std::string& message,
             ErrorPlace place)
    : std::runtime_error(message),
      kind_(kind),
      detail_(std::move(detail)),
      phase_(phase),
      place_(std::move(place)) {}

std::string Error::render(std::string_view query) const {
  std::string out;
  if (!place_.file.empty()) {
    out = place_.file + ":";
    if (place_.line > 0) out += std::to_string(place_.line) + ":";
    if (place_.line > 0 && place_.column > 0) out += std::to_string(place_.column) + ":";
    out += " ";
  }
  out += what();
  if (place_.span && !query.empty()) out += "\n" + excerpt_with_caret(query, *place_.span);
  return out;
}

}  // namespace chancery
