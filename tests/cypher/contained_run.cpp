#include "contained_run.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <span>

namespace cypher_tests {
namespace {

void write_text(std::FILE* out, const std::string& text) {
  const std::size_t size = text.size();
  std::fwrite(&size, sizeof size, 1, out);
  std::fwrite(text.data(), 1, size, out);
}

bool read_text(std::FILE* in, std::string& text) {
  std::size_t size = 0;
  if (std::fread(&size, sizeof size, 1, in) != 1) return false;
  text.resize(size);
  return std::fread(text.data(), 1, size, in) == size;
}

[[noreturn]] void run_in_child(const Feature& feature, std::size_t first, Manner manner, int pipe) {
  std::FILE* out = fdopen(pipe, "w");
  {
    ScratchGraph scratch;
    for (const Scenario& scenario : std::span(feature.scenarios).subspan(first)) {
      const Verdict verdict = run_scenario(scenario, feature.file, scratch, manner);
      std::fputc(static_cast<int>(verdict.outcome), out);
      write_text(out, verdict.message);
      write_text(out, verdict.query);
      std::fflush(out);
    }
  }
  _exit(0);  // what the parent has not yet printed is the parent's
}

void read_verdicts(int pipe, std::vector<Verdict>& verdicts) {
  std::FILE* in = fdopen(pipe, "r");
  for (int outcome = std::fgetc(in); outcome != EOF; outcome = std::fgetc(in)) {
    Verdict verdict{.outcome = static_cast<Outcome>(outcome), .message = {}, .query = {}};
    if (!read_text(in, verdict.message) || !read_text(in, verdict.query)) break;
    verdicts.push_back(std::move(verdict));
  }
  std::fclose(in);
}

/// How the child ended, in words.
std::string end_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? fmt::format("ended by {}", strsignal(WTERMSIG(status)))
                             : fmt::format("exited with {}", WEXITSTATUS(status));
}

/// Of a run that is not contained: the scenario of the moment, for the handler.
std::string running;

extern "C" void name_scenario(int signal) {
  const auto say = [](const char* text, std::size_t size) {
    [[maybe_unused]] const auto written = write(STDERR_FILENO, text, size);
  };
  constexpr std::string_view kCrashed = "\ncrashed: ";
  say(kCrashed.data(), kCrashed.size());
  say(running.data(), running.size());
  say("\n", 1);
  raise(signal);  // the handler is gone by now: this ends the process
}

}  // namespace

std::vector<Verdict> run_contained(const Feature& feature, Manner manner) {
  std::vector<Verdict> verdicts;
  while (verdicts.size() < feature.scenarios.size()) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe to a process for the scenarios");
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process for the scenarios");
    if (child == 0) {
      close(ends[0]);
      run_in_child(feature, verdicts.size(), manner, ends[1]);
    }
    close(ends[1]);
    read_verdicts(ends[0], verdicts);
    const std::string end = end_of(child);
    if (verdicts.size() == feature.scenarios.size()) break;
    verdicts.push_back({.outcome = Outcome::crashed, .message = end, .query = {}});
  }
  return verdicts;
}

void name_on_crash(const std::string& scenario) {
  const bool is_set_up = !running.empty();
  running = scenario;
  if (is_set_up) return;
  // A stack of its own: a stack that ran over has no room for a handler.
  static std::array<char, 1 << 16> stack;
  const stack_t alternative{.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_handler = name_scenario;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace cypher_tests
