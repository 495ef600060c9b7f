#pragma once

// Python functions as annotators of an ingest that runs without the GIL on several threads.

#include <pybind11/pybind11.h>

#include <memory>
#include <vector>

#include "chancery/ingest/annotator.h"
#include "chancery/query/engine.h"

namespace chancery::python {

class PythonAnnotators {
 public:
  /// Of tuples (name, version, function from text to JSON text). Made and destroyed with the GIL
  /// held. A KeyboardInterrupt or SystemExit out of a function cancels `token`.
  PythonAnnotators(const pybind11::list& annotators, std::shared_ptr<query::CancelToken> token);
  ~PythonAnnotators();
  PythonAnnotators(const PythonAnnotators&) = delete;
  PythonAnnotators& operator=(const PythonAnnotators&) = delete;

  /// May be called from any thread without the GIL; each function runs in one thread at a time.
  /// An exception becomes an Error with its type and message. Not after our end.
  std::vector<ingest::Annotator> annotators();
  /// With the GIL held, after the ingest: raises what was meant to end it.
  void raise_if_interrupted();

 private:
  struct Model;
  std::vector<std::unique_ptr<Model>> models_;
  std::shared_ptr<query::CancelToken> token_;
};

}  // namespace chancery::python
