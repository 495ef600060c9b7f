// Database for Python: thin over the C++ facade; the GIL is released around engine calls.

#include "chancery/database.h"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <optional>
#include <variant>

#include "annotators.h"
#include "chancery/error.h"
#include "convert.h"
#include "cursor.h"
#include "interrupt.h"
#include "py_database.h"
#include "query_text.h"
#include "types.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

using AnnotationFolders = std::vector<std::pair<std::filesystem::path, std::string>>;

query::QueryOptions options_of(std::optional<double> timeout, std::optional<std::uint64_t> max_rows,
                               std::optional<std::size_t> memory_bytes, bool read_only,
                               Paths readable) {
  query::QueryOptions options;
  if (timeout)
    options.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(*timeout * 1000));
  if (memory_bytes) options.memory_bytes = *memory_bytes;
  options.max_rows = max_rows;
  options.read_only = read_only;
  options.readable = std::move(readable);
  return options;
}

std::shared_ptr<Cursor> run_query(PyDatabase& self, const py::str& statement,
                                  const py::dict& parameters, std::optional<double> timeout,
                                  std::optional<std::uint64_t> max_rows,
                                  std::optional<std::size_t> memory_bytes, bool read_only,
                                  Paths readable) {
  const std::string text = to_utf8(statement, "The text of a query");
  QueryText::set(text);
  Database database = self.get();
  const query::Parameters values = to_parameters(parameters);
  query::QueryOptions options =
      options_of(timeout, max_rows, memory_bytes, read_only, std::move(readable));
  options.cancel = std::make_shared<query::CancelToken>();
  const InterruptGuard interrupt(options.cancel);
  try {
    const py::gil_scoped_release release;
    return std::make_shared<Cursor>(database.query(text, values, options), text, options.cancel);
  } catch (const Error&) {
    interrupt.raise_if_interrupted();
    throw;
  }
}

py::dict annotator_to_python(const ingest::AnnotatorReport& annotator) {
  py::dict out;
  out["name"] = annotator.name;
  out["documents"] = annotator.documents;
  out["entities"] = annotator.entities;
  out["unknown"] = annotator.unknown;
  out["mentions"] = annotator.mentions;
  out["statements"] = annotator.statements;
  out["agreed"] = annotator.agreed;
  out["skipped"] = annotator.skipped;
  return out;
}

py::dict report_to_python(const ingest::IngestReport& report) {
  py::list failed;
  for (const auto& failure : report.failed)
    failed.append(py::make_tuple(failure.source, failure.reason));
  py::list annotators;
  for (const auto& annotator : report.annotators) annotators.append(annotator_to_python(annotator));
  py::dict out;
  out["documents"] = report.documents;
  out["added"] = report.added;
  out["replaced"] = report.replaced;
  out["unchanged"] = report.unchanged;
  out["failed"] = failed;
  out["notices"] = report.notices;
  out["bytes"] = report.bytes;
  out["sentences"] = report.sentences;
  out["unparsed_sentences"] = report.unparsed_sentences;
  out["mentions"] = report.mentions;
  out["entities"] = report.entities;
  out["statements"] = report.statements;
  out["candidates"] = report.candidates;
  out["annotators"] = annotators;
  out["seconds"] = report.seconds;
  out["megabytes_per_second"] = report.megabytes_per_second();
  out["stopped"] = report.stopped;
  out["edition"] = report.edition;
  return out;
}

std::shared_ptr<const ingest::Dictionaries> dictionaries_of(const Paths& folders,
                                                            const Paths& gazetteers,
                                                            const Paths& verbs) {
  if (folders.empty() && gazetteers.empty() && verbs.empty()) return nullptr;
  ingest::DictionaryPaths paths{{ingest::Dictionaries::default_folder()}, gazetteers, verbs};
  paths.folders.insert(paths.folders.end(), folders.begin(), folders.end());
  return ingest::Dictionaries::load(paths);
}

py::dict ingest_paths(PyDatabase& self, const std::variant<std::filesystem::path, Paths>& paths,
                      const Paths& dictionaries, const Paths& gazetteers, const Paths& verbs,
                      const py::list& annotators, const AnnotationFolders& annotations,
                      unsigned threads, bool force, bool publish, const std::string& edition) {
  const Paths list = std::holds_alternative<Paths>(paths)
                         ? std::get<Paths>(paths)
                         : Paths{std::get<std::filesystem::path>(paths)};
  Database database = self.get();
  const auto cancel = std::make_shared<query::CancelToken>();
  const InterruptGuard interrupt(cancel);
  PythonAnnotators models(annotators, cancel);
  ingest::IngestOptions options;
  options.annotators = models.annotators();
  for (const auto& [folder, name] : annotations)
    options.annotation_folders.push_back({folder, name});
  options.threads = threads;
  options.force = force;
  options.publish = publish;
  options.edition_name = edition;
  options.progress = [&](const ingest::IngestProgress&) { return !cancel->cancelled(); };
  ingest::IngestReport report;
  {
    const py::gil_scoped_release release;
    options.dictionaries = dictionaries_of(dictionaries, gazetteers, verbs);
    report = database.ingest(list, options);
  }
  models.raise_if_interrupted();
  interrupt.raise_if_interrupted();
  return report_to_python(report);
}

py::object entity_to_python(const EntitySummary& entity) {
  py::dict out;
  out["node"] = raw(entity.node);
  out["id"] = entity.id;
  out["type"] = entity.type;
  out["kind"] = entity.kind.empty() ? py::object(py::none()) : py::object(py::str(entity.kind));
  out["name"] = entity.name;
  out["aliases"] = entity.aliases;
  return out;
}

