#pragma once

// Bulk load: nodes and relationships from tables of CSV, JSON Lines and Arrow, all or nothing.
//
// The columns of a CSV file are said by a header as Neo4j's importer reads it (Neo4j Operations
// Manual, "Import", "CSV file header format"), a field a column:
//
//   name:TYPE           a property: string (also where no type stands), int, long, short and byte
//                       (all 64 bits), float and double, boolean, char, date, localtime, time,
//                       localdatetime, datetime, duration; TYPE[] is a list of these.
//                       time{timezone:+02:00} and datetime{timezone:Europe/Paris} say what holds
//                       for values without an offset; else UTC
//   name:ID(Space)      the id by which relationships find the node; stored as the property `name`
//                       where one is given, with a property index for each label of the node;
//                       ID(Space){id-type:integer} where ids are stored as integers
//   :LABEL              labels of the node, apart by the array delimiter
//   :START_ID(Space)    the ids of a relationship's two nodes
//   :END_ID(Space)
//   :TYPE               its type
//   :IGNORE             nothing
//
// Ids are unique within their space; "(Space)" left out is one space more. They are compared as
// texts, so that 7 in one file and "7" in another are the same id. A field with nothing in it is no
// property; "" in quotes is an empty text.
//
// JSON Lines hold an object a line: either what apoc.export.json of Neo4j writes,
//
//   {"type":"node","id":"0","labels":["Person"],"properties":{"name":"Ada"}}
//   {"type":"relationship","label":"KNOWS","start":{"id":"0"},"end":{"id":"1"},"properties":{}}
//
// nodes before their relationships, or plain objects whose members a header as above picks by name
// ("from:START_ID" reads the member `from`).

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "chancery/arrow.h"
#include "chancery/export.h"
#include "chancery/graph.h"

namespace chancery CHANCERY_API {

enum class ImportKind : std::uint8_t {
  nodes,
  relationships,
  mixed  ///< JSON Lines as apoc.export.json writes them
};

/// A table of nodes or of relationships, in files or in memory.
struct ImportTable {
  ImportKind kind = ImportKind::nodes;
  /// Of every node, beside those of a :LABEL column; or the one type of every relationship that a
  /// :TYPE column gives none.
  std::vector<std::string> labels = {};
  /// Read in this order. The first one begins with the header and may hold nothing else; names that
  /// end in .jsonl, .ndjson or .json are JSON Lines, all others CSV.
  std::vector<std::filesystem::path> files = {};

  /// In place of files: batches of Arrow. The import moves the stream out, so that `release` is
  /// null afterwards, and releases all it got, also where it fails. Columns have their own types;
  /// a role (ID, LABEL, ...) stands in a column's name as in a header. Where no name has one, the
  /// column `id` is the id, and `source` and `target` are the two ends.
  ArrowArrayStream* stream = nullptr;
  /// Stands in messages as a file name does.
  std::string stream_name = {};
  /// Spaces of the ids of a stream whose columns name none.
  std::string id_space = {}, start_space = {}, end_space = {};
};

struct ImportProgress {
  std::uint64_t bytes = 0;  ///< of files, read so far
  std::uint64_t bytes_total = 0;
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
};

struct ImportOptions {
  char delimiter = ',';
  char array_delimiter = ';';
  char quote = '"';
  /// Ids in CSV are integers, and stored as such; else they are texts.
  bool integer_ids = false;
  /// So many bad rows are left out and reported; one more ends the import. Bad is a row with an id
  /// that no node has or that another node has, a value that its column cannot hold, or too many
  /// or too few fields.
  std::uint64_t bad_tolerance = 0;
  /// For the map of ids and for sorting; what does not fit is sorted on disk, ids that do not fit
  /// end the import.
  std::size_t memory_bytes = std::size_t{1} << 30;
  /// Called now and then, by the calling thread; false ends the import with Error(cancelled).
  std::function<bool(const ImportProgress&)> progress = {};
};

/// A row that was left out.
struct ImportFault {
  std::string file;
  std::uint64_t line = 0;    ///< from 1; of a stream: the row
  std::uint64_t column = 0;  ///< from 1; 0: the row as a whole
  std::string reason;
};

struct ImportReport {
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t properties = 0;
  std::uint64_t skipped = 0;        ///< rows left out
  std::vector<ImportFault> faults;  ///< the first 1,000 of them
  std::vector<IndexInfo> indexes;   ///< made for the ids
  std::uint64_t bytes = 0;          ///< of files
  std::uint64_t id_map_bytes = 0;   ///< memory that the ids took
  double seconds = 0;
};

/// Reads all tables, nodes first, and adds them to the graph in one atomic write: where it throws,
/// the graph is as it was. Waits for other writers; readers are not held up. Throws Error:
/// read_only on an edition, input_error (with file, line and column where it has them),
/// memory_limit, cancelled, io_error.
ImportReport import_graph(Graph& graph, const std::vector<ImportTable>& tables,
                          const ImportOptions& options = {});

}  // namespace CHANCERY_API
