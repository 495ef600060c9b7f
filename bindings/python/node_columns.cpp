// Numbers of nodes for Python: arrays by the buffer protocol, a table by Arrow's C interface. Both
// are views of memory that stays as long as one of them.

#include "chancery/query/node_columns.h"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <optional>

#include "arrow_columns.h"
#include "convert.h"
#include "interrupt.h"
#include "py_database.h"
#include "query_text.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

using Columns = std::shared_ptr<const query::NodeColumns>;

static_assert(sizeof(NodeId) == sizeof(std::int64_t));

/// One column; node numbers are the first, "node".
struct NumberArray {
  Columns columns;
  const void* data = nullptr;
  bool is_float = false;

  std::size_t size() const { return columns->nodes.size(); }

  py::buffer_info buffer() const {
    constexpr py::ssize_t kWidth = 8;
    const std::string format = is_float ? py::format_descriptor<double>::format()
                                        : py::format_descriptor<std::int64_t>::format();
    const auto length = static_cast<py::ssize_t>(size());
    return {const_cast<void*>(data), kWidth, format, 1, {length}, {kWidth}, true};
  }
};

struct PyNodeColumns {
  Columns columns;

  std::vector<std::string> names() const {
    std::vector<std::string> names = {"node"};
    for (const query::NumberColumn& column : columns->columns) names.push_back(column.name);
    return names;
  }

  NumberArray array(const std::string& name) const {
    if (name == "node") return {columns, columns->nodes.data(), false};
    return std::visit(
        [&](const auto& values) {
          using Number = typename std::decay_t<decltype(values)>::value_type;
          return NumberArray{columns, values.data(), std::is_floating_point_v<Number>};
        },
        column(name).values);
  }

  std::vector<std::size_t> greatest(const std::string& name, std::size_t count) const {
    return query::greatest(column(name), count);
  }

  py::capsule arrow_stream(const py::object&) const { return stream_capsule(columns); }

 private:
  const query::NumberColumn& column(const std::string& name) const {
    if (const query::NumberColumn* found = columns->find(name)) return *found;
    throw py::key_error(name);
  }
};

PyNodeColumns node_columns(PyDatabase& self, const std::string& procedure, const py::dict& options,
                           std::optional<std::uint64_t> source, std::optional<double> timeout,
                           std::optional<std::size_t> memory_bytes) {
  QueryText::set({});
  std::vector<Value> arguments;
  if (source) arguments.emplace_back(Node{static_cast<NodeId>(*source), nullptr});
  arguments.push_back(to_value(options));
  query::QueryOptions limits;
  if (timeout) {
    limits.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(*timeout * 1000));
  }
  if (memory_bytes) limits.memory_bytes = *memory_bytes;
  limits.cancel = std::make_shared<query::CancelToken>();
  const std::shared_ptr<Graph> graph = self.get().graph();
  const InterruptGuard interrupt(limits.cancel);
  try {
    const py::gil_scoped_release release;
    return {std::make_shared<const query::NodeColumns>(
        query::node_columns(*graph, procedure, std::move(arguments), limits))};
  } catch (const Error&) {
    interrupt.raise_if_interrupted();
    throw;
  }
}

std::vector<NodeId> nodes_of(const py::buffer& numbers) {
  const py::buffer_info info = numbers.request();
  const bool fits = info.ndim == 1 && info.itemsize == 8 && info.format.size() == 1 &&
                    std::string_view("qlQL").find(info.format.front()) != std::string_view::npos;
  if (!fits) throw py::type_error("nodes are an array of 64-bit integers, such as a table has");
  std::vector<NodeId> nodes(static_cast<std::size_t>(info.shape[0]));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const char* at =
        static_cast<const char*>(info.ptr) + static_cast<py::ssize_t>(i) * info.strides[0];
    std::memcpy(&nodes[i], at, sizeof(NodeId));
  }
  return nodes;
}

py::list node_properties(PyDatabase& self, const py::buffer& numbers, const std::string& key) {
  const std::vector<NodeId> nodes = nodes_of(numbers);
  std::vector<Value> values(nodes.size());
  const std::shared_ptr<Graph> graph = self.get().graph();
  {
    const py::gil_scoped_release release;
    const std::shared_ptr<const Snapshot> view = graph->snapshot();
    if (const auto id = view->key_id(key)) {
      for (std::size_t i = 0; i < nodes.size(); ++i) values[i] = view->property(nodes[i], *id);
    }
  }
  py::list out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = to_python(values[i]);
  return out;
}

}  // namespace

void bind_node_columns(py::module_& module, py::class_<PyDatabase>& database) {
  py::class_<NumberArray>(module, "NumberArray", py::buffer_protocol(),
                          "Numbers of nodes, read-only: int64 or float64 by the buffer protocol.")
      .def_buffer(&NumberArray::buffer)
      .def("__len__", &NumberArray::size);
  py::class_<PyNodeColumns>(module, "NodeColumns",
                            "Nodes and what was found for each. Use Database.graph() for a table.")
      .def_property_readonly("names", &PyNodeColumns::names)
      .def("__len__", [](const PyNodeColumns& self) { return self.columns->nodes.size(); })
      .def("array", &PyNodeColumns::array, py::arg("name"), "One column.")
      .def("greatest", &PyNodeColumns::greatest, py::arg("name"), py::arg("count"),
           "Positions of the greatest numbers of a column, greatest first.")
      .def("__arrow_c_stream__", &PyNodeColumns::arrow_stream,
           py::arg("requested_schema") = py::none(), "A capsule of one batch of all columns.");
  database
      .def("node_columns", &node_columns, py::arg("procedure"), py::arg("options"), py::kw_only(),
           py::arg("source") = py::none(), py::arg("timeout") = py::none(),
           py::arg("memory_bytes") = py::none(),
           "Runs a procedure that yields a node and numbers; see Database.graph().")
      .def("node_properties", &node_properties, py::arg("nodes"), py::arg("key"),
           "A property of nodes, None where one has none: of the graph as it is now. `nodes` is an "
           "array of 64-bit integers, such as the column `node` of a table.");
}

}  // namespace chancery::python
