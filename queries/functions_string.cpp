// Text. Lengths and positions count code points, as everywhere in the data model; reverse() keeps
// user-perceived characters together.

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <unordered_set>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "function_groups.h"
#include "text_forms.h"
#include "text_parts.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

constexpr std::size_t kPerHit = 50;  // nanoseconds, roughly

// A count of code points given by the user.
std::size_t count_from(const Value& value, std::string_view name) {
  if (value.as_integer() >= 0) return static_cast<std::size_t>(value.as_integer());
  throw_argument("NegativeIntegerArgument",
                 "The argument " + std::string(name) + " must not be negative.");
}

Value to_upper(EvalContext& context, Arguments arguments) {
  return upper_case(arguments[0].as_string(), context.limits);
}

Value to_lower(EvalContext& context, Arguments arguments) {
  return lower_case(arguments[0].as_string(), context.limits);
}

/// What trim() takes away: white space, or the characters given.
class Trimmed {
 public:
  explicit Trimmed(Arguments arguments) {
    if (arguments.size() < 2) return;
    const std::string& characters = arguments[1].as_string();
    given_.emplace();
    for (std::size_t at = 0; at < characters.size();) {
      report_work(kPerCharacter);
      given_->insert(next_code_point(characters, at));
    }
  }

  bool holds(std::int32_t c) const {
    report_work(kPerCharacter);
    return given_ ? given_->contains(c) : u_isUWhiteSpace(c) != 0;
  }

 private:
  static constexpr std::size_t kPerCharacter = 50;  // nanoseconds, roughly

  std::optional<std::unordered_set<std::int32_t>> given_;
};

std::size_t start_of_last(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

enum class Side { left, right, both };

template <Side side>
Value trim(EvalContext&, Arguments arguments) {
  std::string_view text = arguments[0].as_string();
  const Trimmed trimmed(arguments);
  while (side != Side::right && !text.empty()) {
    std::size_t behind = 0;
    if (!trimmed.holds(next_code_point(text, behind))) break;
    text.remove_prefix(behind);
  }
  while (side != Side::left && !text.empty()) {
    const std::size_t last = start_of_last(text);
    std::size_t at = last;
    if (!trimmed.holds(next_code_point(text, at))) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

Value left(EvalContext&, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  return text.substr(0, byte_offset(text, count_from(arguments[1], "length")));
}

Value right(EvalContext&, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::size_t wanted = count_from(arguments[1], "length");
  const std::size_t total = code_point_count(text);
  return text.substr(byte_offset(text, wanted < total ? total - wanted : 0));
}

Value substring(EvalContext&, Arguments arguments) {
  const std::string_view text = arguments[0].as_string();
  const std::string_view rest = text.substr(byte_offset(text, count_from(arguments[1], "start")));
  if (arguments.size() < 3) return rest;
  return rest.substr(0, byte_offset(rest, count_from(arguments[2], "length")));
}

// Checked before the text is built: a short text can ask for a very long one.
void require_room(EvalContext& context, std::size_t size, std::size_t hits, std::size_t each) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max() / 2;
  const bool overflows = each != 0 && hits > (kMost - size) / each;
  context.limits.require(overflows ? kMost : size + hits * each);
}

std::size_t count_hits(EvalContext& context, std::string_view text, std::string_view search) {
  std::size_t hits = 0;
  for (std::size_t at = find_part(text, search); at != std::string_view::npos;
       at = find_part(text, search, at + search.size())) {
    context.limits.work(kPerHit);
    ++hits;
  }
  return hits;
}

Value replace(EvalContext& context, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::string& search = arguments[1].as_string();
  const std::string& replacement = arguments[2].as_string();
  if (search.empty()) return text;
  require_room(context, text.size(), count_hits(context, text, search), replacement.size());
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = find_part(text, search); at != std::string::npos;
       at = find_part(text, search, from)) {
    context.limits.work(kPerHit + replacement.size());
    out.append(text, from, at - from).append(replacement);
    from = at + search.size();
  }
  return out.append(text, from);
}

List split_characters(EvalContext& context, const std::string& text) {
  List parts;
  std::string_view rest = text;
  while (!rest.empty()) {
    context.limits.work(kPerHit);
    const std::size_t length = byte_offset(rest, 1);
    parts.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return parts;
}

Value split(EvalContext& context, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::string& delimiter = arguments[1].as_string();
  if (delimiter.empty()) {
    require_room(context, 0, text.size(), sizeof(Value));
    return split_characters(context, text);
  }
  require_room(context, text.size(), count_hits(context, text, delimiter) + 1, sizeof(Value));
  List parts;
  std::size_t from = 0;
  for (std::size_t at = find_part(text, delimiter); at != std::string::npos;
       at = find_part(text, delimiter, from)) {
    context.limits.work(kPerHit);
    parts.emplace_back(text.substr(from, at - from));
    from = at + delimiter.size();
  }
  parts.emplace_back(text.substr(from));
  return parts;
}

std::string form_of(Arguments arguments) {
  return arguments.size() > 1 ? fold_name(arguments[1].as_string()) : "nfc";
}

Value normalize(EvalContext& context, Arguments arguments) {
  return normalized(arguments[0].as_string(), form_of(arguments), context.limits);
}

Value has_normal_form(EvalContext& context, Arguments arguments) {
  return is_normalized(arguments[0].as_string(), form_of(arguments), context.limits);
}

Value fold(EvalContext&, Arguments arguments) { return fold_name(arguments[0].as_string()); }

Value character_length(EvalContext&, Arguments arguments) {
  return static_cast<std::int64_t>(code_point_count(arguments[0].as_string()));
}

constexpr Function of_text(std::string_view name, std::string_view signature, std::string_view text,
                           std::string_view example, Value (*call)(EvalContext&, Arguments),
                           TypeSet yields = kString, unsigned most = 1) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 1,
                  .max_args = most,
                  .call = call,
                  .accepts = {kString, kString, kString},
                  .yields = yields};
}

