#include "chancery/ingest/pipeline.h"
