// chancery help: what the functions and procedures of the query language do.

#include <iostream>

#include "chancery/query/documentation.h"
#include "commands.h"

namespace chancery::cli {

int run_help(const HelpArguments& arguments) {
  if (arguments.markdown)
    std::cout << query::reference();
  else if (arguments.topic.empty())
    std::cout << query::help("functions") << "\n" << query::help("procedures");
  else
    std::cout << query::help(arguments.topic);
  return kOk;
}

}  // namespace chancery::cli
