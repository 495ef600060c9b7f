// Any bytes as a query: parsing ends with a tree or an Error, and printing a tree and parsing the
// text again gives the same tree.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "chancery/error.h"
#include "parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::query;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::optional<Statement> statement;
  try {
    statement = parse(text);
  } catch (const chancery::Error& error) {
    if (error.kind() != chancery::ErrorKind::syntax_error || !error.place().span) std::abort();
    if (error.place().span->end > size) std::abort();
    return 0;
  }
  const Statement again = parse(unparse(*statement));
  if (unparse(again, Parentheses::all) != unparse(*statement, Parentheses::all)) std::abort();
  return 0;
}
