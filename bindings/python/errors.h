#pragma once

#include <pybind11/pybind11.h>

namespace chancery::python {

/// Adds the exception classes to the module and translates chancery::Error into them:
/// ChanceryError, and below it QueryError, InputError, LockedError.
void bind_errors(pybind11::module_& module);

}  // namespace chancery::python
