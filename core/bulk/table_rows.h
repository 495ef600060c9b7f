#pragma once

// Rows of a table with a header: what stands in each column goes where the column says.

#include <map>

#include "bulk/header.h"
#include "bulk/import_run.h"
#include "chancery/error.h"

namespace chancery::bulk {

class TableRows {
 public:
  /// `names` as ImportTable::labels. Throws Error(input_error) with the column where the columns
  /// do not make a table of that kind.
  TableRows(ImportRun& run, ImportKind kind, std::vector<Column> columns,
            std::vector<std::string> names);

  const std::vector<Column>& columns() const { return columns_; }
  char array_delimiter() const { return run_.options().array_delimiter; }

  /// Adds the row that `fill` puts together by the calls below. A bad row is one to be skipped.
  template <typename Fill>
  void row(const std::string& file, std::uint64_t line, const Fill& fill) {
    clear();
    try {
      fill();
      add();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input_error) throw;
      run_.skip({file, line, column_, error.what()});
    }
  }

  // What stands in column `at`, which is called once a row at most. The text of an id must stay
  // where it is until the row is added.
  void text(std::size_t at, std::string_view text);
  void number(std::size_t at, std::int64_t number);
  /// A value as record.h stores it, of a property.
  void value(std::size_t at, std::string_view value);
  /// Column `at` is what an error from now on is about.
  void turn_to(std::size_t at) { column_ = at + 1; }

 private:
  void clear();
  void add();
  void id_text(const Column& column, std::string_view text);
  void set_id(const Column& column, const ExternalId& id);
  LabelSet labels_of(std::string_view text);
  LabelSet known_labels(const std::vector<std::string>& names);
  std::size_t column_of(Role role) const;

  ImportRun& run_;
  ImportKind kind_;
  std::vector<Column> columns_;
  std::vector<KeyId> keys_;  // by column; none where nothing is stored
  std::vector<std::string> names_;
  LabelSet labels_ = 0;
  TypeId type_ = TypeId::none;
  IdSpace* ids_ = nullptr;
  const IdSpace* starts_ = nullptr;
  const IdSpace* ends_ = nullptr;
  std::map<std::string, LabelSet, std::less<>> labels_by_text_;

  ImportRow row_;
  std::string value_;
  std::size_t column_ = 0;  // from 1: where what is wrong would be; 0 in the row as a whole
};

}  // namespace chancery::bulk
