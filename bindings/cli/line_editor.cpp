#include "line_editor.h"

#include <histedit.h>
#include <langinfo.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace chancery::cli {

namespace {

constexpr int kHistorySize = 2000;
constexpr std::size_t kListed = 60;  // candidates shown at once

/// libedit decodes what is typed by the locale; ours is UTF-8 whatever the environment says.
void use_utf8() {
  const char* locale = std::setlocale(LC_CTYPE, "");
  if (locale == nullptr || std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::string common_prefix(const std::vector<std::string>& words) {
  std::string prefix = words.front();
  for (const std::string& word : words) {
    std::size_t same = 0;
    while (same < prefix.size() && same < word.size() && prefix[same] == word[same]) ++same;
    prefix.resize(same);
  }
  // Never half a character.
  while (!prefix.empty() && prefix.size() < words.front().size() &&
         (static_cast<unsigned char>(words.front()[prefix.size()]) & 0xC0) == 0x80)
    prefix.pop_back();
  return prefix;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

void list_candidates(const std::vector<std::string>& candidates) {
  std::fputc('\n', stdout);
  for (std::size_t i = 0; i < candidates.size() && i < kListed; ++i)
    std::printf("%s  ", candidates[i].c_str());
  if (candidates.size() > kListed) std::printf("and %zu more", candidates.size() - kListed);
  std::fputc('\n', stdout);
}

}  // namespace

struct LineEditor::State {
  Complete complete;
  std::filesystem::path history_path;
  std::string prompt;
  EditLine* editor = nullptr;
  History* history = nullptr;

  static char* prompt_of(EditLine* editor) {
    State* state = nullptr;
    el_get(editor, EL_CLIENTDATA, &state);
    return state->prompt.data();
  }

  static unsigned char complete_at_cursor(EditLine* editor, int) {
    State* state = nullptr;
    el_get(editor, EL_CLIENTDATA, &state);
    const LineInfo* info = el_line(editor);
    const std::string before(info->buffer, static_cast<std::size_t>(info->cursor - info->buffer));
    const Completion found = state->complete(before);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    const std::string typed = before.substr(found.start);
    const std::string prefix = common_prefix(found.candidates);
    const bool grows =
        prefix.size() > typed.size() || (found.candidates.size() == 1 && prefix != typed);
    if (grows) {
      el_deletestr(editor, static_cast<int>(characters(typed)));
      if (el_insertstr(editor, prefix.c_str()) == -1) return CC_ERROR;
      return CC_REFRESH;
    }
    if (found.candidates.size() == 1) return CC_REFRESH;
    list_candidates(found.candidates);
    return CC_REDISPLAY;
  }
};

LineEditor::LineEditor(std::filesystem::path history, Complete complete)
    : state_(std::make_unique<State>()) {
  state_->complete = std::move(complete);
  state_->history_path = std::move(history);
  use_utf8();
  state_->editor = el_init("chancery", stdin, stdout, stderr);
  state_->history = history_init();
  HistEvent event;
  ::history(state_->history, &event, H_SETSIZE, kHistorySize);
  ::history(state_->history, &event, H_SETUNIQUE, 1);
  if (!state_->history_path.empty())
    ::history(state_->history, &event, H_LOAD, state_->history_path.c_str());
  el_set(state_->editor, EL_CLIENTDATA, state_.get());
  el_set(state_->editor, EL_EDITOR, "emacs");
  el_set(state_->editor, EL_SIGNAL, 0);
  el_set(state_->editor, EL_PROMPT, &State::prompt_of);
  el_set(state_->editor, EL_HIST, ::history, state_->history);
  el_set(state_->editor, EL_ADDFN, "chancery-complete", "Complete at the cursor",
         &State::complete_at_cursor);
  el_set(state_->editor, EL_BIND, "^I", "chancery-complete", nullptr);
  el_set(state_->editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
}

LineEditor::~LineEditor() {
  if (!state_->history_path.empty()) {
    HistEvent event;
    std::error_code ignored;
    std::filesystem::create_directories(state_->history_path.parent_path(), ignored);
    ::history(state_->history, &event, H_SAVE, state_->history_path.c_str());
  }
  el_end(state_->editor);
  history_end(state_->history);
}

LineEditor::Read LineEditor::read(const std::string& prompt) {
  state_->prompt = prompt;
  // Without SA_RESTART, Ctrl-C at the prompt makes the read return instead of ending the shell.
  struct sigaction interrupt {};
  interrupt.sa_handler = [](int) {};
  sigaction(SIGINT, &interrupt, nullptr);
  int length = 0;
  errno = 0;
  const char* line = el_gets(state_->editor, &length);
  const int reason = errno;
  std::signal(SIGINT, SIG_DFL);
  if (line == nullptr || length <= 0) {
    if (length == -1 && reason == EINTR) {
      el_reset(state_->editor);
      std::fputc('\n', stdout);
      return {Outcome::interrupted, {}};
    }
    return {Outcome::end, {}};
  }
  std::string text(line, static_cast<std::size_t>(length));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return {Outcome::line, std::move(text)};
}

void LineEditor::remember(const std::string& statement) {
  HistEvent event;
  ::history(state_->history, &event, H_ENTER, statement.c_str());
}

}  // namespace chancery::cli
