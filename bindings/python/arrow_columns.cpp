// Columns of numbers by the Arrow C stream interface; core/include/chancery/arrow.h has its
// structs.

#include "arrow_columns.h"

#include <cerrno>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "chancery/arrow.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

using Columns = std::shared_ptr<const query::NodeColumns>;

/// What a schema or an array of ours owns, with its children.
template <typename Struct>
struct Owned {
  std::string name;
  Columns columns;
  const void* buffers[2] = {nullptr, nullptr};
  std::vector<Struct> children;
  std::vector<Struct*> pointers;

  static void release(Struct* self) {
    auto* owned = static_cast<Owned*>(self->private_data);
    for (Struct& child : owned->children) {
      if (child.release) child.release(&child);
    }
    delete owned;
    self->release = nullptr;
  }

  /// Gives it to `out`, whose other members are set.
  static void give(std::unique_ptr<Owned> owned, Struct* out) {
    for (Struct& child : owned->children) owned->pointers.push_back(&child);
    out->n_children = static_cast<std::int64_t>(owned->children.size());
    out->children = owned->pointers.data();
    out->release = &release;
    out->private_data = owned.release();
  }
};

using OwnedSchema = Owned<ArrowSchema>;
using OwnedArray = Owned<ArrowArray>;

ArrowSchema schema_of(const std::string& name, const char* format,
                      std::vector<ArrowSchema> children) {
  auto owned = std::make_unique<OwnedSchema>();
  owned->name = name;
  owned->children = std::move(children);
  ArrowSchema schema{};
  schema.format = format;
  schema.name = owned->name.c_str();
  OwnedSchema::give(std::move(owned), &schema);
  return schema;
}

ArrowSchema schema_of(const query::NodeColumns& columns) {
  std::vector<ArrowSchema> children = {schema_of("node", "l", {})};
  for (const query::NumberColumn& column : columns.columns) {
    const bool whole = std::holds_alternative<std::vector<std::int64_t>>(column.values);
    children.push_back(schema_of(column.name, whole ? "l" : "g", {}));
  }
  return schema_of("", "+s", std::move(children));
}

/// `data` is null for the table itself.
ArrowArray array_of(const Columns& columns, const void* data, std::vector<ArrowArray> children) {
  auto owned = std::make_unique<OwnedArray>();
  owned->columns = columns;
  owned->buffers[1] = data;
  owned->children = std::move(children);
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(columns->nodes.size());
  array.n_buffers = data == nullptr && !owned->children.empty() ? 1 : 2;
  array.buffers = owned->buffers;
  OwnedArray::give(std::move(owned), &array);
  return array;
}

ArrowArray array_of(const Columns& columns) {
  std::vector<ArrowArray> children = {array_of(columns, columns->nodes.data(), {})};
  for (const query::NumberColumn& column : columns->columns) {
    const void* data =
        std::visit([](const auto& values) -> const void* { return values.data(); }, column.values);
    children.push_back(array_of(columns, data, {}));
  }
  return array_of(columns, nullptr, std::move(children));
}

struct StreamState {
  Columns columns;
  bool done = false;
};

StreamState& state_of(ArrowArrayStream* stream) {
  return *static_cast<StreamState*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  try {
    *out = schema_of(*state_of(stream).columns);
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  try {
    StreamState& state = state_of(stream);
    *out = state.done ? ArrowArray{} : array_of(state.columns);
    state.done = true;
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

const char* last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamState*>(stream->private_data);
  stream->release = nullptr;
}

void release_capsule(PyObject* capsule) {
  auto* stream =
      static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
  if (stream->release) stream->release(stream);
  delete stream;
}

}  // namespace

py::capsule stream_capsule(std::shared_ptr<const query::NodeColumns> columns) {
  auto state = std::make_unique<StreamState>(StreamState{std::move(columns)});
  auto stream = std::make_unique<ArrowArrayStream>(
      ArrowArrayStream{&get_schema, &get_next, &last_error, &release_stream, state.get()});
  PyObject* capsule = PyCapsule_New(stream.get(), "arrow_array_stream", &release_capsule);
  if (capsule == nullptr) throw py::error_already_set();
  state.release();
  stream.release();
  return py::reinterpret_steal<py::capsule>(capsule);
}

}  // namespace chancery::python
