// What names and the phrases that tie them say: the owner in a body's name, the place of a meeting,
// posts of persons.

#include "extract/stages.h"

namespace chancery::ingest {

void read_nominals(Analysis&) {}

}  // namespace chancery::ingest
