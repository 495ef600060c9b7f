#include "chancery/version.h"

namespace chancery {

std::string_view version() { return CHANCERY_VERSION; }

}  // namespace chancery
