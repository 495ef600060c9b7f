#pragma once

// A parsed HTML page. With readers/html.cpp the only code that knows gumbo.

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace chancery {
namespace ingest {

/// Gumbo's tree of one page in memory of its own, freed at once. The page must outlive it.
class HtmlTree {
 public:
  /// Throws Error(input_error) for a page that costs out of proportion to its size (nesting
  /// thousands deep, formatting elements that multiply).
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode& document() const { return *output_->document; }

 private:
  struct Arena;
  static void* allocate(void* arena, std::size_t size);

  std::unique_ptr<Arena> arena_;
  GumboOutput* output_ = nullptr;
};

/// The children of an element or document, empty for other nodes.
const GumboVector& children(const GumboNode& node);
/// Empty where the element has no such attribute.
std::string_view attribute(const GumboNode& element, const char* name);

}  // namespace ingest
}  // namespace chancery
