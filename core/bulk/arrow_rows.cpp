// A table of Arrow batches, read from a stream.

#include <algorithm>

#include "bulk/arrow_column.h"
#include "bulk/arrow_owner.h"
#include "bulk/field_text.h"
#include "bulk/file_rows.h"
#include "bulk/table_rows.h"
#include "chancery/error.h"

namespace chancery::bulk {
namespace {

/// A stream and what its calls say when they fail.
class ArrowStream {
 public:
  ArrowStream(ArrowArrayStream& stream, std::string name)
      : stream_(stream), name_(std::move(name)) {
    if (stream_.released()) fail("has been read already; make a new one");
  }

  const std::string& name() const { return name_; }

  void read_schema(ArrowOwner<ArrowSchema>& schema) {
    check(stream_->get_schema(stream_.get(), schema.get()));
    const std::string_view format = schema->format ? schema->format : "";
    const bool is_table =
        format == "+s" && schema->n_children >= 0 && (schema->n_children == 0 || schema->children);
    if (!is_table) fail("holds no table but values of a single type");
    for (std::int64_t i = 0; i < schema->n_children; ++i)
      if (!schema->children[i]) fail("has a column without a type");
  }

  /// False at the end.
  bool read_batch(ArrowOwner<ArrowArray>& batch) {
    check(stream_->get_next(stream_.get(), batch.get()));
    return !batch.released();
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::input_error, "The Arrow stream " + what + ".", {.file = name_});
  }

 private:
  void check(int failed) {
    if (failed == 0) return;
    const char* reason = stream_->get_last_error ? stream_->get_last_error(stream_.get()) : nullptr;
    fail("cannot be read: " + std::string(reason ? reason : "it does not say why"));
  }

  ArrowOwner<ArrowArrayStream> stream_;
  std::string name_;
};

/// What people call their columns, where no name has a role.
void find_roles(std::vector<Column>& columns, ImportKind kind) {
  const auto name = [&](std::string_view word, Role role) {
    for (Column& column : columns)
      if (column.name == word) column.role = role;
  };
  const bool said = std::ranges::any_of(columns, [](const Column& each) {
    return each.role != Role::property && each.role != Role::ignored;
  });
  if (said) return;
  if (kind == ImportKind::nodes) return name("id", Role::id);
  name("source", Role::start);
  name("target", Role::end);
}

std::vector<Column> columns_of(const ArrowSchema& schema, const ImportTable& table) {
  std::vector<Column> columns;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const char* name = schema.children[i]->name;
    columns.push_back(column_of_stream(name ? name : ""));
  }
  find_roles(columns, table.kind);
  for (Column& column : columns) {
    if (!column.space.empty()) continue;
    if (column.role == Role::id) column.space = table.id_space;
    if (column.role == Role::start) column.space = table.start_space;
    if (column.role == Role::end) column.space = table.end_space;
  }
  return columns;
}

/// The columns of a stream and the rows that they make.
class ArrowTable {
 public:
  ArrowTable(ImportRun& run, const ImportTable& table, const ArrowSchema& schema)
      : rows_(run, table.kind, columns_of(schema, table), table.labels) {
    for (std::size_t i = 0; i < rows_.columns().size(); ++i) {
      const bool used = rows_.columns()[i].role != Role::ignored;
      columns_.push_back(used ? std::make_unique<ArrowColumn>(*schema.children[i]) : nullptr);
    }
  }

  void open(const ArrowArray& batch) {
    const bool fits = batch.length >= 0 && batch.offset >= 0 &&
                      batch.n_children == static_cast<std::int64_t>(columns_.size()) &&
                      (columns_.empty() || batch.children);
    if (!fits) throw Error(ErrorKind::input_error, "A batch does not have the columns it should.");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i]) continue;
      if (!batch.children[i])
        throw Error(ErrorKind::input_error, "A batch lacks one of its columns.");
      columns_[i]->open(*batch.children[i], batch.offset, batch.length);
    }
  }

  void add(const std::string& name, std::uint64_t line, std::int64_t row) {
    rows_.row(name, line, [&] {
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i]) put(i, *columns_[i], row);
    });
  }

 private:
  void put(std::size_t at, const ArrowColumn& column, std::int64_t row) {
    rows_.turn_to(at);
    if (column.is_null(row)) return;
    if (rows_.columns()[at].role == Role::property) {
      value_.clear();
      column.append(value_, row);
      rows_.value(at, value_);
    } else if (column.has_integers()) {
      rows_.number(at, column.integer(row));
    } else if (column.has_texts()) {
      rows_.text(at, column.text(row));
    } else if (column.has_lists_of_texts() && rows_.columns()[at].role == Role::labels) {
      rows_.text(at, column.joined(row, rows_.array_delimiter()));
    } else {
      throw Error(ErrorKind::input_error,
                  "Ids are texts or integers, labels and types are texts; cast the column.");
    }
  }

  TableRows rows_;
  std::vector<std::unique_ptr<ArrowColumn>> columns_;  // null: not used
  std::string value_;
};

/// A bit of the batch itself, which a table of rows has not.
void require_rows(const ArrowStream& stream, const ArrowArray& batch) {
  const bool has_nulls =
      batch.null_count > 0 && batch.n_buffers > 0 && batch.buffers && batch.buffers[0] != nullptr;
  if (has_nulls) stream.fail("has rows that are null as a whole; leave them out");
}

template <typename Step>
auto named(const ArrowStream& stream, const Step& step) {
  try {
    return step();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input_error || !error.place().file.empty()) throw;
    throw Error(error.kind(), error.what(),
                {.file = stream.name(), .column = error.place().column});
  }
}

}  // namespace

void read_stream(ImportRun& run, const ImportTable& table) {
  ArrowStream stream(*table.stream, table.stream_name);
  ArrowOwner<ArrowSchema> schema;
  stream.read_schema(schema);
  ArrowTable rows = named(stream, [&] { return ArrowTable(run, table, *schema); });
  std::uint64_t line = 0;
  while (true) {
    ArrowOwner<ArrowArray> batch;
    if (!stream.read_batch(batch)) return;
    require_rows(stream, *batch);
    named(stream, [&] { rows.open(*batch); });
    for (std::int64_t row = 0; row < batch->length; ++row) {
      rows.add(stream.name(), ++line, row);
      run.look([] { return 0; });
    }
  }
}

}  // namespace chancery::bulk
