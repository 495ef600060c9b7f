// Text. Lengths and positions count code points, as everywhere in the data model; reverse() keeps
// user-perceived characters together.

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <string>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "function_groups.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

icu::UnicodeString to_unicode(const std::string& text) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min(text.size(), kMost))));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// A count of code points given by the user.
std::size_t count_from(const Value& value, std::string_view name) {
  if (value.as_integer() >= 0) return static_cast<std::size_t>(value.as_integer());
  throw_argument("NegativeIntegerArgument",
                 "The argument " + std::string(name) + " must not be negative.");
}

Value to_upper(EvalContext&, Arguments arguments) {
  return to_utf8(to_unicode(arguments[0].as_string()).toUpper(icu::Locale::getRoot()));
}

Value to_lower(EvalContext&, Arguments arguments) {
  return to_utf8(to_unicode(arguments[0].as_string()).toLower(icu::Locale::getRoot()));
}

enum class Side { left, right, both };

template <Side side>
Value trim(EvalContext&, Arguments arguments) {
  const icu::UnicodeString text = to_unicode(arguments[0].as_string());
  icu::UnicodeSet characters;
  if (arguments.size() > 1) characters.addAll(to_unicode(arguments[1].as_string()));
  const auto drops = [&](UChar32 c) {
    return arguments.size() > 1 ? characters.contains(c) != 0 : u_isUWhiteSpace(c) != 0;
  };
  std::int32_t start = 0;
  std::int32_t end = text.length();
  while (side != Side::right && start < end && drops(text.char32At(start))) {
    start = text.moveIndex32(start, 1);
  }
  while (side != Side::left && end > start && drops(text.char32At(end - 1))) {
    end = text.moveIndex32(end, -1);
  }
  return to_utf8(text.tempSubStringBetween(start, end));
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
  const std::string& text = arguments[0].as_string();
  const std::string rest = text.substr(byte_offset(text, count_from(arguments[1], "start")));
  if (arguments.size() < 3) return rest;
  return rest.substr(0, byte_offset(rest, count_from(arguments[2], "length")));
}

// Checked before the text is built: a short text can ask for a very long one.
void require_room(EvalContext& context, std::size_t size, std::size_t hits, std::size_t each) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max() / 2;
  const bool overflows = each != 0 && hits > (kMost - size) / each;
  context.limits.require(overflows ? kMost : size + hits * each);
}

std::size_t count_hits(std::string_view text, std::string_view search) {
  std::size_t hits = 0;
  for (std::size_t at = text.find(search); at != std::string_view::npos;
       at = text.find(search, at + search.size())) {
    ++hits;
  }
  return hits;
}

Value replace(EvalContext& context, Arguments arguments) {
  const std::string& text = arguments[0].as_string();
  const std::string& search = arguments[1].as_string();
  const std::string& replacement = arguments[2].as_string();
  if (search.empty()) return text;
  require_room(context, text.size(), count_hits(text, search), replacement.size());
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find(search); at != std::string::npos; at = text.find(search, from)) {
    out.append(text, from, at - from).append(replacement);
    from = at + search.size();
  }
  return out.append(text, from);
}

List split_characters(const std::string& text) {
  List parts;
  std::string_view rest = text;
  while (!rest.empty()) {
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
    return split_characters(text);
  }
  require_room(context, text.size(), count_hits(text, delimiter) + 1, sizeof(Value));
  List parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(delimiter); at != std::string::npos;
       at = text.find(delimiter, from)) {
    parts.emplace_back(text.substr(from, at - from));
    from = at + delimiter.size();
  }
  parts.emplace_back(text.substr(from));
  return parts;
}

const icu::Normalizer2* normalizer_named(const std::string& form, UErrorCode& status) {
  if (form == "nfc") return icu::Normalizer2::getNFCInstance(status);
  if (form == "nfd") return icu::Normalizer2::getNFDInstance(status);
  if (form == "nfkc") return icu::Normalizer2::getNFKCInstance(status);
  if (form == "nfkd") return icu::Normalizer2::getNFKDInstance(status);
  throw_argument("InvalidArgumentValue",
                 "Unknown normal form; the forms are NFC, NFD, NFKC and NFKD.");
}

/// What `step` makes of the first argument with the normalizer that the second one names.
template <typename Step>
Value with_normalizer(Arguments arguments, const Step& step) {
  const std::string form = arguments.size() > 1 ? fold_name(arguments[1].as_string()) : "nfc";
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = normalizer_named(form, status);
  if (U_SUCCESS(status)) {
    Value result = step(*normalizer, to_unicode(arguments[0].as_string()), status);
    if (U_SUCCESS(status)) return result;
  }
  throw Error(ErrorKind::internal_error, "ICU failed to normalise a text.");
}

Value normalize(EvalContext&, Arguments arguments) {
  return with_normalizer(
      arguments, [](const icu::Normalizer2& normalizer, const auto& text, UErrorCode& status) {
        return Value(to_utf8(normalizer.normalize(text, status)));
      });
}

Value is_normalized(EvalContext&, Arguments arguments) {
  return with_normalizer(
      arguments, [](const icu::Normalizer2& normalizer, const auto& text, UErrorCode& status) {
        return Value(normalizer.isNormalized(text, status) != 0);
      });
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
            "RETURN isNormalized('é') AS normalized", is_normalized, kBoolean, 2),
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

std::string reversed_text(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) {
    throw Error(ErrorKind::internal_error, "ICU cannot find the characters of a text.");
  }
  const icu::UnicodeString source = to_unicode(text);
  breaks->setText(source);
  icu::UnicodeString out;
  std::int32_t end = breaks->last();
  for (std::int32_t start = breaks->previous(); start != icu::BreakIterator::DONE;
       start = breaks->previous()) {
    out.append(source, start, end - start);
    end = start;
  }
  return to_utf8(out);
}

std::span<const Function> string_functions() { return kStringFunctions; }

}  // namespace chancery::query
