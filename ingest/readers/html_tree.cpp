#include "readers/html_tree.h"

#include <setjmp.h>
#include <time.h>

#include <algorithm>
#include <vector>

#include "chancery/error.h"

namespace chancery {
namespace ingest {
namespace {

constexpr std::size_t kChunk = 256 << 10;
constexpr std::size_t kAlign = 16;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

/// Gumbo cannot report a failed allocation and frees its tree by recursion. So its memory is an
/// arena with a budget; when memory or time is spent, allocation jumps out of the parser, which
/// is C and holds nothing but this memory.
struct HtmlTree::Arena {
  explicit Arena(std::size_t source_bytes)
      : budget((32u << 20) + 60 * source_bytes),
        deadline(thread_seconds() + 2 + 1e-6 * static_cast<double>(source_bytes)) {}

  bool is_spent() {
    constexpr unsigned kClockInterval = 1 << 10;
    return used > budget || (++calls % kClockInterval == 0 && thread_seconds() > deadline);
  }

  std::vector<std::unique_ptr<char[]>> chunks;
  char* free = nullptr;
  std::size_t left = 0;
  std::size_t used = 0;
  std::size_t budget;
  double deadline;
  unsigned calls = 0;
  jmp_buf escape;
};

void* HtmlTree::allocate(void* userdata, std::size_t size) {
  auto* arena = static_cast<Arena*>(userdata);
  size = (std::max<std::size_t>(size, 1) + kAlign - 1) / kAlign * kAlign;
  if (size > arena->left) {
    const std::size_t chunk = std::max(size, kChunk);
    arena->used += chunk;
    if (arena->is_spent()) longjmp(arena->escape, 1);
    arena->chunks.emplace_back(new char[chunk]);
    arena->free = arena->chunks.back().get();
    arena->left = chunk;
  } else if (arena->is_spent()) {
    longjmp(arena->escape, 1);
  }
  char* const memory = arena->free;
  arena->free += size;
  arena->left -= size;
  return memory;
}

HtmlTree::HtmlTree(std::string_view html) : arena_(std::make_unique<Arena>(html.size())) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &HtmlTree::allocate;
  options.deallocator = [](void*, void*) {};
  options.userdata = arena_.get();
  options.max_errors = 0;
  if (setjmp(arena_->escape) == 0) {
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
  }
  if (output_ == nullptr) {
    throw Error(ErrorKind::input_error,
                "this HTML nests so deep that parsing it was given up; convert it to plain text "
                "first");
  }
}

HtmlTree::~HtmlTree() = default;

const GumboVector& children(const GumboNode& node) {
  static const GumboVector kNone = {nullptr, 0, 0};
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return node.v.element.children;
    default:
      return kNone;
  }
}

std::string_view attribute(const GumboNode& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.v.element.attributes, name);
  return found ? found->value : std::string_view();
}

}  // namespace ingest
}  // namespace chancery
