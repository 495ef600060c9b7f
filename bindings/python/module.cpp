// The extension module _chancery: what it offers, in one list.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "chancery/ingest/extract.h"
#include "chancery/query/documentation.h"
#include "chancery/version.h"
#include "errors.h"
#include "interrupt.h"
#include "types.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

std::string annotate(const std::filesystem::path& path) {
  const auto dictionaries = ingest::Dictionaries::load_default();
  const auto document = ingest::read_document(path);
  return ingest::to_reference_json(ingest::extract(document, *dictionaries).annotations);
}

py::list documentation() {
  py::list out;
  for (const auto& entry : query::documentation()) {
    py::dict row;
    row["name"] = entry.name;
    row["signature"] = entry.signature;
    row["text"] = entry.text;
    row["example"] = entry.example;
    row["group"] = entry.group;
    row["procedure"] = entry.procedure;
    out.append(std::move(row));
  }
  return out;
}

}  // namespace

PYBIND11_MODULE(_chancery, module) {
  module.doc() = "The Chancery engine.";
  module.attr("__version__") = std::string(version());
  InterruptGuard::remember_main_thread();
  bind_errors(module);
  bind_types(module);
  bind_cursor(module);
  bind_database(module);
  module.def("annotate", &annotate, py::arg("path"), py::call_guard<py::gil_scoped_release>(),
             "What the extractor finds in a file, as JSON text in the reference format.");
  module.def("documentation", &documentation,
             "Every function and procedure of the query language, as dicts.");
  module.def("help_text", &query::help, py::arg("topic"),
             "What help says about a function, a procedure, or a group of them.");
}

}  // namespace chancery::python
