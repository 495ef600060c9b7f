#include "store/catalog.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "chancery/error.h"
#include "store/bytes.h"

namespace chancery {
namespace {

struct Counter {
  MetaKey key;
  std::uint64_t Catalog::*field;
};

constexpr std::array<Counter, 6> kCounters = {
    {{MetaKey::next_node, &Catalog::next_node},
     {MetaKey::next_relationship, &Catalog::next_relationship},
     {MetaKey::nodes, &Catalog::nodes},
     {MetaKey::relationships, &Catalog::relationships},
     {MetaKey::documents, &Catalog::documents},
     {MetaKey::commits, &Catalog::commits}}};

std::string varint(std::uint64_t value) {
  std::string bytes;
  append_varint(bytes, value);
  return bytes;
}

auto identity(const IndexState& index) { return std::tie(index.kind, index.label, index.key); }

std::string index_row(const IndexState& index) {
  std::string value = varint(index.entries);
  append_varint(value, index.terms);
  for (const std::string& language : index.languages) append_string(value, language);
  return value;
}

IndexState parse_index(std::string_view key, std::string_view value) {
  ByteReader fields(key);
  fields.byte();
  IndexState index;
  index.kind = fields.byte() == 1 ? IndexInfo::Kind::text : IndexInfo::Kind::property;
  index.label = static_cast<LabelId>(read_big_endian(fields.take(kWordBytes)));
  index.key = static_cast<KeyId>(read_big_endian(fields.take(kWordBytes)));
  ByteReader reader(value);
  index.entries = reader.varint();
  index.terms = reader.varint();
  while (!reader.at_end()) index.languages.emplace(reader.string());
  return index;
}

void save_names(Batch& batch, DictionaryKind kind, const Names& names, const Names& base) {
  for (std::uint32_t id = base.size() + 1; id <= names.size(); ++id) {
    batch.put(Family::dictionary, dictionary_key(kind, id), std::string(names.name(id)));
  }
}

void save_counts(Batch& batch, MetaKey kind, const std::vector<std::uint64_t>& counts,
                 const std::vector<std::uint64_t>& base) {
  for (std::uint32_t id = 0; id < counts.size(); ++id) {
    if (id < base.size() ? counts[id] != base[id] : counts[id] != 0) {
      batch.put(Family::meta, meta_key(kind, id), varint(counts[id]));
    }
  }
}

void save_indexes(Batch& batch, const std::vector<IndexState>& indexes,
                  const std::vector<IndexState>& base) {
  for (const IndexState& index : indexes) {
    if (std::ranges::find(base, index) == base.end()) {
      batch.put(Family::meta, index_meta_key(index.kind, index.label, index.key), index_row(index));
    }
  }
  for (const IndexState& old : base) {
    const auto same = [&](const IndexState& index) { return identity(index) == identity(old); };
    if (std::ranges::none_of(indexes, same)) {
      batch.erase(Family::meta, index_meta_key(old.kind, old.label, old.key));
    }
  }
}

}  // namespace

std::uint32_t Names::find(std::string_view name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? 0 : found->second;
}

std::string_view Names::name(std::uint32_t id) const {
  return id == 0 || id > names_.size() ? std::string_view() : *names_[id - 1];
}

std::uint32_t Names::add(std::string_view name) {
  names_.push_back(std::make_shared<const std::string>(name));
  ids_.emplace(*names_.back(), size());
  return size();
}

Catalog Catalog::load(const Reader& rows) {
  Catalog catalog;
  catalog.load_dictionary(rows);
  const auto cursor = rows.scan(Family::meta, {}, {});
  while (cursor->next()) catalog.load_meta(cursor->key(), cursor->value());
  return catalog;
}

void Catalog::load_dictionary(const Reader& rows) {
  Dictionary& dictionary = own_dictionary();
  const auto cursor = rows.scan(Family::dictionary, {}, {});
  while (cursor->next()) {
    const auto kind = static_cast<DictionaryKind>(cursor->key().front());
    Names& names = kind == DictionaryKind::label  ? dictionary.labels
                   : kind == DictionaryKind::type ? dictionary.types
                                                  : dictionary.keys;
    if (names.add(cursor->value()) != read_big_endian(cursor->key().substr(1))) {
      throw Error(ErrorKind::corruption, "The dictionary of the database has a gap.");
    }
  }
}

void Catalog::load_meta(std::string_view key, std::string_view value) {
  const auto kind = static_cast<MetaKey>(key.front());
  if (kind == MetaKey::running_digest) {
    running_digest = value;
  } else if (kind == MetaKey::index) {
    indexes_.push_back(parse_index(key, value));
  } else if (kind == MetaKey::label_count || kind == MetaKey::type_count) {
    auto& counts = kind == MetaKey::label_count ? label_counts_ : type_counts_;
    const auto id = static_cast<std::size_t>(read_big_endian(key.substr(1)));
    if (counts.size() <= id) counts.resize(id + 1);
    counts[id] = ByteReader(value).varint();
  }
  for (const Counter& counter : kCounters) {
    if (counter.key == kind) this->*counter.field = ByteReader(value).varint();
  }
}

void Catalog::save(Batch& batch, const Catalog& base) const {
  for (const Counter& counter : kCounters) {
    if (this->*counter.field != base.*counter.field) {
      batch.put(Family::meta, meta_key(counter.key), varint(this->*counter.field));
    }
  }
  if (running_digest != base.running_digest) {
    batch.put(Family::meta, meta_key(MetaKey::running_digest), running_digest);
  }
  save_names(batch, DictionaryKind::label, dictionary_->labels, base.dictionary_->labels);
  save_names(batch, DictionaryKind::type, dictionary_->types, base.dictionary_->types);
  save_names(batch, DictionaryKind::key, dictionary_->keys, base.dictionary_->keys);
  save_counts(batch, MetaKey::label_count, label_counts_, base.label_counts_);
  save_counts(batch, MetaKey::type_count, type_counts_, base.type_counts_);
  save_indexes(batch, indexes_, base.indexes_);
}

std::uint32_t Catalog::intern(Names Dictionary::*kind, std::string_view name,
                              std::string_view what) {
  if (const std::uint32_t id = (dictionary_.get()->*kind).find(name)) return id;
  if (name.empty()) {
    throw Error(ErrorKind::argument_error, std::string(what) + " cannot have an empty name.");
  }
  return (own_dictionary().*kind).add(name);
}

Dictionary& Catalog::own_dictionary() {
  if (!own_dictionary_) {
    own_dictionary_ = std::make_shared<Dictionary>(*dictionary_);
    dictionary_ = own_dictionary_;
  }
  return *own_dictionary_;
}

LabelId Catalog::intern_label(std::string_view name) {
  return static_cast<LabelId>(intern(&Dictionary::labels, name, "A label"));
}

TypeId Catalog::intern_type(std::string_view name) {
  return static_cast<TypeId>(intern(&Dictionary::types, name, "A relationship type"));
}

KeyId Catalog::intern_key(std::string_view name) {
  return static_cast<KeyId>(intern(&Dictionary::keys, name, "A property"));
}

const IndexState* Catalog::find_index(IndexInfo::Kind kind, LabelId label, KeyId key) const {
  const auto found = std::ranges::find_if(indexes_, [&](const IndexState& index) {
    return index.kind == kind && index.label == label && index.key == key;
  });
  return found == indexes_.end() ? nullptr : &*found;
}

IndexState* Catalog::find_index(IndexInfo::Kind kind, LabelId label, KeyId key) {
  return const_cast<IndexState*>(std::as_const(*this).find_index(kind, label, key));
}

IndexState& Catalog::add_index(const IndexState& index) {
  const auto order = [](const IndexState& a, const IndexState& b) {
    return std::tie(a.kind, a.label, a.key) < std::tie(b.kind, b.label, b.key);
  };
  return *indexes_.insert(std::ranges::upper_bound(indexes_, index, order), index);
}

void Catalog::bump(std::vector<std::uint64_t>& counts, std::uint32_t id, int step) {
  if (counts.size() <= id) counts.resize(id + 1);
  counts[id] += static_cast<std::uint64_t>(static_cast<std::int64_t>(step));
}

}  // namespace chancery