py::object entity(PyDatabase& self, const std::string& id_or_name) {
  const auto found = self.get().entity(id_or_name);
  return found ? entity_to_python(*found) : py::object(py::none());
}

py::list entities(PyDatabase& self, const std::string& name) {
  py::list out;
  for (const auto& found : self.get().entities(name)) out.append(entity_to_python(found));
  return out;
}

py::list evidence_to_python(const std::vector<Evidence>& proofs) {
  py::list out;
  for (const Evidence& proof : proofs) out.append(to_python(to_value(proof)));
  return out;
}

py::list evidence_between(PyDatabase& self, const std::string& subject, const std::string& type,
                          const std::string& object) {
  return evidence_to_python(self.get().evidence(subject, type, object));
}

py::list evidence_of(PyDatabase& self, const Relationship& relationship) {
  return evidence_to_python(self.get().evidence(relationship.id));
}

py::dict edition_to_python(const EditionInfo& edition) {
  py::dict out;
  out["number"] = edition.number;
  out["name"] = edition.name;
  out["created"] = edition.created;
  out["fingerprint"] = edition.fingerprint;
  out["nodes"] = edition.nodes;
  out["relationships"] = edition.relationships;
  out["documents"] = edition.documents;
  out["bytes"] = edition.bytes;
  return out;
}

py::dict publish(PyDatabase& self, const std::string& name) {
  Database database = self.get();
  EditionInfo edition;
  {
    const py::gil_scoped_release release;
    edition = database.publish(name);
  }
  return edition_to_python(edition);
}

py::dict verify(PyDatabase& self) {
  Database database = self.get();
  VerifyReport report;
  {
    const py::gil_scoped_release release;
    report = database.verify();
  }
  py::dict out;
  out["nodes"] = report.nodes;
  out["relationships"] = report.relationships;
  out["documents"] = report.documents;
  out["statements"] = report.statements;
  out["faults"] = report.faults;
  return out;
}

py::dict counts_to_python(const std::vector<Statistics::Count>& counts) {
  py::dict out;
  for (const auto& count : counts) out[py::str(count.name)] = count.count;
  return out;
}

py::dict statistics(PyDatabase& self) {
  const Statistics statistics = self.get().statistics();
  py::dict out;
  out["nodes"] = statistics.nodes;
  out["relationships"] = statistics.relationships;
  out["labels"] = counts_to_python(statistics.labels);
  out["relationship_types"] = counts_to_python(statistics.relationship_types);
  return out;
}

py::list editions(PyDatabase& self) {
  py::list out;
  for (const EditionInfo& edition : self.get().editions()) out.append(edition_to_python(edition));
  return out;
}

py::object edition(PyDatabase& self) {
  const auto open = self.get().graph()->edition();
  return open ? py::object(edition_to_python(*open)) : py::object(py::none());
}

}  // namespace

void bind_database(py::module_& module) {
  py::class_<PyDatabase> database(module, "Database", "A database folder. Thread-safe.");
  bind_import(database);
  bind_node_columns(module, database);
  database
      .def(py::init<std::filesystem::path, bool, std::string>(), py::arg("path"),
           py::arg("read_only") = false, py::arg("edition") = "",
           py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("path", &PyDatabase::folder)
      .def_property_readonly("writable",
                             [](PyDatabase& self) { return self.get().graph()->writable(); })
      .def_property_readonly("is_open", &PyDatabase::is_open)
      .def_property_readonly("edition", &edition, "The edition that is open; None for a writer.")
      .def("close", &PyDatabase::close, "Closes the database and gives up the writer lock.")
      .def("ingest_paths", &ingest_paths, py::arg("paths"), py::kw_only(),
           py::arg("dictionaries") = Paths{}, py::arg("gazetteers") = Paths{},
           py::arg("verbs") = Paths{}, py::arg("annotators") = py::list(),
           py::arg("annotations") = AnnotationFolders{}, py::arg("threads") = 0,
           py::arg("force") = false, py::arg("publish") = true, py::arg("edition") = "",
           "Reads files and folders into the database; yields the report as a dict. Annotators are "
           "(name, version, function from text to JSON), annotations (folder, name).")
      .def("run", &run_query, py::arg("text"), py::arg("parameters") = py::dict(), py::kw_only(),
           py::arg("timeout") = py::none(), py::arg("max_rows") = py::none(),
           py::arg("memory_bytes") = py::none(), py::arg("read_only") = false,
           py::arg("allow_read") = Paths{}, "Runs one openCypher statement; yields a Cursor.")
      .def("entity", &entity, py::arg("id_or_name"),
           "The entity with this id or name as a dict, or None.")
      .def("entities", &entities, py::arg("name"), "Every entity that bears the name.")
      .def("evidence", &evidence_of, py::arg("relationship"),
           "The statements behind a relationship, each with its quotation.")
      .def("evidence", &evidence_between, py::arg("subject"), py::arg("type"), py::arg("object"),
           "The statements that subject stands in relation type to object; type '' is any.")
      .def("publish", &publish, py::arg("name") = "", "Publishes an edition.")
      .def("editions", &editions, "All editions, oldest first.")
      .def(
          "refresh", [](PyDatabase& self) { return self.get().refresh(); },
          "A reader moves on to the newest edition; True when there was one.")
      .def("statistics", &statistics, "Counts by label and by relationship type.")
      .def("verify", &verify, "Checks the database against itself; faults are listed.");
}

}  // namespace chancery::python
