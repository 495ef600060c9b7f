#include "annotators.h"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "chancery/error.h"
#include "convert.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

/// "ValueError: no such label", without the traceback.
std::string message_of(py::error_already_set& failure) {
  const auto type = py::cast<std::string>(failure.type().attr("__name__"));
  const py::bytes bytes = py::str(failure.value()).attr("encode")("utf-8", "backslashreplace");
  const auto text = py::cast<std::string>(bytes);
  return text.empty() ? type : fmt::format("{}: {}", type, text);
}

}  // namespace

struct PythonAnnotators::Model {
  std::string name;
  std::string version;
  py::function function;
  // Taken before the GIL: a thread that waits for it with the GIL would wait for one that waits
  // for the GIL.
  std::mutex one_at_a_time;
  std::optional<py::error_already_set> interrupt;

  ingest::GivenAnnotations annotate(const std::string& text, query::CancelToken& token) {
    const std::lock_guard lock(one_at_a_time);
    std::string json;
    {
      const py::gil_scoped_acquire acquire;
      json = call(text, token);
    }
    return ingest::parse_annotations(json);
  }

 private:
  /// With the GIL; what it throws owns no Python object.
  std::string call(const std::string& text, query::CancelToken& token) {
    try {
      return to_utf8(function(py::str(text)), "What an annotator returns");
    } catch (py::error_already_set& failure) {
      const std::string message = message_of(failure);
      if (!failure.matches(PyExc_Exception)) {
        if (!interrupt) interrupt.emplace(failure);
        token.cancel();
      }
      throw Error(ErrorKind::input_error, message);
    }
  }
};

PythonAnnotators::PythonAnnotators(const py::list& annotators,
                                   std::shared_ptr<query::CancelToken> token)
    : token_(std::move(token)) {
  for (const py::handle item : annotators) {
    const auto [name, version, function] =
        py::cast<std::tuple<std::string, std::string, py::function>>(item);
    auto model = std::make_unique<Model>();
    model->name = name;
    model->version = version;
    model->function = function;
    models_.push_back(std::move(model));
  }
}

PythonAnnotators::~PythonAnnotators() = default;

std::vector<ingest::Annotator> PythonAnnotators::annotators() {
  std::vector<ingest::Annotator> out;
  for (const auto& model : models_) {
    out.push_back({model->name, model->version,
                   [model = model.get(), token = token_](const std::string& text) {
                     return model->annotate(text, *token);
                   }});
  }
  return out;
}

void PythonAnnotators::raise_if_interrupted() {
  for (const auto& model : models_) {
    if (model->interrupt) throw py::error_already_set(*model->interrupt);
  }
}

}  // namespace chancery::python
