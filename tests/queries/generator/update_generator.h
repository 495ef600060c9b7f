#pragma once

// Updating statements over the graphs of graph_generator.h, whose effect does not depend on the
// order of rows: a value that is set is a literal, or comes from the element that gets it.

#include <string>

#include "dice.h"

namespace chancery::query {

class UpdateGenerator {
 public:
  explicit UpdateGenerator(Dice& dice) : dice_(dice) {}

  std::string statement();

 private:
  std::string reading();
  std::string update(bool last);
  std::string create();
  std::string merge();
  std::string set();
  std::string remove();
  std::string deletion();
  std::string loop();
  std::string node(const char* name);
  std::string literal();
  std::string map();

  Dice& dice_;
  bool nodes_ = false;     ///< n has a value, and is not null
  bool pair_ = false;      ///< so has m
  bool relation_ = false;  ///< so has r
  bool null_ = false;      ///< n may be null
  std::string element_;    ///< of the FOREACH at hand; empty outside
  unsigned made_ = 0;      ///< names of merged nodes and elements
};

}  // namespace chancery::query
