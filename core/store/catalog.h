#pragma once

// What a view keeps in memory: the dictionary, the exact counts, the list of indexes.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/graph.h"
#include "store/batch.h"
#include "store/keys.h"

namespace chancery {

/// Names of one kind and their ids, dense from 1. Copies share the strings, so a name's address
/// is stable for as long as any copy lives.
class Names {
 public:
  /// 0 where there is none.
  std::uint32_t find(std::string_view name) const;
  /// Empty for an id that was never given.
  std::string_view name(std::uint32_t id) const;
  std::uint32_t add(std::string_view name);
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  std::vector<std::shared_ptr<const std::string>> names_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

struct Dictionary {
  Names labels;
  Names types;
  Names keys;
};

/// An index and what the catalog knows of it.
struct IndexState {
  IndexInfo::Kind kind = IndexInfo::Kind::property;
  LabelId label = LabelId::none;
  KeyId key = KeyId::none;
  std::uint64_t entries = 0;
  std::uint64_t terms = 0;          ///< text: length of all texts together
  std::set<std::string> languages;  ///< text: languages ever indexed
  bool operator==(const IndexState&) const = default;
};

/// Copied at the start of a transaction, which changes its copy; the copy becomes the store's at
/// commit.
class Catalog {
 public:
  static Catalog load(const Reader& rows);
  /// Writes the rows in which this catalog differs from `base`.
  void save(Batch& batch, const Catalog& base) const;

  const Dictionary& dictionary() const { return *dictionary_; }
  /// From now on the dictionary is shared with other catalogs: the next new name takes a copy.
  void share_dictionary() { own_dictionary_.reset(); }
  LabelId intern_label(std::string_view name);
  TypeId intern_type(std::string_view name);
  KeyId intern_key(std::string_view name);

  const IndexState* find_index(IndexInfo::Kind kind, LabelId label, KeyId key) const;
  IndexState* find_index(IndexInfo::Kind kind, LabelId label, KeyId key);
  const std::vector<IndexState>& indexes() const { return indexes_; }
  std::vector<IndexState>& indexes() { return indexes_; }
  /// Of what is not indexed so yet. Other references to indexes do not survive it.
  IndexState& add_index(const IndexState& index);

  std::uint64_t nodes_with(LabelId label) const { return at(label_counts_, raw(label)); }
  std::uint64_t relationships_of(TypeId type) const { return at(type_counts_, raw(type)); }
  void count(LabelId label, int step) { bump(label_counts_, raw(label), step); }
  void count(TypeId type, int step) { bump(type_counts_, raw(type), step); }

  std::uint64_t next_node = 1;
  std::uint64_t next_relationship = 1;
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t documents = 0;
  std::uint64_t commits = 0;
  std::string running_digest;  ///< of what was written outside documents; empty: nothing was

 private:
  static std::uint64_t at(const std::vector<std::uint64_t>& counts, std::uint32_t id) {
    return id < counts.size() ? counts[id] : 0;
  }
  static void bump(std::vector<std::uint64_t>& counts, std::uint32_t id, int step);
  Dictionary& own_dictionary();
  void load_dictionary(const Reader& rows);
  void load_meta(std::string_view key, std::string_view value);
  std::uint32_t intern(Names Dictionary::*kind, std::string_view name, std::string_view what);

  std::shared_ptr<const Dictionary> dictionary_ = std::make_shared<Dictionary>();
  std::shared_ptr<Dictionary> own_dictionary_;  // dictionary_ too, where nobody else shares it
  std::vector<std::uint64_t> label_counts_;     // by id
  std::vector<std::uint64_t> type_counts_;
  std::vector<IndexState> indexes_;  // ordered by (kind, label, key)
};

}  // namespace chancery
