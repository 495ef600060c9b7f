// Lists, and what lists and texts have in common.

#include <algorithm>
#include <array>
#include <limits>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "function_groups.h"
#include "integer_range.h"
#include "text_forms.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

Value range(EvalContext& context, Arguments arguments) {
  const IntegerRange integers = integer_range(arguments);
  constexpr std::uint64_t kMost = std::numeric_limits<std::size_t>::max() / sizeof(Value);
  context.limits.require(static_cast<std::size_t>(std::min(integers.length, kMost)) *
                         sizeof(Value));
  List list;
  list.reserve(static_cast<std::size_t>(integers.length));
  for (std::uint64_t i = 0; i < integers.length; ++i) {
    context.limits.check();
    list.emplace_back(integers[i]);
  }
  return list;
}

Value head(EvalContext&, Arguments arguments) {
  const List& list = arguments[0].as_list();
  return list.empty() ? Value() : list.front();
}

Value last(EvalContext&, Arguments arguments) {
  const List& list = arguments[0].as_list();
  return list.empty() ? Value() : list.back();
}

/// The copy of a range of values, within the limits of the query.
template <typename Iterator>
List copy_of(Iterator first, Iterator last, Limits& limits) {
  constexpr std::size_t kCopy = 8;  // nanoseconds
  const auto count = static_cast<std::size_t>(last - first);
  limits.require(count * sizeof(Value));
  List list;
  list.reserve(count);
  for (; first != last; ++first) {
    limits.work(kCopy);
    list.push_back(*first);
  }
  return list;
}

Value tail(EvalContext& context, Arguments arguments) {
  const List& list = arguments[0].as_list();
  return list.empty() ? List{} : copy_of(list.begin() + 1, list.end(), context.limits);
}

Value reverse(EvalContext& context, Arguments arguments) {
  if (arguments[0].type() == ValueType::string) {
    return reversed_text(arguments[0].as_string(), context.limits);
  }
  const List& list = arguments[0].as_list();
  return copy_of(list.rbegin(), list.rend(), context.limits);
}

Value size(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  const std::size_t count = value.type() == ValueType::list  ? value.as_list().size()
                            : value.type() == ValueType::map ? value.as_map().size()
                                                             : code_point_count(value.as_string());
  return static_cast<std::int64_t>(count);
}

Value is_empty(EvalContext&, Arguments arguments) {
  const Value& value = arguments[0];
  if (value.type() == ValueType::list) return value.as_list().empty();
  if (value.type() == ValueType::map) return value.as_map().empty();
  return value.as_string().empty();
}

constexpr Function of_list(std::string_view name, std::string_view signature, std::string_view text,
                           std::string_view example, Value (*call)(EvalContext&, Arguments),
                           TypeSet accepts = kList, TypeSet yields = kAnyType) {
  return Function{.name = name,
                  .signature = signature,
                  .text = text,
                  .example = example,
                  .min_args = 1,
                  .max_args = 1,
                  .call = call,
                  .accepts = {accepts},
                  .yields = yields};
}

const std::array kListFunctions = {
    Function{
        .name = "range",
        .signature = "range(start :: INTEGER, end :: INTEGER [, step :: INTEGER]) :: LIST<INTEGER>",
        .text = "The integers from start to end, both included, a step apart.",
        .example = "RETURN range(2019, 2025, 2) AS years",
        .min_args = 2,
        .max_args = 3,
        .call = range,
        .yields = kList},
    of_list("head", "head(list :: LIST) :: ANY", "The first value of a list.",
            "RETURN head(['a', 'b']) AS first", head),
    of_list("last", "last(list :: LIST) :: ANY", "The last value of a list.",
            "RETURN last(['a', 'b']) AS last", last),
    of_list("tail", "tail(list :: LIST) :: LIST", "The list without its first value.",
            "RETURN tail(['a', 'b', 'c']) AS rest", tail, kList, kList),
    of_list("reverse", "reverse(value :: LIST | STRING) :: LIST | STRING",
            "The values of a list, or the characters of a text, from the last to the first.",
            "RETURN reverse('Оскар') AS text", reverse, kList | kString, kList | kString),
    of_list("size", "size(value :: LIST | STRING | MAP) :: INTEGER",
            "The number of values, characters or entries.", "RETURN size('网络安全') AS characters",
            size, kList | kString | kMap, kInteger),
    of_list("isEmpty", "isEmpty(value :: LIST | STRING | MAP) :: BOOLEAN",
            "True where there is nothing in it.", "RETURN isEmpty([]) AS empty", is_empty,
            kList | kString | kMap, kBoolean),
};

}  // namespace

std::span<const Function> list_functions() { return kListFunctions; }

}  // namespace chancery::query
