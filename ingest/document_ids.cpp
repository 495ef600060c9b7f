#include "document_ids.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "chancery/error.h"
#include "slug.h"
#include "source_file.h"

namespace chancery {
namespace ingest {
namespace {

namespace fs = std::filesystem;

fs::path absolute_normal(const fs::path& path) {
  std::error_code ignored;  // without a current directory the path stays as it is
  const fs::path absolute = fs::absolute(path, ignored);
  return (ignored ? path : absolute).lexically_normal();
}

/// "doc:report", "doc:2024-report", "doc:un-2024-report", ... up to the root.
std::vector<std::string> candidate_ids(const fs::path& path) {
  const fs::path absolute = absolute_normal(path);
  std::string name = slug(absolute.stem().string());
  std::vector<std::string> ids = {"doc:" + name};
  for (fs::path folder = absolute.parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    name = slug(folder.filename().string()) + "-" + name;
    ids.push_back("doc:" + name);
  }
  return ids;
}

class StoredDocuments {
 public:
  explicit StoredDocuments(const GraphView& view)
      : view_(view),
        label_(view.label_id("Document")),
        id_(view.key_id("id")),
        indexed_(label_ && id_ && view.has_index(IndexInfo::Kind::property, *label_, *id_)) {}

  std::optional<StoredDocument> find(const std::string& id) const {
    if (!indexed_) return std::nullopt;
    const std::vector<NodeId> nodes = view_.find(*label_, *id_, Value(id));
    if (nodes.empty()) return std::nullopt;
    return StoredDocument{text(nodes.front(), "source"), text(nodes.front(), "sha256"),
                          text(nodes.front(), "extractor")};
  }

 private:
  std::string text(NodeId node, std::string_view key) const {
    const std::optional<KeyId> id = view_.key_id(key);
    const Value value = id ? view_.property(node, *id) : Value();
    return value.type() == ValueType::string ? value.as_string() : std::string();
  }

  const GraphView& view_;
  std::optional<LabelId> label_;
  std::optional<KeyId> id_;
  bool indexed_;
};

class Identification {
 public:
  Identification(const GraphView& view, std::span<const fs::path> paths) : stored_(view) {
    for (const fs::path& path : paths) documents_.push_back({path, {}, {}});
  }

  std::vector<IdentifiedDocument> run() {
    for (IdentifiedDocument& document : documents_) claim_by_path(document);
    for (IdentifiedDocument& document : documents_) {
      if (document.id.empty()) claim_by_content(document);
    }
    for (IdentifiedDocument& document : documents_) {
      if (document.id.empty()) claim_free(document);
    }
    return std::move(documents_);
  }

 private:
  bool claim(IdentifiedDocument& document, const std::string& id, StoredDocument stored) {
    if (!taken_.insert(id).second) return false;
    document.id = id;
    document.stored = std::move(stored);
    return true;
  }

  void claim_by_path(IdentifiedDocument& document) {
    const fs::path path = absolute_normal(document.path);
    for (const std::string& id : candidate_ids(document.path)) {
      std::optional<StoredDocument> stored = stored_.find(id);
      if (!stored || absolute_normal(stored->source) != path) continue;
      if (claim(document, id, std::move(*stored))) return;
    }
  }

  /// The corpus was moved, or is named from another folder.
  void claim_by_content(IdentifiedDocument& document) {
    std::optional<std::string> digest;
    for (const std::string& id : candidate_ids(document.path)) {
      std::optional<StoredDocument> stored = stored_.find(id);
      if (!stored || taken_.count(id) > 0) continue;
      if (!digest) digest = digest_of(document.path);
      if (stored->sha256 == *digest && claim(document, id, std::move(*stored))) return;
    }
  }

  /// Empty for a file that cannot be read, which the run will report.
  static std::string digest_of(const fs::path& path) {
    try {
      return read_source(path).sha256;
    } catch (const Error&) {
      return {};
    }
  }

  void claim_free(IdentifiedDocument& document) {
    const std::vector<std::string> ids = candidate_ids(document.path);
    for (const std::string& id : ids) {
      if (!stored_.find(id) && claim(document, id, {})) return;
    }
    // Two names that differ only in signs, all the way up to the root.
    for (std::size_t n = 2;; ++n) {
      const std::string id = ids.back() + "-" + std::to_string(n);
      if (!stored_.find(id) && claim(document, id, {})) return;
    }
  }

  StoredDocuments stored_;
  std::vector<IdentifiedDocument> documents_;
  std::unordered_set<std::string> taken_;
};

}  // namespace

std::vector<IdentifiedDocument> identify_documents(const GraphView& view,
                                                   std::span<const fs::path> paths) {
  return Identification(view, paths).run();
}

}  // namespace ingest
}  // namespace chancery
