#include "errors.h"

#include <string>

#include "chancery/error.h"
#include "query_text.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

// Owned by the module for the life of the interpreter.
PyObject* base_error = nullptr;
PyObject* query_error = nullptr;
PyObject* input_error = nullptr;
PyObject* locked_error = nullptr;

PyObject* class_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::locked:
      return locked_error;
    case ErrorKind::input_error:
    case ErrorKind::newer_format:
      return input_error;
    case ErrorKind::io_error:
    case ErrorKind::corruption:
    case ErrorKind::internal_error:
      return base_error;
    default:
      return query_error;
  }
}

void raise(const Error& error) {
  const std::string text = error.render(QueryText::current());
  PyObject* type = class_of(error.kind());
  py::object exception = py::reinterpret_borrow<py::object>(type)(py::str(text));
  exception.attr("kind") = py::str(std::string(to_string(error.kind())));
  exception.attr("detail") = py::str(error.detail());
  PyErr_SetObject(type, exception.ptr());
}

PyObject* make_class(py::module_& module, const char* name, PyObject* base, const char* text) {
  const std::string qualified = std::string("chancery.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(qualified.c_str(), text, base, nullptr);
  module.add_object(name, py::reinterpret_borrow<py::object>(type));
  return type;
}

}  // namespace

void bind_errors(py::module_& module) {
  base_error = make_class(module, "ChanceryError", PyExc_Exception,
                          "Something could not be done. str() is the whole message; kind and "
                          "detail are its class in words, e.g. 'SyntaxError'.");
  query_error = make_class(module, "QueryError", base_error,
                           "A query that cannot be compiled or run; the message points at the "
                           "place in its text.");
  input_error = make_class(module, "InputError", base_error,
                           "A file or folder that is missing, unreadable or malformed.");
  locked_error = make_class(module, "LockedError", base_error,
                            "Another process writes this database; the message names it.");
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const Error& error) {
      raise(error);
    }
  });
}

}  // namespace chancery::python
