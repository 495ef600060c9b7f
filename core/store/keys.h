#pragma once

// clang-format off
//
// Every key shape of the store. All numbers are big-endian, so bytewise order is number order.
//
//   id       := 8 bytes                   node or relationship
//   word     := 4 bytes                   label, type or property key of the dictionary
//   side     := 00 outgoing | 01 incoming
//   text     := bytes, 00 written as 00 FF, closed by 00 00, at most kMaxKeyText bytes kept
//   ordered  := an order-preserving value, see append_ordered()
//   index    := word word                 label, property key
//   block    := id                        the first of neighbouring ones: of 4,096 nodes, in the
//                                         adjacency of 64, of a document's parts of 512, or of 64
//                                         relationships, see posting_block.h, early_steps.h,
//                                         part_ids.h, relationship_block.h
//
//   family         key                                  value
//   meta           01                                   next node id, varint
//                  02                                   next relationship id
//                  03                                   nodes
//                  04                                   relationships
//                  05                                   documents
//                  06                                   commits
//                  07 word                              nodes with a label
//                  08 word                              relationships of a type
//                  09 kind index                        index: entries, terms, languages
//                  0A                                   running digest of other writes
//                  0B                                   number of the newest edition ever made
//   dictionary     (01 label | 02 type | 03 key) word   name
//   nodes          id                                   labels and properties, see record.h
//   relationships  block                                types, ends, properties as they were made
//   adjacency      block                                first steps of nodes, see early_steps.h
//                  id side word                         other steps of a node and type, see
//                                                       adjacency_row.h
//   labels         word block                           nodes with the label, see label_block.h
//   properties     index ordered id                     empty
//   names          01 text id                           the name as written
//                  02 id                                all names of a node
//   text           index text block                     postings of a term, see posting_block.h
//   documents      01 document-id                       digests of source and annotations
//                  02 document-id                       text
//                  03 index text block                  index entries of parts, see part_ids.h
//   contributions  01 text                              what documents say of an entity, counted
//                  02 document-id                       which of these a document says
//   evidence       id id                                date, status, title; relationship, statement
//   relationship_properties
//                  id                                   those that were changed, in place of those in
//                                                       the relationship's block
//
// Never renumber, never reuse a retired number: databases on disk hold them.
//
// clang-format on

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/graph.h"
#include "chancery/types.h"
#include "chancery/value.h"

namespace chancery {

inline constexpr std::size_t kIdBytes = 8;
inline constexpr std::size_t kWordBytes = 4;
/// Longer strings are cut in keys; who reads such a key compares with the stored value.
inline constexpr std::size_t kMaxKeyText = 512;

enum class MetaKey : std::uint8_t {
  next_node = 1,
  next_relationship = 2,
  nodes = 3,
  relationships = 4,
  documents = 5,
  commits = 6,
  label_count = 7,
  type_count = 8,
  index = 9,
  running_digest = 10,
  last_edition = 11
};

enum class DictionaryKind : std::uint8_t { label = 1, type = 2, key = 3 };
enum class NameRow : std::uint8_t { by_name = 1, by_node = 2 };
enum class DocumentRow : std::uint8_t { digests = 1, text = 2, part_ids = 3 };
enum class ContributionRow : std::uint8_t { record = 1, document = 2 };

/// The smallest key greater than every key that starts with `prefix`: trailing FF bytes are
/// dropped, then the last byte counts up. Empty (no bound) where all bytes are FF.
std::string prefix_successor(std::string_view prefix);

std::string meta_key(MetaKey kind);
std::string meta_key(MetaKey kind, std::uint32_t word);
std::string index_meta_key(IndexInfo::Kind kind, LabelId label, KeyId key);
std::string dictionary_key(DictionaryKind kind, std::uint32_t word);

std::string id_key(NodeId node);
std::string id_key(RelationshipId relationship);

/// The key of the steps of a type from a node.
struct AdjacencyKey {
  NodeId node = NodeId::none;
  bool outgoing = true;
  TypeId type = TypeId::none;
  auto operator<=>(const AdjacencyKey&) const = default;
};
std::string adjacency_key(const AdjacencyKey& key);
std::string adjacency_prefix(NodeId node, bool outgoing);
/// Throws Error(corruption) where it is none.
AdjacencyKey parse_adjacency_key(std::string_view key);
/// Whether a key of the adjacency is that of a block, an id alone.
inline bool is_early_block_key(std::string_view key) { return key.size() == kIdBytes; }

std::string label_prefix(LabelId label);
std::string label_key(LabelId label, NodeId block);

/// Prefix of the rows of a property or text index.
std::string index_prefix(LabelId label, KeyId key);
/// The key of a node in an index, after index_prefix() and an ordered value or a term.
std::string with_node(std::string key, NodeId node);
/// The id at the end of a key.
NodeId trailing_node(std::string_view key);
RelationshipId trailing_relationship(std::string_view key);

std::string name_prefix(std::string_view folded);
std::string names_of_node_key(NodeId node);
std::string document_key(DocumentRow row, std::string_view document_id);
std::string contributions_key(std::string_view entity_id);
std::string document_contributions_key(std::string_view document_id);
std::string evidence_key(RelationshipId relationship, NodeId statement);

/// Appends `text` so that byte order of keys is byte order of texts.
void append_key_text(std::string& out, std::string_view text);
/// As append_key_text, but open at the end: the prefix of all texts that start so.
void append_key_text_prefix(std::string& out, std::string_view text);

/// Appends a value so that byte order of keys is the order of values, and values that are equal
/// by `=` have the same bytes: all numbers share one form. False, and `out` unchanged, for what
/// no `=` can find: null, NaN, a list that holds one, and what is no property value.
bool append_ordered(std::string& out, const Value& value);
/// The same for a string.
void append_ordered_text(std::string& out, std::string_view text);
/// The first byte of a value's ordered form: values compare only where it is the same.
std::uint8_t ordered_tag(const Value& value);
/// True where different values may share their ordered form (long strings, zoned times), so that
/// a hit must be compared with the stored value.
bool ordered_form_is_lossy(const Value& value);

/// What an ordered form tells of a value's place in order(): values are ordered as their parts
/// are; those that share a part are equal in order only where it is `exact`.
struct OrderedPart {
  std::string_view part;
  bool exact = true;
};
OrderedPart ordered_part(std::string_view form);

}  // namespace chancery
