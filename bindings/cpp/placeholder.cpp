#include "chancery/statements.h"
