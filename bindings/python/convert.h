#pragma once

// Values between Python and openCypher. The one place where pybind11 conversions are decided.

#include <pybind11/pybind11.h>

#include <string>

#include "chancery/query/engine.h"
#include "chancery/value.h"

namespace chancery::python {

/// null None, boolean bool, integer int, float float, string str, list list, map dict, node Node,
/// relationship Relationship, path Path, duration Duration; dates and times as datetime.date,
/// datetime.time and datetime.datetime (nanoseconds cut to microseconds), or, where Python has no
/// such year, as str in ISO 8601.
pybind11::object to_python(const Value& value);

/// The way back; also takes tuples, datetime.timedelta and numpy scalars that have item(). Throws
/// Error(argument_error) for anything else, for integers beyond 64 bits, and for containers nested
/// deeper than 100.
Value to_value(pybind11::handle object);

/// A str; `what` it is begins the message of the Error(argument_error) for one that UTF-8 cannot
/// express, as Python's strings may hold halves of surrogate pairs.
std::string to_utf8(pybind11::handle text, const std::string& what);

query::Parameters to_parameters(const pybind11::dict& dictionary);

/// Attribute dictionaries of evidence, editions and reports, with the names of the C++ members.
pybind11::dict to_python_map(const Map& map);

}  // namespace chancery::python
