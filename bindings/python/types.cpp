// Node, Relationship, Path and Duration as Python sees them.

#include "types.h"

#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include "chancery/value.h"
#include "convert.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

std::vector<std::string> labels_of(const Node& node) {
  return node.data ? node.data->labels : std::vector<std::string>();
}

const Map& properties_of(const std::shared_ptr<const NodeData>& data) {
  static const Map none;
  return data ? data->properties : none;
}

const Map& properties_of(const std::shared_ptr<const RelationshipData>& data) {
  static const Map none;
  return data ? data->properties : none;
}

/// node["name"] and relationship["statements"]: a missing property is a KeyError.
template <typename Element>
py::object property(const Element& element, const std::string& key) {
  const Map& map = properties_of(element.data);
  const auto found = map.find(key);
  if (found == map.end()) throw py::key_error(key);
  return to_python(found->second);
}

template <typename Element>
py::object property_or(const Element& element, const std::string& key, py::object missing) {
  const Map& map = properties_of(element.data);
  const auto found = map.find(key);
  return found == map.end() ? missing : to_python(found->second);
}

template <typename Element>
void bind_properties(py::class_<Element>& type) {
  type.def_property_readonly(
          "properties", [](const Element& e) { return to_python_map(properties_of(e.data)); },
          "All properties, as a dict.")
      .def("__getitem__", &property<Element>, py::arg("key"))
      .def("get", &property_or<Element>, py::arg("key"), py::arg("default") = py::none(),
           "The property, or `default` where it is missing.")
      .def(
          "__eq__", [](const Element& a, const Element& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const Element& e) { return raw(e.id); })
      .def_property_readonly(
          "id", [](const Element& e) { return raw(e.id); }, "The number of it in the store.")
      .def("__repr__", [](const Element& e) { return to_cypher(Value(e)); });
}

}  // namespace

void bind_types(py::module_& module) {
  py::class_<Node> node(module, "Node", "A node of a result. Equal to another by identity.");
  bind_properties(node);
  node.def_property_readonly("labels", &labels_of, "The labels, as a list of str.");

  py::class_<Relationship> relationship(
      module, "Relationship", "A relationship of a result. Equal to another by identity.");
  bind_properties(relationship);
  relationship
      .def_property_readonly("type",
                             [](const Relationship& r) { return r.data ? r.data->type : ""; })
      .def_property_readonly(
          "start", [](const Relationship& r) { return r.data ? raw(r.data->start) : 0; },
          "The number of the node it starts at.")
      .def_property_readonly(
          "end", [](const Relationship& r) { return r.data ? raw(r.data->end) : 0; },
          "The number of the node it ends at.");

  py::class_<Path>(module, "Path", "Nodes and the relationships between them.")
      .def_readonly("nodes", &Path::nodes)
      .def_readonly("relationships", &Path::relationships)
      .def("__len__", [](const Path& path) { return path.relationships.size(); })
      .def("__repr__", [](const Path& path) { return to_cypher(Value(path)); });

  py::class_<Duration>(module, "Duration",
                       "openCypher's duration: months, days, seconds and nanoseconds apart.")
      .def(py::init([](std::int64_t months, std::int64_t days, std::int64_t seconds,
                       std::int32_t nanoseconds) {
             return Duration{months, days, seconds, nanoseconds};
           }),
           py::arg("months") = 0, py::arg("days") = 0, py::arg("seconds") = 0,
           py::arg("nanoseconds") = 0)
      .def_readonly("months", &Duration::months)
      .def_readonly("days", &Duration::days)
      .def_readonly("seconds", &Duration::seconds)
      .def_readonly("nanoseconds", &Duration::nanos)
      .def(
          "__eq__", [](const Duration& a, const Duration& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const Duration& d) { return hash_value(Value(d)); })
      .def("__repr__", [](const Duration& d) { return "Duration(" + to_cypher(Value(d)) + ")"; });
}

}  // namespace chancery::python
