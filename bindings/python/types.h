#pragma once

#include <pybind11/pybind11.h>

namespace chancery::python {

/// Adds Node, Relationship, Path and Duration to the module.
void bind_types(pybind11::module_& module);

/// Adds Cursor, the rows of a running query.
void bind_cursor(pybind11::module_& module);

/// Adds Database.
void bind_database(pybind11::module_& module);

}  // namespace chancery::python
