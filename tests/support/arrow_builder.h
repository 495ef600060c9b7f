#pragma once

// Tables of Arrow made by hand, as a foreign library would hand them over, and a count of what has
// not been released.

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "chancery/arrow.h"

namespace chancery {

/// A column: its type, and its values in the buffers of that type.
struct ArrowParts {
  std::string format;
  std::string name;
  std::int64_t length = 0;
  std::vector<std::string> buffers;  // the first is the validity; empty: no buffer
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::vector<ArrowParts> children = {};
  std::vector<ArrowParts> dictionary = {};  // at most one
};

/// The bytes of values in a row.
template <typename T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// A table that can be read once. What it counts must be 0 when all is over.
class ArrowTableStream {
 public:
  explicit ArrowTableStream(ArrowParts table, int batches = 1)
      : table_(std::move(table)), batches_(batches) {
    stream_.get_schema = [](ArrowArrayStream* stream, ArrowSchema* out) {
      of(stream).fill(*out, of(stream).table_);
      return 0;
    };
    stream_.get_next = [](ArrowArrayStream* stream, ArrowArray* out) {
      return of(stream).next(*out);
    };
    stream_.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
    stream_.release = [](ArrowArrayStream* stream) {
      --of(stream).held_;
      stream->release = nullptr;
    };
    stream_.private_data = this;
    ++held_;
  }
  ArrowTableStream(const ArrowTableStream&) = delete;
  ArrowTableStream& operator=(const ArrowTableStream&) = delete;

  ArrowArrayStream* get() { return &stream_; }
  /// Streams, schemas and arrays that nobody has released.
  int held() const { return held_; }
  /// After so many batches there is an error in place of the end.
  void fail_after_batches() { fails_ = true; }

 private:
  /// What an exported struct points to; goes with it.
  template <typename Struct>
  struct Content {
    ArrowTableStream* owner = nullptr;
    const ArrowParts* parts = nullptr;
    std::vector<Struct> children;
    std::vector<Struct*> child_pointers;
    std::vector<const void*> buffers;
    Struct dictionary{};
  };

  static ArrowTableStream& of(ArrowArrayStream* stream) {
    return *static_cast<ArrowTableStream*>(stream->private_data);
  }

  template <typename Struct>
  Content<Struct>& content(Struct& out, const ArrowParts& parts) {
    auto* content = new Content<Struct>;
    content->owner = this;
    content->parts = &parts;
    content->children.resize(parts.children.size());
    for (std::size_t i = 0; i < parts.children.size(); ++i) {
      fill(content->children[i], parts.children[i]);
      content->child_pointers.push_back(&content->children[i]);
    }
    out.n_children = static_cast<std::int64_t>(parts.children.size());
    out.children = content->child_pointers.data();
    if (!parts.dictionary.empty()) {
      fill(content->dictionary, parts.dictionary[0]);
      out.dictionary = &content->dictionary;
    }
    out.private_data = content;
    out.release = [](Struct* released) {
      auto* gone = static_cast<Content<Struct>*>(released->private_data);
      for (Struct& child : gone->children) child.release(&child);
      if (gone->dictionary.release) gone->dictionary.release(&gone->dictionary);
      --gone->owner->held_;
      delete gone;
      released->release = nullptr;
    };
    ++held_;
    return *content;
  }

  void fill(ArrowSchema& out, const ArrowParts& parts) {
    out = {};
    content(out, parts);
    out.format = parts.format.c_str();
    out.name = parts.name.c_str();
    out.flags = ARROW_FLAG_NULLABLE;
  }

  void fill(ArrowArray& out, const ArrowParts& parts) {
    out = {};
    Content<ArrowArray>& made = content(out, parts);
    for (const std::string& buffer : parts.buffers)
      made.buffers.push_back(buffer.empty() ? nullptr : buffer.data());
    out.buffers = made.buffers.data();
    out.n_buffers = static_cast<std::int64_t>(made.buffers.size());
    out.length = parts.length;
    out.null_count = parts.null_count;
    out.offset = parts.offset;
  }

  int next(ArrowArray& out) {
    out = {};
    if (batches_ == 0) return fails_ ? 5 : 0;
    --batches_;
    fill(out, table_);
    return 0;
  }

  ArrowParts table_;
  int batches_;
  bool fails_ = false;
  int held_ = 0;
  ArrowArrayStream stream_{};
};

}  // namespace chancery