const std::array kStringFunctions = {
    of_text("toUpper", "toUpper(text :: STRING) :: STRING", "The text in upper case.",
            "RETURN toUpper('straße') AS text", to_upper),
    of_text("upper", "upper(text :: STRING) :: STRING", "As toUpper().",
            "RETURN upper('enisa') AS text", to_upper),
    of_text("toLower", "toLower(text :: STRING) :: STRING", "The text in lower case.",
            "RETURN toLower('ÉCOLE') AS text", to_lower),
    of_text("lower", "lower(text :: STRING) :: STRING", "As toLower().",
            "RETURN lower('МИД') AS text", to_lower),
    of_text("trim", "trim(text :: STRING [, characters :: STRING]) :: STRING",
            "The text without white space, or any of the characters given, around it.",
            "RETURN trim('  a word ') AS text", trim<Side::both>, kString, 2),
    of_text("btrim", "btrim(text :: STRING [, characters :: STRING]) :: STRING", "As trim().",
            "RETURN btrim('(a word)', '()') AS text", trim<Side::both>, kString, 2),
    of_text("ltrim", "ltrim(text :: STRING [, characters :: STRING]) :: STRING",
            "The text without white space, or any of the characters given, before it.",
            "RETURN ltrim('  a word') AS text", trim<Side::left>, kString, 2),
    of_text("rtrim", "rtrim(text :: STRING [, characters :: STRING]) :: STRING",
            "The text without white space, or any of the characters given, after it.",
            "RETURN rtrim('A/RES/78/237//', '/') AS text", trim<Side::right>, kString, 2),
    Function{.name = "left",
             .signature = "left(text :: STRING, length :: INTEGER) :: STRING",
             .text = "The first characters of a text.",
             .example = "RETURN left('2023-12-07', 4) AS year",
             .min_args = 2,
             .max_args = 2,
             .call = left,
             .accepts = {kString, kInteger},
             .yields = kString},
    Function{.name = "right",
             .signature = "right(text :: STRING, length :: INTEGER) :: STRING",
             .text = "The last characters of a text.",
             .example = "RETURN right('A/RES/78/237', 3) AS number",
             .min_args = 2,
             .max_args = 2,
             .call = right,
             .accepts = {kString, kInteger},
             .yields = kString},
    Function{
        .name = "substring",
        .signature = "substring(text :: STRING, start :: INTEGER [, length :: INTEGER]) :: STRING",
        .text = "The characters from a position, counted from 0, on.",
        .example = "RETURN substring('网络安全', 2, 2) AS text",
        .min_args = 2,
        .max_args = 3,
        .call = substring,
        .accepts = {kString, kInteger, kInteger},
        .yields = kString},
    Function{
        .name = "replace",
        .signature = "replace(text :: STRING, search :: STRING, replacement :: STRING) :: STRING",
        .text = "The text with every occurrence of one text replaced by another.",
        .example = "RETURN replace('cyber-security', '-', '') AS text",
        .min_args = 3,
        .max_args = 3,
        .call = replace,
        .accepts = {kString, kString, kString},
        .yields = kString},
    Function{.name = "split",
             .signature = "split(text :: STRING, delimiter :: STRING) :: LIST<STRING>",
             .text = "The parts of a text between delimiters; an empty one parts all characters.",
             .example = "RETURN split('A/RES/78/237', '/') AS parts",
             .min_args = 2,
             .max_args = 2,
             .call = split,
             .accepts = {kString, kString},
             .yields = kList},
    Function{.name = "normalize",
             .signature = "normalize(text :: STRING [, form :: STRING]) :: STRING",
             .text = "The text in a Unicode normal form: NFC, or the one named.",
             .example = "RETURN normalize('ﬁ', 'NFKC') AS text",
             .min_args = 1,
             .max_args = 2,
             .call = normalize,
             .accepts = {kString, kString},
             .yields = kString},
    of_text("isNormalized", "isNormalized(text :: STRING [, form :: STRING]) :: BOOLEAN",
            "True where the text is in a Unicode normal form: NFC, or the one named. Also written "
            "text IS NFC NORMALIZED.",
            "RETURN isNormalized('é') AS normalized", has_normal_form, kBoolean, 2),
    of_text("fold", "fold(text :: STRING) :: STRING",
            "The text as names are compared: without case, accents and variants of punctuation.",
            "RETURN fold('L’Élysée') AS text", fold),
    of_text("char_length", "char_length(text :: STRING) :: INTEGER", "The number of characters.",
            "RETURN char_length('الأمن') AS characters", character_length, kInteger),
    of_text("character_length", "character_length(text :: STRING) :: INTEGER",
            "The number of characters.", "RETURN character_length('网络') AS characters",
            character_length, kInteger),
};

}  // namespace

std::span<const Function> string_functions() { return kStringFunctions; }

}  // namespace chancery::query
