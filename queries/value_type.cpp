#include "value_type.h"

#include <algorithm>
#include <array>

#include "lexer.h"

namespace chancery::query {
namespace {

constexpr unsigned kDeepestList = 16;

struct NamedType {
  std::string_view word;
  std::string_view second;  ///< of a type of two words; otherwise empty
  TypeSet types;
};

constexpr TypeSet only(ValueType type) { return type_set({type}); }

// Those of two words come first: the longest name counts. The last ones are the names that
// valueType() gives.
constexpr std::array kNamed = {
    NamedType{"LOCAL", "TIME", only(ValueType::local_time)},
    NamedType{"LOCAL", "DATETIME", only(ValueType::local_date_time)},
    NamedType{"ZONED", "TIME", only(ValueType::time)},
    NamedType{"ZONED", "DATETIME", only(ValueType::date_time)},
    NamedType{"SIGNED", "INTEGER", kInteger},
    NamedType{"ANY", "NODE", kNode},
    NamedType{"ANY", "RELATIONSHIP", kRelationship},
    NamedType{"ANY", "MAP", kMap},
    NamedType{"ANY", "VALUE", kAnyType},
    NamedType{"ANY", "", kAnyType},
    NamedType{"NULL", "", 0},
    NamedType{"BOOLEAN", "", kBoolean},
    NamedType{"BOOL", "", kBoolean},
    NamedType{"INTEGER", "", kInteger},
    NamedType{"INT", "", kInteger},
    NamedType{"FLOAT", "", kFloat},
    NamedType{"STRING", "", kString},
    NamedType{"VARCHAR", "", kString},
    NamedType{"LIST", "", kList},
    NamedType{"ARRAY", "", kList},
    NamedType{"MAP", "", kMap},
    NamedType{"NODE", "", kNode},
    NamedType{"VERTEX", "", kNode},
    NamedType{"RELATIONSHIP", "", kRelationship},
    NamedType{"EDGE", "", kRelationship},
    NamedType{"PATH", "", kPath},
    NamedType{"DATE", "", kDate},
    NamedType{"DURATION", "", kDuration},
    NamedType{"LOCALTIME", "", only(ValueType::local_time)},
    NamedType{"TIME", "", only(ValueType::time)},
    NamedType{"LOCALDATETIME", "", only(ValueType::local_date_time)},
    NamedType{"DATETIME", "", only(ValueType::date_time)},
};

class TypeReader {
 public:
  explicit TypeReader(std::string_view& text) : text_(text) {}

  std::optional<ValueTypeTest> read(unsigned depth = 0) {
    ValueTypeTest test;
    while (true) {
      const std::string_view before = text_;
      if (!test.members.empty() && !accept('|')) return test;
      std::optional<ValueTypeTest::Member> member = read_member(depth);
      if (!member) {
        if (test.members.empty()) return std::nullopt;
        text_ = before;  // the | belongs to what follows, such as the list of a comprehension
        return test;
      }
      test.members.push_back(std::move(*member));
    }
  }

 private:
  std::optional<ValueTypeTest::Member> read_member(unsigned depth) {
    const auto named =
        std::ranges::find_if(kNamed, [this](const NamedType& type) { return accept(type); });
    if (named == kNamed.end()) return std::nullopt;
    ValueTypeTest::Member member = {.types = named->types, .elements = {}};
    if (named->types == kList && accept('<')) {
      if (depth == kDeepestList) return std::nullopt;
      std::optional<ValueTypeTest> elements = read(depth + 1);
      if (!elements || !accept('>')) return std::nullopt;
      member.elements.push_back(std::move(*elements));
    }
    member.nullable = !accept({"NOT", "NULL", 0}) && !accept('!');
    return member;
  }

  void skip_blanks() {
    text_.remove_prefix(std::min(text_.find_first_not_of(" \t\r\n"), text_.size()));
  }

  bool accept(char symbol) {
    skip_blanks();
    const bool found = !text_.empty() && text_.front() == symbol;
    if (found) text_.remove_prefix(1);
    return found;
  }

  bool accept(const NamedType& type) {
    skip_blanks();
    const std::string_view before = text_;
    if (accept_word(type.word) && (type.second.empty() || accept_word(type.second))) return true;
    text_ = before;
    return false;
  }

  bool accept_word(std::string_view word) {
    skip_blanks();
    static constexpr std::string_view kLetters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const std::size_t end = std::min(text_.find_first_not_of(kLetters), text_.size());
    const Token token = {.kind = TokenKind::word, .text = text_.substr(0, end), .span = {}};
    if (!token.is_keyword(word)) return false;
    text_.remove_prefix(end);
    return true;
  }

  std::string_view& text_;
};

constexpr std::size_t kPerTested = 16;  // nanoseconds, roughly

bool admits_value(const ValueTypeTest::Member& member, const Value& value) {
  if (value.is_null()) return member.nullable;
  if (!contains(member.types, value.type())) return false;
  if (member.elements.empty() || value.type() != ValueType::list) return true;
  return std::ranges::all_of(value.as_list(), [&](const Value& element) {
    report_work(kPerTested);
    return member.elements.front().holds(element);
  });
}

}  // namespace

bool ValueTypeTest::holds(const Value& value) const {
  return std::ranges::any_of(members,
                             [&](const Member& member) { return admits_value(member, value); });
}

std::optional<ValueTypeTest> take_value_type(std::string_view& text) {
  return TypeReader(text).read();
}

}  // namespace chancery::query
