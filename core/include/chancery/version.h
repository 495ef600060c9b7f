#pragma once

#include <string_view>

#include "chancery/export.h"

namespace chancery CHANCERY_API {

/// "0.1.0": the version number of CMakeLists.txt.
std::string_view version();

}  // namespace CHANCERY_API
