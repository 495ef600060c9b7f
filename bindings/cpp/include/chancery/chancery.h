#pragma once

/// Chancery in one include: open a database, ingest documents, ask in openCypher, see the proof.
///
///     #include <chancery/chancery.h>
///
///     auto db = chancery::Database::open("index.db");
///     db.ingest({"documents/"});
///     for (const auto& row : db.query("MATCH (a:Entity)-[r:SUPPORTS]->(t:Topic) "
///                                     "RETURN a.name, t.name, r.statements"))
///       std::cout << to_display(row[0]) << " supports " << to_display(row[1]) << "\n";
///     for (const auto& proof : db.evidence("CISA", "ADOPTED", "Working Arrangement"))
///       std::cout << proof.quote << " (" << proof.title << ")\n";

#include "chancery/bulk_loader.h"
#include "chancery/database.h"
#include "chancery/error.h"
#include "chancery/graph.h"
#include "chancery/ingest/evaluate.h"
#include "chancery/ingest/extract.h"
#include "chancery/ingest/pipeline.h"
#include "chancery/query/algorithms.h"
#include "chancery/query/documentation.h"
#include "chancery/query/engine.h"
#include "chancery/statements.h"
#include "chancery/value.h"
#include "chancery/version.h"
