#include "cursor.h"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>

#include "chancery/error.h"
#include "convert.h"
#include "interrupt.h"
#include "query_text.h"
#include "types.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

/// Up to `count` rows as a list of tuples; the engine works without the GIL.
py::list fetch(Cursor& cursor, std::size_t count) {
  QueryText::set(cursor.text);
  std::vector<Rows::Row> rows;
  const InterruptGuard interrupt(cursor.cancel);
  try {
    const py::gil_scoped_release release;
    const std::lock_guard lock(cursor.mutex);
    Rows::Row row;
    while (rows.size() < count && cursor.rows.next(row)) rows.push_back(row);
  } catch (const Error&) {
    interrupt.raise_if_interrupted();
    throw;
  }
  py::list out;
  for (const Rows::Row& row : rows) {
    py::tuple tuple(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) tuple[i] = to_python(row[i]);
    out.append(std::move(tuple));
  }
  return out;
}

py::dict side_effects(const Cursor& cursor) {
  const query::SideEffects& effects = cursor.rows.side_effects();
  py::dict out;
  out["nodes_created"] = effects.nodes_created;
  out["nodes_deleted"] = effects.nodes_deleted;
  out["relationships_created"] = effects.relationships_created;
  out["relationships_deleted"] = effects.relationships_deleted;
  out["labels_added"] = effects.labels_added;
  out["labels_removed"] = effects.labels_removed;
  out["properties_set"] = effects.properties_set;
  out["properties_removed"] = effects.properties_removed;
  return out;
}

}  // namespace

void bind_cursor(py::module_& module) {
  py::class_<Cursor, std::shared_ptr<Cursor>>(
      module, "Cursor", "Rows of a running query, read once. Use Database.query() for a Result.")
      .def_property_readonly("columns", [](const Cursor& c) { return c.rows.columns(); })
      .def("fetch", &fetch, py::arg("count"),
           "Up to `count` further rows as tuples; an empty list at the end.")
      .def_property_readonly(
          "plan", [](const Cursor& c) { return c.rows.plan(); },
          "The plan of an EXPLAIN or PROFILE query, else ''.")
      .def_property_readonly(
          "plan_json", [](const Cursor& c) { return c.rows.plan_json(); },
          "The same plan as JSON text, else ''.")
      .def_property_readonly(
          "warnings", [](const Cursor& c) { return c.rows.warnings(); },
          "What is probably not what was meant, a sentence each.")
      .def_property_readonly(
          "truncated", [](const Cursor& c) { return c.rows.truncated(); },
          "True when max_rows cut the result.")
      .def_property_readonly("side_effects", &side_effects, "What an updating query changed.");
}

}  // namespace chancery::python
