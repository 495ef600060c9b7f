#include "chancery/query/engine.h"
