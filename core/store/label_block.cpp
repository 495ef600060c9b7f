#include "store/label_block.h"

#include <bit>
#include <string>

#include "chancery/error.h"

namespace chancery {
namespace {

std::size_t offset_in_block(NodeId node) { return raw(node) - raw(block_of(node)); }

}  // namespace

void read_label_block(NodeId block, std::string_view bytes, std::vector<NodeId>& nodes) {
  if (bytes.size() > kBlockNodes / 8 || (!bytes.empty() && bytes.back() == '\0')) {
    throw Error(ErrorKind::corruption, "A row of the label index does not read.");
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (auto bits = static_cast<unsigned char>(bytes[i]); bits != 0; bits &= bits - 1) {
      nodes.push_back(static_cast<NodeId>(raw(block) + i * 8 + std::countr_zero(bits)));
    }
  }
}

void add_to_label_block(PendingRows& rows, PendingRows::Number row, NodeId node) {
  const std::size_t offset = offset_in_block(node);
  const std::size_t size = rows[row].value.size();
  if (offset / 8 >= size) rows.append(row, std::string(offset / 8 + 1 - size, '\0'));
  const char byte = rows[row].value[offset / 8] | static_cast<char>(1 << offset % 8);
  rows.overwrite(row, offset / 8, {&byte, 1});
}

std::string without_node(std::string_view block, NodeId node) {
  std::string rest(block);
  const std::size_t offset = offset_in_block(node);
  if (offset / 8 < rest.size()) rest[offset / 8] &= static_cast<char>(~(1 << offset % 8));
  while (!rest.empty() && rest.back() == '\0') rest.pop_back();
  return rest;
}

}  // namespace chancery
