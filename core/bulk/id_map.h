#pragma once

// From the ids of a source to nodes: what a bulk load keeps in memory for every node.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/types.h"

namespace chancery::bulk {

/// An id as it stands in a source. An integer and its decimal digits are the same id, so that most
/// ids need no text in memory.
class ExternalId {
 public:
  ExternalId(std::int64_t number) : number_(number), is_number_(true) {}
  ExternalId(std::string_view text);

  bool is_number() const { return is_number_; }
  std::int64_t number() const { return number_; }
  /// Of what is no number; refers to what it was made from.
  std::string_view text() const { return text_; }

 private:
  std::int64_t number_ = 0;
  bool is_number_ = false;
  std::string_view text_;
};

/// As people write it.
std::string to_string(const ExternalId& id);

inline constexpr std::size_t kLongestId = 65'535;

/// The ids of one space. Integers that count up with their nodes, as tables of nodes often have
/// them, need no memory; for others open addressing, where texts stand one behind the other in
/// blocks.
class IdMap {
 public:
  /// False, and nothing changed, where the id has a node already. A text has at most kLongestId
  /// bytes.
  bool insert(const ExternalId& id, NodeId node);
  /// NodeId::none where there is none.
  NodeId find(const ExternalId& id) const;
  std::size_t size() const { return counted_ + numbers_ + texts_; }
  /// Of memory.
  std::size_t bytes() const;

 private:
  struct NumberSlot {
    std::int64_t number;
    NodeId node = NodeId::none;
  };
  /// The upper bits hold a part of the hash, which spares most looks at texts that differ; the
  /// lower ones the place of the text, counted from 1.
  using TextSlot = std::uint64_t;

  /// From first_number_ on; a great number where it is before that.
  std::uint64_t count_to(std::int64_t number) const {
    return static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(first_number_);
  }
  bool insert_number(std::int64_t number, NodeId node);
  NodeId find_number(std::int64_t number) const;
  std::size_t number_place(std::int64_t number) const;
  std::size_t text_place(std::string_view text, std::uint64_t hash) const;
  void grow_numbers();
  void grow_texts();
  std::uint64_t keep(std::string_view text, NodeId node);
  const char* at(TextSlot slot) const;

  // The first integer, its node, and how many followed it that counted up as their nodes did.
  std::int64_t first_number_ = 0;
  NodeId first_node_ = NodeId::none;
  std::size_t counted_ = 0;
  std::vector<NumberSlot> number_slots_;  // of all others; a power of two, or none
  std::vector<TextSlot> text_slots_;      // the same
  std::size_t numbers_ = 0;
  std::size_t texts_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_in_block_ = 0;
};

}  // namespace chancery::bulk
