#pragma once

// The functions and procedures of the query language, described once: the shell's help, the
// command's, Python's and the reference page (queries/FUNCTIONS.md) are all made from this.

#include <string>
#include <string_view>
#include <vector>

#include "chancery/export.h"

namespace chancery {
namespace query CHANCERY_API {

struct Documentation {
  std::string name;       ///< "text.search"
  std::string signature;  ///< "left(text :: STRING, length :: INTEGER) :: STRING"
  std::string text;       ///< one or two sentences, more where there are options
  std::string example;    ///< a query that runs on the graph of corpus/
  std::string group;      ///< the heading it stands under: "Text", "Numbers", "Procedures: db"
  bool procedure = false;
};

/// Every function, aggregate and procedure, sorted by name.
std::vector<Documentation> documentation();

/// What a person reads about `topic`: a name in any case, or "functions", "procedures" or a
/// group for a list. Lines of plain text. Throws Error(argument_error) for any other topic and
/// suggests the nearest name.
std::string help(std::string_view topic);

/// The whole reference in Markdown: queries/FUNCTIONS.md.
std::string reference();

}  // namespace CHANCERY_API
}  // namespace chancery
