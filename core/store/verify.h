#pragma once

// Reads a whole state and checks it against itself.

#include <functional>

#include "store/graph_view.h"

namespace chancery {

VerifyReport verify_store(const StoreSnapshot& snapshot,
                          const std::function<void(double)>& progress);

}  // namespace chancery
