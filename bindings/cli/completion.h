#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chancery/database.h"
#include "line_editor.h"

namespace chancery::cli {

/// Candidates for the text before the cursor, by where it stands: labels after ":" in a node,
/// types after ":" in a relationship, property keys after ".", names of entities inside a string,
/// shell commands after ":" at the start, else keywords, functions and variables of the text.
/// `before` is all of the statement up to the line being typed, `line` that line up to the cursor.
Completion complete(const Database& database, std::string_view before, std::string_view line);

/// The shell's own commands, ":help" and so on.
const std::vector<std::string>& shell_commands();

}  // namespace chancery::cli
