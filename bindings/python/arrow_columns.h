#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "chancery/query/node_columns.h"

namespace chancery::python {

/// A capsule "arrow_array_stream" (the Arrow PyCapsule interface) with one batch: `node` and the
/// other columns, none of them copied. Whoever takes the stream out of the capsule releases it.
pybind11::capsule stream_capsule(std::shared_ptr<const query::NodeColumns> columns);

}  // namespace chancery::python
