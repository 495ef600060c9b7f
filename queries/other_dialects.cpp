#include "other_dialects.h"

#include <algorithm>
#include <array>
#include <span>

#include "lexer.h"

namespace chancery::query {
namespace {

struct Advice {
  std::string_view word;  ///< in upper case
  std::string_view instead;
};

constexpr std::string_view kTransactions =
    "each statement is one transaction; to join several, use a transaction of the library";
constexpr std::string_view kRows =
    "read the file in your program and pass its rows as a parameter: UNWIND $rows AS row";
constexpr std::string_view kShow =
    "call a procedure: db.labels(), db.relationshipTypes(), db.propertyKeys() or db.indexes()";

constexpr std::array kWords = {
    Advice{"ALTER", "a graph has no schema to alter; SET changes properties and labels"},
    Advice{"BEGIN", kTransactions},
    Advice{"BETWEEN", "write low <= value AND value <= high"},
    Advice{"COMMIT", kTransactions},
    Advice{"COPY", kRows},
    Advice{"DROP", "write CALL db.dropIndex(label, key) for an index, DELETE for data"},
    Advice{"FINISH", "leave it out, as a query may end with an update"},
    Advice{"FOR", "write UNWIND list AS variable"},
    Advice{"FROM", "write MATCH (n:Label) RETURN n.key"},
    Advice{"GROUP",
           "leave it out, as rows are grouped by all items of RETURN without an aggregate"},
    Advice{"HAVING", "write WITH key, count(*) AS total WHERE total > 1 RETURN key, total"},
    Advice{"ILIKE", "write toLower(text) CONTAINS 'part', or text =~ '(?i)expression'"},
    Advice{"JOIN", "write a pattern: MATCH (a)-[:TYPE]->(b)"},
    Advice{"LIKE", "write STARTS WITH, ENDS WITH or CONTAINS, or text =~ 'expression'"},
    Advice{"LOAD", "write CALL load.csv(file) YIELD row, of a file that the query may read"},
    Advice{"NOT", "write it before the whole condition: NOT value IN list"},
    Advice{"REGEXP", "write text =~ 'expression'"},
    Advice{"RLIKE", "write text =~ 'expression'"},
    Advice{"ROLLBACK", kTransactions},
    Advice{"SELECT", "write MATCH (n:Label) RETURN n.key"},
    Advice{"SHOW", kShow},
    Advice{"TRUNCATE", "write MATCH (n:Label) DETACH DELETE n"},
    Advice{"UPDATE", "write MATCH (n:Label) SET n.key = value"},
    Advice{"USE", "a query reads the database that is open; name another one when opening it"},
    Advice{"USING", "leave the hint out, as the planner chooses indexes and joins by its counts"},
    Advice{"VALUES", "write CREATE (n:Label {key: value})"},
};

constexpr std::string_view kTail = "ORDER BY, SKIP and LIMIT, in this order, end a WITH or RETURN";

constexpr std::array kMisplaced = {
    Advice{"EXPLAIN", "it is the first word of a statement"},
    Advice{"LIMIT", kTail},
    Advice{"OFFSET", kTail},
    Advice{"ORDER", kTail},
    Advice{"PROFILE", "it is the first word of a statement"},
    Advice{"SKIP", kTail},
    Advice{"UNION", "it joins two queries that each end with RETURN"},
    Advice{"WHERE",
           "it belongs to MATCH, WITH or YIELD, so put a WITH before it to filter a result"},
    Advice{"YIELD", "it belongs to CALL procedure(...)"},
};

constexpr std::array kFunctions = {
    Advice{"ARRAY_AGG", "collect(value)"},
    Advice{"ARRAY_LENGTH", "size(list)"},
    Advice{"CAST", "toInteger(value), toFloat(value), toString(value) or toBoolean(value)"},
    Advice{"CHARINDEX", "text CONTAINS part, or size(split(text, part)[0])"},
    Advice{"CONCAT", "a + b"},
    Advice{"CURRENT_DATE", "date()"},
    Advice{"CURRENT_TIMESTAMP", "datetime()"},
    Advice{"GETDATE", "datetime()"},
    Advice{"GROUP_CONCAT", "collect(value)"},
    Advice{"IF", "CASE WHEN condition THEN value ELSE other END"},
    Advice{"IFNULL", "coalesce(value, other)"},
    Advice{"IIF", "CASE WHEN condition THEN value ELSE other END"},
    Advice{"ISNULL", "value IS NULL"},
    Advice{"LABEL", "labels(node)"},
    Advice{"LCASE", "toLower(text)"},
    Advice{"LEN", "size(value)"},
    Advice{"LOWERCASE", "toLower(text)"},
    Advice{"MEAN", "avg(value)"},
    Advice{"NOW", "datetime()"},
    Advice{"NVL", "coalesce(value, other)"},
    Advice{"POW", "base ^ exponent"},
    Advice{"POWER", "base ^ exponent"},
    Advice{"STRING_AGG", "collect(value)"},
    Advice{"STRLEN", "size(text)"},
    Advice{"SUBSTR", "substring(text, start, length)"},
    Advice{"TODATE", "date(text)"},
    Advice{"TODATETIME", "datetime(text)"},
    Advice{"TODAY", "date()"},
    Advice{"TOINT", "toInteger(value)"},
    Advice{"TYPEOF", "valueType(value)"},
    Advice{"UCASE", "toUpper(text)"},
    Advice{"UPPERCASE", "toUpper(text)"},
};

std::string_view look_up(std::span<const Advice> table, std::string_view word) {
  const Token token = {.kind = TokenKind::word, .text = word, .span = {}};
  const auto found = std::ranges::find_if(
      table, [&](const Advice& advice) { return token.is_keyword(advice.word); });
  return found == table.end() ? std::string_view() : found->instead;
}

}  // namespace

std::string_view advice_for_word(std::string_view word) { return look_up(kWords, word); }

std::string_view advice_for_misplaced(std::string_view keyword) {
  return look_up(kMisplaced, keyword);
}

std::string_view advice_for_function(std::string_view name) { return look_up(kFunctions, name); }

}  // namespace chancery::query
