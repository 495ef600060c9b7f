#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

/// What can stand in place of the text before the cursor.
struct Completion {
  std::size_t start = 0;  ///< byte of the line from which the candidates replace
  std::vector<std::string> candidates;
};

/// Line editing on a terminal by libedit, with history and completion. The one owner of libedit.
class LineEditor {
 public:
  using Complete = std::function<Completion(std::string_view line_before_cursor)>;

  /// `history` is read now and written at the end; it need not exist. Empty: no history file.
  LineEditor(std::filesystem::path history, Complete complete);
  ~LineEditor();

  enum class Outcome { line, interrupted, end };
  struct Read {
    Outcome outcome = Outcome::end;
    std::string line;  ///< without the line break
  };
  Read read(const std::string& prompt);

  /// Adds a statement, line breaks and all, as one entry.
  void remember(const std::string& statement);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery::cli
