#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

/// One statement of a script.
struct ScriptStatement {
  std::string title;  ///< the comment lines directly above it, joined; empty without
  std::string text;   ///< without the closing semicolon
};

/// Cuts a script at semicolons outside strings, backticks and comments. A last statement may go
/// without one.
std::vector<ScriptStatement> split_script(std::string_view script);

/// True when the text has a semicolon that ends a statement, so that a shell may run it.
bool is_complete(std::string_view text);

}  // namespace chancery::cli
