#include "annotations/annotator_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "chancery/error.h"
#include "slug.h"
#include "source_file.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFileBytes = 64u << 20;
constexpr std::size_t kVersionDigits = 12;  // of a file's digest

std::string folder_name(const AnnotationFolder& folder) {
  if (!folder.name.empty()) return folder.name;
  const fs::path path = folder.folder.lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

/// Sorted.
std::vector<fs::path> annotation_files(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (failure) {
    throw Error(ErrorKind::input_error, "This folder of annotations cannot be read.",
                {folder.string()});
  }
  if (files.empty()) {
    throw Error(ErrorKind::input_error,
                "This folder holds no annotations: files named like the documents, with .json.",
                {folder.string()});
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Each file goes to the document whose id it bears, else to the one document of its name.
std::map<std::string, std::string> documents_by_stem(
    std::span<const IdentifiedDocument> documents) {
  std::map<std::string, std::string> by_stem;
  std::set<std::string> several;
  for (const IdentifiedDocument& document : documents) {
    const std::string stem = slug(document.path.stem().string());
    if (!by_stem.emplace(stem, document.id).second) several.insert(stem);
  }
  for (const std::string& stem : several) by_stem.erase(stem);
  for (const IdentifiedDocument& document : documents) {
    by_stem.insert_or_assign(document.id.substr(document.id.find(':') + 1), document.id);
  }
  return by_stem;
}

[[noreturn]] void fail_annotator(const std::string& name, const fs::path& file,
                                 const std::string& reason) {
  const std::string place = file.empty() ? "" : file.string() + ": ";
  throw Error(ErrorKind::input_error,
              fmt::format("the annotator \"{}\" failed: {}{}", name, place, reason));
}

SourceFile read_annotations(const std::string& annotator, const fs::path& file) {
  try {
    return read_source(file, kMostFileBytes);
  } catch (const Error& failure) {
    fail_annotator(annotator, file, failure.what());
  }
}

}  // namespace

AnnotatorSet::AnnotatorSet(std::span<const Annotator> models,
                           std::span<const AnnotationFolder> folders,
                           std::span<const IdentifiedDocument> documents, const Lexicon& lexicon)
    : models_(models) {
  for (const Annotator& model : models) {
    add_name(model.name);
    if (!model.annotate) {
      throw Error(ErrorKind::input_error,
                  fmt::format("The annotator \"{}\" has no function.", model.name));
    }
  }
  for (const AnnotationFolder& folder : folders) add_folder(folder, documents);
  if (!names_.empty()) known_.emplace(lexicon);
}

void AnnotatorSet::add_name(const std::string& name) {
  if (name.empty()) throw Error(ErrorKind::input_error, "An annotator needs a name.");
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
    throw Error(ErrorKind::input_error,
                fmt::format("Two annotators are called \"{}\"; give one another name.", name));
  }
  names_.push_back(name);
}

void AnnotatorSet::add_folder(const AnnotationFolder& folder,
                              std::span<const IdentifiedDocument> documents) {
  Folder added{folder_name(folder), {}};
  add_name(added.name);
  const auto by_stem = documents_by_stem(documents);
  for (const fs::path& file : annotation_files(folder.folder)) {
    const auto document = by_stem.find(slug(file.stem().string()));
    if (document == by_stem.end()) {
      notices_.push_back(file.string() + ": no document of this run is called like this file");
    } else if (!added.files.emplace(document->second, file).second) {
      notices_.push_back(file.string() + ": another file has the annotations of " +
                         document->second);
    }
  }
  folders_.push_back(std::move(added));
}

std::vector<AnnotatorReport> AnnotatorSet::reports() const {
  std::vector<AnnotatorReport> reports(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) reports[i].name = names_[i];
  return reports;
}

DocumentAnnotators AnnotatorSet::of(const IdentifiedDocument& document) const {
  DocumentAnnotators out;
  if (known_) out.known_ = &*known_;
  for (const Annotator& model : models_) {
    out.sources_.push_back({{model.name, model.version}, &model, {}, {}});
  }
  for (const Folder& folder : folders_) {
    const auto file = folder.files.find(document.id);
    if (file == folder.files.end()) continue;
    SourceFile source = read_annotations(folder.name, file->second);
    out.sources_.push_back({{folder.name, source.sha256.substr(0, kVersionDigits)},
                            nullptr,
                            file->second,
                            std::move(source.bytes)});
  }
  return out;
}

std::string DocumentAnnotators::names() const {
  std::string names;
  for (const Source& source : sources_) {
    names += " + " + source.record.name;
    if (!source.record.version.empty()) names += " " + source.record.version;
  }
  return names;
}

GivenAnnotations DocumentAnnotators::given_by(const Source& source, const Document& document) {
  return source.model != nullptr ? source.model->annotate(document.text)
                                 : parse_annotations(source.json);
}

std::vector<MergeResult> DocumentAnnotators::annotate(const Document& document,
                                                      Annotations& annotations) const {
  std::vector<MergeResult> results;
  for (const Source& source : sources_) {
    try {
      results.push_back(merge(given_by(source, document), source.record, *known_, annotations));
    } catch (const std::exception& failure) {
      fail_annotator(source.record.name, source.file, failure.what());
    } catch (...) {
      fail_annotator(source.record.name, {}, "it threw something that is no std::exception.");
    }
    results.back().counts.name = source.record.name;
    for (std::string& notice : results.back().notices) {
      notice = source.record.name + ": " + notice;
    }
  }
  return results;
}

}  // namespace chancery::ingest
