#pragma once

// What a transaction did to the graph outside documents, as the fingerprint counts it.

#include <initializer_list>
#include <string>
#include <string_view>

#include "store/bytes.h"
#include "store/digest.h"

namespace chancery {

class OperationLog {
 public:
  void add(char operation, std::initializer_list<std::uint64_t> ids,
           std::initializer_list<std::string_view> fields = {}) {
    empty_ = false;
    head_.assign(1, operation);
    for (const std::uint64_t id : ids) append_varint(head_, id);
    record_.clear();
    append_string(record_, head_);
    for (const std::string_view field : fields) append_string(record_, field);
    digest_.update(record_);
  }

  bool empty() const { return empty_; }
  /// The running digest after all this, where it was `before`.
  std::string finish(std::string_view before) {
    if (empty_) return std::string(before);
    digest_.update_field(before);
    return digest_.finish();
  }

 private:
  Sha256 digest_;
  std::string head_;
  std::string record_;  // of fields as Sha256::update_field() has them, digested at once
  bool empty_ = true;
};

}  // namespace chancery
