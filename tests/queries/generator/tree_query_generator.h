#pragma once

// Aggregations over patterns without cycles, over the graphs of graph_generator.h: chains, stars
// and what lies between, in which the same relationship could often be walked twice.

#include <string>

#include "dice.h"

namespace chancery::query {

std::string tree_query(Dice& dice);

}  // namespace chancery::query
