// Bulk load for Python: files by path, tables in memory through the Arrow PyCapsule interface.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "interrupt.h"
#include "py_database.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

ImportKind kind_of(const std::string& word) {
  if (word == "nodes") return ImportKind::nodes;
  return word == "relationships" ? ImportKind::relationships : ImportKind::mixed;
}

/// The stream that a capsule of __arrow_c_stream__() holds; moved out of it by the import.
ArrowArrayStream* stream_of(const py::object& capsule) {
  if (capsule.is_none()) return nullptr;
  void* stream = PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream");
  if (!stream) throw py::error_already_set();
  return static_cast<ArrowArrayStream*>(stream);
}

ImportTable table_of(const py::dict& given) {
  ImportTable table;
  table.kind = kind_of(given["kind"].cast<std::string>());
  table.labels = given["labels"].cast<std::vector<std::string>>();
  table.files = given["files"].cast<Paths>();
  table.stream = stream_of(given["stream"]);
  table.stream_name = given["name"].cast<std::string>();
  table.id_space = given["id_space"].cast<std::string>();
  table.start_space = given["start_space"].cast<std::string>();
  table.end_space = given["end_space"].cast<std::string>();
  return table;
}

char ascii(const std::string& text, const char* option) {
  if (text.size() == 1) return text[0];
  throw Error(ErrorKind::input_error, std::string(option) + " is one ASCII character.");
}

py::dict report_to_python(const ImportReport& report) {
  py::list faults, indexes;
  for (const ImportFault& fault : report.faults)
    faults.append(py::make_tuple(fault.file, fault.line, fault.column, fault.reason));
  for (const IndexInfo& index : report.indexes)
    indexes.append(py::make_tuple(index.label, index.key));
  py::dict out;
  out["nodes"] = report.nodes;
  out["relationships"] = report.relationships;
  out["properties"] = report.properties;
  out["skipped"] = report.skipped;
  out["faults"] = faults;
  out["indexes"] = indexes;
  out["bytes"] = report.bytes;
  out["id_map_bytes"] = report.id_map_bytes;
  out["seconds"] = report.seconds;
  return out;
}

py::dict import_tables(PyDatabase& self, const std::vector<py::dict>& given,
                       const std::string& delimiter, const std::string& array_delimiter,
                       const std::string& quote, bool integer_ids, std::uint64_t bad_tolerance,
                       std::size_t memory_bytes) {
  std::vector<ImportTable> tables;
  for (const py::dict& table : given) tables.push_back(table_of(table));
  const auto cancel = std::make_shared<query::CancelToken>();
  ImportOptions options;
  options.delimiter = ascii(delimiter, "delimiter");
  options.array_delimiter = ascii(array_delimiter, "array_delimiter");
  options.quote = ascii(quote, "quote");
  options.integer_ids = integer_ids;
  options.bad_tolerance = bad_tolerance;
  options.memory_bytes = memory_bytes;
  options.progress = [&](const ImportProgress&) { return !cancel->cancelled(); };
  Database database = self.get();
  const InterruptGuard interrupt(cancel);
  try {
    ImportReport report;
    {
      const py::gil_scoped_release release;
      report = database.import_graph(tables, options);
    }
    return report_to_python(report);
  } catch (const Error&) {
    interrupt.raise_if_interrupted();
    throw;
  }
}

}  // namespace

void bind_import(py::class_<PyDatabase>& database) {
  database.def("import_tables", &import_tables, py::arg("tables"), py::kw_only(),
               py::arg("delimiter") = ",", py::arg("array_delimiter") = ";",
               py::arg("quote") = "\"", py::arg("integer_ids") = false,
               py::arg("bad_tolerance") = 0, py::arg("memory_bytes") = std::size_t{1} << 30,
               "Loads tables in bulk, each a dict of kind, labels, files, stream, name and the "
               "spaces of ids; yields the report as a dict.");
}

}  // namespace chancery::python
