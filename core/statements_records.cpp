#include "statements_records.h"

#include <algorithm>
#include <map>
#include <set>

#include "chancery/folding.h"
#include "store/bytes.h"
#include "store/record.h"

namespace chancery {
namespace {

using Texts = std::vector<std::string_view>;

void sort_once(Texts& texts) {
  std::ranges::sort(texts);
  const auto again = std::ranges::unique(texts);
  texts.erase(again.begin(), again.end());
}

// Type, kind, name, known, and aliases.
template <typename Aliases>
void append_texts(std::string& out, std::string_view type, std::string_view kind,
                  std::string_view name, bool known, const Aliases& aliases) {
  std::size_t most = type.size() + kind.size() + name.size() + 5 * kMostVarintBytes;
  for (const std::string_view alias : aliases) most += kMostVarintBytes + alias.size();
  const std::size_t begin = out.size();
  out.resize(begin + most);
  char* end = out.data() + begin;
  const auto write = [&end](std::string_view text) {
    end = write_varint(end, text.size());
    end = std::copy(text.begin(), text.end(), end);
  };
  write(type);
  write(kind);
  write(name);
  end = write_varint(end, known ? 1 : 0);
  end = write_varint(end, aliases.size());
  for (const std::string_view alias : aliases) write(alias);
  out.resize(static_cast<std::size_t>(end - out.data()));
}

void append_values(std::string& out, const Map& properties) {
  for (const auto& [key, value] : properties) {
    if (value.is_null()) continue;
    append_string(out, key);
    append_value(out, value);
  }
}

bool better_name(std::string_view a, std::string_view b) {
  const std::size_t a_length = code_point_count(a);
  const std::size_t b_length = code_point_count(b);
  return a_length != b_length ? a_length > b_length : a < b;
}

// Records put together one by one, in the order of their digests.
class Merger {
 public:
  void add(const StoredRecord& record) {
    if (names_.empty() || better_name(record.name, name_)) name_ = record.name;
    if (type_.empty()) type_ = record.type;
    if (kind_.empty()) kind_ = record.kind;
    names_.push_back(record.name);
    names_.insert(names_.end(), record.aliases.begin(), record.aliases.end());
    properties_.insert(record.properties.begin(), record.properties.end());
  }

  void append_to(std::string& out) {
    sort_once(names_);
    std::erase(names_, name_);
    append_texts(out, type_, kind_, name_, false, names_);
    for (const auto& [key, value] : properties_) {
      append_string(out, key);
      out.append(value);
    }
  }

 private:
  std::string_view type_, kind_, name_;
  Texts names_;
  std::map<std::string_view, std::string_view> properties_;
};

}  // namespace

void append_record(std::string& out, const EntityRecord& record) {
  thread_local Texts aliases;  // spares an allocation for each record
  aliases.assign(record.aliases.begin(), record.aliases.end());
  sort_once(aliases);
  append_texts(out, record.type, record.kind, record.name, record.known, aliases);
  append_values(out, record.properties);
}

void append_record_as_given(std::string& out, const EntityRecord& record) {
  append_texts(out, record.type, record.kind, record.name, record.known, record.aliases);
  append_values(out, record.properties);
}

void StoredRecord::read(std::string_view record) {
  ByteReader reader(record);
  type = reader.string();
  kind = reader.string();
  name = reader.string();
  known = reader.varint() == 1;
  aliases.clear();
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    aliases.push_back(reader.string());
  }
  properties.clear();
  while (!reader.at_end()) {
    const std::string_view key = reader.string();
    properties.emplace_back(key, next_value(reader));
  }
}

std::vector<Contribution> parse_contributions(std::string_view row) {
  std::vector<Contribution> result;
  ByteReader reader(row);
  while (!reader.at_end()) {
    Contribution& contribution = result.emplace_back();
    contribution.digest = reader.string();
    contribution.count = reader.varint();
    contribution.record = reader.string();
  }
  return result;
}

void append_contribution(std::string& row, const Contribution& contribution) {
  append_string(row, contribution.digest);
  append_varint(row, contribution.count);
  append_string(row, contribution.record);
}

std::vector<ContributionName> parse_document_contributions(std::string_view row) {
  std::vector<ContributionName> result;
  ByteReader reader(row);
  while (!reader.at_end()) {
    const std::string_view entity_id = reader.string();
    result.emplace_back(entity_id, reader.string());
  }
  return result;
}

std::string_view merge_contributions(std::span<const Contribution> contributions,
                                     std::string& scratch) {
  StoredRecord record;
  Merger merger;
  for (const Contribution& contribution : contributions) {
    record.read(contribution.record);
    const bool alone =
        contributions.size() == 1 && !std::ranges::binary_search(record.aliases, record.name);
    if (record.known || alone) return contribution.record;
    merger.add(record);
  }
  scratch.clear();
  if (!contributions.empty()) merger.append_to(scratch);
  return scratch;
}

bool says_already(const StoredRecord& merged, const StoredRecord& record) {
  if (merged.known || record.known) return merged.known && !record.known;
  const auto has_name = [&](std::string_view name) {
    return name == merged.name || std::ranges::binary_search(merged.aliases, name);
  };
  return (record.type.empty() || record.type == merged.type) &&
         (record.kind.empty() || record.kind == merged.kind) && has_name(record.name) &&
         !better_name(record.name, merged.name) && std::ranges::all_of(record.aliases, has_name) &&
         std::ranges::includes(merged.properties, record.properties);
}

}  // namespace chancery
